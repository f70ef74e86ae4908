// Loaded before anything else: a Node that cannot read TypeScript would only say that it does not know the file.
if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error(
    `Ferry needs Node 26 or newer, and this is ${process.versions.node}. Run npm ci, which brings it for npm's own commands, or install Node 26.`,
  );
  process.exit(1);
}
// From the very first TypeScript file on, what was compiled once is read back at the next start.
require('node:module').enableCompileCache();
