import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distribution, quantile } from '../../../src/window/forecast/negative-binomial.ts';

const counted = fc.record({
  mean: fc.double({ min: 0.01, max: 900, noNaN: true }),
  dispersion: fc.double({ min: 0, max: 1.5, noNaN: true }),
});

it('has the mean and the variance that it was asked for', () => {
  fc.assert(
    fc.property(counted, ({ mean, dispersion }) => {
      const sums = distribution({ mean, dispersion });
      const chances = sums.map((sum, n) => sum - (n === 0 ? 0 : (sums[n - 1] ?? 0)));
      const total = (power: number) => chances.reduce((sum, chance, n) => sum + chance * (n - (power === 2 ? mean : 0)) ** power, 0);
      expect(sums.at(-1)).toBeGreaterThan(0.999_99);
      expect(total(1) / mean).toBeCloseTo(1, 2);
      if (mean > 1) expect(total(2) / (mean + dispersion * mean * mean)).toBeCloseTo(1, 1);
    }),
    { numRuns: 200 },
  );
});

it('never falls, and its quantiles bracket what was asked', () => {
  fc.assert(
    fc.property(counted, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (each, probability) => {
      const sums = distribution(each);
      expect(sums.every((sum, n) => n === 0 || sum >= (sums[n - 1] ?? 0))).toBe(true);
      const at = quantile(sums, probability);
      expect(sums[at]).toBeGreaterThanOrEqual(probability);
      if (at > 0) expect(sums[at - 1]).toBeLessThan(probability);
    }),
  );
});
