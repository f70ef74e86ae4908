import { z } from 'zod';
import type { Instant } from '../../migration/time.ts';
import type { ChatCursor } from '../../zendesk/port.ts';
import { BINS } from './bins.ts';
import type { BrandOf } from './brands.ts';
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
const FORMAT = 1;

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const counts = bytes.refine((data) => data.length === BINS * 2).transform((data) => new Uint16Array(copied(data)));
const fingerprints = bytes.refine((data) => data.length % 4 === 0).transform((data) => new Uint32Array(copied(data)));
const byDay = z.array(z.tuple([z.int(), fingerprints]));
const whole = z.int().nonnegative();

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
    cut: whole,
    lengths: z.array(whole),
  }),
  series: z.array(z.tuple([z.string(), counts, counts])),
  seen: byDay,
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

/** A history as text: some forty kilobytes a department. */
export function writeHistory({ tally, cursor, reading, readAt, brandOf, closed }: History): string {
  const series = [...tally.series].map(([name, { arrivals, alive }]) => [name, base64(arrivals), base64(alive)]);
  return JSON.stringify({
    format: FORMAT,
    facts: tally.facts,
    series,
    seen: tally.seen.all().map(([day, each]) => [day, base64(each)]),
    late: tally.late.all().map(([day, each]) => [day, base64(each)]),
    cursor,
    reading,
    readAt,
    brandOf,
    closed,
  });
}

/** Undefined where there is none, or one that this Ferry cannot read: it is then read anew. */
export function readHistory(text: string | undefined): History | undefined {
  if (text === undefined) return undefined;
  const parsed = shape.safeParse(JSON.parse(text));
  if (!parsed.success) return undefined;
  const { facts, series, seen, late, cursor, reading, readAt, brandOf, closed } = parsed.data;
  const tally = new Tally({ ...facts, sinceBin: facts.sinceBin });
  for (const [name, arrivals, alive] of series) tally.series.set(name, { arrivals, alive });
  tally.seen.restore(seen);
  tally.late.restore(late);
  return { tally, cursor: { time: cursor.time, id: cursor.id }, reading, readAt, brandOf, closed };
}

/** Little-endian, as every machine that runs Node is. */
function base64(numbers: Uint16Array | Uint32Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

/** A buffer's bytes at an address of their own: wider numbers need an even one. */
function copied(data: Buffer): ArrayBuffer {
  return new Uint8Array(data).buffer;
}
