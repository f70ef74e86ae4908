import { rulesReady } from '../../playground/zendesk/seeds/rules.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { items } from '../../src/checklist/items/items.ts';
import { type TestWorld, testWorld } from './world.ts';

export const MINUTE = 60_000;

/** Joon leads, Sofia approves, Mina is at the keyboard and Dan stands by; everything people can say has been said long before. */
export async function prepared(change: Parameters<typeof harborShop>[0] = { plan: 'suite_enterprise' }): Promise<TestWorld> {
  const world = await testWorld([harborShop({ ...rulesReady(9_001), ...change })]);
  await world.said('U0ADA', [
    { type: 'role_given', role: 'lead', user: 'U0JOON' },
    { type: 'role_given', role: 'approver', user: 'U0SOFIA' },
    { type: 'role_given', role: 'operator', user: 'U0MINA' },
    { type: 'role_given', role: 'backup', user: 'U0DAN' },
    { type: 'setting_set', key: 'notice', value: '0h' },
    ...items
      .filter(({ phase }) => !['T-15m', 'T0', 'T+2m', 'T+15m'].includes(phase))
      .map(({ id }) => ({ type: 'item_said', item: id }) as const),
  ]);
  await world.type('U0ADA', 'check harbor');
  return world;
}

/** Scheduled for 12:30 in Vilnius (10:30 UTC), 90 minutes; the world begins at 09:00 UTC. */
export async function schedule(world: TestWorld): Promise<void> {
  await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
  await world.pass(MINUTE);
}

/** Presses every approval that is open, as whoever may, until nothing is left to sign, or all but one. */
export async function signEverything(world: TestWorld, except?: string): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    for (const thread of world.slack.messages('C0MIGRATION')) {
      if (!JSON.stringify(thread.blocks).includes('signoff_approve')) continue;
      if (except !== undefined && thread.text.includes(except)) continue;
      const lead = thread.text.includes('agents are ready') || thread.text.includes('상담사 준비');
      await world.slack.press(lead ? 'U0JOON' : 'U0SOFIA', { channel: 'C0MIGRATION', ts: thread.ts }, 'signoff_approve');
      await world.pass(1_000);
    }
    await world.pass(MINUTE);
  }
}

/** Signed, promised, present: up to the first step of the drain. */
export async function toTheDrain(world: TestWorld): Promise<void> {
  await schedule(world);
  await signEverything(world);
  await world.until('the first question', () => world.has('operator_accept'));
  await world.press('U0MINA', 'operator_accept');
  await world.until('the promise', async () => (await world.migration()).run.promised.includes('U0MINA'));
  await passTo(world, '2026-11-24T09:31:00Z', MINUTE);
  await world.until('the question', () => posted(world).some((text) => /Who is present|참석 확인/.test(text)));
  await world.press('U0MINA', 'operator_accept');
  await passTo(world, '2026-11-24T10:14:30Z', 2 * MINUTE);
  await passTo(world, '2026-11-24T10:15:30Z');
}

/** No chats, nobody online, the list taken, the gate green. */
export async function throughTheDrain(world: TestWorld): Promise<void> {
  const desk = world.zendesk.account('harbor');
  await world.press('U0MINA', 'step_confirm:rb-15m-stop-new');
  desk.endAllChats();
  desk.allAgents('offline');
  await passTo(world, '2026-11-24T10:22:00Z');
}

/** Types the phrase in the modal of the gate; gives what Slack answered. */
export async function typePhrase(world: TestWorld, phrase: string, who = 'U0MINA') {
  if (world.slack.modals(who).length === 0) await world.press(who, 'gate_open');
  const modal = world.slack.modals(who).at(-1);
  return world.slack.submit(who, modal?.id ?? '', { phrase });
}

/** Drained, the phrase typed, the click said and made: the widget is messaging's from here on. */
export async function throughTheClick(world: TestWorld): Promise<void> {
  await toTheDrain(world);
  await throughTheDrain(world);
  await typePhrase(world, 'convert harbor');
  await passTo(world, '2026-11-24T10:31:00Z');
  await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
  world.zendesk.account('harbor').convertWidget(['harbor']);
}

export async function passTo(world: TestWorld, moment: string, stepMs = 10_000): Promise<void> {
  const left = Date.parse(moment) - world.clock.now();
  if (left > 0) await world.pass(left, stepMs);
}

/** Every text that was posted, oldest first, with the replies under their message. */
export function posted(world: TestWorld, channel = 'C0MIGRATION'): readonly string[] {
  return world.slack.messages(channel).flatMap((thread) => [thread.text, ...thread.replies.map(({ text }) => text)]);
}
