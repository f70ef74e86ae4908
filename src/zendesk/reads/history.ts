import type { z } from 'zod';
import type { Instant } from '../../migration/time.ts';
import { below, withQuery } from '../http/address.ts';
import type { Answer } from '../http/ask.ts';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type ChatCursor, type ChatPage, type ChatTicketTime, type PastChat, UnexpectedShape } from '../port.ts';
import { chatHistoryPage, ticketTimesPage } from '../shapes/history.ts';
import { searching } from './search.ts';

const CHATS = '/api/v2/chat/incremental/chats';
// The most that Zendesk gives a page; a page of fewer is the last.
const A_PAGE = 1_000;
// Without `fields` each chat is only its id; `chats(*)` would bring what visitors wrote.
const FIELDS = 'chats(id,type,timestamp,duration,department_id)';

/**
 * One page of the chats that are over, in the order of their last change: one that is changed later comes again. `start_time` is in
 * seconds, and refused when less than five minutes ago; `start_id` tells apart what changed in the same second (zendesk-api 4.7).
 * https://developer.zendesk.com/api-reference/live-chat/chat-api/incremental_export/
 * @throws UnexpectedShape for a full page that leads nowhere: a reading that goes round in circles never ends
 */
export async function readPastChats(chat: Source, from: ChatCursor): Promise<ChatPage> {
  const query = { fields: FIELDS, limit: String(A_PAGE), start_time: String(from.time), ...(from.id ? { start_id: from.id } : {}) };
  const answer = await chat.get(withQuery(CHATS, query));
  const page = readAs(answer, chatHistoryPage);
  const last = page.count < A_PAGE;
  const next = nextOf(page, answer, chat.base) ?? from;
  if (!last && next.time === from.time && next.id === from.id)
    throw new UnexpectedShape(`${answer.what}: a full page leads back to itself`);
  return { chats: page.chats.filter(({ type }) => type !== 'offline_msg').map(toChat), next, last };
}

type Page = z.infer<typeof chatHistoryPage>;

/** Where the next page begins: as its link says, else as the page itself does. */
function nextOf({ next_page, end_time, end_id }: Page, { what, url }: Answer, base: string): ChatCursor | undefined {
  if (next_page) {
    const link = below(base, next_page, url);
    if (link === undefined) throw new UnexpectedShape(`${what}: the link to its next page leads away from its address`);
    const time = Number(link.searchParams.get('start_time') ?? Number.NaN);
    if (Number.isFinite(time)) return { time: Math.floor(time), id: link.searchParams.get('start_id') ?? undefined };
  }
  return end_time == null ? undefined : { time: Math.floor(end_time), id: end_id ?? undefined };
}

function toChat({ id, timestamp, duration, department_id }: Page['chats'][number]): PastChat {
  return {
    id,
    beganMs: typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN,
    lengthMs: typeof duration === 'number' ? duration * 1_000 : undefined,
    department: department_id == null ? undefined : String(department_id),
  };
}

/** GET /api/v2/search/export of `via:chat` between two moments, all pages. Lags by minutes. */
export async function readChatTicketTimes(support: Source, from: Instant, until: Instant): Promise<readonly ChatTicketTime[]> {
  const query = {
    query: `via:chat created>=${withoutMs(from)} created<${withoutMs(until)}`,
    'filter[type]': 'ticket',
    'page[size]': '100',
  };
  const found = await allPages(
    pages(searching(support), withQuery('/api/v2/search/export', query), ticketTimesPage),
    (page) => page.results,
    (ticket) => ticket.id,
  );
  // Looked at again here: a word that the search does not know is taken as text and finds other tickets.
  return found
    .filter(({ channel, createdAt }) => channel === 'chat' && createdAt >= from && createdAt < until)
    .map(({ id, createdAt, brandId }) => ({ id, createdAt, brandId }));
}

function withoutMs(moment: Instant): string {
  return moment.replace(/\.\d{3}Z$/, 'Z');
}
