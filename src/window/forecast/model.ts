import { BAD_CASE, type Costs, type Expectation, type Method, type Told } from './expectation.ts';
import { distribution, quantile } from './negative-binomial.ts';
import { regularlyEmpty } from './regularly-empty.ts';
import { type Trend, trendOf, weightOf } from './trend.ts';
import { SLOTS, WEEKS } from './weeks.ts';

/** A slot known of fewer weeks says nothing. */
const FEWEST = 3;
/** Neighbours are drawn in until so many chats are seen together: quarters on either side. */
const REACHES = [1, 2, 4, 8, 16] as const;
const ENOUGH_CHATS = 40;
/** What was never seen is rare, not impossible: Jeffreys' prior of a Poisson rate. */
const HALF_A_CHAT = 0.5;

/**
 * The model: a week's profile times its trend. A slot's mean is a Gamma-Poisson estimate (Bühlmann credibility) of its own weeks,
 * newer ones counting more, leaning on its neighbours round the circular week by a kernel that widens where chats are rare
 * (nearest-neighbour bandwidth, Loftsgaarden and Quesenberry 1965). Counts vary as a negative binomial (NB2), its dispersion by moments.
 */
export const model: Method = { name: 'model', tell };

function tell(costs: Costs, fromWeek: number, badCase = BAD_CASE): Told {
  const { counts } = costs;
  const trend = trendOf(counts, fromWeek);
  const empty = regularlyEmpty(costs, fromWeek);
  const sums = slotSums(counts, fromWeek, trend);
  const means = Float64Array.from({ length: SLOTS }, (_, slot) => (empty[slot] === 1 ? 0 : meanOf(slot, sums, empty)));
  const dispersion = dispersionOf(counts, fromWeek, trend, means, sums);
  // A back-test asks twice for the same one; to keep them all would take tens of megabytes.
  let last = { place: -1, sums: distribution({ mean: 0, dispersion: 0 }) };
  const distributionOf = (slot: number, ahead: number) => {
    const place = ahead * SLOTS + slot;
    if (last.place !== place) last = { place, sums: distribution(countedAt(slot, ahead)) };
    return last.sums;
  };
  const countedAt = (slot: number, ahead: number) => {
    const mean = (means[slot] ?? 0) * trend.level(-ahead);
    const share = sums.share[slot] ?? 0;
    return { mean, dispersion: mean === 0 ? 0 : dispersion * (1 + share) + share / Math.max(means[slot] ?? 0, 1e-6) + trend.doubt(-ahead) };
  };
  // Windows are ranked, drawn and told from the same expectations.
  const expected: Expectation[] = [];
  const isKnown = (slot: number) => (sums.weeks[slot] ?? 0) >= FEWEST;
  return {
    at(slot, ahead) {
      if (!isKnown(slot)) return undefined;
      const place = ahead * SLOTS + slot;
      const weeks = sums.weeks[slot] ?? 0;
      expected[place] ??= expectationOf(countedAt(slot, ahead).mean, distributionOf(slot, ahead), {
        regularlyEmpty: empty[slot] === 1,
        weeks,
        badCase,
      });
      return expected[place];
    },
    chance(slot, ahead) {
      const sums = distributionOf(slot, ahead);
      return isKnown(slot) ? (count) => sums[count] ?? 1 : undefined;
    },
  };
}

function expectationOf(
  mean: number,
  sums: Float64Array,
  { badCase, regularlyEmpty: isEmpty, weeks }: Pick<Expectation, 'regularlyEmpty' | 'weeks'> & { readonly badCase: number },
): Expectation {
  const at = (probability: number) => quantile(sums, probability);
  return {
    mean,
    median: at(0.5),
    p90: at(badCase),
    half: [at(0.25), at(0.75)],
    most: [at(0.05), at(Math.max(0.95, badCase))],
    regularlyEmpty: isEmpty,
    weeks,
  };
}

interface Sums {
  /** Weighted chats and weighted levels of each slot, the chats themselves, and the weeks it is known of. */
  readonly chats: Float64Array;
  readonly levels: Float64Array;
  readonly seen: Float64Array;
  readonly weeks: Uint8Array;
  /** What one chat's worth of chance in the mean comes to: sum of squared weights by the square of their sum. */
  readonly share: Float64Array;
}

function slotSums(counts: Float64Array, fromWeek: number, trend: Trend): Sums {
  const sums = { chats: floats(), levels: floats(), seen: floats(), weeks: new Uint8Array(SLOTS), share: floats() };
  for (let week = fromWeek; week < WEEKS; week += 1) {
    const age = week - fromWeek;
    const [weight, level] = [weightOf(age), trend.level(age)];
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const count = counts[week * SLOTS + slot] ?? -1;
      if (count < 0) continue;
      add(sums.chats, slot, weight * count);
      add(sums.levels, slot, weight * level);
      add(sums.seen, slot, count);
      add(sums.share, slot, weight * weight * level);
      sums.weeks[slot] = (sums.weeks[slot] ?? 0) + 1;
    }
  }
  for (let slot = 0; slot < SLOTS; slot += 1) sums.share[slot] = (sums.share[slot] ?? 0) / Math.max(1e-9, (sums.levels[slot] ?? 0) ** 2);
  return sums;
}

/** Own weeks and neighbours, each by what they know. */
function meanOf(slot: number, sums: Sums, empty: Uint8Array): number {
  const reach = REACHES.find((each) => around(slot, each, sums.seen, empty) >= ENOUGH_CHATS) ?? 16;
  const near = (around(slot, reach, sums.chats, empty) + HALF_A_CHAT) / Math.max(1e-9, around(slot, reach, sums.levels, empty));
  const lean = reach / 2;
  return ((sums.chats[slot] ?? 0) + lean * near) / ((sums.levels[slot] ?? 0) + lean);
}

/** The sum round a slot with weights that fall in a triangle; hours that are regularly empty lend nothing to busy ones. */
function around(slot: number, reach: number, values: Float64Array, empty: Uint8Array): number {
  let sum = 0;
  for (let by = -reach; by <= reach; by += 1) {
    const other = (slot + by + SLOTS) % SLOTS;
    if (empty[other] !== 1) sum += (1 - Math.abs(by) / (reach + 1)) * (values[other] ?? 0);
  }
  return sum;
}

/** By moments over all slots: what the squares of the errors are beyond a Poisson's; each week's own pull on the mean is taken out. */
function dispersionOf(counts: Float64Array, fromWeek: number, trend: Trend, means: Float64Array, sums: Sums): number {
  let [beyond, squares] = [0, 0];
  for (let week = fromWeek; week < WEEKS; week += 1) {
    const age = week - fromWeek;
    const [weight, level] = [weightOf(age), trend.level(age)];
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const count = counts[week * SLOTS + slot] ?? -1;
      if (count < 0) continue;
      const mean = (means[slot] ?? 0) * level;
      const own = Math.min(0.9, (weight * level) / Math.max(1e-9, sums.levels[slot] ?? 0));
      beyond += weight * ((count - mean) ** 2 / (1 - own) - mean);
      squares += weight * mean * mean;
    }
  }
  return squares === 0 ? 0 : Math.max(0, beyond / squares);
}

function floats(): Float64Array {
  return new Float64Array(SLOTS);
}

function add(to: Float64Array, slot: number, amount: number): void {
  to[slot] = (to[slot] ?? 0) + amount;
}
