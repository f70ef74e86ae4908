import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { type Estimate, fingerprint, latestClick, lengthNeeded, type Plan } from '../../src/migration/plan.ts';
import { estimateOf, stepTimes } from '../../src/migration/run/practice/estimate.ts';
import { type MeasuredRun, noPractice } from '../../src/migration/run/practice/practice.ts';
import { DAY_MS, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { eventsOf, HOST, MINA, type Told } from '../support/scene.ts';

const T0 = instant(new Date('2026-12-01T09:00:00Z'));
const EU = host('acme-eu');
const plan = {
  opensAt: T0,
  closesAt: later(T0, 90 * MINUTE_MS),
  timeZone: 'Asia/Seoul',
  brands: [{ subdomain: HOST, path: 'convert' as const }],
  operator: MINA,
  runbookVersion: 2,
};
const both = { ...plan, brands: [...plan.brands, { subdomain: EU, path: 'convert' as const }] };
const measured: Estimate = { first: 30, further: 15, click: 15, by: { what: 'drill', at: T0, minutes: 12 } };

function host(text: string): Subdomain {
  const name = subdomain(text);
  if (name === undefined) throw new Error(text);
  return name;
}

type At = readonly [number, Happening];

/** What happened, by minutes from T0. */
function night(...told: readonly At[]): Migration {
  return replay(eventsOf(...told.map(([minutes, happened]): Told => ({ happened, at: later(T0, minutes * MINUTE_MS) }))));
}

const click = (minutes: number, brand: string) => [minutes, { type: 'step_said', step: `rb-0-click:${brand}` }] as const;
const doors = (minutes: number) => [minutes, { type: 'step_done', step: 'rb-15p-open-doors', how: 'said', saw: '' }] as const;
const scheduled = [-DAY_MS / MINUTE_MS, { type: 'scheduled', plan }] as const;
const started = [0, { type: 't0_reached' }] as const;
const finished = (minutes: number): readonly [number, Happening] => [minutes, { type: 'finished', remaining: [] }];

const run = (toDoors: number, fromClick = 5, turns: readonly number[] = [], what: MeasuredRun['what'] = 'night'): MeasuredRun => ({
  what,
  at: T0,
  toDoorsMs: toDoors * MINUTE_MS,
  clickMs: fromClick * MINUTE_MS,
  turnsMs: turns.map((minutes) => minutes * MINUTE_MS),
  steps: [],
});
const judged = (...runs: readonly MeasuredRun[]) => estimateOf({ ...noPractice, measured: runs });

describe('a plan', () => {
  it('of before there were measures has the fingerprint it always had', () => {
    expect(fingerprint(plan)).toBe('2b04a7419b01650b893c339b1b46690b3c0a6d80ab9d363cbdf3c93457a0bd09');
  });

  it('that was judged by something else, is a rehearsal, exchanges keys or makes a trigger is another plan', () => {
    const keys = { from: 'a', to: 'b', pages: ['https://acme.example/'] };
    const plans: readonly Plan[] = [
      plan,
      { ...plan, estimate: measured },
      { ...plan, estimate: { ...measured, click: 30 } },
      { ...plan, rehearsalOf: { account: 'acme', subdomain: HOST } },
      { ...plan, rehearsalOf: { account: 'acme', subdomain: EU } },
      { ...plan, routing: 'Support' },
      { ...plan, routing: 'Support', estimate: measured },
      { ...plan, brands: [{ subdomain: HOST, path: 'swap', keys } as const] },
      { ...plan, brands: [{ subdomain: HOST, path: 'swap', keys: { ...keys, to: 'c' } } as const] },
      { ...plan, brands: [{ subdomain: HOST, path: 'swap', keys } as const], estimate: measured },
    ];
    expect(new Set(plans.map(fingerprint)).size).toBe(plans.length);
  });

  it('has the usual times where nothing was measured, else its own', () => {
    expect([1, 2, 3].map((brands) => lengthNeeded(brands) / MINUTE_MS)).toEqual([45, 60, 75]);
    expect([1, 2, 3].map((brands) => lengthNeeded(brands, { ...measured, further: 30 }) / MINUTE_MS)).toEqual([30, 60, 90]);
    expect(latestClick(plan, 0)).toBe(later(T0, 70 * MINUTE_MS));
    expect(latestClick({ ...both, estimate: { ...measured, further: 30 } }, 0)).toBe(later(T0, 45 * MINUTE_MS));
    expect(latestClick({ ...both, estimate: measured }, 1)).toBe(later(T0, 75 * MINUTE_MS));
  });

  it('keeps its latest click whatever is measured afterwards', () => {
    const drill: readonly (readonly [number, Happening])[] = [
      [-100, { type: 'drill_begun', brands: [HOST], steps: ['rb-0-click:acme', 'rb-15p-open-doors'] }],
      [-90, { type: 'drill_step_done', drill: 8, step: 'rb-0-click:acme' }],
      [-20, { type: 'drill_step_done', drill: 8, step: 'rb-15p-open-doors' }],
      [-20, { type: 'drill_ended', drill: 8, because: 'finished' }],
    ];
    const after = night([-200, { type: 'scheduled', plan: { ...plan, estimate: measured } }], ...drill);
    expect(estimateOf(after.practice)).toMatchObject({ first: 90, click: 75 });
    expect(after.scheduled && latestClick(after.scheduled.plan, 0)).toBe(later(T0, 75 * MINUTE_MS));
  });
});

describe('what a night took', () => {
  it('is told from T0 to doors open, and from the click', () => {
    const { practice } = night(scheduled, started, click(3, 'acme'), doors(21), finished(40));
    expect(practice.measured).toEqual([
      expect.objectContaining({ what: 'night', at: T0, toDoorsMs: 21 * MINUTE_MS, clickMs: 18 * MINUTE_MS, turnsMs: [] }),
    ]);
  });

  it('ends at Finish where the lead has said nothing of the doors by then', () => {
    const { practice } = night(scheduled, started, click(3, 'acme'), finished(40), doors(200));
    expect(practice.measured.map(({ toDoorsMs }) => toDoorsMs / MINUTE_MS)).toEqual([40]);
  });

  it('tells the turn of a further brand apart, and leaves out one that was left', () => {
    const two = [-9_000, { type: 'scheduled', plan: both }] as const;
    const [measure] = night(two, started, click(2, 'acme'), click(22, 'acme-eu'), doors(40), finished(50)).practice.measured;
    expect(measure).toMatchObject({ toDoorsMs: 40 * MINUTE_MS, clickMs: 18 * MINUTE_MS, turnsMs: [20 * MINUTE_MS] });
    expect(measure && judged(measure)).toMatchObject({ first: 45, further: 30, click: 30 });
    const left = [30, { type: 'brand_left', brand: EU }] as const;
    expect(night(two, started, click(2, 'acme'), left, doors(40), finished(50)).practice.measured[0]?.turnsMs).toEqual([]);
  });

  it('is not known without T0 or a click, nor of a plan that ended', () => {
    expect(night(scheduled, click(3, 'acme'), doors(21), finished(40)).practice.measured).toEqual([]);
    expect(night(scheduled, started, doors(21), finished(40)).practice.measured).toEqual([]);
    const ended = night(scheduled, started, click(3, 'acme'), [50, { type: 'cancelled', because: 'person' }]);
    expect(ended.practice.measured).toEqual([]);
  });

  it('tells each step of the night in the middle and in the bad case, and no other', () => {
    const took = (step: string, ms: number) => ({ ...run(20), steps: [{ step, ms }] });
    const times = stepTimes({ ...noPractice, measured: [10, 30, 20].map((ms) => took('rb-15m-drain', ms)) });
    expect(times.get('rb-15m-drain')).toEqual({ medianMs: 20, badMs: 30, runs: 3 });
    const far = [-8_000, { type: 'step_begun', step: 'rb-14d-evaluate' }] as const;
    const done = [-10, { type: 'step_done', step: 'rb-14d-evaluate', how: 'said', saw: '' }] as const;
    const { practice } = night(scheduled, far, done, started, click(3, 'acme'), doors(21), finished(40));
    expect([...stepTimes(practice).keys()]).toEqual(['rb-15p-open-doors']);
  });
});

describe('what a drill took', () => {
  const steps = ['rb-15m-final-gate:acme', 'rb-0-click:acme', 'rb-0-click:acme-eu', 'rb-15p-open-doors', 'finish'];
  const begun: At = [-60, { type: 'drill_begun', brands: [HOST, EU], steps }];
  const pressed = [-50, -48, -40, -30, -20].map(
    (minutes, place): At => [minutes, { type: 'drill_step_done', drill: 7, step: steps[place] ?? '' }],
  );

  it('counts from the first click’s asking, with a minute a brand for the proof that it has not', () => {
    const { practice } = night(begun, ...pressed, [-20, { type: 'drill_ended', drill: 7, because: 'finished' }]);
    const minute = MINUTE_MS;
    expect(practice.measured).toEqual([
      expect.objectContaining({ what: 'drill', toDoorsMs: 22 * minute, clickMs: 11 * minute, turnsMs: [9 * minute] }),
    ]);
    expect(stepTimes(practice).get('rb-0-click')).toEqual({ medianMs: 2 * minute, badMs: 8 * minute, runs: 2 });
  });

  it.each(['stopped', 'time', 'night_near'] as const)('is nothing where it was not walked to its end: %s', (because) => {
    expect(night(begun, ...pressed, [-20, { type: 'drill_ended', drill: 7, because }]).practice.measured).toEqual([]);
  });
});

describe('the estimate', () => {
  it('is none before anything was measured', () => {
    expect(judged()).toBeUndefined();
  });

  it.each([
    [12, 5, { first: 30, click: 15 }],
    [32, 12, { first: 45, click: 15 }],
    [30, 29, { first: 45, click: 30 }],
    [61, 31, { first: 75, click: 45 }],
    [900, 800, { first: 240, click: 120 }],
  ])('of %i minutes with %i from the click is rounded up to a quarter, within its bounds', (toDoors, fromClick, expected) => {
    expect(judged(run(toDoors, fromClick))).toMatchObject(expected);
  });

  it('is the worst of a few, and of ten leaves the one out that stands alone', () => {
    expect(judged(run(20), run(50, 5, [], 'rehearsal'), run(31))?.by).toMatchObject({ what: 'rehearsal', minutes: 50 });
    const nine = Array.from({ length: 9 }, () => run(20));
    expect(judged(...nine.slice(1), run(100))?.first).toBe(105);
    expect(judged(...nine, run(100))?.first).toBe(30);
    expect(judged(run(200), run(200), ...nine, run(20))?.first).toBe(30);
  });

  it('is within its bounds and leaves a quarter of an hour before the click, whatever was measured', () => {
    const minutes = fc.integer({ min: 0, max: 2_000 });
    const any = fc.tuple(minutes, minutes, fc.array(minutes, { maxLength: 3 })).map((values) => run(...values));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 14 }), (runs) => {
        const found = judged(...runs);
        if (found === undefined) return false;
        const { first, further, click: last } = found;
        const isWhole = [first, further, last].every((each) => each % 15 === 0);
        return isWhole && first >= 30 && first <= 240 && further >= 15 && further <= 60 && last >= 15 && first >= last + 15;
      }),
    );
  });
});
