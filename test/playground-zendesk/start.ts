import { onTestFinished } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { harborGroup, harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk, type ZendeskOptions } from '../../playground/zendesk/server.ts';

/** A Tuesday, 14:00 in Vilnius. */
export const NOW = Date.UTC(2026, 10, 24, 12);
export const MINUTE = 60_000;

/** What a request was answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads bodies of every shape
  readonly json: any;
}

interface Ask {
  readonly method?: string;
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function ask(url: string, { method = 'GET', token = null, body, headers = {} }: Ask = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {}
  return { status: response.status, headers: response.headers, text, json };
}

/** A Zendesk with both accounts on a clock that stands still until it is jumped. */
export async function zendesk(options: Partial<Omit<ZendeskOptions, 'accounts' | 'clock'>> & { accounts?: readonly AccountSeed[] } = {}) {
  const clock = movableClock(NOW, 0);
  const world = await startZendesk({ accounts: [harborShop(), harborGroup()], ...options, clock });
  onTestFinished(() => world.stop());
  const at = (subdomain: string) => world.urls.zendesk.replace('{subdomain}', subdomain);
  return {
    clock,
    world,
    get shop() {
      return world.account('harbor');
    },
    get group() {
      return world.account('harborgroup');
    },
    pass: (ms: number) => clock.jump(clock.now() + ms),
    ask,
    /** GET with the account's Support token. */
    support: (subdomain: string, path: string, more: Ask = {}) => ask(`${at(subdomain)}${path}`, { token: `zd_${subdomain}`, ...more }),
    chat: (subdomain: string, path: string, more: Ask = {}) =>
      ask(`${at(subdomain)}/api/v2/chat${path}`, { token: `chat_${subdomain}`, ...more }),
    stream: (subdomain: string, path: string) => ask(`${world.urls.stream}/stream${path}`, { token: `chat_${subdomain}` }),
    open: (subdomain: string, path: string, more: Ask = {}) => ask(`${at(subdomain)}${path}`, more),
    at,
  };
}
