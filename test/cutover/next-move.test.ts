import { describe, expect, it } from 'vitest';
import { nextMove } from '../../src/cutover/next-move.ts';
import { arrive } from '../../src/cutover/runner.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld } from '../support/small-world.ts';

async function scheduledIn(
  minutes: number,
  ...happened: readonly Happening[]
): Promise<{ world: SmallWorld; migration: Migration; opensAt: Instant }> {
  const world = await smallWorld([shop, help]);
  const plan = planned(world, [shop, help], minutes);
  await world.say(
    'ADMIN',
    plan,
    ...(plan.type === 'scheduled' ? [{ type: 'sign_off_asked', statement: 'plan', of: fingerprint(plan.plan) } as const] : []),
    ...happened,
  );
  return { world, migration: await world.migration(), opensAt: later(world.now(), minutes * MINUTE_MS) };
}

const ofStep = (step: string): readonly Happening[] => [
  { type: 'step_begun', step },
  { type: 'step_done', step, how: 'said', saw: '' },
];

const move = (migration: Migration, at: Instant) => nextMove(migration, linesOf(migration), new Map([['watch', at]]), at);

describe('the next move', () => {
  it('is the same for the same arguments', async () => {
    const { migration, opensAt } = await scheduledIn(90);
    expect(move(migration, opensAt)).toEqual(move(migration, opensAt));
  });

  it('reaches T0 up to five minutes late, and misses it after that', async () => {
    const { migration, opensAt } = await scheduledIn(90);
    expect(move(migration, later(opensAt, 5 * MINUTE_MS))).toMatchObject({ kind: 'record', happened: [{ type: 't0_reached' }] });
    expect(move(migration, later(opensAt, 5 * MINUTE_MS + 1))).toMatchObject({ kind: 'record', happened: [{ type: 'start_missed' }] });
  });

  it('asks anew for a plan that is the same as the one that ended before it was signed, and not for one that was signed', async () => {
    const { migration, world } = await scheduledIn(90);
    const { scheduled } = migration;
    if (scheduled === undefined) throw new Error('no plan');
    const of = fingerprint(scheduled.plan);
    const request = { kind: 'record', happened: [{ type: 'sign_off_asked', statement: 'plan', of }] };
    const again: Happening = { type: 'scheduled', plan: { ...scheduled.plan, brands: [...scheduled.plan.brands] } };
    await world.say('ADMIN', { type: 'cancelled', because: 'person' }, again);
    expect(move(await world.migration(), world.now())).toEqual(request);
    await world.say('APPROVER', { type: 'signed', statement: 'plan', of, verdict: 'yes' }, { type: 'cancelled', because: 'person' }, again);
    expect(move(await world.migration(), world.now())).not.toEqual(request);
  });

  it('begins the steps in their order, and nothing behind a gate that is open', async () => {
    const { migration, world } = await scheduledIn(90);
    expect(move(migration, world.now())).toMatchObject({ kind: 'record', happened: [{ type: 'step_begun', step: 'rb-14d-kickoff' }] });
    await world.advance();
    const later = Object.keys((await world.migration()).run.steps);
    expect(later).toContain('rb-7d-gate-activate');
    expect(later).not.toContain('rb-7d-activate');
  });

  it('asks the pilots online once the first brand is proved, however red the gate of the next one is', async () => {
    const { world } = await scheduledIn(20, { type: 'present', user: 'OPERATOR' });
    const before = ['rb-7d-gate-activate', 'rb-24h-gate', 'rb-1h-presence', 'rb-15m-stop-new', 'rb-15m-drain', 'rb-15m-agents-offline'];
    const night = [...before, 'rb-15m-ticket-list', `rb-15m-final-gate:${shop}`];
    await world.say('APPROVER', ...night.flatMap(ofStep));
    world.pass(20 * MINUTE_MS);
    await world.advance();
    await world.say('OPERATOR', { type: 'step_begun', step: `rb-0-click:${shop}` }, { type: 'step_said', step: `rb-0-click:${shop}` });
    await world.advance();
    expect(Object.keys((await world.migration()).run.steps)).not.toContain('rb-2m-agents-online');
    world.zendesk.widgets[shop] = 'messaging';
    for (let look = 0; look < 6; look += 1) {
      world.pass(30 * SECOND_MS);
      await world.advance();
    }
    const { run } = await world.migration();
    expect(run.steps[`rb-15m-final-gate:${help}`]?.done).toBeUndefined();
    expect(run.steps['rb-2m-agents-online']?.begunAt).toBe(run.steps[`rb-2m-config:${shop}`]?.done?.at);
  });

  it('cancels a plan that nobody has decided on, and one whose operator is not there', async () => {
    const { migration, opensAt } = await scheduledIn(90);
    expect(move(migration, later(opensAt, -60 * MINUTE_MS + 1))).toMatchObject({
      happened: [{ type: 'cancelled', because: 'nobody_decided' }],
    });
    const decided = await scheduledIn(
      90,
      { type: 'step_begun', step: 'rb-24h-gate' },
      { type: 'step_done', step: 'rb-24h-gate', how: 'said', saw: '' },
    );
    expect(move(decided.migration, later(decided.opensAt, -15 * MINUTE_MS + 1))).toMatchObject({
      happened: [{ type: 'cancelled', because: 'nobody_present' }],
    });
  });

  it('waits for a paused plan but not with what is too late', async () => {
    const { migration, opensAt } = await scheduledIn(90, { type: 'halted', because: 'person_asked' });
    expect(move(migration, later(opensAt, -80 * MINUTE_MS))).toMatchObject({ kind: 'rest' });
    expect(move(migration, later(opensAt, -50 * MINUTE_MS))).toMatchObject({ happened: [{ type: 'cancelled' }] });
  });

  it('leaves the second brand for another window when its click comes too late', async () => {
    const done = (step: string): readonly Happening[] => [
      { type: 'step_begun', step },
      { type: 'step_done', step, how: 'said', saw: '' },
    ];
    const night = [
      'rb-24h-gate',
      'rb-1h-presence',
      'rb-15m-stop-new',
      'rb-15m-drain',
      'rb-15m-agents-offline',
      'rb-15m-ticket-list',
      'rb-15m-final-gate:shop',
      'rb-0-click:shop',
    ];
    const { migration, opensAt } = await scheduledIn(
      90,
      { type: 't0_reached' },
      ...night.flatMap(done),
      { type: 'widget_read', brand: shop, widget: 'messaging' },
      ...done('rb-2m-config:shop'),
    );
    expect(move(migration, later(opensAt, 70 * MINUTE_MS + SECOND_MS))).toEqual({
      kind: 'record',
      happened: [{ type: 'brand_left', brand: help }],
    });
  });

  it('does nothing for an account without a plan, or one that is archived', async () => {
    const { migration } = await scheduledIn(90, { type: 'archived' });
    expect(move(migration, later(migration.spokenAt ?? ('' as Instant), MINUTE_MS))).toEqual({ kind: 'rest', until: undefined });
    expect(move(replay([]), '2026-11-24T09:00:00.000Z' as Instant)).toEqual({ kind: 'rest', until: undefined });
  });
});

describe('a halt', () => {
  it('goes back to exactly the stage it happened in', async () => {
    const { world } = await scheduledIn(90, { type: 'halted', because: 'person_asked' }, { type: 'resumed' });
    expect((await world.migration()).stage).toBe('scheduled');
    await world.say('ADMIN', { type: 'step_begun', step: 'rb-15m-stop-new' }, { type: 'halted', because: 'person_asked' });
    expect((await world.migration()).stage).toBe('halted');
    await world.say('ADMIN', { type: 'resumed' });
    expect((await world.migration()).stage).toBe('cutting_over');
  });
});

describe('the arrival of many windows at once', () => {
  it('writes that T0 was reached and nothing else, once, and not before it nor after its five minutes', async () => {
    const { world } = await scheduledIn(30);
    const before = (await world.migration()).version;
    await arrive(key, world.parts);
    expect((await world.migration()).version).toBe(before);
    world.pass(30 * MINUTE_MS);
    await arrive(key, world.parts);
    await arrive(key, world.parts);
    const { run, version } = await world.migration();
    expect(run.t0At).toBe(world.now());
    expect(version).toBe(before + 1);

    const late = await scheduledIn(30);
    late.world.pass(36 * MINUTE_MS);
    await arrive(key, late.world.parts);
    expect((await late.world.migration()).run.t0At).toBeUndefined();
  });
});
