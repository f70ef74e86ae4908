import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/checklist/readings.ts';
import { acceptDuty, cancel, confirmStep, finish, gateBrand, pause, resume, typePhrase } from '../../src/cutover/decisions.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { standingOf, subjectOf } from '../../src/cutover/subjects.ts';
import type { Decision } from '../../src/migration/decisions.ts';
import { sign } from '../../src/migration/decisions.ts';
import type { Event } from '../../src/migration/events.ts';
import { apply, type Migration, untouched } from '../../src/migration/migration.ts';
import { fingerprint, latestClick } from '../../src/migration/plan.ts';
import { statements } from '../../src/migration/sign-offs.ts';
import { later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld, ticket } from '../support/small-world.ts';

const RUNS = process.env['FERRY_TEST_ALL'] ? 5_000 : 80;
const brands = [shop, help] as const;
const people = ['ADMIN', 'LEAD', 'APPROVER', 'OPERATOR', 'BACKUP', 'STRANGER'] as const;

/** One thing that somebody or something does. */
type Deed =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'chat'; readonly open: number }
  | { readonly kind: 'online'; readonly agents: number }
  | { readonly kind: 'refused' | 'back' | 'convert' | 'incident' | 'calm' | 'restart' | 'slack'; readonly which: number }
  | { readonly kind: 'press'; readonly who: number; readonly which: number }
  | { readonly kind: 'sign'; readonly who: number; readonly which: number; readonly yes: boolean };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 600 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('press' as const), who: fc.nat(5), which: fc.nat(30) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('sign' as const), who: fc.nat(5), which: fc.nat(3), yes: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('chat' as const), open: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('online' as const), agents: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'refused' as const,
        'back' as const,
        'convert' as const,
        'incident' as const,
        'calm' as const,
        'restart' as const,
        'slack' as const,
      ),
      which: fc.nat(1),
    }),
  },
);

/** What must hold at every event, whoever wrote it. */
function broken(before: Migration, event: Event, world: SmallWorld): string | undefined {
  const { happened, at } = event;
  const plan = before.scheduled?.plan;
  if (happened.type === 'step_begun' && happened.step.startsWith('rb-0-click:') && plan) {
    const brand = happened.step.slice('rb-0-click:'.length);
    const index = plan.brands.findIndex(({ subdomain }) => subdomain === brand);
    if (at < plan.opensAt && !before.run.unplanned.includes(brand)) return 'a click was asked for before T0';
    if (before.run.unplanned.includes(brand)) return undefined;
    if (index >= 0 && at > later(latestClick(plan, index), 0)) return 'a click was asked for too late';
    if (before.run.t0At === undefined) return 'a click was asked for without having reached T0';
    if (before.run.phrases[brand] === undefined) return 'a click was asked for without a phrase';
    if (!before.signOffs.some((one) => one.statement === 'plan' && one.verdict === 'yes' && one.of === fingerprint(plan)))
      return 'a click was asked for unsigned';
    if (before.signOffs.some((one) => one.statement === 'plan' && one.verdict === 'no' && one.of === fingerprint(plan)))
      return 'a click was asked for past a no';
    if (before.run.present.length === 0) return 'a click was asked for with nobody there';
    const { chats } = world.zendesk;
    if (chats !== 'refused' && chats !== 'not_computed' && chats.active + chats.assigned + chats.incoming > 0)
      return 'a click was asked for with a chat open';
  }
  if (
    happened.type === 'step_done' &&
    happened.step.startsWith('rb-2m-config:') &&
    world.zendesk.widgets[happened.step.slice('rb-2m-config:'.length)] !== 'messaging'
  )
    return 'proved what is not so';
  if (happened.type === 'step_done' && before.run.steps[happened.step]?.done) return `done twice: ${happened.step}`;
  if (happened.type === 'step_begun' && before.run.steps[happened.step]) return `begun twice: ${happened.step}`;
  if (happened.type === 't0_reached' && plan && (at < plan.opensAt || at > later(plan.opensAt, 5 * MINUTE_MS)))
    return 'T0 reached at another time';
  if (happened.type === 'finished' && before.run.gates['done']?.blockers.length !== 0) return 'finished without everything seen';
  return undefined;
}

describe('random people, chats, clocks and restarts', () => {
  it('never ask for a click early, late, unsigned, unseen or with a chat open, and never call done what is not so', async () => {
    let clicks = 0;
    let finishes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 20, maxLength: 70, size: 'max' }),
        fc.integer({ min: 20, max: 40 }),
        fc.boolean(),
        async (deeds, minutesAhead, helped) => {
          const world = await smallWorld(brands);
          await world.say('ADMIN', planned(world, brands, minutesAhead));
          let seen = 0;
          let state = untouched;
          const judge = async () => {
            for (const event of (await world.parts.store.read(key)).slice(seen)) {
              expect(broken(state, event, world)).toBeUndefined();
              if (event.happened.type === 'step_begun' && event.happened.step.startsWith('rb-0-click:')) clicks += 1;
              if (event.happened.type === 'finished') finishes += 1;
              state = apply(state, event);
              seen += 1;
            }
          };
          // Most of what can go wrong is at night: two walks in three begin shortly before the drain.
          for (let minute = 0; minute < (minutesAhead > 27 ? minutesAhead - 5 : 0); minute += 1) {
            world.pass(MINUTE_MS);
            await helpAlong(world);
            await world.advance();
            await judge();
          }
          for (const [turn, each] of deeds.entries()) {
            const spoils =
              each.kind === 'sign' || (each.kind === 'press' && each.which === 29) || (each.kind === 'wait' && each.seconds > 150);
            if (!(helped && spoils)) await perform(each, world);
            if (helped && turn % 3 === 2) await calm(world);
            if (helped) await helpAlong(world);
            await world.advance();
            await judge();
          }
        },
      ),
      { numRuns: RUNS },
    );
    // Walks that never reach the click would prove nothing.
    expect(clicks).toBeGreaterThan(RUNS / 20);
    console.log(`${RUNS} walks, ${clicks} clicks asked for, ${finishes} finished`);
  }, 120_000);
});

async function perform(deed: Deed, world: SmallWorld): Promise<void> {
  const { zendesk } = world;
  switch (deed.kind) {
    case 'wait':
      return world.pass(deed.seconds * SECOND_MS);
    case 'chat':
      zendesk.chats = { incoming: 0, assigned: 0, active: deed.open };
      return;
    case 'online':
      zendesk.agents = { online: deed.agents, away: 0, invisible: 0 };
      return;
    case 'refused':
      zendesk.before = () => {
        throw deed.which === 0 ? new ZendeskUnavailable('down') : new ZendeskRefused('no', 403);
      };
      return;
    case 'back':
      zendesk.before = () => {};
      zendesk.chats = { incoming: 0, assigned: 0, active: 0 };
      return;
    case 'convert': {
      const brand = brands[deed.which] ?? shop;
      if ((await world.migration()).run.steps[`rb-0-click:${brand}`]) zendesk.widgets[brand] = 'messaging';
      return;
    }
    case 'incident':
      zendesk.incidents = deed.which;
      return;
    case 'calm':
      zendesk.incidents = 0;
      return;
    case 'restart':
      world.parts.looked.clear();
      return;
    case 'slack':
      world.slackAway = deed.which === 1;
      return;
    case 'press':
      return press(deed.who, deed.which, world);
    case 'sign':
      return signAs(deed.who, deed.which, deed.yes, world);
  }
}

async function act(world: SmallWorld, user: string, decision: Decision): Promise<void> {
  if (decision.ok && decision.happened.length > 0) await world.say(user, ...decision.happened);
}

async function press(who: number, which: number, world: SmallWorld): Promise<void> {
  const user = people[who] ?? 'STRANGER';
  const person = { user, everywhere: false };
  const migration = await world.migration();
  const open = linesOf(migration).filter(({ key: line }) => migration.run.steps[line] && !migration.run.steps[line]?.done);
  const line = open[which % Math.max(1, open.length)];
  const readings = readReport(await world.parts.store.report(key)).readings;
  const brand = gateBrand(migration) ?? shop;
  const presses: readonly (() => Decision)[] = [
    () => acceptDuty(migration, person, 'promise'),
    () => acceptDuty(migration, person, 'presence'),
    () => typePhrase(migration, person, brand, `convert ${brand}`),
    () => typePhrase(migration, person, brand, 'convert all'),
    () => finish(migration, person, readings),
    () => pause(migration, person),
    () => resume(migration, person),
    ...(which === 29 ? [() => cancel(migration, person, undefined)] : []),
    ...(line ? [() => confirmStep(migration, person, line.key, undefined, [])] : []),
  ];
  const chosen = presses[which % presses.length];
  if (chosen) await act(world, user, chosen());
}

async function signAs(who: number, which: number, yes: boolean, world: SmallWorld): Promise<void> {
  const user = people[who] ?? 'STRANGER';
  const migration = await world.migration();
  const statement = statements[which] ?? 'plan';
  const { readings } = readReport(await world.parts.store.report(key));
  const of = subjectOf(statement, { migration, readings });
  if (of) await act(world, user, sign(migration, { user, everywhere: false }, statement, yes ? 'yes' : 'no', of, of));
}

/** In a helped walk trouble passes. */
async function calm(world: SmallWorld): Promise<void> {
  await perform({ kind: 'back', which: 0 }, world);
  await perform({ kind: 'online', agents: 0 }, world);
  await perform({ kind: 'calm', which: 0 }, world);
  await perform({ kind: 'slack', which: 0 }, world);
  world.pass(20 * SECOND_MS);
  const migration = await world.migration();
  if (migration.stage === 'halted') await act(world, 'OPERATOR', resume(migration, { user: 'OPERATOR', everywhere: false }));
}

/** Half of the walks have willing people, so that the far end is reached. */
async function helpAlong(world: SmallWorld): Promise<void> {
  if (world.zendesk.before.toString().includes('throw')) return;
  for (const [who, statement] of [
    [1, 0],
    [2, 1],
    [2, 2],
    [2, 3],
  ] as const) {
    const migration = await world.migration();
    const name = statements[statement] ?? 'plan';
    const { readings } = readReport(await world.parts.store.report(key));
    if (standingOf(name, { migration, readings }) !== 'signed') await signAs(who, statement, true, world);
  }
  const operator = { user: 'OPERATOR', everywhere: false };
  for (const decide of [
    (migration: Migration) => acceptDuty(migration, operator, 'promise'),
    (migration: Migration) => acceptDuty(migration, operator, 'presence'),
    (migration: Migration) => typePhrase(migration, operator, gateBrand(migration) ?? shop, `convert ${gateBrand(migration) ?? shop}`),
    (migration: Migration) => confirmStep(migration, operator, 'rb-15m-stop-new', undefined, []),
  ])
    await act(world, 'OPERATOR', decide(await world.migration()));
  const migration = await world.migration();
  for (const [index, brand] of brands.entries()) {
    if (migration.run.steps[`rb-2m-config:${brand}`]?.done && !migration.run.conversations[brand])
      world.zendesk.tickets.push(ticket(900 + index, 'native_messaging', 7001 + index, world.now()));
  }
}
