import { BINS, HISTORY_WEEKS, WEEK_BINS } from '../history/bins.ts';
import type { Past } from './past.ts';
import { type Calendar, SLOTS, WEEKS } from './weeks.ts';

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
    if (bin < 0 || Math.max(end, bin + 1) > BINS || (unknownUpTo[Math.max(end, bin + 1)] ?? 0) > (unknownUpTo[bin] ?? 0)) continue;
    counts[index] = (alive[bin] ?? 0) + (upTo[end] ?? 0) - (upTo[bin] ?? 0);
  }
  const weeksWithChats = new Set(
    [...bins.entries()].filter(([, at]) => hasChats(at - firstBin)).map(([index]) => Math.floor(index / SLOTS)),
  );
  return { counts, ...amounts(counts), weeksWithChats: weeksWithChats.size };

  function hasChats(bin: number): boolean {
    return (arrivals[bin] ?? 0) > 0 && unknown[bin] === 0;
  }
}

function amounts(counts: Float64Array): Pick<Observed, 'weeksKnown' | 'amount'> {
  let [known, weeksKnown] = [0, 0];
  for (let week = 0; week < WEEKS; week += 1) {
    const own = counts.subarray(week * SLOTS, (week + 1) * SLOTS);
    const here = own.reduce((sum, each) => sum + (each >= 0 ? 1 : 0), 0);
    known += here;
    weeksKnown += here > 0 ? 1 : 0;
  }
  return { weeksKnown, amount: Math.min(HISTORY_WEEKS, known / WEEK_BINS) };
}
