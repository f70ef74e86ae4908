import { describe, expect, it } from 'vitest';
import {
  beginDrill,
  drillOver,
  drillPeople,
  drillRoles,
  drillUntil,
  lastMoment,
  nightIsNear,
  practiseStep,
  stopDrill,
} from '../../src/cutover/control/practice/drill.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import type { Decision, Person } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { AGENTS, eventsOf, GUEST, HOST, JOON, MINA, NOW, SOFIA, type Told } from '../support/scene.ts';

const account = (...told: readonly (Happening | Told)[]): Migration => replay(eventsOf(...told));
const is = (user: string): Person => ({ user, everywhere: false });
const outcome = (decision: Decision) => (decision.ok ? decision.happened : decision.refusal.because);

const planIn = (ms: number): Happening => ({
  type: 'scheduled',
  plan: {
    opensAt: later(NOW, ms),
    closesAt: later(NOW, ms + HOUR_MS),
    timeZone: 'Asia/Seoul',
    brands: [{ subdomain: HOST, path: 'convert' }],
    operator: MINA,
    backup: undefined,
    runbookVersion: RUNBOOK_VERSION,
  },
});
const brandNames = ['a', 'b', 'c', 'd'].map((name) => name as Subdomain);
const home: Happening = { type: 'home_channel', channel: AGENTS };

/** An account with a drill of two steps, and its number. */
function drilling(...more: readonly (Happening | Told)[]): { readonly migration: Migration; readonly drill: number } {
  const begun: Told = { happened: { type: 'drill_begun', brands: [HOST], steps: ['rb-1h-presence', 'rb-15m-drain'] }, at: NOW };
  const drill = eventsOf(begun).length;
  return { migration: account(begun, ...more), drill };
}

describe('the hour before the night', () => {
  it('is from T-1h until Finish', () => {
    expect(nightIsNear(account(), NOW)).toBe(false);
    expect(nightIsNear(account(planIn(HOUR_MS + 1)), NOW)).toBe(false);
    expect(nightIsNear(account(planIn(HOUR_MS)), NOW)).toBe(true);
    expect(nightIsNear(account(planIn(HOUR_MS), { type: 'finished', remaining: [] }), NOW)).toBe(false);
    expect(nightIsNear(account(planIn(HOUR_MS), { type: 'archived' }), NOW)).toBe(false);
  });
});

describe('a practice', () => {
  const begin = (migration: Migration, user = MINA, brands: readonly Subdomain[] = [HOST], channel: string | undefined = AGENTS) =>
    outcome(beginDrill(migration, is(user), brands, NOW, channel));

  it('is begun by anybody who may hold a cutover, at any hour but that of the night, and once at a time', () => {
    expect(begin(account(), SOFIA)).toHaveLength(2);
    expect(begin(account(), JOON)).toBe('not_your_role');
    expect(begin(account({ type: 'archived' }))).toBe('archived');
    expect(begin(account(planIn(HOUR_MS)))).toBe('night_is_near');
    expect(begin(drilling().migration)).toBe('drill_runs');
  });

  it('finds its channel where the account has none', () => {
    expect(begin(account())).toMatchObject([{ type: 'home_channel', channel: AGENTS }, { type: 'drill_begun' }]);
    expect(begin(account(home))).toMatchObject([{ type: 'drill_begun' }]);
    expect(outcome(beginDrill(account(), is(MINA), [HOST], NOW, undefined))).toMatchObject([{ type: 'drill_begun' }]);
  });

  it('is of the planned brands, else of the first three, and asks what people do in the night in its order', () => {
    expect(begin(account(home, planIn(24 * HOUR_MS)), MINA, brandNames)).toMatchObject([{ brands: [HOST] }]);
    expect(begin(account(home), MINA, brandNames)).toMatchObject([{ brands: ['a', 'b', 'c'] }]);
    const finished = account(home, planIn(24 * HOUR_MS), { type: 'finished', remaining: [] });
    expect(begin(finished, MINA, brandNames)).toMatchObject([{ brands: ['a', 'b', 'c'] }]);
    const [drill] = begin(account(home, { type: 'setting_set', key: 'channels', value: 'web,ios' })) as readonly Happening[];
    const steps = drill?.type === 'drill_begun' ? drill.steps : [];
    expect(steps.slice(0, 2)).toEqual(['rb-1h-presence', 'rb-1h-status-page']);
    expect(steps).toContain(`rb-0-click:${HOST}`);
    expect(steps.at(-1)).toBe('finish');
    for (const none of ['rb-15p-ios', 'rb-1h-ticket-list', 'rb-24h-freeze', `rb-2m-config:${HOST}`]) expect(steps).not.toContain(none);
  });

  it('of a brand that is to be swapped practises the exchange', () => {
    const [drill] = begin(account(home, { type: 'setting_set', key: 'path', value: `${HOST}:swap` })) as readonly Happening[];
    expect(drill?.type === 'drill_begun' && drill.steps).toContain(`rb-0-swap:${HOST}`);
  });

  it('asks whom the night asks', () => {
    const developer: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: GUEST, due: undefined };
    expect(drillRoles(`rb-0-click:${HOST}`)).toEqual(['operator', 'backup']);
    expect(drillRoles('no-such-step')).toEqual([]);
    expect(drillPeople('rb-15m-drain', account(developer))).toEqual([JOON]);
    expect(drillPeople(`rb-0-swap:${HOST}`, account(developer))).toEqual([GUEST]);
    expect(drillPeople(`rb-0-swap:${HOST}`, account())).toEqual([MINA]);
  });
});

describe('a step of a practice', () => {
  const { migration, drill } = drilling();
  const press = (user: string, step: string, now = migration, version = drill) => outcome(practiseStep(now, is(user), version, step));
  const presence: Told = { happened: { type: 'drill_step_done', drill, step: 'rb-1h-presence' }, by: MINA };

  it('is done by whom it asks, one after the other, and once', () => {
    expect(press(MINA, 'rb-1h-presence')).toEqual([{ type: 'drill_step_done', drill, step: 'rb-1h-presence' }]);
    expect(press(JOON, 'rb-1h-presence')).toBe('not_your_role');
    expect(press(JOON, 'rb-15m-drain')).toBe('not_yet');
    const first = drilling(presence).migration;
    expect(press(MINA, 'rb-1h-presence', first)).toEqual([]);
  });

  it('that is the last ends the practice', () => {
    expect(press(JOON, 'rb-15m-drain', drilling(presence).migration)).toEqual([
      { type: 'drill_step_done', drill, step: 'rb-15m-drain' },
      { type: 'drill_ended', drill, because: 'finished' },
    ]);
  });

  it('of a practice that is over, or of none, does nothing', () => {
    const over = drilling({ type: 'drill_ended', drill, because: 'stopped' }).migration;
    expect(press(MINA, 'rb-1h-presence', over)).toBe('drill_over');
    expect(press(MINA, 'rb-1h-presence', migration, drill + 1)).toBe('drill_over');
    expect(press(MINA, 'rb-24h-freeze')).toBe('drill_over');
  });

  it('of the web developer is taken from whom it was given to', () => {
    const given: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: GUEST, due: undefined };
    const swap: Happening = { type: 'drill_begun', brands: [HOST], steps: [`rb-0-swap:${HOST}`, 'rb-15m-drain'] };
    const account1 = account(given, swap);
    const version = eventsOf(given, swap).length;
    expect(press(GUEST, `rb-0-swap:${HOST}`, account1, version)).toHaveLength(1);
    expect(press(MINA, `rb-0-swap:${HOST}`, account1, version)).toHaveLength(1);
    expect(press(SOFIA, `rb-0-swap:${HOST}`, account1, version)).toBe('not_your_role');
    expect(press(GUEST, 'rb-15m-drain', account1, version)).toBe('not_your_role');
  });
});

describe('the end of a practice', () => {
  const { migration, drill } = drilling();

  it('is pressed by anybody who may begin one, for the one that runs', () => {
    const ended = [{ type: 'drill_ended', drill, because: 'stopped' }];
    expect(outcome(stopDrill(migration, is(SOFIA)))).toEqual(ended);
    expect(outcome(stopDrill(migration, is(SOFIA), drill))).toEqual(ended);
    expect(outcome(stopDrill(migration, is(SOFIA), drill + 1))).toBe('drill_over');
    expect(outcome(stopDrill(account(), is(SOFIA)))).toBe('drill_over');
    expect(outcome(stopDrill(migration, is(JOON)))).toBe('not_your_role');
  });

  it('comes by itself after three hours, or an hour before the night', () => {
    const end = later(NOW, 3 * HOUR_MS);
    expect(drillOver(account(), end)).toEqual([]);
    expect(drillOver(migration, later(end, -1))).toEqual([]);
    expect(drillOver(migration, end)).toEqual([{ type: 'drill_ended', drill, because: 'time' }]);
    const planned = drilling(planIn(2 * HOUR_MS)).migration;
    expect(drillOver(planned, later(NOW, HOUR_MS - 1))).toEqual([]);
    expect(drillOver(planned, later(NOW, HOUR_MS))).toEqual([{ type: 'drill_ended', drill, because: 'night_near' }]);
  });

  it('is told beforehand: whichever of the two comes first', () => {
    const [running] = migration.practice.drills;
    expect(running && lastMoment(running)).toBe(later(NOW, 3 * HOUR_MS));
    expect(drillUntil(migration)).toBe(later(NOW, 3 * HOUR_MS));
    expect(drillUntil(drilling(planIn(2 * HOUR_MS)).migration)).toBe(later(NOW, HOUR_MS));
    expect(drillUntil(drilling(planIn(9 * HOUR_MS)).migration)).toBe(later(NOW, 3 * HOUR_MS));
    expect(drillUntil(drilling(planIn(2 * HOUR_MS), { type: 'finished', remaining: [] }).migration)).toBe(later(NOW, 3 * HOUR_MS));
    expect(drillUntil(account(planIn(90 * MINUTE_MS)))).toBeUndefined();
  });
});
