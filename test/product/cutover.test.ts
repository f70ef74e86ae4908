import { afterEach, describe, expect, it } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { items } from '../../src/checklist/items/items.ts';
import { type TestWorld, testWorld } from '../support/world.ts';

const MINUTE = 60_000;
let world: TestWorld;

afterEach(async () => {
  await world?.stop();
});

/** Everybody has a role, and everything that people can say has been said a fortnight before. */
async function prepared(plan: 'suite_enterprise' | 'suite_professional'): Promise<TestWorld> {
  const made = await testWorld([harborShop({ plan, traffic: undefined } as never)]);
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
    console.log(await world.type('U0ADA', 'status harbor'));
    console.log(await world.type('U0ADA', 'schedule harbor 2026-11-24 12:30 90m'));
    await world.pass(MINUTE);
    console.log(await world.type('U0ADA', 'why harbor'));
    console.log(JSON.stringify((await world.migration()).run.gates, null, 1));
    expect(desk).toBeDefined();
  }, 60_000);
});
