import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, actionShape } from '../page/wire.ts';
import { perform } from './acts.ts';
import { builtPage, type PageFiles } from './built-page.ts';
import { stateFor } from './page-state.ts';
import type { Stage } from './stage.ts';

/** The page's own server: its files, its state, its acts, and a stream that tells when to look again. */
export interface PageServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Changes that come closer together than this are told once. */
const GATHER_MS = 80;
const MOST_BODY = 200_000;

/** Starts the page's server on the loopback address. @throws if the port is taken */
export async function startPageServer(stage: Stage, port: number): Promise<PageServer> {
  const open = new Set<ServerResponse>();
  const files = await builtPage();
  let told: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    told ??= setTimeout(() => {
      told = undefined;
      for (const page of open) page.write('data: look\n\n');
    }, GATHER_MS);
  };
  const server = createServer((request, response) => {
    answer(stage, files, request, response, open).catch((error: unknown) => {
      sendJson(response, 500, { ok: false, error: String(error) });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const forget = stage.onChange(changed);
  // A server listening on a port has an address of this shape; only pipes have a string.
  const bound = server.address() as AddressInfo;
  return {
    url: `http://localhost:${bound.port}`,
    async stop() {
      forget();
      clearTimeout(told);
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

async function answer(stage: Stage, files: PageFiles, request: IncomingMessage, response: ServerResponse, open: Set<ServerResponse>) {
  // Another site's name that leads to this machine must not read or act here.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return void response.writeHead(403).end();
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/state') {
    const { searchParams: asked } = url;
    // A page that does not say since when it stands has just been loaded.
    return sendJson(response, 200, stateFor(stage, asked.get('person') ?? '', Number(asked.get('loadedAt') ?? Infinity)));
  }
  if (url.pathname === '/api/changes') return follow(response, open);
  if (url.pathname.startsWith('/api/file/')) return sendFile(stage, url.pathname.slice('/api/file/'.length), response);
  if (url.pathname === '/api/act') return sendJson(response, 200, await act(stage, request));
  const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
  if (!file) return void response.writeHead(404).end('not found');
  response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }).end(JSON.stringify(value));
}

function follow(response: ServerResponse, open: Set<ServerResponse>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 500\ndata: look\n\n');
  open.add(response);
  response.on('close', () => open.delete(response));
}

function sendFile(stage: Stage, id: string, response: ServerResponse): void {
  const file = stage
    .scene()
    .world.slack.files()
    .find((one) => one.id === id && one.stage === 'ready');
  if (!file) return void response.writeHead(404).end('not found');
  const name = encodeURIComponent(file.name);
  const disposition = file.mimetype.startsWith('image/') ? 'inline' : `attachment; filename*=UTF-8''${name}`;
  response.writeHead(200, { 'content-type': file.mimetype, 'content-disposition': disposition }).end(file.bytes);
}

async function act(stage: Stage, request: IncomingMessage): Promise<Answer> {
  // A form of another site cannot send this type without asking first, and it is not answered when it asks.
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return { ok: false, error: 'POST JSON, please' };
  const parsed = actionShape.safeParse(JSON.parse(await bodyOf(request)));
  if (!parsed.success) return { ok: false, error: parsed.error.issues.map((issue) => issue.message).join('; ') };
  try {
    return { ok: true, result: (await perform(stage, parsed.data)) ?? null };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > MOST_BODY) throw new Error('That is too long');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString();
}
