import { BINS, knownUntilBin } from '../history/bins.ts';
import type { Series, Tally } from '../history/tally.ts';
import { type Holes, markHoles } from './holes.ts';
import { type Calendar, SLOTS } from './weeks.ts';

/** What is known of the past quarters: how many chats began and were under way in each, and which of them say nothing. */
export interface Past {
  readonly firstBin: number;
  readonly arrivals: Float64Array;
  readonly alive: Float64Array;
  /** 1 where the quarter says nothing: before the first chat, not read yet, a holiday, a freeze, a hole. */
  readonly unknown: Uint8Array;
  readonly holes: Holes;
}

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
