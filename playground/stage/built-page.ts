import { fileURLToPath } from 'node:url';

/** The built page by path, `/index.html` among them. */
export type PageFiles = ReadonlyMap<string, { readonly type: string; readonly body: string | Uint8Array }>;

const PAGE = fileURLToPath(new URL('../page', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

let built: Promise<PageFiles> | undefined;

/** The page built with Vite in memory, once in a process. */
export function builtPage(): Promise<PageFiles> {
  built ??= build();
  return built;
}

async function build(): Promise<PageFiles> {
  const [vite, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  const result = await vite.build({
    root: PAGE,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, chunkSizeWarningLimit: 2000 },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []));
  return new Map(
    files.map((file) => {
      const type = TYPES[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return [`/${file.fileName}`, { type, body: file.type === 'chunk' ? file.code : file.source }] as const;
    }),
  );
}
