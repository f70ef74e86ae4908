import { BINS, HISTORY_WEEKS, WEEK_BINS } from '../history/bins.ts';
import { knownUntilBin, type Series, type Tally } from '../history/tally.ts';
import { type Calendar, SLOTS, WEEKS } from './weeks.ts';

/** What is known of the past quarters: how many chats began and were under way in each, and which of them say nothing. */
export interface Past {
  readonly firstBin: number;
  readonly arrivals: Float64Array;
  readonly alive: Float64Array;
  /** 1 where the quarter says nothing: before the first chat, not read yet, a holiday, a freeze, a hole. */
  readonly unknown: Uint8Array;
  /** Days on which a hole was found, `YYYY-MM-DD`. */
  readonly holes: readonly string[];
}

/** A silence that chance alone would bring less often than once in 160,000: P(N = 0) = e^-12 of a Poisson count. */
const SILENCE = 12;
/** A silence at the same hours of so many weeks is a habit (Chat is closed), and known. */
const HABIT_WEEKS = 3;

/** The counts of these series together; `leftOut` are local days that say nothing of ordinary ones. */
export function pastOf(tally: Tally, series: readonly Series[], calendar: Calendar, leftOut: ReadonlySet<string>): Past {
  const { firstBin, sinceBin } = tally.facts;
  const arrivals = summed(series.map((each) => each.arrivals));
  const alive = summed(series.map((each) => each.alive));
  const unknown = new Uint8Array(BINS).fill(1);
  const from = sinceBin === undefined ? BINS : Math.max(0, sinceBin - firstBin);
  unknown.fill(0, from, Math.max(from, Math.min(BINS, knownUntilBin(tally.facts) - firstBin)));
  for (const [index, day] of calendar.days.entries()) if (leftOut.has(day)) markDay(unknown, calendar, index, firstBin);
  return { firstBin, arrivals, alive, unknown, holes: markHoles({ arrivals, unknown, firstBin }, calendar) };
}

function summed(all: readonly Uint16Array[]): Float64Array {
  const sum = new Float64Array(BINS);
  for (const each of all) for (let bin = 0; bin < BINS; bin += 1) sum[bin] = (sum[bin] ?? 0) + (each[bin] ?? 0);
  return sum;
}

function markDay(unknown: Uint8Array, { bins }: Calendar, day: number, firstBin: number): void {
  const perDay = SLOTS / 7;
  for (const bin of bins.subarray(day * perDay, (day + 1) * perDay)) if (bin >= firstBin) unknown[bin - firstBin] = 1;
}

/** Finds silences where chats were to be expected, and marks them as unknown: an outage is not a quiet night. */
function markHoles(
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

/** What windows of one length cost in the weeks that are known: chats under way as they open and those that begin in them; -1 is unknown. */
export interface Observed {
  readonly counts: Float64Array;
  /** Weeks of which anything is known, the present one among them. */
  readonly weeksKnown: number;
  /** Known slots as weeks: 4.5 is four weeks and a half. */
  readonly amount: number;
  /** Weeks in which at least one chat was counted. */
  readonly weeksWithChats: number;
}

/** The cost of a window of `quarters` at every slot of every week. */
export function observe({ firstBin, arrivals, alive, unknown }: Past, { bins }: Calendar, quarters: number): Observed {
  const upTo = new Float64Array(BINS + 1);
  const unknownUpTo = new Int32Array(BINS + 1);
  for (let bin = 0; bin < BINS; bin += 1) {
    upTo[bin + 1] = (upTo[bin] ?? 0) + (arrivals[bin] ?? 0);
    unknownUpTo[bin + 1] = (unknownUpTo[bin] ?? 0) + (unknown[bin] ?? 0);
  }
  const counts = new Float64Array(WEEKS * SLOTS).fill(-1);
  for (const [index, at] of bins.entries()) {
    const bin = at - firstBin;
    const end = bin + quarters;
    if (bin < 0 || end > BINS || (unknownUpTo[end] ?? 0) > (unknownUpTo[bin] ?? 0)) continue;
    counts[index] = (alive[bin] ?? 0) + (upTo[end] ?? 0) - (upTo[bin] ?? 0);
  }
  return { counts, ...amounts(counts) };
}

function amounts(counts: Float64Array): Omit<Observed, 'counts'> {
  let [known, weeksKnown, weeksWithChats] = [0, 0, 0];
  for (let week = 0; week < WEEKS; week += 1) {
    const own = counts.subarray(week * SLOTS, (week + 1) * SLOTS);
    const here = own.reduce((sum, each) => sum + (each >= 0 ? 1 : 0), 0);
    known += here;
    weeksKnown += here > 0 ? 1 : 0;
    weeksWithChats += own.some((each) => each > 0) ? 1 : 0;
  }
  return { weeksKnown, amount: Math.min(HISTORY_WEEKS, known / WEEK_BINS), weeksWithChats };
}
