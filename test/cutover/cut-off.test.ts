import { beforeAll, describe, expect, it } from 'vitest';
import { type Effect, expectHonest, tally } from '../support/paper-effect.ts';
import { inThisProcess, paperNight } from '../support/paper-night.ts';
import { type Outcome, outcomeOf } from '../support/paper-outcome.ts';
import { servedWorld } from '../support/served-night.ts';
import { type Mishap, mishaps, type Unsteady, unsteady } from '../support/unsteady.ts';

const few = process.env['FERRY_MUTATION'] !== undefined;
const all = process.env['FERRY_TEST_ALL'] !== undefined;
/** Nights of each mishap in the ordinary run. */
const SAMPLE = 2;

/** A whole cutover of two brands over HTTP, against both simulators, on a line on which one request goes wrong. */
async function nightOn(lines: Unsteady): Promise<Outcome> {
  const world = await servedWorld(lines);
  try {
    return await outcomeOf(
      await paperNight(
        inThisProcess(() => {}),
        world,
      ),
    );
  } finally {
    await world.close();
  }
}

describe.skipIf(few)('a whole cutover of two brands over HTTP', () => {
  let undisturbed: Outcome;
  let requests: number;

  beforeAll(async () => {
    const lines = unsteady(undefined, '500');
    undisturbed = await nightOn(lines);
    requests = lines.count();
  }, 120_000);

  it('comes to its end', () => {
    expect(undisturbed.facts.filter((fact) => fact.includes('"finished"'))).toEqual(['{"type":"finished","remaining":[]}']);
    expect(undisturbed.facts.filter((fact) => fact.includes('"step_asked"'))).toHaveLength(2);
    console.log(`a cutover of two brands is ${requests} HTTP requests`);
  });

  it.each(mishaps)(
    '%s, once, at every HTTP request to Slack and to Zendesk: the same record, or an honest hold',
    async (mishap) => {
      const numbers = sampleOf(mishap, requests);
      const effects: Effect[] = [];
      for (const n of numbers) {
        const lines = unsteady(n, mishap);
        const outcome = await nightOn(lines);
        expect(lines.struck(), `request ${n}`).toBeDefined();
        effects.push(expectHonest(outcome, undisturbed, `${mishap} at request ${n}, ${lines.struck()}`));
      }
      console.log(`${mishap} at ${numbers.length} of ${requests} HTTP requests: ${tally(effects)}`);
    },
    14_400_000,
  );
});

/** Every one, or a few that lie far apart, other ones for each mishap. */
function sampleOf(mishap: Mishap, requests: number): readonly number[] {
  if (all) return Array.from({ length: requests }, (_, index) => index + 1);
  const first = (mishaps.indexOf(mishap) + 1) / (mishaps.length + 1);
  return Array.from({ length: SAMPLE }, (_, index) => Math.ceil(((index + first) / SAMPLE) * requests));
}
