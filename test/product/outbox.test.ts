import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../playground/scenario.ts';
import type { Message } from '../../playground/slack/types.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, throughTheDrain } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

/** What a workspace granted before Ferry asked to read channels. */
const scopes = SCOPES.filter((scope) => scope !== 'channels:history');

const direct = (world: TestWorld, user: string) => world.slack.directChannel(user);

/** Every message in this person's conversation with Ferry, replies among them. */
function inPerson(world: TestWorld, user: string): readonly Message[] {
  return world.slack.messages(direct(world, user)).flatMap((thread) => [thread, ...thread.replies]);
}

const holds = (message: Message, action: string) => JSON.stringify(message.blocks).includes(`"action_id":"${action}`);

/** Presses the newest such button that stands in the person's conversation with Ferry. */
async function pressInPerson(world: TestWorld, user: string, action: string): Promise<string> {
  const message = inPerson(world, user).findLast((each) => holds(each, action));
  const found = [...JSON.stringify(message?.blocks ?? []).matchAll(/"action_id":"([^"]+)"/g)].find(([, id]) => id?.startsWith(action));
  const heard = world.slack.ephemerals(user).length;
  await world.slack.press(user, { channel: direct(world, user), ts: message?.ts ?? '' }, found?.[1] ?? action);
  await world.until(`an answer to ${action}`, () => world.slack.ephemerals(user).length > heard || world.slack.modals(user).length > 0);
  return world.slack.ephemerals(user).at(-1)?.text ?? '';
}

describe('a post that Ferry was stopped at, and whose channel it may not read', () => {
  let world: TestWorld;
  const missing = (user: string) => inPerson(world, user).filter(({ text }) => text.includes('may be missing'));
  const boards = () => world.slack.messages('C0MIGRATION').filter((message) => holds(message, 'cutover_pause'));

  beforeAll(async () => {
    world = await prepared();
    await world.said('U0ADA', [{ type: 'role_given', role: 'admin', user: 'U0DAN' }]);
    world.slack.grant(scopes);
    world.slack.fail({ method: 'chat.postMessage', mode: 'before', times: 1 });
    await schedule(world);
    await world.pass(3 * MINUTE);
    await world.down();
    await world.up();
    await world.pass(MINUTE);
  }, 60_000);
  afterAll(() => world.stop());

  it('is told to the admins once, with what to look for', () => {
    expect(boards()).toEqual([]);
    for (const admin of ['U0ADA', 'U0DAN']) {
      expect(missing(admin)).toHaveLength(1);
      expect(missing(admin)[0]?.text).toContain('missing_scope');
      expect(missing(admin)[0]?.text).toContain('harbor · ');
    }
  });

  it('does not keep the night’s gates shut', async () => {
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    await world.until('the question', () => posted(world).some((text) => text.startsWith('Who is present')));
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T10:15:30Z', MINUTE);
    await throughTheDrain(world);
    const gate = (await world.migration()).run.gates['G3:harbor'];
    expect(gate?.blockers).toEqual([]);
    expect(world.has('gate_open')).toBe(true);
  }, 60_000);

  it('is not posted by who is no admin any more', async () => {
    await world.said('U0ADA', [{ type: 'role_taken', role: 'admin', user: 'U0DAN' }]);
    expect(await pressInPerson(world, 'U0DAN', 'post_again')).toContain('Only an admin');
    await world.pass(MINUTE);
    expect(boards()).toEqual([]);
    await world.said('U0ADA', [{ type: 'role_given', role: 'admin', user: 'U0DAN' }]);
  });

  it('is posted by an admin’s press, once whoever presses after it, and kept up to date', async () => {
    const old = inPerson(world, 'U0DAN').findLast((each) => holds(each, 'post_again'));
    expect(await pressInPerson(world, 'U0ADA', 'post_again')).toContain('posts it again');
    await world.until('the board', () => boards().length === 1);
    await world.until('the answered question', () => !inPerson(world, 'U0DAN').some((each) => holds(each, 'post_again')));
    expect(missing('U0DAN')[0]?.ts).toBe(old?.ts);
    expect(JSON.stringify(missing('U0DAN')[0]?.blocks)).toContain('<@U0ADA> had it posted again');
    await world.press('U0MINA', 'cutover_pause');
    await world.until('the pause on the board', () => world.has('cutover_resume'));
    expect(world.slack.messages('C0MIGRATION').filter((message) => holds(message, 'cutover_resume'))).toHaveLength(1);
    await world.press('U0MINA', 'cutover_resume');
  });
});

describe('a channel that is archived midway through a night, and a first admin who has left', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await prepared();
    await schedule(world);
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
    await world.until('the question', () => posted(world).some((text) => text.startsWith('Who is present')));
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T10:15:30Z', MINUTE);
    await world.said('U0ADA', [{ type: 'role_given', role: 'admin', user: 'U0KIM' }]);
    await world.slack.archive('C0MIGRATION');
    await world.slack.deactivate('U0ADA');
    await world.pass(MINUTE);
  }, 60_000);
  afterAll(() => world.stop());

  it('has the board and what is open go on with the next admin, and says why', async () => {
    await world.until('the board', () => inPerson(world, 'U0KIM').some((each) => holds(each, 'cutover_pause')));
    const board = inPerson(world, 'U0KIM').filter((each) => holds(each, 'cutover_pause'));
    expect(board).toHaveLength(1);
    expect(JSON.stringify(board[0]?.blocks)).toContain('<#C0MIGRATION> takes no posts');
    expect(inPerson(world, 'U0ADA').filter((each) => holds(each, 'cutover_pause'))).toEqual([]);
  });

  it('asks the operator and the backup in person, up to the click, and proves it', async () => {
    for (const user of ['U0MINA', 'U0DAN'])
      await world.until(`the drain’s question to ${user}`, () => inPerson(world, user).some((each) => holds(each, 'step_confirm:rb-15m')));
    await pressInPerson(world, 'U0MINA', 'step_confirm:rb-15m-stop-new');
    world.zendesk.account('harbor').endAllChats();
    world.zendesk.account('harbor').allAgents('offline');
    await passTo(world, '2026-11-24T10:22:00Z');
    await world.until('the gate', () => inPerson(world, 'U0MINA').some((each) => holds(each, 'gate_open')));
    await pressInPerson(world, 'U0MINA', 'gate_open');
    const modal = world.slack.modals('U0MINA').at(-1);
    expect(await world.slack.submit('U0MINA', modal?.id ?? '', { phrase: 'convert harbor' })).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.until('the click’s request', () => inPerson(world, 'U0DAN').some((each) => holds(each, 'step_confirm:rb-0-click')));
    expect((await world.migration()).run.steps['rb-0-click:harbor']?.askedAt).toBeDefined();
    expect(inPerson(world, 'U0MINA').filter((each) => holds(each, 'step_confirm:rb-0-click'))).toHaveLength(1);
    world.zendesk.account('harbor').convertWidget(['harbor']);
    await pressInPerson(world, 'U0MINA', 'step_confirm:rb-0-click');
    await passTo(world, '2026-11-24T10:36:00Z');
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeDefined();
  }, 60_000);

  it('has the board show how things stand, and nothing told twice to anybody', async () => {
    const board = () => inPerson(world, 'U0KIM').filter(({ text }) => text.startsWith('harbor · Cutting over'));
    await world.until('a board past the click', () => board().some((each) => JSON.stringify(each.blocks).includes('cutover_rollback')));
    expect(board()).toHaveLength(1);
    for (const user of ['U0KIM', 'U0MINA', 'U0DAN']) {
      const keys = inPerson(world, user).flatMap(({ metadata }) => (metadata ? [JSON.stringify(metadata)] : []));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
