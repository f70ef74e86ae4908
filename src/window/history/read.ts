import { whyRefused } from '../../migration/finding.ts';
import { type Clock, DAY_MS, type Instant, instant, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused } from '../../zendesk/port.ts';
import { HISTORY_WEEKS } from './bins.ts';
import { learnBrands } from './brands.ts';
import type { History } from './stored.ts';
import { Tally } from './tally.ts';

export interface ReadParts {
  readonly zendesk: Pick<Zendesk, 'pastChats' | 'chatTicketTimes'>;
  readonly clock: Clock;
  /** Called now and then, and at the end: what is kept is counts and cursor together, so a reading that breaks off counts nothing twice. */
  readonly save: (history: History) => Promise<void>;
}

/** The export refuses a start less than five minutes ago (zendesk-api 4.7); a minute more is for clocks that differ. */
const TOO_NEW_MS = 6 * MINUTE_MS;
/** The search index lags by minutes. */
const INDEX_LAG_MS = 15 * MINUTE_MS;
/** Tickets do not tell how long a chat lasted: by Little's law (chats under way = arrivals × length) with this for a length. */
export const TICKET_LENGTH_MS = 15 * MINUTE_MS;
/** Pages between two saves: a crash asks for so many again. */
const SAVE_EVERY = 20;

/**
 * Reads on from where the last reading stopped, at most so many pages, in the memory of one page and the counts. `before` is counted on in place:
 * after a failure it is to be forgotten, and what was last saved stands.
 * @throws what the port throws, and UnexpectedShape for a page that goes back in time
 */
export async function readOn(before: History | undefined, mostPages: number, parts: ReadParts): Promise<History> {
  let history = await begun(before, parts);
  for (let page = 1; history.reading && page <= mostPages; page += 1) {
    history = history.tally.facts.source === 'chats' ? await chatsPage(history, parts) : await ticketsDay(history, parts);
    if (page % SAVE_EVERY === 0 && history.reading) await parts.save(history);
  }
  if (!history.reading) history = { ...history, brandOf: await learnBrands(history.tally, history.brandOf, parts.zendesk) };
  await parts.save(history);
  return history;
}

/** A pass that is under way goes on; else a new one begins. Where Chat's own history is closed, tickets stand in, and the door is tried again each time. */
async function begun(before: History | undefined, parts: ReadParts): Promise<History> {
  if (before?.reading) return before;
  const now = parts.clock();
  if (before?.tally.facts.source === 'chats') {
    before.tally.begin(now);
    return { ...before, reading: true };
  }
  const closed = await tried(now, parts);
  if (closed === undefined) return fresh('chats', now, undefined);
  if (before === undefined) return fresh('tickets', now, closed);
  before.tally.begin(now);
  return { ...before, reading: true, closed };
}

function fresh(source: 'chats' | 'tickets', now: Instant, closed: History['closed']): History {
  const tally = Tally.empty(source, now);
  tally.begin(now);
  return { tally, cursor: startOf(now), reading: true, readAt: undefined, brandOf: {}, closed };
}

function startOf(now: Instant) {
  return { time: Math.floor((Date.parse(now) - HISTORY_WEEKS * 7 * DAY_MS) / SECOND_MS), id: undefined };
}

/** Why Chat's history is closed to us; undefined where it is open. */
async function tried(now: Instant, { zendesk }: ReadParts): Promise<History['closed']> {
  try {
    await zendesk.pastChats({ time: Math.floor((Date.parse(now) - TOO_NEW_MS) / SECOND_MS), id: undefined }, () => undefined);
    return undefined;
  } catch (error) {
    if (!(error instanceof ZendeskRefused)) throw error;
    return whyRefused(error.status);
  }
}

async function chatsPage(history: History, { zendesk, clock }: ReadParts): Promise<History> {
  const now = clock();
  if (history.cursor.time * SECOND_MS > Date.parse(now) - TOO_NEW_MS) return atPresent(history, now);
  const { tally, cursor } = history;
  const readMs = Date.parse(now);
  const { chats, next, last } = await zendesk.pastChats(cursor, (mark, beganMs, lengthMs, department) =>
    tally.count(mark, beganMs, lengthMs, department, readMs),
  );
  // A server that goes back in time would be read for ever; and what it left out would look like quiet.
  if (next.time < cursor.time) throw new UnexpectedShape(`the chat history goes back from ${cursor.time} to ${next.time}`);
  tally.endPage(cursor.time, next.time, chats);
  return last ? atPresent({ ...history, cursor: next }, now) : { ...history, cursor: next };
}

async function ticketsDay(history: History, { zendesk, clock }: ReadParts): Promise<History> {
  const now = clock();
  const newest = Math.floor((Date.parse(now) - INDEX_LAG_MS) / SECOND_MS);
  const from = history.cursor.time;
  const until = Math.min(newest, from + DAY_MS / SECOND_MS);
  if (until <= from) return atPresent(history, now);
  const tickets = await zendesk.chatTicketTimes(momentOf(from), momentOf(until));
  for (const { id, createdAt, brandId } of tickets) {
    // A chat of the last minutes has not ended yet, and is counted all the same.
    history.tally.count(id, Date.parse(createdAt), TICKET_LENGTH_MS, brandId, Date.parse(now) + TICKET_LENGTH_MS);
  }
  const read = { ...history, cursor: { time: until, id: undefined } };
  return until === newest ? atPresent(read, now) : read;
}

function atPresent(history: History, now: Instant): History {
  history.tally.settle();
  return { ...history, reading: false, readAt: now };
}

function momentOf(seconds: number): Instant {
  return instant(new Date(seconds * SECOND_MS));
}
