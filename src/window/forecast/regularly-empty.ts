import type { Costs } from './expectation.ts';
import { SLOTS, WEEKS } from './weeks.ts';

/** Fewer weeks make no rule. */
const FEWEST_WEEKS = 4;
/** Four hours of quarters: an hour may be empty by chance in every week, a night is not. */
const SHORTEST_RUN = 16;
/** At the account's average, a run must have been due so many chats in its weeks together: chance leaves it bare once in e^9 = 8,100 times. */
const DUE = 9;
/** At both ends so much is left off as chance may have added to a run; where chats are many that is nothing. */
const EDGE_DUE = 6;

/**
 * Slots in which no known week has ever had a chat, in runs round the week that are too long for chance: quiet and known, not a gap.
 * Where few chats come, nothing short of a weekend is.
 */
export function regularlyEmpty({ counts, quarters }: Costs, fromWeek: number): Uint8Array {
  const bare = Uint8Array.from({ length: SLOTS }, (_, slot) => (isBare(counts, fromWeek, slot) ? 1 : 0));
  const start = bare.indexOf(0);
  if (start < 0) return bare;
  const usual = Math.max(1e-9, perSlot(counts, fromWeek, quarters));
  const shortest = Math.max(SHORTEST_RUN, DUE / usual);
  const edge = Math.floor(EDGE_DUE / usual);
  const empty = new Uint8Array(SLOTS);
  for (let from = 0; from < SLOTS; ) {
    const length = runFrom(bare, start + from);
    if (length >= shortest) for (let by = edge; by < length - edge; by += 1) empty[(start + from + by) % SLOTS] = 1;
    from += Math.max(1, length);
  }
  return empty;
}

function isBare(counts: Float64Array, fromWeek: number, slot: number): boolean {
  let weeks = 0;
  for (let week = fromWeek; week < WEEKS; week += 1) {
    const count = counts[week * SLOTS + slot] ?? -1;
    if (count > 0) return false;
    if (count === 0) weeks += 1;
  }
  return weeks >= FEWEST_WEEKS;
}

/** Chats that begin in an average slot, all weeks together. A chat is in the cost of every window that it touches, one for each of its quarters. */
function perSlot(counts: Float64Array, fromWeek: number, quarters: number): number {
  let costs = 0;
  for (const each of counts.subarray(fromWeek * SLOTS)) if (each > 0) costs += each;
  return costs / (quarters + 1) / SLOTS;
}

function runFrom(bare: Uint8Array, start: number): number {
  let length = 0;
  while (length < SLOTS && bare[(start + length) % SLOTS] === 1) length += 1;
  return length;
}
