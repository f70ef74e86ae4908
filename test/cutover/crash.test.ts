import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlackUnavailable } from '../../src/slack/web/port.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { type Nursery, nursery } from '../support/killable-bot.ts';
import { Killed, type Point } from '../support/paper-bot.ts';
import { type Effect, expectHonest, tally } from '../support/paper-effect.ts';
import { inThisProcess, paperNight, type Start } from '../support/paper-night.ts';
import { type Outcome, outcomeOf, withoutClicksReported } from '../support/paper-outcome.ts';

/** Under mutation one undisturbed night is enough. */
const few = process.env['FERRY_MUTATION'] !== undefined;
const all = process.env['FERRY_TEST_ALL'] !== undefined;
/** Of all points every one, or a sample; primes, so that no kind of point is always skipped. */
const EVERY_KILL = all ? 1 : 251;
const EVERY_FAULT = all ? 1 : 83;

/** Where the word of whoever clicked is lost on its way into the record. */
const CLICK_REPORTED = /^before store\.append step_said:rb-0-click:\S+$/;

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
        const judged = CLICK_REPORTED.test(points[n - 1] ?? '') ? withoutClicksReported : (whole: Outcome) => whole;
        if (!isDeepStrictEqual(judged(undisturbed), judged(outcome))) different.push(`point ${n}, ${points[n - 1]}`);
        for (const rest of ['', '-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
      }
      console.log(`killed at ${numbers.length} of ${points.length} points of a cutover of two brands`);
      expect(different).toEqual([]);
    }, 14_400_000);
  });

  it.skipIf(few).each([
    ['first', 'chatCopy'],
    ['first', 'chatTicketTimes'],
    ['last', 'messagingTicketTimes'],
  ] as const)(
    'whose %s reading of %s fails: it is made again, although people had given their word long before',
    async (which, request) => {
      const name = `before zendesk.${request}`;
      const index = which === 'first' ? points.indexOf(name) : points.lastIndexOf(name);
      expect(index).toBeGreaterThanOrEqual(0);
      const { restarts, ...outcome } = await nightWith(index + 1, () => {
        throw new ZendeskUnavailable(name);
      });
      expect(restarts).toBe(0);
      expect(expectHonest(outcome, undisturbed, name)).toMatch(/same|said/);
    },
  );

  const faults = [
    ['timed out before it took effect', 'before', undefined],
    ['timed out after it took effect', 'after', undefined],
    ['429', 'before', 2_000],
  ] as const;

  it.skipIf(few).each(faults)(
    '%s, once, at every request: the same record',
    async (_, when, retryAfterMs) => {
      const requests = points.flatMap((name, index) => (/ (slack|zendesk)\./.test(name) && name.startsWith(when) ? [index + 1] : []));
      const effects: Effect[] = [];
      const numbers = requests.filter((_each, index) => index % EVERY_FAULT === 0);
      for (const n of numbers) {
        const { restarts, ...outcome } = await nightWith(n, (name) => {
          const options = retryAfterMs === undefined ? {} : { retryAfterMs };
          throw name.startsWith('slack') ? new SlackUnavailable(name, options) : new ZendeskUnavailable(name, options);
        });
        expect(restarts).toBe(0);
        effects.push(expectHonest(outcome, undisturbed, `${when} point ${n}, ${points[n - 1]}`));
      }
      console.log(`${numbers.length} of ${requests.length} requests cut off: ${tally(effects)}`);
    },
    3_600_000,
  );
});
