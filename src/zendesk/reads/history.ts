import type { z } from 'zod';
import type { Instant } from '../../migration/time.ts';
import { below, withQuery } from '../http/address.ts';
import type { Answer } from '../http/ask.ts';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type ChatCursor, type ChatPage, type ChatTicketTime, type CountChat, UnexpectedShape } from '../port.ts';
import { chatHistoryPage, ticketTimesPage } from '../shapes/history.ts';
import { Letters, MOMENT, markOf, momentAt } from './past-chats/letters.ts';
import { takeChats } from './past-chats/plain-chats.ts';
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
 * @throws UnexpectedShape for a full page that leads nowhere: a reading that goes round in circles never ends; and for a chat without
 * an id, though those before it were counted: what was counted of a page that failed is to be forgotten
 */
export async function readPastChats(chat: Source, from: ChatCursor, count: CountChat): Promise<ChatPage> {
  const query = { fields: FIELDS, limit: String(A_PAGE), start_time: String(from.time), ...(from.id ? { start_id: from.id } : {}) };
  const answer = await chat.get(withQuery(CHATS, query));
  const { counted, rest } = takeChats(answer.text, count, (chat) => countOne(chat, answer, count));
  const page = readAs({ ...answer, text: rest }, chatHistoryPage);
  const last = page.count < A_PAGE;
  const next = nextOf(page, answer, chat.base) ?? from;
  if (!last && next.time === from.time && next.id === from.id)
    throw new UnexpectedShape(`${answer.what}: a full page leads back to itself`);
  const others = page.chats.reduce((sum: number, chat) => sum + countOne(chat, answer, count), 0);
  return { chats: counted + others, next, last };
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

/** Messages left while nobody was online are no load. What cannot be read of a chat is counted as odd, not taken for an answer of another shape: it is one in thousands. */
function countOne(chat: unknown, { what }: Answer, count: CountChat): 0 | 1 {
  if (!isRecord(chat)) throw new UnexpectedShape(`${what}: a chat without an id`);
  const { id, type, timestamp, duration, department_id: department } = chat;
  if (typeof id !== 'string' || id === '') throw new UnexpectedShape(`${what}: a chat without an id`);
  if (type === 'offline_msg') return 0;
  count(
    markOf(words.of(id), 0, id.length),
    typeof timestamp === 'string' ? momentIn(timestamp) : Number.NaN,
    typeof duration === 'number' ? duration * 1_000 : undefined,
    typeof department === 'number' || typeof department === 'string' ? department : undefined,
  );
  return 1;
}

const words = new Letters();
const ONE_MOMENT = new RegExp(`^${MOMENT}$`);

/** As Zendesk writes it in a fraction of the time of Date.parse, which reads all others. */
function momentIn(text: string): number {
  return ONE_MOMENT.test(text) ? momentAt(words.of(text), 0) : Date.parse(text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** GET /api/v2/search/export of one channel between two moments, all pages. Lags by minutes. */
export async function readTicketTimes(
  support: Source,
  via: 'chat' | 'native_messaging',
  from: Instant,
  until: Instant,
): Promise<readonly ChatTicketTime[]> {
  const query = {
    query: `via:${via} created>=${withoutMs(from)} created<${withoutMs(until)}`,
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
    .filter(({ channel, createdAt }) => channel === via && createdAt >= from && createdAt < until)
    .map(({ channel: _chat, ...ticket }) => ticket);
}

function withoutMs(moment: Instant): string {
  return moment.replace(/\.\d{3}Z$/, 'Z');
}
