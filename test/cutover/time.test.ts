import { beforeAll, describe, expect, it } from 'vitest';
import { mayBeAsked } from '../../src/cutover/control/asking.ts';
import { nextMove } from '../../src/cutover/next-move.ts';
import { phaseStart } from '../../src/cutover/phases.ts';
import { lineOf, linesOf } from '../../src/cutover/steps/steps.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { inThisProcess, paperNight, paperWorld } from '../support/paper-night.ts';
import { type Outcome, outcomeOf } from '../support/paper-outcome.ts';
import { shop } from '../support/small-world.ts';
import { move, newWalk, willing } from '../support/walk.ts';
import { changes } from '../window/zones.ts';

/** Under mutation no whole nights: what a clock decides is seen without them. */
const few = process.env['FERRY_MUTATION'] !== undefined;

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

  it('back by an hour, and Ferry started anew: what was said by the other clock keeps nothing from coming to rest', async () => {
    const walk = await newWalk();
    walk.world.pass(-HOUR_MS);
    walk.world.parts.looked.clear();
    expect(await move(walk)).toEqual([]);
  });

  it('back while a click waits for Slack: neither before T0 nor on a look that is still to come is it asked for', async () => {
    const walk = await newWalk();
    const { world } = walk;
    for (let turn = 0; turn < 60 && walk.reached.asked === 0; turn += 1) {
      await willing(walk);
      world.pass(31 * SECOND_MS);
      expect(await move(walk)).toEqual([]);
    }
    const migration = await world.migration();
    const line = lineOf('rb-0-click:shop', migration);
    const opensAt = migration.scheduled?.plan.opensAt ?? world.now();
    const looked = migration.run.gates['G3:shop']?.at ?? world.now();
    if (line === undefined) throw new Error('no click');
    expect(looked > opensAt).toBe(true);
    expect(mayBeAsked(line, migration, looked)).toBe(true);
    expect(mayBeAsked(line, migration, later(looked, -1))).toBe(false);
    expect(mayBeAsked(line, migration, later(opensAt, -1))).toBe(false);
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

/** The steps of a night, whatever the hour: what was begun, asked, said and done. */
function stepsOf({ facts }: Outcome): readonly string[] {
  return facts
    .filter((fact) => /^\{"type":"(step_|t0|finished|signed|promised|present|phrase)/.test(fact))
    .map((fact) => fact.replace(/,"of":"\w+"/, ''));
}

const begunIn = (events: readonly Happening[]) => events.flatMap((each) => (each.type === 'step_begun' ? [each.step] : []));

describe.skipIf(few)('nights that are walked through', () => {
  let usual: Outcome;
  beforeAll(async () => {
    usual = await outcomeOf(await paperNight(inThisProcess(() => {})));
  });

  const walked = ['Europe/Vilnius', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Pacific/Auckland'].flatMap((zone) =>
    changes.filter((each) => each.zone === zone && each.at > '2026-12').slice(0, 2),
  );
  it('are five zones with both of their nights', () => expect(walked).toHaveLength(10));

  it.each([
    ...walked.map(({ zone, at }) => [`${zone}, whose clocks change at ${at} in the window`, zone, later(at, -30 * MINUTE_MS)] as const),
    ['a leap day', 'Asia/Seoul', '2028-02-29T14:45:00.000Z' as Instant],
    ['the year’s end', 'Europe/Vilnius', '2026-12-31T21:45:00.000Z' as Instant],
  ] as const)('go as any other: %s', async (_, timeZone, opensAt) => {
    const night = await paperNight(
      inThisProcess(() => {}),
      paperWorld(later(opensAt, -26 * MINUTE_MS)),
      { timeZone },
    );
    const local = Temporal.Instant.from(opensAt).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
    expect(night.world.posts().some(({ text, blocks }) => `${text}${JSON.stringify(blocks)}`.includes(local))).toBe(true);
    expect(stepsOf(await outcomeOf(night))).toEqual(stepsOf(usual));
  });
});

describe.skipIf(few)('a Ferry that was down', () => {
  const DAYS_AHEAD = 30 * 60;
  const throughout = (down?: readonly [number, number]) =>
    paperNight(
      inThisProcess(() => {}),
      paperWorld(),
      { minutesAhead: DAYS_AHEAD, ...(down && { down }) },
    );
  let always: Outcome;
  let order: readonly string[];
  beforeAll(async () => {
    const night = await throughout();
    order = begunIn(await night.bot.events());
    always = await outcomeOf(night);
  });

  it.each([
    ['T-24h', [-25 * 60, -20 * 60]],
    ['T-1h', [-62, -40]],
    ['T-24h and T-1h', [-25 * 60, -40]],
    ['T0, and back within five minutes', [-1, 4]],
  ] as const)('across %s goes on at once, in the same order, to the same end', async (_, down) => {
    const night = await throughout(down);
    const events = await night.bot.events();
    const upToGate = (steps: readonly string[]) => steps.slice(0, steps.indexOf('rb-15m-final-gate:shop'));
    expect(upToGate(begunIn(events))).toEqual(upToGate(order));
    expect(stepsOf(await outcomeOf(night))).toEqual(stepsOf(always));
  });

  it('across T0 and longer: the window is missed, nothing is asked for, and the next windows are offered', async () => {
    const night = await throughout([-30, 6]);
    const events = await night.bot.events();
    expect(events.filter(({ type }) => type === 'start_missed')).toHaveLength(1);
    expect(events.some(({ type }) => type === 't0_reached' || type === 'step_asked')).toBe(false);
    // The board says so as well, without a new message.
    const told = night.world.posts().filter(({ key, text }) => !key.startsWith('board:') && /Ferry was not running/.test(text));
    expect(told.map(({ text }) => text)).toHaveLength(1);
    expect(JSON.stringify(told)).toContain('window_choose');
  });
});
