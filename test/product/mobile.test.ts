import { afterEach, describe, expect, it } from 'vitest';
import { MINUTE, passTo, prepared, throughTheClick } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
const step = async (id: string) => (await world.migration()).run.steps[id];

afterEach(async () => {
  await world?.stop();
});

async function throughTheWeb(): Promise<void> {
  const desk = world.zendesk.account('harbor');
  await throughTheClick(world);
  await passTo(world, '2026-11-24T10:38:00Z');
  desk.allAgents('online');
  desk.startConversation({ brand: 'harbor', group: 9001 });
  await passTo(world, '2026-11-24T10:44:00Z');
  for (const each of ['rb-2m-open-site:harbor', 'rb-15p-test-conversation:harbor']) await world.press('U0JOON', `step_confirm:${each}`);
  await passTo(world, '2026-11-24T10:58:00Z');
  await world.press('U0JOON', 'step_confirm:rb-15p-open-doors');
}

describe('the mobile apps', () => {
  it('are asked for one by one after the web, hold up Finish and nothing else, and a ticket seen since is help only', async () => {
    world = await prepared();
    await world.type('U0ADA', 'settings harbor channels web,android,ios');
    await throughTheWeb();
    expect((await step('rb-2m-config:harbor'))?.done).toBeDefined();
    expect((await step('rb-15p-android'))?.begunAt).toBeDefined();
    expect(world.has('cutover_finish')).toBe(false);
    world.zendesk.account('harbor').startConversation({ brand: 'harbor', group: 9001 });
    await world.pass(12 * MINUTE, MINUTE);
    const noticed = (await world.migration()).run.noticed['rb-15p-android'];
    expect(noticed).toBeGreaterThan(0);
    expect((await step('rb-15p-android'))?.done).toBeUndefined();
    expect(JSON.stringify(world.slack.messages('C0MIGRATION'))).toContain(`Messaging ticket #${noticed} has come since`);
    await world.press('U0ADA', 'step_confirm:rb-15p-android');
    await world.pass(6 * MINUTE, MINUTE);
    expect((await step('rb-15p-android'))?.done).toMatchObject({ how: 'said', saw: `#${noticed}` });
    // The word for one app is none for the other: the item about both is not marked, and Finish waits.
    expect((await step('rb-15p-ios'))?.done).toBeUndefined();
    expect(world.has('cutover_finish')).toBe(false);
    expect((await world.migration()).run.gates['done']?.blockers).toContainEqual({
      kind: 'item',
      id: 'migrate-4b-mobile-apps',
      why: 'todo',
    });
    await world.press('U0ADA', 'step_confirm:rb-15p-ios');
    await world.pass(2 * MINUTE, MINUTE);
    expect(world.has('cutover_finish')).toBe(true);
  }, 120_000);

  it('that are not in scope are asked for by nobody, and the runbook says so', async () => {
    world = await prepared();
    await world.type('U0ADA', 'settings harbor channels web,ios');
    await throughTheWeb();
    expect(await step('rb-15p-android')).toBeUndefined();
    expect(await step('rb-15p-ios')).toBeDefined();
    const plan = await world.type('U0DAN', 'cutover harbor plan');
    expect(plan).toContain('Android: not in scope');
    expect(plan).not.toContain('iOS: not in scope');
    expect(await world.type('U0JOON', 'cutover harbor plan')).toContain('Android: 이번 마이그레이션 대상이 아닙니다');
  }, 120_000);
});
