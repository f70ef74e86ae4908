import { type Exchange, flatError, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { cursorOf, linkTo, readCursor } from '../http/pages.ts';
import { ticketsAt } from '../model/past.ts';
import { BadQuery, readQuery, type Search } from '../model/query.ts';
import type { Ticket } from '../model/types.ts';
import { showTicket } from './tickets.ts';

const FIRST = 1_000;
const CURSOR_MS = 3_600_000;
const invalid = (description: string) => flatError(422, 'invalid', description);

/** What the index knows by now: it is behind by the account's lag. */
function found(x: Exchange, search: Search): readonly Ticket[] {
  if (!search.tickets) return [];
  const indexed = ticketsAt(x.account, x.now - x.account.seed.indexLagSeconds * 1000, search.createdFrom, search.past);
  const by = (ticket: Ticket) => (search.order.by === 'created_at' ? ticket.createdAt : ticket.updatedAt);
  const sign = search.order.ascending ? 1 : -1;
  return indexed.filter(search.matches).sort((a, b) => sign * (by(a) - by(b) || a.id - b.id));
}

function searched(x: Exchange, run: (search: Search) => Reply): Reply {
  const query = x.query.get('query');
  if (query === null || query.trim() === '') return invalid('Invalid search: query is required');
  const names = {
    groups: new Map(x.account.groups.map((group) => [group.name.toLowerCase(), group.id])),
    brands: new Map(
      x.account.brands.flatMap((brand) => [[brand.name.toLowerCase(), brand.id] as const, [brand.subdomain, brand.id] as const]),
    ),
  };
  try {
    return run(readQuery(query, names));
  } catch (error) {
    if (error instanceof BadQuery) return invalid(error.message);
    throw error;
  }
}

const shown = (x: Exchange, ticket: Ticket) => ({ ...showTicket(x, ticket), result_type: 'ticket' });

function list(x: Exchange, search: Search): Reply {
  const size = Math.min(100, Math.max(1, Number(x.query.get('per_page') ?? 100) || 100));
  const page = Math.max(1, Number(x.query.get('page') ?? 1) || 1);
  if (page * size > FIRST) return invalid('Invalid search: Requested response size was greater than Search Response Limits');
  const all = found(x, search);
  const more = page * size < all.length;
  return reply({
    results: all.slice((page - 1) * size, page * size).map((ticket) => shown(x, ticket)),
    facets: null,
    next_page: more ? linkTo(x, { page: String(page + 1) }) : null,
    previous_page: page > 1 ? linkTo(x, { page: String(page - 1) }) : null,
    count: all.length,
  });
}

interface Place {
  readonly at: number;
  readonly id: number;
  readonly until: number;
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'at' in value && 'id' in value && 'until' in value;

/** `search/export`: by creation only, with a cursor that lives an hour. */
function exported(x: Exchange, search: Search): Reply {
  if (x.query.get('filter[type]') !== 'ticket') return invalid('filter[type] must be one of: ticket, organization, user, group');
  if (search.hasType) return invalid('Invalid search: type: is not allowed in the query, use filter[type]');
  const size = Math.min(1000, Math.max(1, Number(x.query.get('page[size]') ?? 100) || 100));
  const cursor = x.query.get('page[after]');
  const place = cursor ? readCursor(cursor) : null;
  if (cursor && (!isPlace(place) || place.until < x.now)) return invalid('Invalid search: cursor has expired');
  const all = found(x, { ...search, order: { by: 'created_at', ascending: false } });
  const rest = isPlace(place)
    ? all.filter((ticket) => ticket.createdAt < place.at || (ticket.createdAt === place.at && ticket.id < place.id))
    : all;
  const part = rest.slice(0, size);
  const last = part.at(-1);
  const more = rest.length > size;
  const after = more && last ? cursorOf({ at: last.createdAt, id: last.id, until: x.now + CURSOR_MS }) : null;
  return reply({
    results: part.map((ticket) => shown(x, ticket)),
    facets: null,
    meta: { has_more: more, after_cursor: after, before_cursor: null },
    links: { prev: null, next: after === null ? null : linkTo(x, { 'page[after]': after }) },
  });
}

/** Search: counts, the first thousand, and the export. */
export const SEARCH: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v2/search/count',
    access: 'support',
    run: (x) => searched(x, (search) => reply({ count: found(x, search).length })),
  },
  { method: 'GET', path: '/api/v2/search/export', access: 'support', run: (x) => searched(x, (search) => exported(x, search)) },
  { method: 'GET', path: '/api/v2/search', access: 'support', run: (x) => searched(x, (search) => list(x, search)) },
];
