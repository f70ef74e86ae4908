import { SLOTS, WEEKS } from './weeks.ts';

/** Weight of a week by its age: half after four weeks. Week 0 is the newest. */
export function weightOf(age: number): number {
  return 0.5 ** (age / HALF_LIFE_WEEKS);
}

const HALF_LIFE_WEEKS = 4;
/** Each further week ahead carries on nine tenths of the growth of the one before. */
const DAMPING = 0.9;
/** A line through fewer weeks is none. */
const FEWEST_WEEKS = 4;

/** How the whole week grows or shrinks. */
export interface Trend {
  /** The level of a week of this age beside the newest one's; negative ages are to come. */
  readonly level: (age: number) => number;
  /** Variance of the logarithm of that level. */
  readonly doubt: (age: number) => number;
}

const flat: Trend = { level: () => 1, doubt: () => 0 };

/**
 * Growth by the week: a line through the logarithms of the weekly levels, weighted by age, drawn towards none by as much as chance
 * would explain of it (positive-part James-Stein, Baranchik 1964), and damped ahead (Gardner and McKenzie, 1985).
 */
export function trendOf(counts: Float64Array, fromWeek: number): Trend {
  const points = levels(counts, fromWeek);
  if (points.length < FEWEST_WEEKS) return flat;
  const total = sum(points.map(({ weight }) => weight));
  const middle = sum(points.map(({ weight, age }) => weight * age)) / total;
  const height = sum(points.map(({ weight, log }) => weight * log)) / total;
  const width = sum(points.map(({ weight, age }) => weight * (age - middle) ** 2));
  const slope = sum(points.map(({ weight, age, log }) => weight * (age - middle) * (log - height))) / width;
  const left = sum(points.map(({ weight, age, log }) => weight * (log - height - slope * (age - middle)) ** 2));
  const variance = ((left / total) * (points.length / (points.length - 2)) * (total / points.length)) / width;
  if (slope === 0) return flat;
  const kept = slope * Math.max(0, 1 - variance / slope ** 2);
  return { level: (age) => Math.exp(kept * effective(age)), doubt: (age) => (kept === 0 ? 0 : variance * (effective(age) - middle) ** 2) };
}

/** Damped for what is to come: -3 weeks are 0.9 + 0.81 + 0.73 of one. */
function effective(age: number): number {
  return age >= 0 ? age : (-DAMPING * (1 - DAMPING ** -age)) / (1 - DAMPING);
}

interface Point {
  readonly age: number;
  readonly log: number;
  readonly weight: number;
}

/** Each week's sum beside what its known slots usually bring: holidays and holes do not make a week look small. */
function levels(counts: Float64Array, fromWeek: number): readonly Point[] {
  const usual = new Float64Array(SLOTS);
  const known = new Float64Array(SLOTS);
  for (let index = fromWeek * SLOTS; index < WEEKS * SLOTS; index += 1) {
    const count = counts[index] ?? -1;
    if (count < 0) continue;
    usual[index % SLOTS] = (usual[index % SLOTS] ?? 0) + count;
    known[index % SLOTS] = (known[index % SLOTS] ?? 0) + 1;
  }
  const whole = usual.reduce((all, each, slot) => all + each / Math.max(1, known[slot] ?? 0), 0);
  const points: Point[] = [];
  for (let week = fromWeek; week < WEEKS; week += 1) {
    let [seen, expected] = [0, 0];
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const count = counts[week * SLOTS + slot] ?? -1;
      if (count < 0) continue;
      seen += count;
      expected += (usual[slot] ?? 0) / Math.max(1, known[slot] ?? 0);
    }
    const age = week - fromWeek;
    // A week of which little is known tells little of its level.
    if (seen > 0 && expected > whole / 3) points.push({ age, log: Math.log(seen / expected), weight: (weightOf(age) * expected) / whole });
  }
  return points;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
