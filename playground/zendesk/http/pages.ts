import { type Exchange, flatError, type Reply, reply } from './exchange.ts';

const MOST = 100;
/** Offset pages end here. */
export const LAST_PAGE = 100;
/** What is answered beyond the last offset page. */
export const TOO_DEEP: Reply = flatError(400, 'InvalidPaginationDepth', 'Number of pages exceeds 100. Use cursor pagination.');

const sizeOf = (wish: string | null, most: number) => Math.min(most, Math.max(1, Number.parseInt(wish ?? '', 10) || most));

/** Something as a cursor. */
export const cursorOf = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What a cursor holds, or `undefined` for what was never one. */
export function readCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** The address of this request with other parameters. */
export function linkTo(x: Exchange, change: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(x.query);
  for (const [key, value] of Object.entries(change)) query.set(key, value);
  return `${x.base}${x.path}.json?${query}`;
}

/** A list under its name, in cursor pages when `page[size]` is asked for, else in offset pages. */
export function listPage<T>(x: Exchange, name: string, all: readonly T[], show: (item: T) => unknown, more: object = {}): Reply {
  const cursor = x.query.has('page[size]') || x.query.has('page[after]') || x.query.has('page[before]');
  return cursor ? cursorPage(x, name, all, show, more) : offsetPage(x, name, all, show, more);
}

/** The cursor form: `meta` and `links`. */
export function cursorPage<T>(x: Exchange, name: string, all: readonly T[], show: (item: T) => unknown, more: object = {}): Reply {
  const size = sizeOf(x.query.get('page[size]'), MOST);
  const after = x.query.get('page[after]');
  const start = after === null || after === '' ? 0 : readCursor(after);
  if (typeof start !== 'number') return flatError(400, 'InvalidPaginationParameter', 'page[after] is not valid');
  const shown = all.slice(start, start + size);
  const hasMore = start + size < all.length;
  const next = cursorOf(start + size);
  return reply({
    [name]: shown.map(show),
    ...more,
    meta: { has_more: hasMore, after_cursor: shown.length > 0 ? next : null, before_cursor: shown.length > 0 ? cursorOf(start) : null },
    links: { next: hasMore ? linkTo(x, { 'page[after]': next, 'page[size]': String(size) }) : null, prev: null },
  });
}

/** The offset form: `count`, `next_page`, at most a hundred pages. */
function offsetPage<T>(x: Exchange, name: string, all: readonly T[], show: (item: T) => unknown, more: object = {}): Reply {
  const size = sizeOf(x.query.get('per_page'), MOST);
  const page = Math.max(1, Number.parseInt(x.query.get('page') ?? '', 10) || 1);
  if (page > LAST_PAGE) return TOO_DEEP;
  const hasMore = page * size < all.length;
  return reply({
    [name]: all.slice((page - 1) * size, page * size).map(show),
    ...more,
    next_page: hasMore ? linkTo(x, { page: String(page + 1) }) : null,
    previous_page: page > 1 ? linkTo(x, { page: String(page - 1) }) : null,
    count: all.length,
  });
}
