import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, passTo, posted, prepared, throughTheDrain, toTheDrain, typePhrase } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
const thread = () => posted(world);
const report = async () => {
  await world.type('U0ADA', 'report harbor');
  await world.until('the report', () => world.slack.files().some(({ name }) => name.endsWith('.md')));
  return Buffer.from(world.slack.files().findLast(({ name }) => name.endsWith('.md'))?.bytes ?? []).toString();
};

/** Opens the modal of the gate and sends it off. */
async function passOver(who: string, values: Readonly<Record<string, string>>) {
  const open = world.slack.modals(who).at(-1);
  if (open === undefined) await world.press(who, 'gate_pass');
  return world.slack.submit(who, world.slack.modals(who).at(-1)?.id ?? '', values);
}

describe('passing over a gate', () => {
  beforeEach(async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    desk.setAgentStatus(60_001, 'online');
    desk.startChat({ brand: 'harbor', group: 9001 });
    await toTheDrain(world);
    await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    await passTo(world, '2026-11-24T10:19:00Z');
  });
  afterEach(() => world.stop());

  it('with a live chat open: by an admin, with the name typed and a reason, and it is marked with the number everywhere', async () => {
    expect((await world.migration()).run.steps['rb-15m-drain']?.done).toBeUndefined();
    expect(await world.press('U0MINA', 'gate_pass')).toContain('Only an admin may do this');
    expect(world.slack.modals('U0MINA')).toEqual([]);

    const wrong = await passOver('U0ADA', { account: 'harbour', reason: 'The visitor does not answer any more.' });
    expect(JSON.stringify(wrong)).toContain('Type exactly');
    expect(JSON.stringify(await passOver('U0ADA', { account: 'harbor', reason: ' ' }))).toContain('reason is needed');
    expect(await passOver('U0ADA', { account: ' Harbor', reason: 'The visitor does not answer any more.' })).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:21:00Z');
    const { run } = await world.migration();
    expect(run.steps['rb-15m-drain']?.done).toMatchObject({ how: 'said', saw: 'passed_over' });
    expect(run.passed['G3:harbor']).toMatchObject([{ by: 'U0ADA', chats: 1 }]);
    // The list of tickets is taken all the same: it cannot be passed over.
    world.zendesk.account('harbor').allAgents('offline');
    await passTo(world, '2026-11-24T10:24:00Z');
    expect((await world.migration()).run.listed?.tickets.length).toBeGreaterThan(0);
    const mark = /passed over\*? by <@U0ADA>.*1 live chat open.*does not answer any more/s;
    expect(thread().filter((text) => mark.test(text))).toHaveLength(1);
    expect(await world.type('U0DAN', 'cutover harbor')).toMatch(mark);
    expect(await world.type('U0DAN', 'status harbor')).toMatch(mark);
    expect(await report()).toMatch(mark);
    expect(world.has('gate_open')).toBe(true);

    // A second chat was not read out to anybody.
    world.zendesk.account('harbor').setAgentStatus(60_001, 'online');
    world.zendesk.account('harbor').startChat({ brand: 'harbor', group: 9001 });
    await passTo(world, '2026-11-24T10:26:00Z');
    expect(world.has('gate_open')).toBe(false);
  }, 60_000);

  it('never over what is not for passing: presence, signatures, Slack and the phrase', async () => {
    await passOver('U0ADA', { account: 'harbor', reason: 'Test.' });
    world.zendesk.account('harbor').allAgents('offline');
    await passTo(world, '2026-11-24T10:24:00Z');
    await world.said('U0SOFIA', [
      {
        type: 'signed',
        statement: 'plan',
        verdict: 'no',
        of: (await world.migration()).signOffs.find((one) => one.statement === 'plan')?.of as never,
      },
    ]);
    await world.pass(MINUTE);
    expect(await world.press('U0ADA', 'gate_pass').catch(String)).toMatch(/no button|No gate of harbor is red/);
    await passTo(world, '2026-11-24T10:33:00Z');
    expect(world.has('gate_open')).toBe(false);
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
  }, 60_000);
});

describe('handing over the keyboard', () => {
  afterEach(() => world.stop());

  it('goes to the backup who is there, who types the phrase anew; the operator is told who drives', async () => {
    world = await prepared();
    await toTheDrain(world);
    expect(await world.type('U0MINA', 'cutover harbor handover')).toContain('Nobody else has said');
    expect(await world.type('U0SOFIA', 'cutover harbor handover')).toContain('Only an operator');
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    await world.pass(10_000);
    expect(await world.type('U0DAN', 'cutover harbor handover')).toContain('<@U0DAN> is at the keyboard now');
    await world.pass(30_000);
    const { run } = await world.migration();
    expect(run.driver).toMatchObject({ user: 'U0DAN', from: 'U0MINA' });
    expect(run.phrases).toEqual({});
    expect(thread().filter((text) => text.includes('has taken over the keyboard'))).toHaveLength(1);
    expect(await world.press('U0MINA', 'gate_open')).toContain('handed over to <@U0DAN>');
    expect(await typePhrase(world, 'convert harbor', 'U0DAN')).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:31:00Z');
    expect(await world.press('U0MINA', 'step_confirm:rb-0-click:harbor')).toContain('handed over to <@U0DAN>');
    expect((await world.migration()).run.steps['rb-0-click:harbor']?.said).toEqual([]);
    await world.press('U0DAN', 'step_confirm:rb-0-click:harbor');
    expect((await world.migration()).run.steps['rb-0-click:harbor']?.said).toMatchObject([{ by: 'U0DAN' }]);
    expect(await world.type('U0DAN', 'cutover harbor')).toContain('handed over from <@U0MINA>');
  }, 60_000);
});

describe('rolling back', () => {
  beforeEach(async () => {
    world = await prepared();
    await toTheDrain(world);
    await throughTheDrain(world);
    expect(world.zendesk.account('harbor').account.routing['chat_limit']).toMatchObject({ limit: 1 });
  });
  afterEach(() => world.stop());

  it('before the click: the plan ends, nothing was converted, and everybody is told', async () => {
    expect(await world.type('U0JOON', 'cutover harbor rollback')).toContain('할 수 있습니다');
    expect(await world.type('U0MINA', 'cutover harbor rollback the site is down')).toContain('nothing was converted');
    await world.pass(MINUTE);
    const migration = await world.migration();
    expect(migration.lastEnd).toMatchObject({ because: 'rolled_back', by: 'U0MINA' });
    await world.until('all is put back', async () => {
      await world.pass(10_000);
      return Object.values((await world.migration()).changes).every(({ undo }) => undo.seen !== undefined);
    });
    const { account } = world.zendesk.account('harbor');
    expect(account.routing['chat_limit']).toMatchObject({ enabled: true, limit: 3 });
    const left = account.tickets.ids().filter((id) => account.tickets.get(id)?.tags.includes('messaging_migration_guard'));
    expect(left).toEqual([]);
    // Once, and on the board.
    const told = thread().filter((text) => text.includes('rolled back before anything was converted'));
    expect(told.map((text) => text.startsWith('harbor · ended'))).toEqual([true, false]);
    expect(thread().some((text) => text.includes('the site is down'))).toBe(true);
    expect(await world.type('U0MINA', 'cutover harbor rollback')).toContain('Nothing is scheduled');
  }, 60_000);

  it('after the click: the honest list, the request to Zendesk, and no word that anything came back', async () => {
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    world.zendesk.account('harbor').convertWidget(['harbor']);
    await passTo(world, '2026-11-24T10:34:00Z');
    const said = await world.press('U0SOFIA', 'cutover_rollback');
    await world.pass(MINUTE);
    expect(said).toContain('what can still be undone');
    expect(thread().filter((text) => text.startsWith('harbor · what can still be undone'))).toHaveLength(1);
    const post = world.slack
      .messages('C0MIGRATION')
      .flatMap(({ replies }) => replies)
      .find(({ text }) => text.startsWith('harbor · what can still be undone'));
    const blocks = JSON.stringify(post?.blocks);
    expect(blocks).toContain('There is no way back by ourselves');
    expect(blocks).toContain('harbor.zendesk.com, converted at 2026-11-24T10:3');
    expect(blocks).toContain('Keep a second channel open now');
    expect(blocks).toMatch(/\d+ tickets? w(as|ere) listed before the click/);
    const migration = await world.migration();
    expect(migration.run.rolledBack?.by).toBe('U0SOFIA');
    expect(migration.stage).toBe('cutting_over');
    // Asked twice, told once in the thread.
    await world.type('U0SOFIA', 'cutover harbor rollback');
    await world.pass(MINUTE);
    expect(thread().filter((text) => text.startsWith('harbor · what can still be undone'))).toHaveLength(1);
    // What goes on goes on: the proof and the comparison.
    await passTo(world, '2026-11-24T10:40:00Z');
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done?.how).toBe('seen');
    expect((await world.migration()).run.compared['T+2m']).toBeDefined();
  }, 60_000);
});
