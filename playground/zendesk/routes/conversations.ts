import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Exchange, member, type Reply, reply, textOf } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { cursorOf, linkTo, readCursor } from '../http/pages.ts';

const error = (status: number, code: string, title: string) => reply({ errors: [{ code, title }] }, status);

const MOST = 100;
const STANDARD = 25;

/** Key and secret of the account's app. */
const keyOf = (subdomain: string) => ({ id: `app_${subdomain}`, secret: `secret_conversations_${subdomain}` });

/** By Basic authentication with the key, or by a token signed with it. */
function isLetIn(x: Exchange): boolean {
  const header = x.headers['authorization'];
  const [, scheme, value] = /^(Basic|Bearer) (\S+)$/.exec(typeof header === 'string' ? header : '') ?? [];
  const { id, secret } = keyOf(x.account.seed.subdomain);
  if (scheme === 'Basic') return value === Buffer.from(`${id}:${secret}`).toString('base64');
  return scheme === 'Bearer' && value !== undefined && isSigned(value, id, secret, x.now);
}

/** A JSON Web Token of HS256 whose `kid` is the key, for the scope `app`, that has not run out. */
function isSigned(token: string, id: string, secret: string, now: number): boolean {
  const [head = '', body = '', mac = '', ...rest] = token.split('.');
  const [header, claims] = [readCursor(head), readCursor(body)];
  const expected = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(mac, 'base64url');
  const known = textOf(header, 'alg') === 'HS256' && textOf(header, 'kid') === id && textOf(claims, 'scope') === 'app';
  const until = member(claims, 'exp');
  const ended = until !== undefined && !(typeof until === 'number' && until * 1000 > now);
  return rest.length === 0 && known && !ended && given.length === expected.length && timingSafeEqual(given, expected);
}

/** One web integration for each brand that was turned to messaging. */
function integrations(x: Exchange): Reply {
  if (!isLetIn(x)) return error(401, 'unauthorized', 'Authorization is required');
  if (x.query.has('page[after]') && x.query.has('page[before]'))
    return error(400, 'bad_request', 'page[after] and page[before] cannot be used together');
  const size = Number(x.query.get('page[size]') ?? STANDARD);
  if (!Number.isInteger(size) || size < 1 || size > MOST) return error(400, 'bad_request', `page[size] must be between 1 and ${MOST}`);
  const types = (x.query.get('filter[types]') ?? '').split(',').filter(Boolean);
  const all = x.account.brands
    .filter((brand) => brand.widget === 'messaging' && (types.length === 0 || types.includes('web')))
    .map((brand) => ({ id: `64f0example${brand.id}`, type: 'web', status: 'active', displayName: brand.name }));
  const after = x.query.get('page[after]');
  const before = x.query.get('page[before]');
  const place = (cursor: string | null) => (cursor === null ? undefined : all.findIndex(({ id }) => id === readCursor(cursor)));
  const [afterAt, beforeAt] = [place(after), place(before)];
  if (afterAt === -1 || beforeAt === -1) return error(400, 'bad_request', 'Invalid cursor');
  const start = afterAt === undefined ? Math.max(0, (beforeAt ?? 0) - size) : afterAt + 1;
  const shown = all.slice(start, beforeAt === undefined ? start + size : beforeAt);
  const hasMore = beforeAt === undefined ? start + size < all.length : start > 0;
  const [first, last] = [shown[0], shown.at(-1)];
  const afterCursor = last ? cursorOf(last.id) : null;
  return reply({
    integrations: shown,
    meta: { hasMore, afterCursor, beforeCursor: first ? cursorOf(first.id) : null },
    links:
      hasMore && beforeAt === undefined && afterCursor !== null
        ? { next: linkTo(x, { 'page[after]': afterCursor }).replace('.json?', '?') }
        : {},
  });
}

/** Sunshine Conversations: the one read that is of use. */
export const CONVERSATIONS: readonly Route[] = [{ method: 'GET', path: '/sc/v2/apps/:id/integrations', access: 'none', run: integrations }];
