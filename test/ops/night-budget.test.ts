import { expect, it, onTestFinished } from 'vitest';
import { movableClock } from '../../playground/clock.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk } from '../../playground/zendesk/server.ts';
import { gateTopics } from '../../src/checklist/look-through.ts';
import { readReport } from '../../src/checklist/readings.ts';
import { accountKey } from '../../src/migration/account.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { looker } from '../../src/ops/rounds/look.ts';
import { zendeskFor } from '../../src/ops/zendesk.ts';
import { memoryStore } from '../support/memory-store.ts';
import { eventsOf, known } from '../support/scene.ts';
import { at } from '../zendesk/answering.ts';

const START = Date.UTC(2026, 10, 24, 23, 49);
const KEY = known(accountKey('harbor'));
const TOKENS = { support: { token: 'zd_harbor' }, chat: { token: 'chat_harbor' } };
/** A quarter of what Zendesk allows the smallest plan in a minute. */
const SHARE = 50;

/** The smallest plan's account, ten minutes before its window, on a clock that stands still until a test moves it. */
async function tenMinutesBefore() {
  const clock = movableClock(START, 0);
  const now = () => instant(new Date(clock.now()));
  const simulated = await startZendesk({ clock, accounts: [harborShop({ plan: 'suite_team' })] });
  onTestFinished(() => simulated.stop());
  const { zendesk: zendeskUrl, stream: streamUrl, status: statusUrl } = simulated.urls;
  const time = {
    now,
    at: (when: string, call: () => void) => clock.at(Date.parse(when), call),
    sleep: (ms: number) => new Promise<void>((resolve) => void clock.at(clock.now() + ms, resolve)),
  };
  const clients = zendeskFor({ zendeskUrl, streamUrl, statusUrl }, time)(at('harbor'), TOKENS);
  const store = memoryStore(now);
  const look = looker({
    store,
    time,
    // No channel was shared with, and nobody holds a role whose address would be asked for.
    slack: { members: async () => [], person: async () => ({}) } as never,
    clientsOf: async () => clients,
    helpCenterOf: () => 'http://127.0.0.1/hc',
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const opensAt = later(now(), 10 * MINUTE_MS);
  const brands = [{ subdomain: at('harbor'), path: 'convert' as const }];
  const plan = { opensAt, closesAt: later(opensAt, 90 * MINUTE_MS), timeZone: 'UTC', brands, runbookVersion: 2 };
  const migration: Migration = replay(eventsOf({ happened: { type: 'scheduled', plan }, at: later(now(), -MINUTE_MS) }));
  const asked = () => simulated.log().filter(({ path }) => path.startsWith('/api/v2/') && !/^\/api\/v2\/(chat|help_center)\//.test(path));
  /** Until the others have asked for all that checks may ask in a minute, and wait for the next. */
  const usedUp = () => expect.poll(() => asked().length, { timeout: 20_000 }).toBe(0.8 * SHARE);
  return { clock, look, migration, clients, asked, usedUp, report: async () => readReport(await store.report(KEY)) };
}

/** Over before the clock has moved, however slow the machine is. */
const isDone = (work: Promise<unknown>) => within(work, 20_000);
/** So long, in the machine's time, whatever does not wait for the clock would have been over. */
const waits = async (work: Promise<unknown>) => !(await within(work, 1_000));

async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Symbol('late');
  return (await Promise.race([work, new Promise((resolve) => setTimeout(() => resolve(late), ms))])) !== late;
}

it('looks and writes at once in a night, though people and rounds have used up all that checks may take', async () => {
  const { look, migration, clients, asked, usedUp } = await tenMinutesBefore();
  const others = [...Array.from({ length: 3 }, () => look(KEY, migration)), look(KEY, migration, ['groups', 'brands'], 'rounds')];
  await usedUp();
  expect(await waits(Promise.all(others))).toBe(true);
  expect(await isDone(look(KEY, migration, gateTopics, 'cutover'))).toBe(true);
  expect(await isDone(clients.forCutover.setTriggerActive(1, true).catch(() => 'refused'))).toBe(true);
  expect(asked().length).toBeGreaterThan(0.8 * SHARE);
  expect(asked().length).toBeLessThanOrEqual(SHARE);
});

it('has all that the last gate asks for within one minute’s share of the smallest plan', async () => {
  const { look, migration, asked } = await tenMinutesBefore();
  expect(await isDone(look(KEY, migration, undefined, 'cutover'))).toBe(true);
  expect(asked().length).toBeGreaterThan(15);
  expect(asked().length).toBeLessThanOrEqual(SHARE);
});

it('has it a minute later where checks came first, and not behind all of them', async () => {
  const { clock, look, migration, usedUp } = await tenMinutesBefore();
  const others = Array.from({ length: 6 }, () => look(KEY, migration));
  await usedUp();
  const own = look(KEY, migration, undefined, 'cutover');
  expect(await waits(own)).toBe(true);
  clock.jump(clock.now() + MINUTE_MS);
  expect(await isDone(own)).toBe(true);
  expect(await waits(Promise.all(others))).toBe(true);
});

it('begins no second look beside one that is under way here', async () => {
  const { look, migration, asked } = await tenMinutesBefore();
  await Promise.all([look(KEY, migration), look(KEY, migration, undefined, 'rounds')]);
  const once = asked().length;
  await look(KEY, migration, undefined, 'rounds');
  expect(asked().length).toBeGreaterThan(once);
  expect(asked().filter(({ path }) => path.startsWith('/api/v2/triggers/definitions')).length).toBe(2);
});

it('does not end by putting what was read first in the place of what a gate has read since', async () => {
  const { clock, look, migration, usedUp, report } = await tenMinutesBefore();
  const others = Array.from({ length: 3 }, () => look(KEY, migration));
  await usedUp();
  clock.jump(clock.now() + SECOND_MS);
  const gate = await look(KEY, migration, gateTopics, 'cutover');
  clock.jump(clock.now() + MINUTE_MS);
  await Promise.all(others);
  expect((await report()).readings.brands?.at).toBe(gate.readings.brands?.at);
});
