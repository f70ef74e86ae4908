import type { z } from 'zod';
import { type Instant, instant, SECOND_MS } from '../../migration/time.ts';
import { withQuery } from '../http/address.ts';
import { jsonOf, readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type Ticket, ZendeskUnavailable } from '../port.ts';
import { countShape, resultsPage, searchErrorShape } from '../shapes/tickets.ts';

/** GET /api/v2/search/count. https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#show-results-count */
export async function countUnsolvedChats(support: Source): Promise<number> {
  const path = withQuery('/api/v2/search/count', { query: 'type:ticket via:chat status<solved' });
  return readAs(await searching(support).get(path), countShape).count;
}

/** GET /api/v2/search/export: beyond 1,000 results, by a cursor that lives one hour; the type is a filter, never a word of the query. */
export async function exportUnsolvedChats(support: Source): Promise<readonly Ticket[]> {
  const query = { query: 'via:chat status<solved', 'filter[type]': 'ticket', 'page[size]': '100' };
  return tickets(pages(searching(support), withQuery('/api/v2/search/export', query), resultsPage));
}

/** GET /api/v2/search `via:chat created>=`, oldest first. @throws UnexpectedShape beyond the 1,000 results that Zendesk shows */
export async function chatsCreatedSince(support: Source, from: Instant): Promise<readonly Ticket[]> {
  const since = wholeSecond(from);
  const path = searchPath('chat', since, 'asc');
  const found = await tickets(pages(searching(support), path, resultsPage, SEARCH_PAGES));
  return found.filter((ticket) => isSince(ticket, 'chat', since));
}

/** GET /api/v2/search `via:native_messaging created>=`, the first page, newest first. */
export async function messagingCreatedSince(support: Source, from: Instant): Promise<readonly Ticket[]> {
  const since = wholeSecond(from);
  const { results } = readAs(await searching(support).get(searchPath('native_messaging', since, 'desc')), resultsPage);
  return results.filter((ticket) => isSince(ticket, 'native_messaging', since));
}

type Channel = 'chat' | 'native_messaging';

// The first 1,000 results, a hundred a page; what lies beyond answers 422.
const SEARCH_PAGES = 10;

function searchPath(channel: Channel, since: Instant, order: 'asc' | 'desc'): string {
  const query = `type:ticket via:${channel} created>=${since.replace('.000Z', 'Z')} order_by:created_at sort:${order}`;
  return withQuery('/api/v2/search', { query, per_page: '100' });
}

/** Zendesk stamps tickets with whole seconds: one of the same second must not look older than `from`. */
function wholeSecond(from: Instant): Instant {
  return instant(new Date(Math.floor(Date.parse(from) / SECOND_MS) * SECOND_MS));
}

/** Looked at again here: a word that the search does not know is taken as text and finds other tickets. */
function isSince(ticket: Ticket, channel: Channel, since: Instant): boolean {
  return ticket.channel === channel && ticket.createdAt >= since;
}

function tickets(list: AsyncIterable<z.infer<typeof resultsPage>>): Promise<readonly Ticket[]> {
  return allPages(
    list,
    (page) => page.results,
    (ticket) => ticket.id,
  );
}

/** The same source; a search that is `unavailable`, which Zendesk says with 422 and even with 200, is thrown as just that. */
export function searching(source: Source): Source {
  return {
    base: source.base,
    get: async (path) => {
      const answer = await source.get(path);
      const mayBeError = answer.status === 200 || answer.status === 422;
      if (mayBeError && searchErrorShape.safeParse(jsonOf(answer)).success)
        throw new ZendeskUnavailable(`${answer.what} (search unavailable)`);
      return answer;
    },
  };
}
