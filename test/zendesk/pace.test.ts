import { describe, expect, it } from 'vitest';
import { between } from '../../src/migration/time.ts';
import { type Lane, statusBudget } from '../../src/zendesk/pace/budget.ts';
import { type Family, newPace } from '../../src/zendesk/pace/pace.ts';
import { type FakeTime, fakeTime, harbor } from './answering.ts';

function pacing(ratePerMinute?: number) {
  const time = fakeTime();
  const begun = time.clock();
  const pace = newPace({ ...time, ratePerMinute });
  const ask = (lane: Lane = 'rest', family: Family = 'support') =>
    pace.run({ what: 'GET /', family, lane }, async () => between(begun, time.clock()) / 1_000);
  const many = (count: number, lane?: Lane, family?: Family) => Promise.all(Array.from({ length: count }, () => ask(lane, family)));
  return { time, pace, ask, many };
}

it('begins with a quarter of the smallest plan, a fifth of it kept for the watch', async () => {
  const { ask, many } = pacing();
  expect(Math.max(...(await many(40)))).toBe(0);
  expect(Math.max(...(await many(10, 'watch')))).toBe(0);
  expect(await ask('watch')).toBe(60);
});

it('lets the watch pass the rest, which waits', async () => {
  const time = fakeTime();
  const minute = Promise.withResolvers<void>();
  const pace = newPace({ clock: time.clock, sleep: () => minute.promise, ratePerMinute: 10 });
  const done: string[] = [];
  const ask = (name: string, lane: Lane) => pace.run({ what: name, family: 'support', lane }, async () => void done.push(name));
  const rest = Array.from({ length: 16 }, () => ask('rest', 'rest'));
  await new Promise(setImmediate);
  expect(done.length).toBe(8);
  await Promise.all([ask('watch', 'watch'), ask('watch', 'watch')]);
  expect(done.slice(8)).toEqual(['watch', 'watch']);
  time.move(60_000);
  minute.resolve();
  await Promise.all(rest);
  expect(done.length).toBe(18);
});

it('lets the watch go first where both have waited for the same minute', async () => {
  const time = fakeTime();
  const sleepers: (() => void)[] = [];
  const sleep = () => new Promise<void>((resolve) => void sleepers.push(resolve));
  const pace = newPace({ clock: time.clock, sleep, ratePerMinute: 10 });
  const done: string[] = [];
  const ask = (lane: Lane, family: Family = 'support') => void pace.run({ what: 'GET /', family, lane }, async () => void done.push(lane));
  const settled = () => new Promise(setImmediate);
  for (let index = 0; index < 20; index += 1) ask('leisure');
  await settled();
  for (let index = 0; index < 12; index += 1) ask('watch');
  await settled();
  expect(done.splice(0)).toEqual([...Array(8).fill('leisure'), 'watch', 'watch']);
  // Another limit is another matter.
  ask('leisure', 'chat');
  await settled();
  expect(done.splice(0)).toEqual(['leisure']);
  time.move(60_000);
  for (const wake of sleepers.splice(0)) wake();
  await settled();
  expect(done.splice(0)).toEqual(Array(10).fill('watch'));
  time.move(60_000);
  for (const wake of sleepers.splice(0)) wake();
  await settled();
  expect(done).toEqual(Array(8).fill('leisure'));
});

it('counts any 60 seconds, not minutes of the clock', async () => {
  const { ask, many, time } = pacing(5);
  await many(2);
  time.move(40_000);
  await many(2);
  expect(await ask()).toBe(60);
  expect(await ask()).toBe(60);
  expect(await ask()).toBe(100);
});

it('takes a quarter of what the plan allows', async () => {
  const { ask, many, pace } = pacing();
  pace.learn(400);
  expect(Math.max(...(await many(80)))).toBe(0);
  expect(await ask()).toBe(60);
});

it('asks at least once a minute', async () => {
  const { ask, pace } = pacing(0);
  pace.learn(1);
  expect(await ask()).toBe(0);
  expect(await ask()).toBe(60);
});

it('holds back one family as long as it was told, and no other', async () => {
  const { ask, pace } = pacing();
  pace.hold('support', 20_000);
  pace.hold('support', 5_000);
  expect(await ask('watch', 'widget')).toBe(0);
  expect(await ask('rest', 'support')).toBe(20);
});

it('waits out a minute that Zendesk asks for, where there is time, and at most five', async () => {
  const { ask, pace, time } = pacing();
  pace.hold('support', 60_000);
  await expect(ask('rest')).rejects.toMatchObject({ retryAfterMs: 60_000 });
  await expect(ask('watch')).rejects.toMatchObject({ retryAfterMs: 60_000 });
  expect(await ask('leisure')).toBe(60);
  pace.hold('support', 301_000);
  await expect(ask('leisure')).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 301_000 });
  expect(time.slept).toEqual([60_000]);
});

it('lets others pass whom nobody holds back', async () => {
  const time = fakeTime();
  const pace = newPace({ clock: time.clock, sleep: () => new Promise(() => {}) });
  pace.hold('support', 60_000);
  const ask = (family: Family) => pace.run({ what: 'GET /', family, lane: 'leisure' }, async () => family);
  for (let index = 0; index < 8; index += 1) void ask('support');
  expect(await ask('chat')).toBe('chat');
});

it('lets others pass who wait for another limit, in every lane', async () => {
  const time = fakeTime();
  const pace = newPace({ clock: time.clock, sleep: () => new Promise(() => {}) });
  const ask = (lane: Lane, family: Family) => pace.run({ what: 'GET /', family, lane }, async () => family);
  for (const lane of ['leisure', 'rest', 'watch'] as const) {
    for (let index = 0; index < 60; index += 1) void ask(lane, 'widget');
    expect(await ask(lane, 'support')).toBe('support');
  }
});

it('counts Chat apart, which is 200 a minute on every plan, the stream with it', async () => {
  const { ask, many, pace } = pacing();
  pace.learn(2_500, { remaining: 10, resetMs: 60_000 });
  expect(Math.max(...(await many(40, 'rest', 'chat')))).toBe(0);
  expect(Math.max(...(await many(10, 'watch', 'stream')))).toBe(0);
  expect(await ask('watch', 'stream')).toBe(60);
  expect(await ask('rest', 'help_center')).toBe(60);
});

it('exports a hundred a minute at most, and those count for Support as well', async () => {
  const { pace, time, ask } = pacing();
  pace.learn(2_500);
  const begun = time.clock();
  const found = (what: string) => pace.run({ what, family: 'support', lane: 'rest' }, async () => between(begun, time.clock()) / 1_000);
  const exported = await Promise.all(Array.from({ length: 21 }, () => found('GET /api/v2/search/export')));
  expect(exported.filter((at) => at === 0).length).toBe(20);
  expect(exported.at(-1)).toBe(60);
  expect(await ask()).toBe(60);
});

it('asks the status page ten times a minute for all accounts together', async () => {
  const time = fakeTime();
  const status = statusBudget();
  const ask = (lane: Lane) => newPace({ ...time, status }).run({ what: 'GET /', family: 'status', lane }, async () => time.clock());
  const begun = time.clock();
  for (let account = 0; account < 8; account += 1) expect(await ask('leisure')).toBe(begun);
  await expect(ask('leisure')).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 60_000 });
  expect(await ask('watch')).toBe(begun);
  expect(await ask('watch')).toBe(begun);
  expect(between(begun, await ask('watch'))).toBe(60_000);
});

it('says at once when a hold is long', async () => {
  const { ask, pace, time } = pacing();
  pace.hold('support', 60_000);
  time.move(10_000);
  await expect(ask()).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 50_000 });
  time.move(50_000);
  expect(await ask()).toBe(60);
});

it('is not stopped by a clock that is set back', async () => {
  const { ask, many, pace, time } = pacing(5);
  await many(4);
  pace.hold('support', 60_000);
  time.move(-3_600_000);
  expect(await ask()).toBe(-3_600);
});

it('goes on after a request that failed', async () => {
  const { ask, pace } = pacing();
  const failing = pace.run({ what: 'GET /', family: 'support', lane: 'rest' }, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await ask()).toBe(0);
});

const SETTINGS = '/harbor/api/v2/account/settings';
const GROUPS = '/harbor/api/v2/groups';

it('is shared by the clients of an account: after a 429 none of them asks', async () => {
  const time: FakeTime = fakeTime();
  const pace = newPace(time);
  const one = await harbor(undefined, { ...time, pace });
  const other = await harbor(undefined, { ...time, pace });
  one.server.on(SETTINGS, { status: 429, headers: { 'retry-after': '90' }, text: '' });
  other.server.on(GROUPS, { json: { groups: [], meta: { has_more: false } } });
  await expect(one.zendesk.settings()).rejects.toMatchObject({ retryAfterMs: 90_000 });
  await expect(other.zendesk.groups()).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 90_000 });
  expect(other.server.met).toEqual([]);
  time.move(90_000);
  expect(await other.zendesk.groups()).toEqual([]);
});

it.each([
  ['0', 1_000],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', 1_500],
])('reads Retry-After %s', async (header, sleptMs) => {
  const { server, time, zendesk } = await harbor();
  server.on(SETTINGS, { status: 429, headers: { 'retry-after': header }, text: '' }, { json: { settings: {} } });
  if (sleptMs === undefined) return expect(zendesk.settings()).rejects.toMatchObject({ retryAfterMs: 60_000 });
  await zendesk.settings();
  expect(time.slept).toEqual([sleptMs]);
});

it('asks about a Retry-After of weeks again within the hour', async () => {
  const { server, zendesk } = await harbor();
  server.on(SETTINGS, { status: 429, headers: { 'retry-after': '9999999' }, text: '' });
  await expect(zendesk.settings()).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
});

it('gives up after the third 429', async () => {
  const { server, zendesk } = await harbor();
  server.on(SETTINGS, { status: 429, headers: { 'retry-after': '2' }, text: '' });
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 2_000 });
  expect(server.met.length).toBe(3);
});

it('honours the Retry-After of a 503', async () => {
  const { server, time, zendesk } = await harbor();
  server.on(SETTINGS, { status: 503, headers: { 'retry-after': '9' }, text: '' }, { json: { settings: {} } });
  await zendesk.settings();
  expect(time.slept).toEqual([9_000]);
});

it('leaves a long maintenance to its caller', async () => {
  const { server, time, zendesk } = await harbor();
  server.on(SETTINGS, { status: 503, headers: { 'retry-after': '600' }, text: '' });
  await expect(zendesk.settings()).rejects.toMatchObject({ name: 'ZendeskUnavailable', retryAfterMs: 600_000 });
  expect(server.met.length).toBe(1);
  expect(time.slept).toEqual([]);
});

it('learns the plan from X-Rate-Limit of Support alone', async () => {
  const { server, time, zendesk } = await harbor(undefined, { ratePerMinute: 2 });
  server.on('/rtm/stream/chats', { headers: { 'x-rate-limit': '4' }, json: { status_code: 200 } });
  server.on(SETTINGS, { headers: { 'x-rate-limit': '700' }, json: { settings: {} } });
  await zendesk.settings();
  await Promise.all(Array.from({ length: 50 }, () => zendesk.settings()));
  await zendesk.liveChats();
  await zendesk.settings();
  expect(time.slept).toEqual([]);
});

it('learns Chat’s own limit from Chat’s header, and nothing of it from Support’s', async () => {
  const { server, time, zendesk } = await harbor(undefined, { ratePerMinute: 2 });
  server.on('/harbor/api/v2/chat/departments', { headers: { 'x-rate-limit': '400' }, json: [] });
  server.on(SETTINGS, { headers: { 'x-rate-limit': '4' }, json: { settings: {} } });
  await zendesk.departments();
  await Promise.all(Array.from({ length: 50 }, () => zendesk.departments()));
  expect(time.slept).toEqual([]);
  await zendesk.settings();
  await zendesk.departments();
  expect(time.slept).toEqual([]);
});

it('keeps to the share that the account’s people set', async () => {
  const { many, ask, pace } = pacing();
  pace.learn(400);
  pace.keepTo(0.5);
  expect(Math.max(...(await many(160)))).toBe(0);
  expect(await ask()).toBe(60);
  pace.learn(200);
  const slower = pacing();
  slower.pace.keepTo(0.05);
  expect(Math.max(...(await slower.many(8)))).toBe(0);
  expect(await slower.ask()).toBe(60);
});

it('leaves the last tenth of the plan to the customer, but for the watch', async () => {
  const { ask, pace, time } = pacing();
  pace.learn(400, { remaining: 39, resetMs: 20_000 });
  expect(await ask('watch')).toBe(0);
  expect(await ask()).toBe(20);
  pace.learn(400, { remaining: 12, resetMs: 600_000 });
  expect(await ask()).toBe(80);
  pace.learn(400, { remaining: 12, resetMs: 30_000 });
  pace.learn(400, { remaining: 200, resetMs: 30_000 });
  expect(await ask()).toBe(80);
  // A clock that was set back makes nobody wait for the day to come round.
  pace.learn(400, { remaining: 0, resetMs: 60_000 });
  time.move(-3_600_000);
  expect(await ask()).toBe(80 - 3_600);
});

it('reads how much is left from the answers', async () => {
  const { server, zendesk, time } = await harbor(undefined, {});
  const good = { settings: {} };
  server.on('/harbor/api/v2/account/settings', {
    json: good,
    headers: { 'x-rate-limit': '200', 'x-rate-limit-remaining': '3', 'ratelimit-reset': '41' },
  });
  await zendesk.settings();
  expect(time.slept).toEqual([]);
  await zendesk.settings();
  expect(time.slept).toEqual([41_000]);
});

describe('once the process ends', () => {
  /** Nobody is woken but by the end. */
  function ending() {
    const time = fakeTime();
    const ends = new AbortController();
    const sleep = (_ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    const pace = newPace({ clock: time.clock, sleep, ends: ends.signal, ratePerMinute: 2 });
    const ask = () => pace.run({ what: 'GET /', family: 'support', lane: 'leisure' }, async () => 'asked');
    return { pace, ask, end: () => ends.abort() };
  }
  const givenUp = { status: 'rejected', reason: expect.objectContaining({ name: 'GivenUp' }) };

  it('whoever waits for a share of the limit gives up at once, and those behind them too', async () => {
    const { ask, end } = ending();
    const all = Promise.allSettled(Array.from({ length: 9 }, ask));
    await new Promise(setImmediate);
    end();
    const [first, ...others] = await all;
    expect(first).toEqual({ status: 'fulfilled', value: 'asked' });
    expect(others).toEqual(others.map(() => givenUp));
  });

  it('whoever waits out a 429 gives up as well, and nothing new is asked', async () => {
    const { ask, end, pace } = ending();
    pace.hold('support', 60_000);
    const waiting = Promise.allSettled([ask()]);
    await new Promise(setImmediate);
    end();
    expect(await waiting).toEqual([givenUp]);
    await expect(ask()).rejects.toThrow('Ferry ends');
  });

  it('an answer that does not come is not waited for, but a change is', async () => {
    const ends = new AbortController();
    const { server, zendesk } = await harbor(undefined, { ends: ends.signal });
    server.on(SETTINGS, { odd: 'never' });
    const reading = zendesk.settings();
    await expect.poll(() => server.count(SETTINGS)).toBe(1);
    const PATCHED = '/harbor/api/v2/chat/routing_settings/account';
    const { promise: late, resolve } = Promise.withResolvers<void>();
    server.on(PATCHED, async () => {
      await late;
      return { json: { data: {} } };
    });
    const writing = zendesk.setChatLimit({ enabled: true, limit: 1 });
    await expect.poll(() => server.count(PATCHED)).toBe(1);
    ends.abort();
    await expect(reading).rejects.toMatchObject({ name: 'GivenUp' });
    resolve();
    await writing;
  });
});
