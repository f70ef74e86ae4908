import { describe, expect, it } from 'vitest';
import { nextMove } from '../../src/cutover/next-move.ts';
import { phaseStart } from '../../src/cutover/phases.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { shop } from '../support/small-world.ts';
import { move, newWalk, willing } from '../support/walk.ts';
import { changes } from '../window/zones.ts';

describe('a clock that is set', () => {
  it.each([
    ['back by three hours', -3 * HOUR_MS],
    ['back by a day', -DAY_MS],
  ])('%s in the drain: nothing is begun, done or asked twice, and the night goes on when its time comes again', async (_, ms) => {
    const walk = await newWalk();
    const { world } = walk;
    await willing(walk);
    world.pass(MINUTE_MS);
    expect(await move(walk)).toEqual([]);
    world.pass(ms);
    for (let turn = 0; turn < 4; turn += 1) {
      await willing(walk);
      world.pass(MINUTE_MS);
      expect(await move(walk)).toEqual([]);
    }
    expect(walk.reached.asked).toBe(0);
    world.pass(-ms);
    for (let turn = 0; turn < 60 && walk.reached.finished === 0; turn += 1) {
      await willing(walk);
      world.pass(MINUTE_MS);
      expect(await move(walk)).toEqual([]);
    }
    expect(walk.reached).toMatchObject({ asked: 2, turned: 2, finished: 1 });
  });

  it('forward by hours past T0: the window is missed, and no click is asked for', async () => {
    const walk = await newWalk();
    walk.world.pass(3 * HOUR_MS);
    await move(walk);
    expect((await walk.world.migration()).lastEnd?.because).toMatch(/start_missed|gate_stayed_red/);
    expect(walk.reached.asked).toBe(0);
  });
});

/** A window that begins then, planned three weeks before. */
function plannedFor(opensAt: Instant, timeZone: string): Migration {
  const brands = [{ subdomain: shop, path: 'convert' as const }];
  const plan = {
    opensAt,
    closesAt: later(opensAt, 90 * MINUTE_MS),
    timeZone,
    brands,
    operator: 'O',
    backup: 'B',
    runbookVersion: RUNBOOK_VERSION,
  };
  return replay([{ version: 1, at: later(opensAt, -21 * DAY_MS), by: { kind: 'server' }, happened: { type: 'scheduled', plan } }]);
}

/** Forty zones whose clocks change twice a year, each with its next two changes. */
const zones = [...Map.groupBy(changes, ({ zone }) => zone)]
  .filter(([, own]) => own.length >= 4)
  .filter((_, index) => index % 3 === 0)
  .slice(0, 40);
const nights = zones.flatMap(([zone, own]) => own.slice(0, 2).map(({ at }) => ({ zone, at })));
const oddDays = ['2028-02-29T01:30:00.000Z', '2026-12-31T23:45:00.000Z', '2027-01-01T00:15:00.000Z'].map((at) => ({
  zone: 'Pacific/Auckland',
  at: at as Instant,
}));

describe('windows around a change of clocks, on a leap day and at the year’s end', () => {
  it('are forty zones with both of their nights', () => {
    expect(zones).toHaveLength(40);
    expect(nights).toHaveLength(80);
  });

  it('begin at their instant, a day after T-24h by the hours that pass, and are shown in the local time of that instant', () => {
    for (const { zone, at } of [...nights, ...oddDays]) {
      for (const minutes of [-75, 0, 45, 200]) {
        const opensAt = later(at, minutes * MINUTE_MS);
        const migration = plannedFor(opensAt, zone);
        expect(phaseStart('T-24h', migration)).toBe(later(opensAt, -24 * HOUR_MS));
        expect(phaseStart('T-15m', migration)).toBe(later(opensAt, -15 * MINUTE_MS));
        const when = (moment: Instant) => nextMove(migration, linesOf(migration), new Map([['watch', moment]]), moment);
        expect(when(later(opensAt, 5 * MINUTE_MS))).toMatchObject({ happened: [{ type: 't0_reached' }] });
        expect(when(later(opensAt, 5 * MINUTE_MS + 1))).toMatchObject({ happened: [{ type: 'start_missed' }] });
        const local = Temporal.Instant.from(opensAt).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
        expect(textsIn('en').common.clock(opensAt, zone)).toBe(local);
      }
    }
  });
});

describe('a Ferry that was down', () => {
  it.each([
    ['across T-24h', -25 * HOUR_MS, -23 * HOUR_MS],
    ['across T-1h', -61 * MINUTE_MS, -50 * MINUTE_MS],
  ])('%s goes on with what is due, in its order', (_, from, to) => {
    const opensAt = instant(new Date('2027-03-28T01:30:00Z'));
    const migration = plannedFor(opensAt, 'Europe/Vilnius');
    const at = (ms: number) => nextMove(migration, linesOf(migration), new Map([['watch', later(opensAt, ms)]]), later(opensAt, ms));
    expect(at(from)).toMatchObject({ kind: 'record' });
    // What nobody could be asked for while it was down is asked for now, or is too late and said so.
    expect(at(to)).toMatchObject({ kind: 'record', happened: [{ type: expect.stringMatching(/sign_off_asked|cancelled/) }] });
  });
});
