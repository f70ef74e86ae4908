import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, throughTheDrain, toTheDrain, typePhrase } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

/** Whether a ticket carries the guard tag, and with it the one internal note. */
function guarded(id: number): boolean {
  const ticket = world.zendesk.account('harbor').account.tickets.get(id);
  return ticket?.tags.includes('messaging_migration_guard') === true;
}

describe('a scheduled cutover', () => {
  it('walks from the plan to Finish, asking people and proving from outside', async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    await toTheDrain(world);
    await throughTheDrain(world);
    expect(world.has('gate_open')).toBe(true);
    expect(desk.account.routing['chat_limit']).toMatchObject({ enabled: true, limit: 1 });
    const listed = (await world.migration()).run.listed?.tickets.map(({ id }) => id) ?? [];
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((id) => !guarded(id))).toEqual([]);

    const wrong = await typePhrase(world, 'convert harbr');
    expect(JSON.stringify(wrong)).toContain('convert harbor');
    expect(await typePhrase(world, ' CONVERT Harbor ')).toMatchObject({ ok: true });
    await passTo(world, '2026-11-24T10:29:30Z');
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
    await passTo(world, '2026-11-24T10:31:00Z');
    expect(world.has('step_confirm:rb-0-click:harbor')).toBe(true);

    expect(await world.press('U0MINA', 'step_confirm:rb-0-click:harbor')).toContain('has not seen it yet');
    desk.convertWidget(['harbor']);
    await world.until('the proof', async () => {
      await world.pass(10_000);
      return (await world.migration()).run.steps['rb-2m-config:harbor']?.done !== undefined;
    });
    const proved = await world.migration();
    expect(proved.run.steps['rb-2m-config:harbor']?.done?.how).toBe('seen');
    expect(proved.run.watch.widgets['harbor']?.times).toBeGreaterThanOrEqual(3);
    expect(proved.stage).toBe('cutting_over');

    desk.allAgents('online');
    desk.startConversation({ brand: 'harbor', group: 9001 });
    await passTo(world, '2026-11-24T10:40:00Z');
    for (const step of ['rb-2m-open-site:harbor', 'rb-15p-test-conversation:harbor']) await world.press('U0JOON', `step_confirm:${step}`);
    await world.press('U0MINA', 'step_confirm:rb-0-responses:harbor');
    expect(world.has('cutover_finish')).toBe(false);
    // Everybody is asked to come once the pilots have had their quarter of an hour.
    expect(world.has('step_confirm:rb-15p-open-doors')).toBe(false);
    await passTo(world, '2026-11-24T10:52:00Z');
    await world.press('U0JOON', 'step_confirm:rb-15p-open-doors');
    await world.press('U0SOFIA', 'cutover_finish');
    await world.pass(MINUTE);
    expect((await world.migration()).stage).toBe('live');
    expect(posted(world).filter((text) => text.includes('is live'))).toEqual([expect.stringContaining('harbor is live on messaging')]);

    const review = Buffer.from(world.slack.files().find(({ name }) => name.includes('review'))?.bytes ?? []).toString();
    expect(review).toMatch(
      /\| harbor: Convert the widget \| Tue 24 Nov, 12:30 \(Vilnius\) \| Tue 24 Nov, 12:30 \(Vilnius\) \| 0 \| Tue 24 Nov, 12:3\d/,
    );
    const csvs = world.slack.files().filter(({ name }) => name.endsWith('.csv'));
    expect(csvs).toHaveLength(2);
    expect(Buffer.from(csvs[0]?.bytes ?? []).toString()).toMatch(/^id,state\n\d+,(open|pending|solved)/);
    expect(desk.account.routing['chat_limit']).toMatchObject({ enabled: true, limit: 3, limit_type: 'account' });
    const writes = world.zendesk.log().filter(({ method }) => method !== 'GET');
    const named = writes.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
    expect(named.filter((each) => each.startsWith('PATCH'))).toEqual(Array(2).fill('PATCH /api/v2/chat/routing_settings/account'));
    // Each listed ticket once, also those that the index showed late.
    const tagged = writes.flatMap(({ method, path }) => (method === 'PUT' ? (decodeURIComponent(path).match(/\d{4,}/g) ?? []) : []));
    expect(tagged.toSorted()).toEqual([...new Set([...tagged, ...listed.map(String)])].toSorted());
    await world.pass(25 * 60 * MINUTE, 30 * MINUTE);
    expect((await world.migration()).run.compared['T+24h']).toBeDefined();
    expect(listed.filter((id) => !guarded(id))).toEqual([]);
    await world.pass(3 * 24 * 60 * MINUTE, 6 * 60 * MINUTE);
    await world.until('the tags are off', async () => {
      await world.pass(10_000);
      return listed.every((id) => !guarded(id));
    });
  }, 60_000);

  it('does not open the gate while a live chat is open, and says how many', async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    desk.setAgentStatus(60_001, 'online');
    const chat = desk.startChat({ brand: 'harbor', group: 9001 });
    await toTheDrain(world);
    await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    await passTo(world, '2026-11-24T10:29:00Z');
    expect(world.has('gate_open')).toBe(false);
    expect((await world.migration()).run.steps['rb-15m-drain']?.done).toBeUndefined();
    expect(await world.press('U0JOON', 'step_confirm:rb-15m-drain')).toContain('채팅 1건이 확인됩니다');
    expect(await world.type('U0JOON', 'done harbor migrate-close-active-chats')).toContain('채팅 1건이 확인됩니다');
    desk.endChat(chat.id);
    desk.allAgents('offline');
    await passTo(world, '2026-11-24T10:35:00Z');
    expect(world.has('gate_open')).toBe(true);
  }, 60_000);

  it('voids the phrase when a chat begins after it was typed, and asks for no click', async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    await toTheDrain(world);
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    desk.setAgentStatus(60_001, 'online');
    desk.startChat({ brand: 'harbor', group: 9001 });
    await passTo(world, '2026-11-24T10:33:00Z');
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
    expect(posted(world).some((text) => text.includes('the typed phrase is void'))).toBe(true);
  }, 60_000);

  it('calls nothing done that was pressed and did not happen', async () => {
    world = await prepared();
    await toTheDrain(world);
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    await passTo(world, '2026-11-24T10:45:00Z');
    const migration = await world.migration();
    expect(migration.run.steps['rb-2m-config:harbor']?.done).toBeUndefined();
    expect(posted(world).some((text) => text.includes('still shows Classic'))).toBe(true);
    expect(posted(world).some((text) => text.includes('is live'))).toBe(false);
    expect(world.has('cutover_finish')).toBe(false);
  }, 60_000);

  it('is cancelled when nobody has said “I am here” by T-15m, and offers the next windows', async () => {
    world = await prepared();
    await schedule(world);
    await signEverything(world);
    await world.press('U0MINA', 'operator_accept');
    await passTo(world, '2026-11-24T10:16:00Z', 30_000);
    const migration = await world.migration();
    expect(migration.lastEnd?.because).toBe('nobody_present');
    expect(migration.stage).toBe('preparing');
    expect(world.has('window_choose')).toBe(true);
    expect(posted(world).some((text) => text.includes('does not happen'))).toBe(true);
  }, 60_000);

  it('does not begin when Ferry was down at T0 for more than five minutes', async () => {
    world = await prepared();
    await toTheDrain(world);
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    const { clock } = world;
    await world.down();
    clock.jump(Date.parse('2026-11-24T10:35:01Z'));
    await world.up();
    await world.pass(MINUTE);
    expect((await world.migration()).lastEnd?.because).toBe('start_missed');
    expect(world.has('step_confirm:rb-0-click')).toBe(false);
  }, 60_000);

  it('lets a named word stand in where this plan has no real-time interface', async () => {
    world = await prepared({ plan: 'suite_professional' });
    const desk = world.zendesk.account('harbor');
    await toTheDrain(world);
    await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
    await passTo(world, '2026-11-24T10:17:00Z');
    for (let group = 0; group < 2; group += 1) {
      await world.press('U0JOON', 'step_confirm:rb-15m-drain');
      await world.pass(30_000);
    }
    for (let group = 0; group < 2; group += 1) {
      await world.press('U0JOON', 'step_confirm:rb-15m-agents-offline');
      await world.pass(30_000);
    }
    await passTo(world, '2026-11-24T10:23:00Z');
    const migration = await world.migration();
    expect(migration.run.steps['rb-15m-drain']?.done?.how).toBe('said');
    expect(desk.account).toBeDefined();
    expect(world.has('gate_open')).toBe(true);
  }, 60_000);

  it('names moved, merged, missing and late tickets in the comparison', async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    desk.setAgentStatus(60_001, 'online');
    const chats = [1, 2, 3, 4].map(() => desk.startChat({ brand: 'harbor', group: 9001 }));
    await toTheDrain(world);
    const late = desk.startChat({ brand: 'harbor', group: 9001 });
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    desk.convertWidget(['harbor']);
    const [moved, gone, merged, into] = chats.map(({ ticketId }) => ticketId ?? 0);
    desk.setTicket(moved ?? 0, { groupId: 9002 });
    desk.deleteTicket(gone ?? 0);
    desk.mergeTicket(merged ?? 0, into ?? 0);
    await passTo(world, '2026-11-24T10:36:00Z');
    const compared = (await world.migration()).run.compared['T+2m']?.tickets ?? [];
    const stateOf = (id: number | null | undefined) => compared.find((ticket) => ticket.id === id)?.now;
    expect(stateOf(moved)).toBe('moved');
    expect(stateOf(gone)).toBe('missing');
    expect(stateOf(merged)).toBe('merged');
    expect(stateOf(late.ticketId)).toBeDefined();
    expect(posted(world).some((text) => text.includes(`#${gone}`))).toBe(true);
  }, 60_000);
});

describe('the watch', () => {
  it('tells of a widget that was converted behind its back', async () => {
    world = await prepared();
    await schedule(world);
    const desk = world.zendesk.account('harbor');
    desk.activateMessaging();
    desk.convertWidget(['harbor']);
    await world.pass(9 * MINUTE);
    expect(posted(world).filter((text) => text.includes('Ferry had not asked for it'))).toHaveLength(1);
  }, 30_000);
});
