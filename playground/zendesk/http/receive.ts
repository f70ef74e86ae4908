import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorldClock } from '../../clock.ts';
import { siteOf, status, stream } from '../routes/outside.ts';
import { answer, findRoute } from '../routes/routes.ts';
import type { Account, LiveBrand } from '../state.ts';
import { changedBy, instead, TOO_MANY } from './broken.ts';
import { type Exchange, NOT_FOUND, page, type Reply, reply } from './exchange.ts';
import { type Fault, familyOf, takeFault } from './faults.ts';
import { bearer, goodToken, isChat } from './guard.ts';
import type { Limits, Room, Taken } from './limits.ts';

/** One request as it was answered. */
export interface LogLine {
  readonly at: number;
  readonly method: string;
  /** With the query, without the account's prefix. */
  readonly path: string;
  /** Subdomain of the account; empty when it could not be told. */
  readonly account: string;
  /** 0 when the connection was cut. */
  readonly status: number;
}

/** What answering needs. */
export interface Served {
  readonly accounts: readonly Account[];
  readonly clock: WorldClock;
  readonly limits: Limits;
  readonly log: LogLine[];
}

interface Target {
  readonly account: Account | null;
  readonly brand: LiveBrand | null;
  /** `/_rtm/…`, `/_status/…`, or the path after the account's prefix. */
  readonly path: string;
  readonly base: string;
}

function targetOf(served: Served, request: IncomingMessage, url: URL): Target {
  const origin = `http://${request.headers.host ?? url.host}`;
  if (url.pathname.startsWith('/_rtm/')) {
    const value = bearer(request.headers.authorization);
    const account = served.accounts.find((held) => goodToken(held, 'chat', value)) ?? null;
    return { account, brand: null, path: url.pathname, base: `${origin}/_rtm` };
  }
  const named = (subdomain: string | null) =>
    served.accounts.find((held) => held.seed.subdomain === subdomain || held.brands.some((brand) => brand.subdomain === subdomain)) ?? null;
  if (url.pathname.startsWith('/_status/'))
    return { account: named(url.searchParams.get('subdomain')), brand: null, path: url.pathname, base: `${origin}/_status` };
  if (url.pathname.startsWith('/_site/')) return { account: null, brand: null, path: url.pathname, base: `${origin}/_site` };
  const [, subdomain = '', ...rest] = url.pathname.split('/');
  const account = named(subdomain);
  const brand = account?.brands.find((held) => held.subdomain === subdomain) ?? null;
  return { account, brand, path: `/${rest.join('/')}`.replace(/\.json$/, ''), base: `${origin}/${subdomain}` };
}

/** The body by what its type says; anything else is no body. */
function parsed(type: string, body: string): unknown {
  try {
    if (type.startsWith('application/json')) return JSON.parse(body);
  } catch {
    return undefined;
  }
  return undefined;
}

function formOf(type: string, path: string, body: string): unknown {
  // Only Chat's token endpoint takes forms.
  return type.startsWith('application/x-www-form-urlencoded') && path.startsWith('/oauth2/chat/')
    ? Object.fromEntries(new URLSearchParams(body))
    : parsed(type, body);
}

const isOutside = (path: string) => /^\/_(rtm|status|site)\//.test(path);

function outside(served: Served, target: Target, url: URL): Reply {
  if (target.path.startsWith('/_site/')) return siteOf(served.accounts, `https://${target.path.slice('/_site/'.length)}`);
  if (target.path.startsWith('/_rtm/')) {
    if (!target.account) return reply({ status_code: 401, message: 'Invalid or expired access token' }, 401);
    return stream(target.account, target.path.slice('/_rtm'.length), url.searchParams);
  }
  const kind = /^\/_status\/api\/incidents\/(active|maintenance)$/.exec(target.path)?.[1];
  return kind === 'active' || kind === 'maintenance' ? status(target.account, kind, served.clock.now()) : page(404, 'Not found', '');
}

function inside(served: Served, request: IncomingMessage, target: Target, url: URL, body: string): Reply {
  const { account, brand, path, base } = target;
  if (!account) return page(404, 'Help desk not found', '<p>There is no Zendesk help desk at this address.</p>');
  const method = request.method ?? 'GET';
  const found = findRoute(method, path);
  if (!found)
    return path.startsWith('/api/v2/chat/')
      ? reply({ error: 'Not Found' }, 404)
      : path.startsWith('/api/')
        ? { ...NOT_FOUND, json: { error: 'InvalidEndpoint', description: 'Not found' } }
        : page(404, 'Not found', '');
  const family = isChat(found.route) ? 'chat' : 'support';
  const x: Exchange = {
    method,
    path,
    query: url.searchParams,
    headers: request.headers,
    body: formOf(request.headers['content-type'] ?? '', path, body),
    account,
    brand,
    token: goodToken(account, family, bearer(request.headers.authorization)),
    base,
    now: served.clock.now(),
    params: found.params,
  };
  return answer(x, found.route);
}

function limited(room: Room): Reply {
  return { ...TOO_MANY, headers: { 'retry-after': String(room.reset) } };
}

function roomHeaders(taken: Taken | null, path: string): Record<string, string> {
  if (!taken) return {};
  const room = taken.over ?? taken.whole;
  const left = String(Math.max(0, room.remaining));
  const family = familyOf(path);
  const both = { 'x-rate-limit': String(room.limit), 'x-rate-limit-remaining': left };
  return family === 'support' || family === 'help_center'
    ? {
        ...both,
        'ratelimit-limit': String(room.limit),
        'ratelimit-remaining': left,
        'ratelimit-reset': String(room.reset),
        ...indexHeader(taken),
      }
    : both;
}

function indexHeader({ index }: Taken): Record<string, string> {
  if (!index) return {};
  const { limit, remaining, reset } = index.room;
  return { [`zendesk-ratelimit-${index.name}-index`]: `total=${limit}; remaining=${Math.max(0, remaining)}; resets=${reset}` };
}

/** What the request takes of the account's limits. */
function take(served: Served, account: Account, method: string, path: string, authorization: string | undefined): Taken | null {
  const { subdomain, plan, highVolume } = account.seed;
  const family = familyOf(path);
  const value = bearer(authorization);
  const user = account.tokens.find((token) => token.value === value)?.userId ?? null;
  return served.limits.take({ account: subdomain, plan, highVolume, family, method, path, user, now: served.clock.now() });
}

function send(response: ServerResponse, given: Reply, headers: Record<string, string>, fault: Fault | null): void {
  const text = given.text ?? (given.json === undefined ? '' : JSON.stringify(given.json));
  const type = given.type ?? 'application/json; charset=utf-8';
  response.writeHead(given.status, { 'content-type': type, ...headers, ...given.headers });
  response.end(fault?.mode === 'truncated' ? text.slice(0, Math.floor(text.length / 2)) : text);
}

/** Answers one request: faults first, then the limits, then the route; everything is logged. */
export async function receive(served: Served, request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const target = targetOf(served, request, url);
  const { account, path } = target;
  const method = request.method ?? 'GET';
  const now = served.clock.now();
  const note = (code: number) =>
    served.log.push({ at: now, method, path: `${path}${url.search}`, account: account?.seed.subdomain ?? '', status: code });
  const cut = () => {
    note(0);
    response.destroy();
  };
  const fault = account ? takeFault(account.faults, method, path) : null;
  if (fault?.mode === 'slow') await pause(fault.delayMs ?? 2_000);
  if (fault?.mode === 'cut-before') return cut();
  const taken = account ? take(served, account, method, path, request.headers.authorization) : null;
  const over = taken?.over ? limited(taken.over) : null;
  const given =
    (fault ? instead(fault, path) : null) ??
    over ??
    (isOutside(path) ? outside(served, target, url) : inside(served, request, target, url, body));
  if (fault?.mode === 'cut') return cut();
  note(given.status);
  const date = new Date(served.clock.now() + (account?.clockAheadMs ?? 0)).toUTCString();
  send(response, changedBy(fault, given), { ...roomHeaders(taken, path), date }, fault);
}
