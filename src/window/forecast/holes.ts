import { BINS, DAY_BINS, WEEK_BINS } from '../history/bins.ts';
import type { Past } from './past.ts';
import { type Calendar, SLOTS } from './weeks.ts';

/** A silence that chance alone would bring less often than once in 160,000: P(N = 0) = e^-12 of a Poisson count. */
const SILENCE = 12;
/** A silence at the same hours of so many weeks, each a silence of its own, is a habit (Chat is closed), and known. */
const HABIT_WEEKS = 3;
/** No habit goes on for longer through hours that usually bring chats: from Friday evening to Monday morning it is 64 hours. */
const LONGEST_HABIT_BINS = 64 * 4;
/** Nor is it a habit to miss so much of a week's chats at one stretch. */
const HABIT_SHARE = 0.5;
/** Silences with less than this between them are told as one: somebody tried whether Chat works. */
const ONE_SILENCE_BINS = 2 * DAY_BINS;

/** What was found out about silences. */
export interface Holes {
  /** Local days on which there is one, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** The local day since which next to nothing has come, up to the present; undefined while chats come. */
  readonly silentSince: string | undefined;
}

export const noHoles: Holes = { days: [], silentSince: undefined };

interface Silence {
  readonly bins: readonly number[];
  readonly expected: number;
  /** How many of its quarters usually bring chats. */
  readonly usual: number;
}

/** Finds silences where chats were to be expected, and marks them as unknown: an outage is not a quiet night. */
export function markHoles({ arrivals, unknown, firstBin }: Pick<Past, 'arrivals' | 'unknown' | 'firstBin'>, calendar: Calendar): Holes {
  const slots = slotsOf(calendar, firstBin);
  const usual = usualArrivals(arrivals, unknown, slots);
  const week = usual.reduce((sum, each) => sum + each, 0);
  const silent = silences(arrivals, unknown, slots, usual);
  const habit = habitOf(
    silent.filter((each) => mayBeHabit(each, week)),
    slots,
  );
  const holes = silent.filter((each) => !mayBeHabit(each, week) || !isHabit(each, habit, slots));
  if (holes.length === 0) return noHoles;
  const lastKnown = unknown.lastIndexOf(0);
  for (const { bins } of holes) for (const bin of bins) unknown[bin] = 1;
  const dayOf = daysOf(calendar, firstBin);
  const since = silentSince(holes, lastKnown, week);
  return {
    days: [...new Set(holes.flatMap(({ bins }) => bins.flatMap((bin) => dayOf.get(bin) ?? [])))].sort(),
    silentSince: since === undefined ? undefined : dayOf.get(since),
  };
}

function mayBeHabit({ expected, usual }: Silence, week: number): boolean {
  return usual <= LONGEST_HABIT_BINS && expected <= HABIT_SHARE * week;
}

/** At the ends of a habit chance adds a quarter or two. */
function isHabit({ bins }: Silence, habit: Uint8Array, slots: Int32Array): boolean {
  return bins.filter((bin) => habit[slots[bin] ?? 0] === 1).length > bins.length / 2;
}

/** Slots that were silent in enough weeks. Each of these silences is shorter than a week, so it is one week of each of its slots. */
function habitOf(silent: readonly Silence[], slots: Int32Array): Uint8Array {
  const weeks = new Uint8Array(SLOTS);
  for (const bin of silent.flatMap(({ bins }) => bins)) {
    const slot = slots[bin] ?? -1;
    if (slot >= 0) weeks[slot] = (weeks[slot] ?? 0) + 1;
  }
  return weeks.map((count) => (count >= HABIT_WEEKS ? 1 : 0));
}

/** The quarter from which on it is silent: where a hole reaches the present, or most of the newest week's chats are missing. */
function silentSince(holes: readonly Silence[], lastKnown: number, week: number): number | undefined {
  const newest = holes.filter(({ bins }) => (bins.at(-1) ?? 0) > lastKnown - WEEK_BINS);
  const missing = newest.reduce((sum, { expected }) => sum + expected, 0);
  const last = newest.at(-1);
  if (last === undefined || ((last.bins.at(-1) ?? 0) < lastKnown && missing < HABIT_SHARE * week)) return undefined;
  let since = last.bins[0];
  for (const { bins } of holes.toReversed()) {
    if (since !== undefined && since - (bins.at(-1) ?? 0) < ONE_SILENCE_BINS) since = Math.min(since, bins[0] ?? since);
  }
  return since;
}

function daysOf({ bins, days }: Calendar, firstBin: number): ReadonlyMap<number, string> {
  const dayOfBin = new Map<number, string>();
  for (const [index, bin] of bins.entries()) dayOfBin.set(bin - firstBin, days[Math.floor(index / DAY_BINS)] ?? '');
  return dayOfBin;
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

/** Every run without a chat in which so many were to be expected that chance does not explain it. */
function silences(arrivals: Float64Array, unknown: Uint8Array, slots: Int32Array, usual: Float64Array): readonly Silence[] {
  const found: Silence[] = [];
  let run: number[] = [];
  const end = () => {
    const due = run.map((bin) => usual[slots[bin] ?? 0] ?? 0);
    const expected = due.reduce((sum, each) => sum + each, 0);
    if (expected >= SILENCE) found.push({ bins: run, expected, usual: due.filter((each) => each > 0).length });
    run = [];
  };
  for (let bin = 0; bin < BINS; bin += 1) {
    if (unknown[bin] === 1 || (arrivals[bin] ?? 0) > 0) end();
    else run.push(bin);
  }
  end();
  return found;
}
