import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, throughTheClick } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

function board(): string {
  const [message] = world.slack.messages('C0MIGRATION').filter(({ text }) => text.startsWith('harbor · ') && text.includes('Tue 24 Nov'));
  return JSON.stringify(message?.blocks);
}

/** Signed, and then converted by somebody before its night. */
async function turned() {
  world = await prepared();
  await schedule(world);
  await signEverything(world);
  const desk = world.zendesk.account('harbor');
  desk.activateMessaging();
  desk.convertWidget(['harbor']);
  await world.pass(9 * MINUTE);
  return desk;
}

describe('a widget converted behind its back', () => {
  it('is T0 now: tickets are listed at once and compared, the board names it, and nothing can be cancelled any more', async () => {
    await turned();
    const { run, stage } = await world.migration();
    expect(stage).toBe('cutting_over');
    expect(run.listed?.tickets.length).toBeGreaterThan(0);
    expect(run.compared['T+2m']?.tickets.length).toBe(run.listed?.tickets.length);
    expect(posted(world).filter((text) => text.includes('that is T0 now'))).toHaveLength(1);
    const [csv] = world.slack.files().filter(({ name }) => name.endsWith('.csv'));
    expect(Buffer.from(csv?.bytes ?? []).toString()).toMatch(/^id,state\n\d+,/);

    expect(await world.type('U0MINA', 'cutover harbor')).toContain('Nobody can undo, for the conversion was reported or seen: harbor');
    expect(board()).not.toContain('Can still be undone until the click');
    for (const verb of ['cancel', 'pause'])
      expect(await world.type('U0MINA', `cutover harbor ${verb}`)).toMatch(/^harbor: conversion saved/);
    expect((await world.migration()).scheduled).toBeDefined();

    // Past every latest instant of a night that nobody needs any more.
    await passTo(world, '2026-11-24T12:10:00Z', MINUTE);
    const late = await world.migration();
    expect(late.lastEnd).toBeUndefined();
    expect(late.run.left).toEqual([]);
    expect(posted(world).some((text) => text.includes('does not happen'))).toBe(false);
    expect(late.run.steps['rb-1h-presence']).toBeUndefined();
    expect(late.run.steps['rb-2m-config:harbor']?.done?.how).toBe('seen');
    expect(late.run.compared['T+15m']).toBeDefined();
  }, 120_000);

  it('is finished like any other, once its test conversation has arrived', async () => {
    const desk = await turned();
    desk.allAgents('online');
    desk.startConversation({ brand: 'harbor', group: 9001 });
    await world.pass(20 * MINUTE, MINUTE);
    for (const step of ['rb-2m-open-site:harbor', 'rb-15p-test-conversation:harbor', 'rb-15p-open-doors'])
      await world.press('U0JOON', `step_confirm:${step}`);
    await world.press('U0MINA', 'step_confirm:rb-0-responses:harbor');
    await world.pass(3 * MINUTE);
    const waits = await world.type('U0SOFIA', 'why harbor');
    expect(world.has('cutover_finish'), waits).toBe(true);
    await world.press('U0SOFIA', 'cutover_finish');
    expect((await world.migration()).stage).toBe('live');
  }, 120_000);
});

describe('a brand returned to Classic behind its back', () => {
  it('is told with what to do, keeps Finish closed, and is told again when it is back', async () => {
    world = await prepared();
    const desk = world.zendesk.account('harbor');
    await throughTheClick(world);
    await passTo(world, '2026-11-24T10:36:00Z');
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeDefined();
    desk.returnWidget(['harbor']);
    await passTo(world, '2026-11-24T10:50:00Z');
    expect(posted(world).filter((text) => text.includes('shows Web Widget (Classic) again'))).toHaveLength(1);
    const { run } = await world.migration();
    expect(run.gates['done']?.blockers).toContainEqual({ kind: 'widget', id: 'harbor', why: 'returned' });
    expect(board()).toContain('harbor shows Web Widget (Classic) again');
    // The account's own trigger was put on by a person: it is named as theirs.
    expect(board()).toMatch(/Left to put back: the messaging routing trigger “[^”]+”, still on\. Unless harbor turns again/);
    desk.convertWidget(['harbor']);
    await passTo(world, '2026-11-24T11:00:00Z');
    expect(posted(world).filter((text) => text.includes('shows messaging again'))).toHaveLength(1);
    expect((await world.migration()).run.gates['done']?.blockers).not.toContainEqual(expect.objectContaining({ why: 'returned' }));
  }, 120_000);
});
