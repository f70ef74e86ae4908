import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { type Subdomain, subdomain } from '../../src/migration/account.ts';
import { type Clock, type Instant, instant, later } from '../../src/migration/time.ts';
import { type ZendeskOptions, zendeskClient } from '../../src/zendesk/client.ts';
import type { Credentials } from '../../src/zendesk/credentials.ts';
import type { Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';

/** One request as the server met it. */
interface Met {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the server answers: a value as JSON with 200, or everything by hand. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** `never` leaves the request open; `cut` drops the connection; `drip` sends a byte every 10 ms for ever. */
  readonly odd?: 'never' | 'cut' | 'drip';
}

type Replier = (met: Met) => Reply | Promise<Reply>;

export interface Answering {
  readonly origin: string;
  readonly met: readonly Met[];
  /** Answers a path, with or without the account in front: the replies in turn, the last one for ever. */
  on(path: string, ...replies: readonly (Reply | Replier)[]): void;
  count(path: string): number;
}

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

/** A server on a free port that answers what a test wrote down, and 404 as JSON else. It ends with the test. */
export async function answering(): Promise<Answering> {
  const met: Met[] = [];
  const plans = new Map<string, (Reply | Replier)[]>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const part of request) body += part;
    const url = new URL(request.url ?? '/', 'http://here');
    const one = { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers: request.headers, body };
    met.push(one);
    const plan = plans.get(url.pathname);
    const reply = (plan && plan.length > 1 ? plan.shift() : plan?.[0]) ?? { status: 404, json: { error: 'RecordNotFound' } };
    send(response, typeof reply === 'function' ? await reply(one) : reply);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  endings.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return {
    origin: `http://127.0.0.1:${address.port}`,
    met,
    on: (path, ...replies) => void plans.set(path, [...replies]),
    count: (path) => met.filter((one) => one.path === path).length,
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, json, text, odd }: Reply): void {
  if (odd === 'never') return;
  if (odd === 'cut') return void response.destroy();
  const type = text === undefined ? 'application/json' : 'text/html';
  response.writeHead(status, { 'content-type': type, ...headers });
  if (odd === 'drip') {
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
    return;
  }
  response.end(text ?? JSON.stringify(json));
}

/** A time that only moves when somebody sleeps, or when a test moves it. */
export interface FakeTime {
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  readonly slept: readonly number[];
  move(ms: number): void;
}

export const START = '2026-11-24T02:00:00.000Z';

export function fakeTime(): FakeTime {
  let now: Instant = instant(new Date(START));
  const slept: number[] = [];
  return {
    clock: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now = later(now, ms);
    },
    slept,
    move: (ms) => {
      now = later(now, ms);
    },
  };
}

export const BOTH: Credentials = {
  support: { token: 'support-secret' },
  chat: { token: 'chat-secret' },
  conversations: { appId: 'harbor-app', keyId: 'app_key', secret: 'conversations-secret' },
};

export function at(text: string): Subdomain {
  const checked = subdomain(text);
  if (checked === undefined) throw new Error(`${text} is no subdomain`);
  return checked;
}

/** A server, a time, and a client of the account `harbor` on them. Plenty of requests a minute: the pace has its own tests. */
export async function harbor(credentials: Credentials | undefined = BOTH, options: Partial<ZendeskOptions> = {}) {
  const server = await answering();
  const time = fakeTime();
  const zendesk: Zendesk & ZendeskWrites = zendeskClient(
    { subdomain: at('harbor'), credentials },
    {
      zendeskUrl: `${server.origin}/{subdomain}`,
      streamUrl: `${server.origin}/rtm`,
      statusUrl: `${server.origin}/status`,
      clock: time.clock,
      sleep: time.sleep,
      ratePerMinute: 10_000,
      ...options,
    },
  );
  return { server, time, zendesk };
}
