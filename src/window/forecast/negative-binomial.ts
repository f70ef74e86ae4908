/** How often something happens: `mean`, and the variance beyond a Poisson's: variance = mean + dispersion · mean². */
export interface Counted {
  readonly mean: number;
  readonly dispersion: number;
}

/** Where the sum stops: nothing that matters lies beyond. */
const CERTAIN = 1 - 1e-9;
const MOST = 100_000;
const SMALLEST = 1e-290;
/** Most distributions are certain within so many spreads; for others there is made more room. */
const ROOM_SPREADS = 7;

/**
 * P(N <= n) for every n up to almost certainty. Negative binomial for over-dispersed counts, Poisson where there is no dispersion
 * (Hilbe, Negative Binomial Regression, 2nd ed. 2011, NB2).
 */
export function distribution({ mean, dispersion }: Counted): Float64Array {
  if (mean <= 0) return Float64Array.of(1);
  const size = dispersion > 1e-9 ? 1 / dispersion : Number.POSITIVE_INFINITY;
  let term = Number.isFinite(size) ? (size / (size + mean)) ** size : Math.exp(-mean);
  // A mean of hundreds begins where numbers lose their digits: such a count is as good as normal.
  const variance = mean + dispersion * mean * mean;
  if (term < SMALLEST) return normal(mean, variance);
  let sums = new Float64Array(Math.ceil(mean + ROOM_SPREADS * Math.sqrt(variance)) + ROOM_SPREADS);
  sums[0] = term;
  // term(n) = term(n - 1) · (n - 1 + size) / n · mean / (size + mean), of which Poisson's mean / n is the limit.
  const [step, first] = Number.isFinite(size) ? [mean / (size + mean), ((size - 1) * mean) / (size + mean)] : [0, mean];
  let n = 1;
  for (let sum = term; sum < CERTAIN && n < MOST; n += 1) {
    term *= step + first / n;
    sum += term;
    if (n === sums.length) sums = wider(sums);
    sums[n] = sum < 1 ? sum : 1;
  }
  return sums.subarray(0, n);
}

function wider(sums: Float64Array): Float64Array<ArrayBuffer> {
  const room = new Float64Array(sums.length * 2);
  room.set(sums);
  return room;
}

/** The smallest count that is not exceeded with this probability. */
export function quantile(sums: Float64Array, probability: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) >= probability) high = middle;
    else low = middle + 1;
  }
  return low;
}

function normal(mean: number, variance: number): Float64Array {
  const spread = Math.sqrt(variance);
  const last = Math.min(MOST, Math.ceil(mean + 6 * spread));
  return Float64Array.from({ length: last + 1 }, (_, n) => phi((n + 0.5 - mean) / spread));
}

/** The normal distribution's sum, to 1e-7: Abramowitz and Stegun 26.2.17. */
function phi(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
