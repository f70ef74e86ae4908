import { beforeEach, describe, expect, it } from 'vitest';
import { itemState } from '../../src/checklist/item-state.ts';
import { itemById } from '../../src/checklist/items/items.ts';
import { type Report, readReport } from '../../src/checklist/readings.ts';
import { sayDone } from '../../src/checklist/words.ts';
import { confirmStep, gateIsGreen } from '../../src/cutover/decisions.ts';
import { groupsToSpeak } from '../../src/cutover/steps/groups.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { noWatch, watched } from '../../src/migration/run/watch.ts';
import type { Statement } from '../../src/migration/sign-offs.ts';
import { later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { askMessage } from '../../src/slack/blocks/asks.ts';
import { textsIn } from '../../src/slack/locales/texts.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import type { Scene } from '../../src/slack/request/request.ts';
import { ZendeskRefused } from '../../src/zendesk/port.ts';
import { key, planned, type SmallWorld, shop, smallWorld } from '../support/small-world.ts';

const GROUPS = ['Support', 'Orders'];
const CHATS = 'migrate-close-active-chats';
const DRAIN = 'rb-15m-drain';
const NONE = { incoming: 0, assigned: 0, active: 0 };
let world: SmallWorld;

function done(step: string): readonly Happening[] {
  return [
    { type: 'step_begun', step },
    { type: 'step_done', step, how: 'said', saw: '' },
  ];
}

async function pass(ms: number, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    world.pass(ms);
    await world.advance();
  }
}

async function report(): Promise<Report> {
  return readReport(await world.parts.store.report(key));
}

async function press(step: string, group?: string, user = 'LEAD'): Promise<void> {
  world.pass(SECOND_MS);
  const migration = await world.migration();
  const line = lineOf(step, migration);
  const groups = line ? groupsToSpeak(line, (await report()).readings) : [];
  const decision = confirmStep(migration, { user, everywhere: false }, step, group, groups);
  expect(decision).toMatchObject({ ok: true });
  if (decision.ok && decision.happened.length > 0) await world.say(user, ...decision.happened);
  await world.advance();
}

async function typed(item: string): Promise<void> {
  world.pass(SECOND_MS);
  const known = itemById(item);
  if (known === undefined) throw new Error('no item');
  const decision = sayDone(await world.migration(), { user: 'LEAD', everywhere: false }, known, '0');
  if (decision.ok && decision.happened.length > 0) await world.say('LEAD', ...decision.happened);
  await world.advance();
}

const step = async (id: string) => (await world.migration()).run.steps[id];

async function stateOf(id: string): Promise<string | undefined> {
  const known = itemById(id);
  return known && itemState(known, { migration: await world.migration(), readings: (await report()).readings, now: world.now() }).status;
}

async function scene(language: 'en' | 'ko' = 'en'): Promise<Scene> {
  return { key, migration: await world.migration(), report: await report(), now: world.now(), texts: textsIn(language), zone: 'UTC' };
}

async function request(id: string): Promise<string> {
  const line = lineOf(id, await world.migration());
  if (line === undefined) throw new Error('no line');
  return JSON.stringify(askMessage(line, await scene()));
}

async function signed(statement: Statement, user: string): Promise<void> {
  const of = subjectOf(statement, { migration: await world.migration(), readings: (await report()).readings });
  if (of === undefined) throw new Error('nothing to sign');
  await world.say(user, { type: 'signed', statement, verdict: 'yes', of });
}

/** New chats are stopped, and chats are open. */
beforeEach(async () => {
  world = await smallWorld([shop]);
  const port = await world.parts.zendeskOf(key, await world.migration());
  const memberships = async () => GROUPS.map((_, index) => ({ userId: 5 + index, groupId: 1 + index }));
  Object.assign(port, { groups: async () => GROUPS.map((name, index) => ({ id: 1 + index, name })), memberships });
  const plan = planned(world, [shop], 20);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const of = fingerprint(plan.plan);
  await world.say('ADMIN', plan, { type: 'sign_off_asked', statement: 'plan', of });
  await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of }, { type: 'present', user: 'OPERATOR' });
  await world.say(
    'APPROVER',
    ...['rb-14d-baseline', 'rb-7d-gate-activate', 'rb-24h-gate', 'rb-1h-presence', 'rb-1h-status-page'].flatMap(done),
  );
  await world.parts.lookAgain(key, await world.migration());
  await signed('agents_ready', 'LEAD');
  await signed('go', 'APPROVER');
  world.zendesk.chats = { ...NONE, active: 2 };
  await pass(5 * MINUTE_MS);
  await press('rb-15m-stop-new', undefined, 'OPERATOR');
  await pass(20 * SECOND_MS, 4);
  expect((await step('rb-15m-stop-new'))?.done).toBeDefined();
  await pass(20 * SECOND_MS, 2);
});

describe('a word that chats have ended', () => {
  it('given while chats are seen open is dead, and stays so when nothing is seen any more', async () => {
    for (const group of GROUPS) await press(DRAIN, group);
    await typed(CHATS);
    world.zendesk.chats = 'not_computed';
    await pass(20 * SECOND_MS, 12);
    expect((await step(DRAIN))?.done).toBeUndefined();
    expect(await stateOf(CHATS)).toBe('unknown');
    for (const group of GROUPS) await press(DRAIN, group);
    expect((await step(DRAIN))?.done?.how).toBe('said');
  });

  it('stands in for nothing before the interface had three minutes to answer again', async () => {
    world.zendesk.chats = 'not_computed';
    await pass(20 * SECOND_MS);
    for (const group of GROUPS) await press(DRAIN, group);
    await pass(20 * SECOND_MS, 7);
    expect((await step(DRAIN))?.done).toBeUndefined();
    await pass(20 * SECOND_MS, 3);
    expect((await step(DRAIN))?.done?.how).toBe('said');
  });

  it('counts only when every group has been spoken for', async () => {
    world.zendesk.chats = 'not_computed';
    await pass(20 * SECOND_MS, 10);
    expect(await request(DRAIN)).toContain('Orders');
    await press(DRAIN, 'Support');
    await typed(CHATS);
    await pass(20 * SECOND_MS, 3);
    expect((await step(DRAIN))?.done).toBeUndefined();
    await press(DRAIN, 'Orders');
    expect((await step(DRAIN))?.done?.how).toBe('said');
  });

  it('is asked for anew once a chat is seen, and the gate waits', async () => {
    world.zendesk.chats = 'not_computed';
    await pass(20 * SECOND_MS, 10);
    for (const group of GROUPS) await press(DRAIN, group);
    await pass(20 * SECOND_MS, 4);
    expect((await step('rb-15m-ticket-list'))?.done).toBeDefined();
    await pass(30 * SECOND_MS, 12);
    expect((await world.migration()).run.gates[`G3:${shop}`]?.blockers).toEqual([]);
    expect(await request(`rb-15m-final-gate:${shop}`)).toContain('Only said, not seen: “');
    world.zendesk.chats = { ...NONE, active: 1 };
    await pass(30 * SECOND_MS);
    expect(gateIsGreen(await world.migration(), shop)).toBe(false);
    expect((await step(DRAIN))?.done).toBeUndefined();
    const posts = postsOf(await world.parts.store.read(key), await world.migration());
    const told = posts.findLast(({ key: name }) => name.startsWith('open-again'))?.draw(await scene()).text;
    expect(told).toContain('1 live chat is open again');
    expect(told).toContain('<@LEAD>');
    world.zendesk.chats = 'not_computed';
    await pass(30 * SECOND_MS, 12);
    expect(gateIsGreen(await world.migration(), shop)).toBe(false);
    expect(await request(DRAIN)).toContain('Orders');
    world.zendesk.chats = NONE;
    await pass(30 * SECOND_MS, 4);
    expect((await step(DRAIN))?.done?.how).toBe('seen');
    expect(gateIsGreen(await world.migration(), shop)).toBe(true);
  });
});

describe('live chats that begin again when the drain is done', () => {
  const GATE = `rb-15m-final-gate:${shop}`;
  let readings: number;

  beforeEach(async () => {
    const port = await world.parts.zendeskOf(key, await world.migration());
    const real = { ...port };
    Object.assign(port, {
      liveChats: () => {
        readings += 1;
        return real.liveChats();
      },
    });
    world.zendesk.chats = NONE;
    while ((await step('rb-15m-ticket-list'))?.done === undefined) await pass(20 * SECOND_MS);
    expect(await step(GATE)).toBeUndefined();
    readings = 0;
  });

  it('are seen within a minute although the last gate is still to come, are told, and have to end first', async () => {
    world.zendesk.chats = { ...NONE, active: 1 };
    await pass(20 * SECOND_MS, 3);
    expect([await step(GATE), (await step(DRAIN))?.done]).toEqual([undefined, undefined]);
    const posts = postsOf(await world.parts.store.read(key), await world.migration());
    const told = posts.filter(({ key: name }) => name.startsWith('open-again'));
    expect(told).toHaveLength(1);
    expect(told[0]?.draw(await scene()).text).toContain('1 live chat is open again');
    expect(await request(DRAIN)).toContain('1 live chat open');
    await pass(20 * SECOND_MS, 12);
    expect(await step(GATE)).toBeUndefined();
    world.zendesk.chats = NONE;
    await pass(20 * SECOND_MS, 6);
    expect([(await step(DRAIN))?.done?.how, (await step(GATE)) !== undefined]).toEqual(['seen', true]);
  });

  it('are seen while the plan is paused, and the readings are a minute apart', async () => {
    await world.say('OPERATOR', { type: 'halted', because: 'person_asked' });
    await pass(20 * SECOND_MS, 12);
    expect(readings).toBe(4);
    expect((await step(DRAIN))?.done).toBeDefined();
    world.zendesk.chats = { ...NONE, active: 1 };
    await pass(20 * SECOND_MS, 3);
    expect((await step(DRAIN))?.done).toBeUndefined();
  });
});

describe('a word that agents are offline', () => {
  it('is dead once somebody was seen there after it, and is asked for anew', async () => {
    world.zendesk.agents = 'refused';
    world.zendesk.chats = NONE;
    await pass(20 * SECOND_MS, 6);
    for (const group of GROUPS) await press('rb-15m-agents-offline', group);
    expect((await step('rb-15m-agents-offline'))?.done?.how).toBe('said');
    world.zendesk.agents = { online: 1, away: 0, invisible: 0 };
    await pass(30 * SECOND_MS, 10);
    expect((await step('rb-15m-agents-offline'))?.done).toBeUndefined();
    world.zendesk.agents = 'refused';
    await pass(30 * SECOND_MS, 4);
    expect((await step('rb-15m-agents-offline'))?.done).toBeUndefined();
  });
});

describe('where one status is for every channel, and who is online for messaging may not be read', () => {
  it('agents are said to be offline group by group', async () => {
    const port = await world.parts.zendeskOf(key, await world.migration());
    const settings = async () => ({ agentWorkspace: true, chat: true, omnichannelRouting: true, unifiedStatuses: true });
    const messagingAgentsOnline = async () => {
      throw new ZendeskRefused('GET /api/v2/agent_availabilities', 403);
    };
    Object.assign(port, { settings, messagingAgentsOnline });
    await world.parts.lookAgain(key, await world.migration(), ['settings']);
    world.zendesk.chats = NONE;
    await pass(20 * SECOND_MS, 6);
    expect(await request('rb-15m-agents-offline')).toContain('Orders');
    for (const group of GROUPS) await press('rb-15m-agents-offline', group);
    expect((await step('rb-15m-agents-offline'))?.done?.how).toBe('said');
  });
});

describe('the request to end all chats', () => {
  it('tells how many are open', async () => {
    expect(await request(DRAIN)).toContain('2 live chats open');
    world.zendesk.chats = { ...NONE, active: 1 };
    await pass(20 * SECOND_MS, 4);
    expect(await request(DRAIN)).toContain('1 live chat open');
  });

  it('changes its number once a minute at most', () => {
    const readings = [3, 2, 1, 0].map((active, index) => ({ active, at: later(world.now(), index * 20 * SECOND_MS) }));
    const open = readings.map(
      (_, index) =>
        readings
          .slice(0, index + 1)
          .reduce(
            (watch, { active, at }) => watched(watch, { type: 'live_chats_read', live: { status: 'seen', ...NONE, active } }, at),
            noWatch,
          ).chats?.shown.open,
    );
    expect(open).toEqual([3, 3, 3, 0]);
  });
});
