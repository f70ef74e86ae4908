import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Log } from '../../slack/parts.ts';
import { scrub } from '../logger.ts';

export interface ServerParts {
  /** 0 takes a free one. */
  readonly port: number;
  /** Every address of the machine unless it is given. */
  readonly host?: string;
  /** Why Ferry cannot do its work just now, a sentence each; none: it can. */
  readonly ready: () => Promise<readonly string[]>;
  /** Whether the process is worth keeping; a database that is away is no reason to kill it. Default: yes. */
  readonly live?: () => boolean;
  readonly log: Log;
  /** By exact path: in HTTP mode `/slack/events`. */
  readonly routes?: Readonly<Record<string, RequestListener>>;
}

export interface RunningServer {
  readonly port: number;
  /** Adds a path, or replaces what is there. */
  readonly handle: (path: string, listener: RequestListener) => void;
  /** Takes no more requests and lets those under way end, for 5 seconds at most. */
  readonly close: () => Promise<void>;
}

// Slack's largest payload is far below; nothing else may send a body at all.
const LARGEST_BODY_BYTES = 1_024 * 1_024;
// A probe that waits for longer counts as a no anyway.
const READY_WITHIN_MS = 5 * SECOND_MS;
const CLOSE_WITHIN_MS = 5 * SECOND_MS;

/** `/health/live`, `/health/ready`, and whatever else is handed to it. Anything unknown is 404. @throws when the port is taken */
export async function startServer({ port, host, ready, live = () => true, log, routes = {} }: ServerParts): Promise<RunningServer> {
  const listeners = new Map<string, RequestListener>(Object.entries(routes));
  listeners.set('/health/live', (request, response) =>
    readOnly(request, response, async () => ({ status: live() ? 200 : 503, body: { live: live() } })),
  );
  listeners.set('/health/ready', (request, response) =>
    readOnly(request, response, async () => {
      const reasons = await reasonsNot(ready, log);
      return { status: reasons.length === 0 ? 200 : 503, body: { ready: reasons.length === 0, reasons } };
    }),
  );
  const server = newHttpServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const listener = listeners.get(path);
    if (listener === undefined) return answer(request, response, 404, { error: 'There is nothing at this address.' });
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > LARGEST_BODY_BYTES) return answer(request, response, 413, { error: 'The request is too large.' });
    listener(request, response);
  });
  return {
    port: await listen(server, port, host),
    handle: (path, listener) => void listeners.set(path, listener),
    close: () => closed(server),
  };
}

/** A server that slow or endless requests cannot hold. */
export function newHttpServer(listener: RequestListener): Server {
  return createServer(
    {
      maxHeaderSize: 16 * 1_024,
      headersTimeout: 5 * SECOND_MS,
      requestTimeout: 15 * SECOND_MS,
      keepAliveTimeout: 10 * SECOND_MS,
      connectionsCheckingInterval: SECOND_MS,
    },
    listener,
  ).setTimeout(2 * MINUTE_MS);
}

/** The port that was taken. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  await promise;
  server.removeListener('error', reject);
  // A server that listens on a port has an address of this shape; only pipes have a string.
  return (server.address() as AddressInfo).port;
}

/** Takes no more connections; those under way end with their answer, or after 5 seconds. */
export async function closed(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection that was busy a moment ago stays open for the next request, which will not be answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN_MS);
  await promise;
  clearInterval(sweep);
  clearTimeout(patience);
}

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

function readOnly(request: IncomingMessage, response: ServerResponse, read: () => Promise<Answer>): void {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const answered = isRead ? read() : Promise.resolve({ status: 405, body: { error: 'Only GET is answered here.' } });
  void answered.then(({ status, body }) => answer(request, response, status, body));
}

function answer(request: IncomingMessage, response: ServerResponse, status: number, body: Answer['body']): void {
  // Whatever is still to come of the body is not read: the connection ends with the answer.
  const isWhole = request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(isWhole ? {} : { Connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
}

/** A question that fails or takes too long is a reason itself. */
async function reasonsNot(ready: ServerParts['ready'], log: Log): Promise<readonly string[]> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const patience = setTimeout(() => resolve([`Ferry could not tell within ${READY_WITHIN_MS / SECOND_MS} seconds.`]), READY_WITHIN_MS);
  const asked = ready().catch((error: unknown) => {
    log.error({ error }, 'Ferry could not tell whether it is ready');
    return [error instanceof Error ? error.message : 'Ferry could not tell.'];
  });
  const reasons = await Promise.race([asked, promise]);
  clearTimeout(patience);
  return reasons.map(scrub);
}
