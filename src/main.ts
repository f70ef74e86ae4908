/** Node below 26 has neither Temporal nor all of node:sqlite: said before anything is loaded that needs them. */
if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error(`Ferry needs Node 26 or newer, and this is ${process.versions.node}: run npm ci and then npm start, which brings its own.`);
  process.exit(1);
}
// What was compiled once is read back at the next start.
(await import('node:module')).enableCompileCache();
const { environment, readConfig } = await import('./ops/config.ts');
const read = readConfig(environment());
if (!read.ok) {
  console.error(['Ferry cannot start:', ...read.problems.map((problem) => `- ${problem}`)].join('\n'));
  process.exit(1);
}
const { realTime } = await import('./ops/clock.ts');
const { start } = await import('./ops/app.ts');
await start(read.config, realTime);
const { collectEarly } = await import('./ops/rounds/garbage.ts');
collectEarly();
