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
  return { chats: chatsOf(page, answer), next, last };
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

/** Messages left while nobody was online are no load. */
function chatsOf({ chats }: Page, { what }: Answer): readonly PastChat[] {
  const found: PastChat[] = [];
  for (const each of chats) {
    if (!isRecord(each) || typeof each['id'] !== 'string' || each['id'] === '') throw new UnexpectedShape(`${what}: a chat without an id`);
    if (each['type'] !== 'offline_msg') found.push(toChat(each, each['id']));
  }
  return found;
}

/** What cannot be read of a chat is counted as odd, not taken for an answer of another shape: it is one in thousands. */
function toChat({ timestamp, duration, department_id: department }: Readonly<Record<string, unknown>>, id: string): PastChat {
  return {
    id,
    beganMs: typeof timestamp === 'string' ? momentIn(timestamp) : Number.NaN,
    lengthMs: typeof duration === 'number' ? duration * 1_000 : undefined,
    department: typeof department === 'number' || typeof department === 'string' ? `${department}` : undefined,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const DAY_TEXT = 'YYYY-MM-DD'.length;
const WHOLE_SECONDS = 'YYYY-MM-DDTHH:MM:SSZ'.length;
let lastDay = { text: '', ms: Number.NaN };

/** `2026-11-17T09:14:02Z` as Zendesk writes it, read by the day it shares with its neighbours: some ten times as fast as Date.parse, which reads the rest. */
function momentIn(text: string): number {
  if (text.length !== WHOLE_SECONDS || text.charCodeAt(WHOLE_SECONDS - 1) !== 90) return Date.parse(text);
  if (!text.startsWith(lastDay.text) || lastDay.text === '') {
    const day = text.slice(0, DAY_TEXT);
    lastDay = { text: day, ms: Date.parse(`${day}T00:00:00Z`) };
  }
  const [hours, minutes, seconds] = [two(text, 11), two(text, 14), two(text, 17)];
  if (!(hours < 24 && minutes < 60 && seconds < 60) || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return Date.parse(text);
  return lastDay.ms + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

/** Two digits as a number; NaN where they are none. */
function two(text: string, from: number): number {
  const [tens, ones] = [text.charCodeAt(from) - 48, text.charCodeAt(from + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
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
