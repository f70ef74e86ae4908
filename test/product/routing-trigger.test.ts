import { afterEach, describe, expect, it } from 'vitest';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { MINUTE, passTo, posted, prepared, schedule, signEverything, throughTheDrain, toTheDrain, typePhrase } from '../support/night.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
const desk = () => world.zendesk.account('harbor');
const ours = () => desk().account.rules.triggers.filter(({ title }) => title.startsWith('Ferry: messaging of'));
const sent = () =>
  world.zendesk
    .log()
    .filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v2/triggers'))
    .map(({ method, path, status }) => `${method} ${path} ${status}`);

/** No trigger of a person's: Ferry is asked for one to the group. */
async function asked(group = 'web chat'): Promise<void> {
  world = await prepared({ plan: 'suite_enterprise', triggers: harborShop().triggers.filter(({ title }) => !/messaging/i.test(title)) });
  await world.until('the groups are seen', async () => (await world.report())?.includes('"groupNames"') === true);
  await world.type('U0ADA', `settings harbor routing-trigger ${group}`);
}

afterEach(async () => {
  await world?.stop();
});

describe('the messaging routing trigger', () => {
  it('is shown in what is signed, made inactive with the signature, on once the brand is proved, and stays on', async () => {
    await asked();
    await schedule(world);
    expect((await world.migration()).scheduled?.plan.routing).toBe('Web Chat');
    const request = JSON.stringify(world.slack.messages('C0MIGRATION').find(({ text }) => text.includes('cutover plan'))?.blocks);
    expect(request).toContain('makes a messaging routing trigger for each brand');
    expect(await world.type('U0DAN', 'cutover harbor dry-run')).toContain('to the group “Web Chat”');
    expect(ours()).toEqual([]);
    await toTheDrain(world);
    expect(ours()).toMatchObject([
      {
        title: 'Ferry: messaging of harbor to Web Chat',
        active: false,
        all: [
          { field: 'via_id', operator: 'is', value: '75' },
          { field: 'brand_id', operator: 'is', value: '7001' },
          { field: 'update_type', operator: 'is', value: 'Create' },
        ],
        actions: [{ field: 'group_id', value: '9001' }],
      },
    ]);
    expect(sent()).toEqual(['POST /api/v2/triggers 201']);
    expect(await world.type('U0DAN', 'cutover harbor')).toContain('1 inactive until the proof');
    await throughTheDrain(world);
    // The gate is green: what Ferry switches on after the proof is enough for it.
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    await passTo(world, '2026-11-24T10:32:00Z');
    expect(ours()[0]?.active).toBe(false);
    desk().convertWidget(['harbor']);
    await passTo(world, '2026-11-24T10:37:00Z');
    expect((await world.migration()).run.steps['rb-2m-config:harbor']?.done).toBeDefined();
    expect(ours()[0]?.active).toBe(true);
    expect(sent()).toEqual(['POST /api/v2/triggers 201', `PUT /api/v2/triggers/${ours()[0]?.id} 200`]);
    expect(ours()[0]).toMatchObject({ all: [{ value: '75' }, { value: '7001' }, { value: 'Create' }], actions: [{ value: '9001' }] });
    // What it is for: a conversation gets its group.
    expect(desk().startConversation({ brand: 'harbor' }).groupId).toBe(9_001);
    expect(await world.type('U0DAN', 'cutover harbor')).toContain('Routing trigger to “Web Chat”: 1 on');
    await world.pass(3 * 24 * 60 * MINUTE, 12 * 60 * MINUTE);
    expect(ours()[0]?.active).toBe(true);
  }, 120_000);

  it('is named among what is left to put back once its brand is on Classic again unasked, until it is seen off', async () => {
    await asked();
    await toTheDrain(world);
    await throughTheDrain(world);
    await typePhrase(world, 'convert harbor');
    await passTo(world, '2026-11-24T10:31:00Z');
    await world.press('U0MINA', 'step_confirm:rb-0-click:harbor');
    desk().convertWidget(['harbor']);
    await passTo(world, '2026-11-24T10:37:00Z');
    expect(ours()[0]?.active).toBe(true);
    const LEFT =
      'Left to put back: Ferry’s messaging routing trigger “Ferry: messaging of harbor to Web Chat”, still on. Unless harbor turns again';
    expect(await world.type('U0DAN', 'why harbor')).not.toContain('Left to put back');
    desk().returnWidget(['harbor']);
    await world.pass(10 * MINUTE);
    expect(posted(world).filter((text) => text.includes('Ferry had not asked for that') && text.includes(LEFT))).toHaveLength(1);
    const board = () => world.slack.messages('C0MIGRATION').find(({ text }) => text.startsWith('harbor · ') && text.includes('Tue 24 Nov'));
    expect(JSON.stringify(board()?.blocks)).toContain(LEFT);
    expect(await world.type('U0DAN', 'why harbor')).toContain(LEFT);
    expect(await world.type('U0KIM', 'why harbor')).toContain('되돌려야 할 것: 아직 활성 상태인 Ferry의 메시징 라우팅 트리거');
    // It is a person's to decide: Ferry leaves it on.
    expect(sent()).toHaveLength(2);
    for (const trigger of ours()) Object.assign(trigger, { active: false });
    await world.type('U0ADA', 'check harbor');
    await world.until('the look', async () => !(await world.type('U0DAN', 'why harbor')).includes('Left to put back'));
  }, 120_000);

  it('is made once when only the answer was lost', async () => {
    await asked();
    await schedule(world);
    desk().fault({ mode: 'cut', family: '/api/v2/triggers', method: 'POST', times: 1 });
    await signEverything(world);
    await world.pass(5 * MINUTE);
    expect(ours()).toHaveLength(1);
    const change = (await world.migration()).changes['routing_trigger:harbor'];
    expect([change?.tries, change?.seenAt === undefined]).toEqual([1, false]);
  }, 120_000);

  it('is not made without the setting, nor where an active one does it already', async () => {
    world = await prepared();
    await world.type('U0ADA', 'settings harbor routing-trigger Web Chat');
    await schedule(world);
    await signEverything(world);
    expect(sent()).toEqual([]);
    expect((await world.migration()).changes['routing_trigger:harbor']).toMatchObject({ was: 'there' });
    expect(await world.type('U0DAN', 'cutover harbor')).toContain('1 there before');
  }, 120_000);

  it('is a person’s where the token may not write it, and that is told once', async () => {
    await asked();
    const [first] = desk().account.agents;
    desk().editAgent(first?.id ?? 0, { role: 'agent' });
    await schedule(world);
    await signEverything(world);
    await world.pass(10 * MINUTE);
    expect(ours()).toEqual([]);
    expect(posted(world).filter((text) => text.includes('makes or switches on no messaging routing trigger'))).toHaveLength(1);
    expect((await world.migration()).changes['routing_trigger:harbor']?.refused).toBe('not_allowed');
  }, 120_000);

  it('is not made against an active one to another group', async () => {
    world = await prepared();
    await world.type('U0ADA', 'settings harbor routing-trigger returns');
    await schedule(world);
    await signEverything(world);
    expect(sent()).toEqual([]);
    expect(posted(world).filter((text) => text.includes('already gives these tickets to another group'))).toHaveLength(1);
  }, 120_000);

  it('stays inactive when the plan ends before the click', async () => {
    await asked();
    await toTheDrain(world);
    await world.type('U0MINA', 'cutover harbor cancel');
    await world.until('the end of it', async () => {
      await world.pass(10_000);
      return (await world.migration()).changes['routing_trigger:harbor']?.undo.seen !== undefined;
    });
    expect(ours()).toMatchObject([{ active: false }]);
    expect(sent()).toEqual(['POST /api/v2/triggers 201']);
  }, 120_000);
});
