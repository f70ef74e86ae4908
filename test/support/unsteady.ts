import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one request goes wrong: nothing done and 500; nothing done and 429; cut before it took effect; cut after it took effect. */
export const mishaps = ['500', '429', 'cut before', 'cut after'] as const;
export type Mishap = (typeof mishaps)[number];

/** A line to a server on this machine on which one request goes wrong. */
export interface Line {
  /** As the server's own, with this line's port. */
  readonly through: (url: string) => string;
  readonly close: () => Promise<void>;
}

/** The lines of one night. */
export interface Unsteady {
  readonly line: (port: number) => Promise<Line>;
}

const RETRY_AFTER_S = '2';

/** Has each request that is hit go wrong in that way; a request is its method and its path. */
export function unsteady(mishap: Mishap, hits: (request: string) => boolean): Unsteady {
  return {
    async line(port) {
      const server = createServer((incoming, response) => {
        // Where a file is uploaded to is another address each time.
        const path = (incoming.url ?? '').replace(/\?.*$|(?<=^\/upload\/).*$/, '');
        const fate = hits(`${incoming.method} ${path}`) ? mishap : undefined;
        handle(incoming, response, port, fate).catch(() => response.destroy());
      });
      server.listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const own = (server.address() as AddressInfo).port; // it listens on a port, not on a pipe
      return {
        through: (url) => url.replace(`:${port}`, `:${own}`),
        async close() {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        },
      };
    },
  };
}

async function handle(incoming: IncomingMessage, response: ServerResponse, port: number, fate: Mishap | undefined): Promise<void> {
  const body = Buffer.concat(await incoming.toArray());
  if (fate === 'cut before') return void incoming.socket.destroy();
  if (fate === '500' || fate === '429') {
    response.writeHead(Number(fate), fate === '429' ? { 'retry-after': RETRY_AFTER_S } : {}).end();
    return;
  }
  const answer = await forwarded(incoming, body, port);
  if (fate === 'cut after') return void incoming.socket.destroy();
  // Slack names its own address for uploads: those go on this line as well.
  const text = answer.body.toString().replaceAll(`http://127.0.0.1:${port}/upload`, `http://${incoming.headers.host}/upload`);
  const { 'content-length': _old, ...headers } = answer.headers;
  response.writeHead(answer.status, headers).end(text);
}

interface Forwarded {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forwarded({ method, url, headers }: IncomingMessage, body: Buffer, port: number): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      answer
        .toArray()
        .then((parts) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }), reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
