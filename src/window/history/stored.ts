import { z } from 'zod';
import type { Instant } from '../../migration/time.ts';
import type { ChatCursor } from '../../zendesk/port.ts';
import { BINS } from './bins.ts';
import type { BrandOf } from './brands.ts';
import type { DayMarks } from './seen.ts';
import { Tally } from './tally.ts';

/** The history of one account as it is kept: counts, where the reading stands, and no chat. */
export interface History {
  readonly tally: Tally;
  /** Where the next page begins; of tickets, the day. */
  readonly cursor: ChatCursor;
  /** A pass is under way: it has not come to the present. */
  readonly reading: boolean;
  /** When the last pass came to the present; undefined while the first one is under way. */
  readonly readAt: Instant | undefined;
  /** Which brand each department is of, learnt from tickets. */
  readonly brandOf: BrandOf;
  /** Why Chat's own history could not be read, where tickets stand in. */
  readonly closed: 'no_credential' | 'token_refused' | 'not_allowed' | undefined;
}

/** Raised when what is kept means something else: an older history is then read anew. */
const FORMAT = 3;

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const counts = bytes.refine((data) => data.length === BINS * 2).transform((data) => new Uint16Array(copied(data)));
const marksOfDay = bytes.refine((data) => data.length % 4 === 0).transform((data) => new Int32Array(copied(data)));
const whole = z.int().nonnegative();
const byDay = z.array(z.tuple([z.int(), marksOfDay]));
const marked = z.array(z.object({ day: z.int(), size: whole, sum: z.int() }));

const shape = z.object({
  format: z.literal(FORMAT),
  facts: z.object({
    source: z.enum(['chats', 'tickets']),
    firstBin: whole,
    sinceBin: whole.optional(),
    settledMs: whole,
    settlesMs: whole,
    counted: whole,
    odd: whole,
    ahead: whole,
    aheadMs: z.number().nonnegative(),
    pages: z.object({ even: whole, ahead: whole, behind: whole, far: whole, hours: whole }),
    cut: whole,
    lengths: z.array(whole),
  }),
  series: z.array(z.tuple([z.string(), counts, counts])),
  seen: marked,
  late: byDay,
  cursor: z.object({ time: whole, id: z.string().optional() }),
  reading: z.boolean(),
  readAt: z.iso
    .datetime()
    .transform((text) => text as Instant) // written by `writeHistory` below
    .optional(),
  brandOf: z.record(z.string(), z.int()).default({}),
  closed: z.enum(['no_credential', 'token_refused', 'not_allowed']).optional(),
});

/** What a history is kept as: counts as text, and beside it the marks of the chats of each day that it names. */
export interface Kept {
  readonly history: string;
  readonly marks: ReadonlyMap<number, string>;
}

/** A history as text: some fifty kilobytes a department. The marks of chats are apart, as those of most days stay as they are. */
export function writeHistory({ tally, cursor, reading, readAt, brandOf, closed }: History): string {
  const series = [...tally.series].map(([name, { arrivals, alive }]) => [name, base64(arrivals), base64(alive)]);
  return JSON.stringify({
    format: FORMAT,
    facts: tally.facts,
    series,
    seen: tally.seen.marks(),
    late: tally.late.all().map(([day, each]) => [day, base64(each)]),
    cursor,
    reading,
    readAt,
    brandOf,
    closed,
  });
}

/** The marks that changed since they were last written, by day; undefined for those that are to be forgotten. */
export function changedMarks({ tally }: History): ReadonlyMap<number, string | undefined> {
  return new Map([...tally.seen.takeChanged()].map(([day, each]) => [day, each === undefined ? undefined : base64(each)]));
}

/** The counts alone, to be shown: chats that come again would be counted again. Undefined where there are none, or such as this Ferry cannot read. */
export function readHistory(text: string | undefined): History | undefined {
  return parsed(text)?.history;
}

/** To read on from. Undefined where there is none or its marks are not those that it names: it is then read anew. */
export function readWhole({ history: text, marks }: Kept): History | undefined {
  const read = parsed(text);
  if (read === undefined) return undefined;
  const { seen } = read.history.tally;
  for (const { day } of read.seen) {
    const each = marksOfDay.safeParse(marks.get(day));
    if (each.success) seen.restore([[day, each.data]]);
  }
  const found = new Map(seen.marks().map((each) => [each.day, each]));
  const isWhole = read.seen.every(({ day, size, sum }) => found.get(day)?.size === size && found.get(day)?.sum === sum);
  return isWhole ? read.history : undefined;
}

function parsed(text: string | undefined): { readonly history: History; readonly seen: readonly DayMarks[] } | undefined {
  if (text === undefined) return undefined;
  const read = shape.safeParse(JSON.parse(text));
  if (!read.success) return undefined;
  const { facts, series, seen, late, cursor, reading, readAt, brandOf, closed } = read.data;
  const tally = new Tally({ ...facts, sinceBin: facts.sinceBin });
  for (const [name, arrivals, alive] of series) tally.series.set(name, { arrivals, alive });
  tally.late.restore(late);
  return { history: { tally, cursor: { time: cursor.time, id: cursor.id }, reading, readAt, brandOf, closed }, seen };
}

/** Little-endian, as every machine that runs Node is. */
function base64(numbers: Uint16Array | Int32Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

/** A buffer's bytes at an address of their own: wider numbers need an even one. */
function copied(data: Buffer): ArrayBuffer {
  return new Uint8Array(data).buffer;
}
