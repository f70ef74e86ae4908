import { afterEach, describe, expect, it } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { items } from '../../src/checklist/items/items.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

const MINUTE = 60_000;
let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

/** Everybody has a role, and everything that people can say has been said long before. */
async function prepared(plan: 'suite_enterprise' | 'suite_professional'): Promise<TestWorld> {
  const made = await testWorld([harborShop({ plan })]);
  for (const [role, who] of [['lead', 'joon'], ['approver', 'sofia'], ['operator', 'mina'], ['backup', 'dan']]) await made.type('U0ADA', `team harbor ${role} add @${who}`);
  await made.type('U0ADA', 'settings harbor notice 0h');
  await made.type('U0ADA', 'check harbor');
  for (const { id } of items) await made.type('U0ADA', `done harbor ${id}`);
  return made;
}

describe('a scheduled cutover', () => {
  it('walks from the plan to Finish, asking people and proving from outside', async () => {
    world = await prepared('suite_enterprise');
    const desk = world.zendesk.account('harbor');
    const show = async (what: string) => console.log(what, (await world.type('U0ADA', 'why harbor')).split('\n')[0], JSON.stringify((await world.migration()).run.gates), (await world.migration()).stage);
    await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m');
    await world.pass(MINUTE);
    await show('scheduled');
    console.log(await world.press('U0SOFIA', 'signoff_approve'));
    await world.pass(MINUTE);
    await show('activation signed');
    for (const who of ['U0JOON', 'U0SOFIA']) {
      await world.type('U0ADA', 'signoff harbor');
      for (const thread of world.slack.messages('C0MIGRATION')) if (JSON.stringify(thread.blocks).includes('signoff_approve')) {
        await world.slack.press(who, { channel: 'C0MIGRATION', ts: thread.ts }, 'signoff_approve');
        await world.pass(1000);
      }
    }
    console.log(world.slack.ephemerals('U0SOFIA').map(({text}) => text), world.slack.ephemerals('U0JOON').map(({text}) => text));
    await world.pass(2 * MINUTE);
    await show('all signed');
    console.log(await world.press('U0MINA', 'operator_accept'));
    await world.pass(MINUTE);
    await show('promised');
    await world.pass(30 * MINUTE, 30_000);
    await show('T-1h');
    console.log(await world.press('U0MINA', 'operator_accept'));
    for (const agent of desk.account.agents) desk.setAgentStatus(agent.id, 'online');
    const chat = desk.startChat({ brand: 'harbor', group: 9001 });
    await world.pass(41 * MINUTE, 20_000);
    await show('T-15m');
    console.log(await world.press('U0MINA', 'step_confirm:rb-15m-stop-new'));
    await world.pass(2 * MINUTE);
    await show('stop new said');
    desk.endChat(chat.id);
    await world.pass(2 * MINUTE);
    await show('drained');
    desk.allAgents('offline');
    await world.pass(2 * MINUTE);
    await show('offline');
    await world.pass(5 * MINUTE);
    console.log(await world.press('U0MINA', 'gate_open'));
    const modal = world.slack.modals('U0MINA').at(-1);
    console.log(JSON.stringify(await world.slack.submit('U0MINA', modal?.id ?? '', { phrase: 'convert harbr' })));
    console.log(JSON.stringify(await world.slack.submit('U0MINA', modal?.id ?? '', { phrase: 'Convert Harbor' })));
    await world.pass(MINUTE);
    await show('phrase');
    await world.until('T0', async () => { await world.pass(20_000); return (await world.migration()).run.t0At !== undefined; });
    await world.pass(MINUTE);
    await show('T0');
    console.log(await world.press('U0MINA', 'step_confirm:rb-0-click:harbor'));
    desk.convertWidget(['harbor']);
    await world.pass(5 * MINUTE);
    await show('clicked');
    desk.allAgents('online');
    desk.startConversation({ brand: 'harbor', group: 9001 });
    await world.pass(6 * MINUTE);
    await show('conversation');
    for (const a of ['step_confirm:rb-0-responses:harbor', 'step_confirm:rb-2m-open-site:harbor', 'step_confirm:rb-15p-test-conversation:harbor', 'step_confirm:rb-15p-open-doors', 'step_confirm:rb-15p-leftovers', 'step_confirm:rb-2m-agents-online']) {
      try { console.log(a, await world.press(a.includes('responses') ? 'U0MINA' : 'U0JOON', a)); } catch (error) { console.log(String(error)); }
    }
    await world.pass(20 * MINUTE, 20_000);
    await show('finish?');
    console.log(await world.press('U0SOFIA', 'cutover_finish'));
    await world.pass(MINUTE);
    await show('finished');
    console.log(world.slack.files().map(({ name, bytes }) => `${name}\n${Buffer.from(bytes).toString().slice(0, 200)}`));
    expect(desk).toBeDefined();
    for (const t of world.slack.messages('C0MIGRATION')) { console.log('POST', t.text.slice(0, 150)); for (const r of t.replies) console.log('   ', r.text.slice(0, 150)); }
  }, 180_000);
});
