import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statements } from '../../src/migration/sign-offs.ts';
import { MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { changeHands, move, newWalk, oppositely, passOver, people, press, signAs, type Walk, willing } from '../support/walk.ts';

/** Under mutation a few fixed walks are enough: whoever is not found by them is looked for by name. */
const few = process.env['FERRY_MUTATION'] !== undefined;
const RUNS = few ? 8 : process.env['FERRY_TEST_ALL'] ? 10_000 : 500;

/** What the model needs to know: nothing but whether trouble is on. The rules are judged event by event. */
interface Model {
  trouble: boolean;
}

type Command = fc.AsyncCommand<Model, Walk>;

function command(name: string, run: (walk: Walk, model: Model) => Promise<void> | void): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, walk) {
      await run(walk, model);
      expect(await move(walk), name).toEqual([]);
    },
  };
}

const seconds = (from: number, to: number) => fc.integer({ min: from, max: to });

/** A stretch of a good night: people do what they are asked. */
const goodStretch = fc.integer({ min: 2, max: 14 }).map((turns) =>
  command(`good ${turns}`, async (walk, model) => {
    calm(walk);
    await putRight(walk);
    model.trouble = false;
    for (let turn = 0; turn < turns; turn += 1) {
      await willing(walk);
      expect(await move(walk)).toEqual([]);
      walk.world.pass(31 * SECOND_MS);
      expect(await move(walk)).toEqual([]);
    }
  }),
);

/** People do what they are asked, whatever the trouble. */
const undaunted = fc.integer({ min: 2, max: 8 }).map((turns) =>
  command(`undaunted ${turns}`, async (walk) => {
    for (let turn = 0; turn < turns; turn += 1) {
      await willing(walk);
      walk.world.pass(31 * SECOND_MS);
      expect(await move(walk)).toEqual([]);
    }
  }),
);

const troubles = [
  command('zendesk away', ({ world }) => fail(world, () => new ZendeskUnavailable('down'))),
  command('zendesk refuses', ({ world }) => fail(world, () => new ZendeskRefused('no', 403))),
  command('slack away', ({ world }) => void Object.assign(world, { slackAway: true })),
  command('incident', ({ world }) => void Object.assign(world.zendesk, { incidents: 1 })),
  command('agent online', ({ world }) => void Object.assign(world.zendesk, { agents: { online: 1, away: 0, invisible: 0 } })),
  command('token revoked', ({ world }) => fail(world, () => new ZendeskRefused('no', 401))),
  command('chat begins', chatBegins),
  command('chats cannot be read', ({ world }) => void Object.assign(world.zendesk, { chats: 'refused' })),
  command('chats not computed', ({ world }) => void Object.assign(world.zendesk, { chats: 'not_computed' })),
  command('agents cannot be read', ({ world }) => void Object.assign(world.zendesk, { agents: 'refused' })),
  command('converted behind its back', ({ world }) => void Object.assign(world.zendesk.widgets, { help: 'messaging' })),
  command('limit changed by hand', ({ world }) => void Object.assign(world.zendesk, { limit: { enabled: true, limit: 9 } })),
] as const;

function fail(world: Walk['world'], error: () => Error): void {
  world.zendesk.before = () => {
    throw error();
  };
}

/** One more than there are. */
function chatBegins({ world }: Walk): void {
  const { chats } = world.zendesk;
  world.zendesk.chats = { incoming: 0, assigned: 0, active: typeof chats === 'string' ? 1 : chats.active + 1 };
}

/** What changes around a plan, and is put right again on a good stretch. */
const drifts = [
  ...(['operator', 'backup', 'approver', 'lead'] as const).map((role) =>
    command(`${role} taken`, ({ world }) => world.say('ADMIN', { type: 'role_taken', role, user: role.toUpperCase() })),
  ),
  command('stranger is operator', ({ world }) => world.say('ADMIN', { type: 'role_given', role: 'operator', user: 'LEAD' })),
  command('black-out', ({ world }) => world.say('ADMIN', { type: 'setting_set', key: 'black-outs', value: '2026-11-24' })),
  command('brand deleted', ({ world }) => void world.zendesk.deleted.add('help')),
  command('brand returned', ({ world }) => void Object.assign(world.zendesk.widgets, { shop: 'classic' })),
  command('widget cannot be read', ({ world }) => void Object.assign(world.zendesk.widgets, { shop: 'unknown' })),
] as const;

async function putRight({ world }: Walk): Promise<void> {
  const { team, settings } = await world.migration();
  for (const role of ['operator', 'backup', 'approver', 'lead'] as const) {
    const user = role.toUpperCase();
    if (!team[role].includes(user)) await world.say('ADMIN', { type: 'role_given', role, user });
  }
  if (team.operator.includes('LEAD')) await world.say('ADMIN', { type: 'role_taken', role: 'operator', user: 'LEAD' });
  if (settings['black-outs'] === '2026-11-24') await world.say('ADMIN', { type: 'setting_set', key: 'black-outs', value: 'none' });
}

function calm(walk: Walk): void {
  const { world } = walk;
  world.zendesk.deleted.clear();
  if (world.zendesk.widgets['shop'] === 'unknown') world.zendesk.widgets['shop'] = 'classic';
  world.zendesk.before = () => {};
  world.zendesk.chats = { incoming: 0, assigned: 0, active: 0 };
  world.zendesk.agents = { online: 0, away: 0, invisible: 0 };
  world.zendesk.incidents = 0;
  world.slackAway = false;
}

const commands = [
  goodStretch,
  goodStretch,
  goodStretch,
  goodStretch,
  goodStretch,
  seconds(1, 90).map((each) => command(`wait ${each} s`, ({ world }) => world.pass(each * SECOND_MS))),
  fc.constantFrom(...troubles),
  fc.constantFrom(...drifts),
  fc.constant(command('restart', ({ world }) => world.parts.looked.clear())),
  fc
    .tuple(fc.constantFrom(...people), fc.nat(500))
    .map(([who, what]) => command(`${who} presses ${what}`, ({ world }) => press(who, what, world))),
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...statements), fc.constantFrom('yes' as const, 'yes' as const, 'no' as const))
    .map(([who, statement, verdict]) =>
      command(`${who} signs ${statement} ${verdict}`, ({ world }) => signAs(who, statement, verdict, world)),
    ),
  fc
    .constantFrom(0, 0, 2, 12, 100, -1, -7, -180)
    .map((minutes) => command(`clock jumps ${minutes} min`, ({ world }) => world.pass(minutes * MINUTE_MS))),
  undaunted,
  fc.tuple(fc.constantFrom('ADMIN' as const, ...people), fc.boolean()).map(([who, another]) =>
    command(`a chat begins, and ${who} passes over it${another ? ', and another one begins' : ''}`, async (walk) => {
      chatBegins(walk);
      walk.world.pass(31 * SECOND_MS);
      expect(await move(walk)).toEqual([]);
      await passOver(who, walk.world);
      if (!another) return;
      chatBegins(walk);
      for (let turn = 0; turn < 8; turn += 1) {
        await willing(walk);
        walk.world.pass(31 * SECOND_MS);
        expect(await move(walk)).toEqual([]);
      }
    }),
  ),
  fc
    .tuple(fc.constantFrom(...people), fc.constantFrom(...people))
    .map(([one, other]) =>
      command(`${one} and ${other} press opposite buttons`, async ({ world }) =>
        expect(await oppositely(one, other, world)).toBeUndefined(),
      ),
    ),
  fc.constantFrom(...people).map((who) => command(`${who} hands over`, ({ world }) => changeHands(who, world))),
];

describe('random people, presses on old messages, chats, clocks, outages and restarts', () => {
  it('never ask for a click early, late, unsigned, unseen or with a chat open, never obey two drivers, never call done what is not so', async () => {
    const sum = { asked: 0, turned: 0, finished: 0, voided: 0, passed: 0, handed: 0, ended: 0 };
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 24, size: 'max' }), async (all) => {
        const walk = await newWalk();
        await fc.asyncModelRun(() => ({ model: { trouble: false }, real: walk }), all);
        for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += walk.reached[name]; // the same keys
      }),
      { numRuns: RUNS, ...(few && { seed: 7, endOnFailure: true }) },
    );
    console.log(`${RUNS} walks: ${JSON.stringify(sum)}`);
    if (few) return;
    // Walks that never reach the click, or the end, would prove nothing.
    expect(sum.asked).toBeGreaterThan(RUNS / 5);
    expect(sum.finished).toBeGreaterThan(RUNS / 40);
    expect(sum.voided).toBeGreaterThan(0);
    expect(sum.passed).toBeGreaterThan(0);
    expect(sum.handed).toBeGreaterThan(0);
  }, 3_600_000);
});
