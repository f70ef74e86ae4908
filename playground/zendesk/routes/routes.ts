import type { Exchange, Reply } from '../http/exchange.ts';
import { type Route, refusal } from '../http/guard.ts';
import { ACCOUNT } from './account.ts';
import { BUSINESS } from './business.ts';
import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { OAUTH } from './oauth.ts';
import { OMNICHANNEL } from './omnichannel.ts';
import { OPEN } from './open.ts';
import { RULES } from './rules.ts';
import { SEARCH } from './search.ts';
import { TICKETS } from './tickets.ts';

const ROUTES: readonly Route[] = [
  ...OAUTH,
  ...ACCOUNT,
  ...RULES,
  ...SEARCH,
  ...TICKETS,
  ...OMNICHANNEL,
  ...BUSINESS,
  ...CHAT,
  ...OPEN,
  ...CONVERSATIONS,
];
const TABLE = ROUTES.map((route) => ({ route, pattern: new RegExp(`^${route.path.replaceAll(/:\w+/g, '([^/]+)')}$`) }));

/** The route of a request with the parts of its path; whole names come before `:names`, as in the table. */
export function findRoute(method: string, path: string): { readonly route: Route; readonly params: readonly string[] } | null {
  for (const { route, pattern } of TABLE) {
    const found = route.method === method ? pattern.exec(path) : null;
    if (found) return { route, params: found.slice(1).map(decodeURIComponent) };
  }
  return null;
}

/** Answers one request for which a route was found. */
export const answer = (x: Exchange, route: Route): Reply => refusal(x, route) ?? route.run(x);
