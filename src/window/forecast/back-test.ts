import type { Costs, Method } from './expectation.ts';
import { SLOTS, WEEKS } from './weeks.ts';

/** How well a method told weeks that it was not shown. */
export interface BackTest {
  /** How many slots of held-back weeks were told. */
  readonly slots: number;
  /** Shares of the truth inside the bands of 50 % and 90 %; undefined where no slot brings enough to tell. */
  readonly inHalf: number | undefined;
  readonly inMost: number | undefined;
  /** Mean quantile loss of the median and of the 90th percentile: less is better. */
  readonly loss: number;
}

/** Weeks held back one after the other, each told from those before it; the newest of which more than half is known. */
const HELD_BACK = 3;

/**
 * Tells the last whole weeks each from the weeks before. Bands are judged by the probability integral transform of counts, whose
 * jump is spread evenly (Czado, Gneiting and Held, Predictive model assessment for count data, Biometrics 2009): what a randomised
 * one comes to on average, without a die. The loss is the quantile score (Koenker and Bassett 1978).
 */
export function backTest(method: Method, costs: Costs): BackTest {
  let [slots, half, most, loss] = [0, 0, 0, 0];
  for (const week of heldBack(costs)) {
    const told = method.tell(costs, week + 1);
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const truth = costs.counts[week * SLOTS + slot] ?? -1;
      const chance = truth < 0 ? undefined : told.chance(slot, 1);
      const expected = chance && told.at(slot, 1);
      if (chance === undefined || expected === undefined) continue;
      slots += 1;
      half += inside(chance, truth, 0.25, 0.75);
      most += inside(chance, truth, 0.05, 0.95);
      loss += pinball(truth, expected.median, 0.5) + pinball(truth, expected.p90, 0.9);
    }
  }
  if (slots === 0) return { slots, inHalf: undefined, inMost: undefined, loss: 0 };
  return { slots, inHalf: half / slots, inMost: most / slots, loss: loss / slots };
}

/** After a hole of weeks the weeks before it are held back: a method is not left unproved because nothing is known of the present. */
function heldBack({ counts }: Costs): readonly number[] {
  const isKnown = (week: number) => counts.subarray(week * SLOTS, (week + 1) * SLOTS).filter((each) => each >= 0).length > SLOTS / 2;
  const weeks = Array.from({ length: WEEKS - 2 }, (_, index) => index + 1);
  return weeks.filter(isKnown).slice(0, HELD_BACK);
}

/** How much of the jump of the distribution at the truth lies between two probabilities. */
function inside(chance: (count: number) => number, truth: number, from: number, to: number): number {
  const upper = chance(truth);
  const lower = truth === 0 ? 0 : chance(truth - 1);
  if (upper <= lower) return upper > from && upper <= to ? 1 : 0;
  return Math.max(0, Math.min(upper, to) - Math.max(lower, from)) / (upper - lower);
}

function pinball(truth: number, told: number, probability: number): number {
  return truth >= told ? probability * (truth - told) : (1 - probability) * (told - truth);
}
