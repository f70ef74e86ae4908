import type { Costs, Method, Told } from './expectation.ts';
import { regularlyEmpty } from './regularly-empty.ts';
import { SLOTS, WEEKS } from './weeks.ts';

/** How far the plain way looks back. */
export const PLAIN_WEEKS = 8;
/** Fewer say nothing. */
const FEWEST = 3;

/**
 * The plain way, which needs no belief: the same hours of the last eight weeks that are known, in order. Their middle is what to expect
 * and their worst the bad case. A model has to tell better than this to be used.
 */
export const plain: Method = { name: 'plain', tell };

function tell(costs: Costs, fromWeek: number): Told {
  const { counts } = costs;
  const empty = regularlyEmpty(costs, fromWeek);
  const seen = (slot: number) => lastWeeks(counts, fromWeek, slot);
  return {
    at(slot) {
      const weeks = seen(slot);
      if (weeks.length < FEWEST) return undefined;
      const worst = weeks.at(-1) ?? 0;
      return {
        mean: worst > 0 || empty[slot] === 1 ? meanOf(weeks) : meanOf(around(counts, fromWeek, slot)),
        median: ranked(weeks, 0.5),
        p90: worst,
        half: [ranked(weeks, 0.25), ranked(weeks, 0.75)],
        most: [weeks[0] ?? 0, worst],
        regularlyEmpty: empty[slot] === 1,
        weeks: weeks.length,
      };
    },
    chance(slot) {
      const weeks = seen(slot);
      return weeks.length < FEWEST ? undefined : (count) => weeks.filter((each) => each <= count).length / weeks.length;
    },
  };
}

/** Quarters on either side that tell of an hour in which nobody was ever seen: two hours. */
const AROUND = 8;

/** Where no chat was ever seen it is rare, not impossible: so many as in the hours around it. */
function around(counts: Float64Array, fromWeek: number, slot: number): readonly number[] {
  return Array.from({ length: 2 * AROUND + 1 }, (_, index) => (slot + index - AROUND + SLOTS) % SLOTS).flatMap((near) =>
    lastWeeks(counts, fromWeek, near),
  );
}

function meanOf(all: readonly number[]): number {
  return all.reduce((sum, each) => sum + each, 0) / all.length;
}

/** The known counts of a slot, the smallest first. */
function lastWeeks(counts: Float64Array, fromWeek: number, slot: number): readonly number[] {
  const found: number[] = [];
  for (let week = fromWeek; week < WEEKS && found.length < PLAIN_WEEKS; week += 1) {
    const count = counts[week * SLOTS + slot] ?? -1;
    if (count >= 0) found.push(count);
  }
  return found.sort((a, b) => a - b);
}

/** The middle of an even number is the upper one of the two: rather too many than too few. */
function ranked(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
