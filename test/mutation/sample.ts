import { Stryker } from '@stryker-mutator/core';
import type { Draw } from './drawn.ts';

/** The mutation score by a random sample, for which a whole run would take a night: `npm run test:mutation:sample -- SEED ONE_IN`. */
const [seed = '1', oneIn = '30'] = process.argv.slice(2);
const chance = Number(oneIn);
if (!(chance >= 1)) throw new Error(`One in how many? Not ${oneIn}`);

/** The 95 % interval of a share, by Wilson. */
function wilson(share: number, of: number): readonly [number, number] {
  const z2 = 1.96 ** 2;
  const middle = share + z2 / (2 * of);
  const half = 1.96 * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of);
  return [(middle - half) / (1 + z2 / of), (middle + half) / (1 + z2 / of)];
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Only a mutant that takes effect while its file is loaded needs a fresh process and every test: those have a run of their own. */
async function tried(onlyLoading: boolean) {
  const draw: Draw = { seed, oneIn: chance, onlyLoading };
  return new Stryker({
    draw,
    plugins: ['@stryker-mutator/*', new URL('drawn.ts', import.meta.url).href],
    checkers: ['drawn'],
    reporters: ['unseen', 'progress-append-only'],
    incremental: false,
    ignoreStatic: !onlyLoading,
    thresholds: { break: null },
  }).runMutationTest();
}

const first = await tried(false);
const all = [...first.filter(({ status }) => status !== 'Ignored'), ...(await tried(true))].filter(
  ({ status }) => status !== 'CompileError',
);
const counted = (...statuses: readonly string[]) => all.filter(({ status }) => statuses.includes(status)).length;
const seen = counted('Killed', 'Timeout');
const valid = seen + counted('Survived', 'NoCoverage');
const [low, high] = wilson(seen / valid, valid);
console.log(`Seed ${seed}, one in ${oneIn}: ${all.length} of ${first.length} mutants drawn, ${all.length - valid} of them not valid.`);
console.log(`Seen ${seen} (${counted('Timeout')} by timeout), survived ${counted('Survived')}, not covered ${counted('NoCoverage')}.`);
console.log(`Score ${percent(seen / valid)}, 95 % interval ${percent(low)} to ${percent(high)}.`);
