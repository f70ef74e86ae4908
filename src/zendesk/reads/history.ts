import type { z } from 'zod';
import type { Instant } from '../../migration/time.ts';
import { below, withQuery } from '../http/address.ts';
import type { Answer } from '../http/ask.ts';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { allPages, pages } from '../pages.ts';
import { type ChatCursor, type ChatPage, type ChatTicketTime, type CountChat, UnexpectedShape } from '../port.ts';
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
 * @throws UnexpectedShape for a full page that leads nowhere: a reading that goes round in circles never ends; and for a chat without
 * an id, though those before it were counted: what was counted of a page that failed is to be forgotten
 */
export async function readPastChats(chat: Source, from: ChatCursor, count: CountChat): Promise<ChatPage> {
  const query = { fields: FIELDS, limit: String(A_PAGE), start_time: String(from.time), ...(from.id ? { start_id: from.id } : {}) };
  const answer = await chat.get(withQuery(CHATS, query));
  const page = readAs(answer, chatHistoryPage);
  const last = page.count < A_PAGE;
  const next = nextOf(page, answer, chat.base) ?? from;
  if (!last && next.time === from.time && next.id === from.id)
    throw new UnexpectedShape(`${answer.what}: a full page leads back to itself`);
  return { chats: countAll(page, answer, count), next, last };
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
function countAll({ chats }: Page, { what }: Answer, count: CountChat): number {
  let counted = 0;
  for (const each of chats) {
    if (!isRecord(each)) throw new UnexpectedShape(`${what}: a chat without an id`);
    const { id, type, timestamp, duration, department_id: department } = each;
    if (typeof id !== 'string' || id === '') throw new UnexpectedShape(`${what}: a chat without an id`);
    if (type === 'offline_msg') continue;
    counted += 1;
    count(
      id,
      typeof timestamp === 'string' ? momentIn(timestamp) : Number.NaN,
      typeof duration === 'number' ? duration * 1_000 : undefined,
      typeof department === 'number' || typeof department === 'string' ? department : undefined,
    );
  }
  return counted;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const WHOLE_SECONDS = 'YYYY-MM-DDTHH:MM:SSZ'.length;
const DAY_TEXT = 'YYYY-MM-DD'.length;
let lastDay = { text: ' ', ms: Number.NaN };

/**
 * `2026-11-17T09:14:02Z` as Zendesk writes it, read by the day it shares with its neighbours: some ten times as fast as Date.parse, which
 * reads the rest. A digit `d` has no sign in `d | (9 - d)`, so that one test is enough for all of them.
 */
function momentIn(text: string): number {
  if (text.length !== WHOLE_SECONDS) return Date.parse(text);
  const h0 = text.charCodeAt(11) - 48;
  const h1 = text.charCodeAt(12) - 48;
  const n0 = text.charCodeAt(14) - 48;
  const n1 = text.charCodeAt(15) - 48;
  const s0 = text.charCodeAt(17) - 48;
  const s1 = text.charCodeAt(18) - 48;
  const digits = h0 | (9 - h0) | h1 | (9 - h1) | n0 | (9 - n0) | n1 | (9 - n1) | s0 | (9 - s0) | s1 | (9 - s1);
  const marks = (text.charCodeAt(10) ^ 84) | (text.charCodeAt(13) ^ 58) | (text.charCodeAt(16) ^ 58) | (text.charCodeAt(19) ^ 90);
  const hours = h0 * 10 + h1;
  const minutes = n0 * 10 + n1;
  const seconds = s0 * 10 + s1;
  if ((digits | (23 - hours) | (59 - minutes) | (59 - seconds)) < 0 || marks !== 0) return Date.parse(text);
  if (!text.startsWith(lastDay.text)) {
    const day = text.slice(0, DAY_TEXT);
    lastDay = { text: day, ms: A_DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN };
  }
  return lastDay.ms + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

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
