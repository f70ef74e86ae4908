import { BINS } from '../history/bins.ts';
import type { Past } from './past.ts';
import { type Calendar, SLOTS } from './weeks.ts';

/** A silence that chance alone would bring less often than once in 160,000: P(N = 0) = e^-12 of a Poisson count. */
const SILENCE = 12;
/** A silence at the same hours of so many weeks is a habit (Chat is closed), and known. */
const HABIT_WEEKS = 3;

/** Finds silences where chats were to be expected, and marks them as unknown: an outage is not a quiet night. */
export function markHoles(
  { arrivals, unknown, firstBin }: Pick<Past, 'arrivals' | 'unknown' | 'firstBin'>,
  calendar: Calendar,
): readonly string[] {
  const slots = slotsOf(calendar, firstBin);
  const usual = usualArrivals(arrivals, unknown, slots);
  const silent = silences(arrivals, unknown, slots, usual);
  const weeks = new Uint8Array(SLOTS);
  for (const bin of silent) {
    const slot = slots[bin] ?? -1;
    if (slot >= 0) weeks[slot] = (weeks[slot] ?? 0) + 1;
  }
  const found = silent.filter((bin) => (weeks[slots[bin] ?? 0] ?? 0) < HABIT_WEEKS);
  for (const bin of found) unknown[bin] = 1;
  const perDay = SLOTS / 7;
  const dayOfBin = new Map<number, string>();
  for (const [index, bin] of calendar.bins.entries()) dayOfBin.set(bin - firstBin, calendar.days[Math.floor(index / perDay)] ?? '');
  return [...new Set(found.flatMap((bin) => dayOfBin.get(bin) ?? []))].sort();
}

/** The local slot of each quarter; -1 outside the calendar. */
function slotsOf({ bins }: Calendar, firstBin: number): Int32Array {
  const slots = new Int32Array(BINS).fill(-1);
  for (const [index, bin] of bins.entries()) if (bin >= firstBin && bin < firstBin + BINS) slots[bin - firstBin] = index % SLOTS;
  return slots;
}

function usualArrivals(arrivals: Float64Array, unknown: Uint8Array, slots: Int32Array): Float64Array {
  const sums = new Float64Array(SLOTS);
  const known = new Float64Array(SLOTS);
  for (const [bin, slot] of slots.entries()) {
    if (slot < 0 || unknown[bin] === 1) continue;
    sums[slot] = (sums[slot] ?? 0) + (arrivals[bin] ?? 0);
    known[slot] = (known[slot] ?? 0) + 1;
  }
  return sums.map((sum, slot) => sum / Math.max(1, known[slot] ?? 0));
}

/** Quarters of every run without a chat in which so many were to be expected that chance does not explain it. */
function silences(arrivals: Float64Array, unknown: Uint8Array, slots: Int32Array, usual: Float64Array): readonly number[] {
  const found: number[] = [];
  let run: number[] = [];
  let expected = 0;
  const end = () => {
    if (expected >= SILENCE) found.push(...run);
    run = [];
    expected = 0;
  };
  for (let bin = 0; bin < BINS; bin += 1) {
    if (unknown[bin] === 1 || (arrivals[bin] ?? 0) > 0) {
      end();
      continue;
    }
    run.push(bin);
    expected += usual[slots[bin] ?? 0] ?? 0;
  }
  end();
  return found;
}
