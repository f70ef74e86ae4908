import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlackUnavailable } from '../../src/slack/web/port.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { type Nursery, nursery } from '../support/killable-bot.ts';
import { Killed, type Point } from '../support/paper-bot.ts';
import { inThisProcess, paperNight, type Start } from '../support/paper-night.ts';
import { type Outcome, outcomeOf, withoutClicksReported } from '../support/paper-outcome.ts';

/** Under mutation one undisturbed night is enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;
const all = process.env['FERRY_TEST_ALL'] !== undefined;
/** Of all points every one, or a sample; primes, so that no kind of point is always skipped. */
const EVERY_KILL = all ? 1 : 101;
const EVERY_FAULT = all ? 1 : 83;

let undisturbed: Outcome;
const points: string[] = [];

beforeAll(async () => {
  undisturbed = await outcomeOf(await paperNight(inThisProcess((name, moment) => void points.push(`${moment} ${name}`))));
});

/** The same night with one accident at its nth point. */
async function nightWith(
  n: number,
  accident: (name: string, moment: 'before' | 'after') => void,
  start: (point: Point) => Start = inThisProcess,
): Promise<Outcome & { readonly restarts: number }> {
  let count = 0;
  const point: Point = (name, moment) => {
    count += 1;
    if (count === n) accident(name, moment);
  };
  const night = await paperNight(start(point));
  return { ...(await outcomeOf(night)), restarts: night.restarts };
}

/**
 * After a look that failed: a click that was reported is known by that word until it is seen, and a reading of chats that failed
 * voids the typed phrase, as the two quiet readings begin anew, and takes back a click that was not asked for yet; who is asked meanwhile may give their word. All else is the same.
 */
function honestly({ facts, posts, ...rest }: Outcome): Outcome {
  return {
    ...rest,
    facts: [
      ...new Set(
        facts
          .filter((fact) => !/"phrase_(void|typed)"|"(step|item)_said"|"step_withdrawn"/.test(fact))
          .map((fact) => fact.replace(/,"how":"\w+"/, '')),
      ),
    ],
    posts: posts.map((post) => post.split('\n[{')[0] ?? '').filter((post) => !post.startsWith('Something that must be green')),
  };
}

describe('a whole cutover of two brands', () => {
  it('comes to its end: both brands finished, every post told, every change put back', () => {
    expect(undisturbed.facts.filter((fact) => fact.includes('"finished"'))).toEqual(['{"type":"finished","remaining":[]}']);
    expect(undisturbed.facts.filter((fact) => fact.includes('"step_asked"'))).toHaveLength(2);
    expect(undisturbed.files).toBe(8);
    expect(undisturbed.written.filter((line) => line.startsWith('limit'))).toEqual(['limit 1', 'limit 3']);
    expect(undisturbed.written.filter((line) => line.startsWith('remove'))).toHaveLength(3);
  });

  describe.skipIf(few)('whose process is killed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ferry-killed-'));
    let bots: Nursery;
    beforeAll(() => {
      bots = nursery();
    });
    afterAll(() => {
      bots.close();
      rmSync(folder, { recursive: true });
    });

    it('before and after every write and every request: the same record, nothing told, asked or written twice, nothing lost', async () => {
      const numbers = points.map((_, index) => index + 1).filter((n) => n % EVERY_KILL === 0);
      const different: string[] = [];
      for (const n of numbers) {
        const file = join(folder, `${n}.db`);
        const { restarts, ...outcome } = await nightWith(
          n,
          (name) => {
            throw new Killed(name);
          },
          (point) => bots.start(file, point),
        );
        expect(restarts, points[n - 1]).toBe(1);
        const judged = points[n - 1] === 'before store.append' ? withoutClicksReported : (whole: Outcome) => whole;
        if (!isDeepStrictEqual(judged(undisturbed), judged(outcome))) different.push(`point ${n}, ${points[n - 1]}`);
        for (const rest of ['', '-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
      }
      console.log(`killed at ${numbers.length} of ${points.length} points of a cutover of two brands`);
      expect(different).toEqual([]);
    }, 14_400_000);
  });

  const faults = [
    ['timed out before it took effect', 'before', undefined],
    ['timed out after it took effect', 'after', undefined],
    ['429', 'before', 2_000],
  ] as const;

  it.skipIf(few).each(faults)(
    '%s, once, at every request: the same record',
    async (_, when, retryAfterMs) => {
      const requests = points.flatMap((name, index) => (/ (slack|zendesk)\./.test(name) && name.startsWith(when) ? [index + 1] : []));
      let holds = 0;
      const numbers = requests.filter((_each, index) => index % EVERY_FAULT === 0);
      for (const n of numbers) {
        const { restarts, ...outcome } = await nightWith(n, (name) => {
          const options = retryAfterMs === undefined ? {} : { retryAfterMs };
          throw name.startsWith('slack') ? new SlackUnavailable(name, options) : new ZendeskUnavailable(name, options);
        });
        expect(restarts).toBe(0);
        holds += outcome.facts.some((fact) => fact.includes('"phrase_void"')) ? 1 : 0;
        expect(honestly(outcome), `${when} point ${n}, ${points[n - 1]}`).toEqual(honestly(undisturbed));
      }
      console.log(`${numbers.length} of ${requests.length} requests cut off: the same record, after an honest hold ${holds} times`);
    },
    3_600_000,
  );
});
