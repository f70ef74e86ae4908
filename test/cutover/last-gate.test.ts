import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/checklist/readings.ts';
import { passGate } from '../../src/cutover/control/pass-gate.ts';
import { isPassed, notPassed } from '../../src/cutover/control/passed.ts';
import { redGate } from '../../src/cutover/control/red-gate.ts';
import type { Happening } from '../../src/migration/events.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { help, key, type SmallWorld, shop } from '../support/small-world.ts';
import { at, begun, done, night, type Told } from '../support/told-night.ts';
import { move, newWalk, passOver, type Walk, willing } from '../support/walk.ts';

const GATE = `rb-15m-final-gate:${shop}`;
const CLICK = `rb-0-click:${shop}`;

async function turn(walk: Walk, ms = 31 * SECOND_MS): Promise<void> {
  walk.world.pass(ms);
  await move(walk);
}

/** The phrase is typed at a green gate, some minutes before T0. */
async function phraseTyped(): Promise<Walk> {
  const walk = await newWalk();
  for (let turns = 0; turns < 60 && (await run(walk)).phrases[shop] === undefined; turns += 1) {
    await turn(walk);
    await willing(walk);
  }
  return walk;
}

/** The same at T0, with a Slack that is away, so that nothing opens. */
async function phraseAtT0(): Promise<Walk> {
  const walk = await phraseTyped();
  walk.world.slackAway = true;
  for (let turns = 0; turns < 40 && (await run(walk)).t0At === undefined; turns += 1) await turn(walk);
  return walk;
}

const run = async ({ world }: Walk) => (await world.migration()).run;
const told = async ({ world }: Walk, type: Happening['type']) =>
  (await world.parts.store.read(key)).map(({ happened }) => happened).filter((happened) => happened.type === type);
const blockers = async (walk: Walk) => (await run(walk)).gates[`G3:${shop}`]?.blockers.map(({ kind, id, why }) => [kind, id, why]);

describe('a phrase that was typed at the last gate', () => {
  it('stands while nothing but Slack is away, and opens the gate when Slack is back', async () => {
    const walk = await phraseAtT0();
    await turn(walk);
    expect(await blockers(walk)).toEqual([['slack_away', 'slack', 'undelivered']]);
    walk.world.slackAway = false;
    await turn(walk);
    await turn(walk);
    expect((await run(walk)).steps[GATE]?.done).toMatchObject({ how: 'said', saw: `convert ${shop}` });
    expect((await run(walk)).steps[CLICK]?.askedAt).toBeDefined();
    expect(await told(walk, 'phrase_void')).toEqual([]);
  });

  it('opens nothing before T0, however green all is', async () => {
    const walk = await phraseTyped();
    while ((await run(walk)).t0At === undefined) {
      expect((await run(walk)).steps[GATE]?.done).toBeUndefined();
      await turn(walk, 7 * SECOND_MS);
    }
    await turn(walk);
    expect((await run(walk)).steps[CLICK]?.askedAt).toBeDefined();
  });

  it('is void when a chat begins after it', async () => {
    const walk = await phraseTyped();
    walk.world.zendesk.chats = { incoming: 1, assigned: 0, active: 0 };
    await turn(walk);
    expect(await told(walk, 'phrase_void')).toEqual([{ type: 'phrase_void', brand: shop, because: 'changed' }]);
  });

  it('is void when its brand shows messaging no more than Classic: nobody can tell', async () => {
    const walk = await phraseTyped();
    walk.world.zendesk.widgets[shop] = 'unknown';
    await turn(walk);
    expect(await blockers(walk)).toContainEqual(['widget', shop, 'cannot_tell']);
    expect(await told(walk, 'phrase_void')).toHaveLength(1);
  });

  it('stands after one look that failed, and is void after the second', async () => {
    const walk = await phraseTyped();
    walk.world.zendesk.before = () => {
      throw new ZendeskUnavailable('GET /stream');
    };
    await turn(walk);
    expect((await blockers(walk))?.map(([, , why]) => why)).toContain('unreachable');
    expect(await told(walk, 'phrase_void')).toEqual([]);
    await turn(walk);
    expect(await told(walk, 'phrase_void')).toEqual([{ type: 'phrase_void', brand: shop, because: 'changed' }]);
  });

  it('is good for ten minutes from T0, and typed anew after that', async () => {
    const walk = await phraseAtT0();
    const opensAt = (await walk.world.migration()).scheduled?.plan.opensAt ?? '';
    while (walk.world.now() < opensAt) await turn(walk, SECOND_MS);
    const since = walk.world.elapsed();
    while (walk.world.elapsed() - since < 9 * MINUTE_MS) await turn(walk);
    expect(await told(walk, 'phrase_void')).toEqual([]);
    while (walk.world.elapsed() - since < 11 * MINUTE_MS) await turn(walk);
    expect(await told(walk, 'phrase_void')).toEqual([{ type: 'phrase_void', brand: shop, because: 'expired' }]);
  });

  it('is not needed where the brand has turned by itself: that is told once, and proved', async () => {
    const walk = await phraseTyped();
    walk.world.zendesk.widgets[shop] = 'messaging';
    await turn(walk);
    await turn(walk);
    expect(await told(walk, 'seen_unplanned')).toEqual([{ type: 'seen_unplanned', brand: shop }]);
    expect((await run(walk)).steps[GATE]?.done).toMatchObject({ how: 'seen', saw: 'messaging' });
  });
});

describe('a click that Slack has not taken yet', () => {
  /** The gate has opened; then Slack is away before the request of the click. */
  async function unasked(): Promise<Walk> {
    const walk = await phraseAtT0();
    const { world } = walk;
    world.slackAway = false;
    for (let turns = 0; turns < 10 && (await run(walk)).steps[CLICK] === undefined; turns += 1) {
      world.pass(31 * SECOND_MS);
      await world.advance();
    }
    world.slackAway = true;
    return walk;
  }

  it('waits while all stays green', async () => {
    const walk = await unasked();
    await turn(walk);
    await turn(walk);
    const { steps } = await run(walk);
    expect(steps[CLICK]).toMatchObject({ askedAt: undefined, done: undefined });
    expect(await told(walk, 'step_withdrawn')).toEqual([]);
    walk.world.slackAway = false;
    await turn(walk);
    expect((await run(walk)).steps[CLICK]?.askedAt).toBeDefined();
  });

  it('is taken back with its phrase when a chat begins, and its gate is open again', async () => {
    const walk = await unasked();
    walk.world.zendesk.chats = { incoming: 0, assigned: 1, active: 0 };
    await turn(walk);
    expect(await told(walk, 'step_withdrawn')).toEqual([{ type: 'step_withdrawn', step: CLICK }]);
    expect(await told(walk, 'phrase_void')).toEqual([{ type: 'phrase_void', brand: shop, because: 'changed' }]);
    const { steps } = await run(walk);
    expect(steps[CLICK]).toBeUndefined();
    expect(steps[GATE]).toMatchObject({ done: undefined });
    expect(await blockers(walk)).toContainEqual(['item', 'migrate-close-active-chats', 'todo']);
  });
});

describe('what an admin may go on over', () => {
  const red = (...told: readonly Told[]) => redGate({ migration: night(...told), readings: {}, now: at(20) });

  it.each([
    ['G1', 'rb-7d-gate-activate'],
    ['G2', 'rb-24h-gate'],
    [`G3:${shop}`, GATE],
    [`G3:${help}`, `rb-15m-final-gate:${help}`],
  ])('are the items and the status of %s while it is open', (gate, step) => {
    expect(red(...begun(step))?.gate).toBe(gate);
    expect(red(...begun(step), done(step))).toBeUndefined();
    expect(red()).toBeUndefined();
    const unseen = red(...begun(step))?.blockers.some(({ kind }) => kind === 'status_unknown');
    expect(unseen).toBe(gate.startsWith('G3'));
  });

  it.each([
    ['rb-15m-stop-new', ['drain-stop-new-chats']],
    ['rb-15m-drain', ['migrate-close-active-chats']],
    ['rb-15m-agents-offline', ['migrate-agents-offline']],
  ] as const)('is of %s its own item, at the gate of the first brand', (step, items) => {
    const found = red(...begun(step));
    expect([found?.gate, found?.blockers.map(({ id }) => id)]).toEqual([`G3:${shop}`, items]);
  });

  it('is nothing of the list of tickets, and the first of what holds', () => {
    expect(red(...begun('rb-15m-ticket-list'))).toBeUndefined();
    expect(red(...begun('rb-15m-drain', GATE))?.blockers).toHaveLength(1);
  });

  it('is another once it is another', () => {
    expect(red(...begun(GATE))?.of).toBe(red(...begun(GATE))?.of);
    expect(red(...begun(GATE))?.of).not.toBe(red(...begun('rb-15m-drain'))?.of);
    const chats = (assigned: number): Happening => ({
      type: 'live_chats_read',
      live: { status: 'seen', incoming: 0, assigned, active: 0 },
    });
    const of = (assigned: number) => red(...begun('rb-15m-drain'), chats(assigned));
    expect([of(2)?.chats, of(3)?.chats]).toEqual([2, 3]);
    expect(of(2)?.of).not.toBe(of(3)?.of);
    expect(red(...begun('rb-15m-agents-offline'), chats(2))?.chats).toBeUndefined();
  });
});

describe('going on over a red gate', () => {
  const seenBy = async (world: SmallWorld) => ({
    migration: await world.migration(),
    readings: readReport(await world.parts.store.report(key)).readings,
    now: world.now(),
  });
  const admin = { user: 'ADMIN', everywhere: false };

  /** The gate is red by two chats. */
  async function red(): Promise<Walk> {
    const walk = await phraseTyped();
    walk.world.zendesk.chats = { incoming: 0, assigned: 2, active: 0 };
    await turn(walk);
    return walk;
  }

  it('is an admin’s, over exactly what was shown, with the account’s name', async () => {
    const { world } = await red();
    const seen = await seenBy(world);
    const of = redGate(seen)?.of ?? '';
    const pass = (user: string, typed: string, shown = of) => {
      const decision = passGate(seen, { user, everywhere: false }, key, typed, 'they have gone', shown);
      return decision.ok ? decision.happened : decision.refusal;
    };
    expect(pass('ADMIN', ` ${key.toUpperCase()} `)).toEqual([
      {
        type: 'gate_passed',
        gate: `G3:${shop}`,
        blockers: expect.arrayContaining([{ kind: 'item', id: 'migrate-close-active-chats', why: 'todo' }]),
        chats: 2,
        reason: 'they have gone',
      },
    ]);
    expect(pass('OPERATOR', key)).toEqual({ because: 'not_your_role', needs: ['admin'] });
    expect(pass('ADMIN', 'other')).toEqual({ because: 'wrong_phrase', wanted: key });
    expect(pass('ADMIN', key, 'of before')).toEqual({ because: 'plan_changed' });
  });

  it('is not possible in a pause, nor where nothing is red', async () => {
    const { world } = await red();
    const seen = await seenBy(world);
    const of = redGate(seen)?.of ?? '';
    const halted = { ...seen, migration: { ...seen.migration, stage: 'halted' as const } };
    expect(passGate(halted, admin, key, key, '', of)).toMatchObject({ refusal: { because: 'not_running' } });
    const green = await seenBy((await phraseTyped()).world);
    expect(redGate(green)).toBeUndefined();
    expect(passGate(green, admin, key, key, '', of)).toMatchObject({ refusal: { because: 'nothing_to_pass' } });
  });

  it('holds for the chats that were open then: fewer pass, one more does not', async () => {
    const walk = await red();
    await passOver('ADMIN', walk.world);
    const chats = async (assigned: number) => {
      walk.world.zendesk.chats = { incoming: 0, assigned, active: 0 };
      await turn(walk);
      return (await blockers(walk))?.filter(([, id]) => id === 'migrate-close-active-chats');
    };
    expect(await chats(2)).toEqual([]);
    expect(await chats(1)).toEqual([]);
    expect(await chats(3)).toEqual([['item', 'migrate-close-active-chats', 'todo']]);
  });

  it('holds for nothing else and for no other gate; unseen chats are passed over only as unseen', async () => {
    const walk = await red();
    await passOver('ADMIN', walk.world);
    const migration = await walk.world.migration();
    const open = { kind: 'item', id: 'migrate-close-active-chats', why: 'todo' } as const;
    const agents = { ...open, id: 'migrate-agents-offline' } as const;
    expect(notPassed([open, agents], `G3:${shop}`, migration)).toEqual([agents]);
    expect(isPassed(open, 'G2', migration)).toBe(false);
    expect(isPassed({ ...open, kind: 'incident' }, `G3:${shop}`, migration)).toBe(false);
    const unseen = { ...migration, run: { ...migration.run, watch: { ...migration.run.watch, chats: undefined } } };
    expect(isPassed(open, `G3:${shop}`, unseen)).toBe(false);
    const [pass] = migration.run.passed[`G3:${shop}`] ?? [];
    const passedUnseen = { [`G3:${shop}`]: pass ? [{ ...pass, chats: undefined }] : [] };
    expect(isPassed(open, `G3:${shop}`, { ...migration, run: { ...migration.run, passed: passedUnseen } })).toBe(false);
    expect(isPassed(open, `G3:${shop}`, { ...unseen, run: { ...unseen.run, passed: passedUnseen } })).toBe(true);
  });
});
