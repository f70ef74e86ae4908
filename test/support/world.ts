import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { type MovableClock, movableClock } from '../../playground/clock.ts';
import { SCOPES } from '../../playground/scenario.ts';
import { type SlackWorld, startSlack } from '../../playground/slack/server.ts';
import { BOT, type Channel, type User } from '../../playground/slack/types.ts';
import { waysInto } from '../../playground/stage/public-pages.ts';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { startZendesk, type ZendeskWorld } from '../../playground/zendesk/server.ts';
import { accountKey } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { instant } from '../../src/migration/time.ts';
import { type Running, start } from '../../src/ops/app.ts';
import type { Time } from '../../src/ops/clock.ts';
import { readConfig } from '../../src/ops/config.ts';
import { openStorage } from '../../src/ops/storage.ts';
import type { Store } from '../../src/store/port.ts';
import { secret } from '../../src/store/vault.ts';

/** People of the test workspace; `ada` is a Slack workspace admin. */
export const users: readonly User[] = [
  { id: 'U0ADA', name: 'ada', realName: 'Ada', locale: 'en-US', tz: 'Europe/Vilnius', isAdmin: true },
  { id: 'U0JOON', name: 'joon', realName: 'Joon', locale: 'ko-KR', tz: 'Asia/Seoul' },
  { id: 'U0SOFIA', name: 'sofia', realName: 'Sofia', locale: 'en-US', tz: 'Europe/London' },
  { id: 'U0MINA', name: 'mina', realName: 'Mina', locale: 'en-US', tz: 'Europe/Vilnius', email: 'mina@harbor.example' },
  { id: 'U0DAN', name: 'dan', realName: 'Dan', locale: 'en-US', tz: 'Europe/London', email: 'Dan@harbor.example' },
  { id: 'U0KIM', name: 'kim', realName: 'Kim', locale: 'ko-KR', tz: 'Asia/Seoul' },
  { id: 'U0GUEST', name: 'guest', realName: 'Gus', locale: 'en-US', tz: 'Europe/Paris', isRestricted: true },
];

const everybody = users.map(({ id }) => id);
const channels: readonly Channel[] = [
  { id: 'C0MIGRATION', name: 'migration', members: [...everybody, BOT.userId] },
  { id: 'C0AGENTS', name: 'agents', members: ['U0KIM', 'U0JOON', BOT.userId] },
  { id: 'C0OTHER', name: 'other', members: everybody },
];

/** Both simulators and the bot in this process, on one clock that only the test moves. */
export interface TestWorld {
  readonly clock: MovableClock;
  readonly slack: SlackWorld;
  readonly zendesk: ZendeskWorld;
  readonly env: Readonly<Record<string, string>>;
  /** Lets so much time pass in steps of a few seconds, and the bot react to each. */
  pass(ms: number, stepMs?: number): Promise<void>;
  /** Waits until it holds; at most some seconds of the machine's time. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  migration(key?: string): Promise<Migration>;
  /** What was last read of the account, as it is stored. */
  report(key?: string): Promise<string | undefined>;
  /** Writes into the log as if this person had done it, without the way through Slack. */
  said(user: string, happened: readonly Happening[], key?: string): Promise<void>;
  /** Types a command as a person and gives what they alone then see. */
  type(user: string, text: string, channel?: string): Promise<string>;
  /** Presses the newest button of this action id, wherever it is. @throws when there is none */
  press(user: string, action: string): Promise<string>;
  /** Whether a button of this action id is there to be pressed. */
  has(action: string): boolean;
  /** Ends the bot, and begins it again: the store is what is left of it. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a world at `at` with these accounts, connected under their subdomain as key. */
export async function testWorld(seeds: readonly AccountSeed[], at = Date.parse('2026-11-24T09:00:00.000Z')): Promise<TestWorld> {
  const clock = movableClock(at, 0.001);
  const folder = await mkdtemp(join(tmpdir(), 'ferry-'));
  const [slack, zendesk] = await Promise.all([
    startSlack({
      clock,
      users,
      channels,
      scopes: SCOPES,
      botToken: 'xoxb-test',
      appToken: 'xapp-test',
      signingSecret: 'test',
      rateLimits: false,
    }),
    startZendesk({ clock, accounts: [...seeds], traffic: false, limitFactor: 1000 }),
  ]);
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_APP_TOKEN: 'xapp-test',
    SLACK_API_URL: slack.apiUrl,
    ZENDESK_URL: zendesk.urls.zendesk,
    ZENDESK_STREAM_URL: zendesk.urls.stream,
    ZENDESK_STATUS_URL: zendesk.urls.status,
    DATABASE_URL: `file:${join(folder, 'ferry.db')}`,
    FERRY_SECRET_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
  };
  const checked = readConfig(env);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  const { config } = checked;
  const time = timeOf(clock);
  const { store, vault } = await openStorage(config, time);
  for (const seed of seeds) {
    const key = accountKey(seed.subdomain);
    if (key === undefined) throw new Error(`no key: ${seed.subdomain}`);
    await vault.put(key, secret(JSON.stringify({ support: { token: `zd_${seed.subdomain}` }, chat: { token: `chat_${seed.subdomain}` } })));
    await store.append(key, 0, { kind: 'server' }, [
      { type: 'account_added', subdomain: zendeskSub(seed.subdomain), kind: 'production', timeZone: 'Europe/Vilnius' },
      { type: 'connected' },
      { type: 'role_given', role: 'admin', user: 'U0ADA' },
    ]);
  }
  const ways = waysInto(zendesk.urls.zendesk);
  let running: Running = await start(config, time, ways);
  const world: TestWorld = {
    clock,
    slack,
    zendesk,
    env,
    async pass(ms, stepMs = 10_000) {
      const end = clock.now() + ms;
      while (clock.now() < end) {
        clock.jump(Math.min(end, clock.now() + stepMs));
        await quiet();
      }
      await settled(store, clock.now());
    },
    async until(what, holds) {
      const end = Date.now() + 20_000;
      while (!(await holds())) {
        if (Date.now() > end) throw new Error(`never: ${what}`);
        await pause(10);
      }
    },
    async migration(key = seeds[0]?.subdomain ?? '') {
      const account = accountKey(key);
      return replay(account ? await store.read(account) : []);
    },
    async report(key = seeds[0]?.subdomain ?? '') {
      const account = accountKey(key);
      return account && store.report(account);
    },
    async said(user, happened, key = seeds[0]?.subdomain ?? '') {
      const account = accountKey(key);
      if (account !== undefined)
        await store.append(account, (await store.read(account)).length, { kind: 'person', slackUserId: user }, happened);
    },
    async type(user, text, channel = 'C0MIGRATION') {
      const before = slack.ephemerals(user).length;
      const answer = await slack.slash(user, channel, text);
      if (!answer.ok) throw new Error(`not acknowledged: ${text}: ${JSON.stringify(answer)}`);
      await world.until(`an answer to ${text}`, () => slack.ephemerals(user).length > before || slack.modals(user).length > 0);
      await pause(40);
      return slack
        .ephemerals(user)
        .slice(before)
        .map(({ text: said, blocks }) => `${said}\n${JSON.stringify(blocks)}`)
        .join('\n');
    },
    async press(user, action) {
      const place = buttons(slack, user).findLast((each) => each.action === action || each.action.startsWith(`${action}:`));
      if (place === undefined) throw new Error(`no button ${action}`);
      const before = slack.ephemerals(user).length;
      await slack.press(user, { channel: place.channel, ts: place.ts }, place.action);
      await world.until(`an answer to ${action}`, () => slack.ephemerals(user).length > before || slack.modals(user).length > 0);
      await pause(40);
      return slack
        .ephemerals(user)
        .slice(before)
        .map(({ text }) => text)
        .join('\n');
    },
    has: (action) => buttons(slack, 'U0ADA').some((each) => each.action === action || each.action.startsWith(`${action}:`)),
    down: () => running.stop(),
    async up() {
      running = await start(config, time, ways);
      await world.until('a connection to Slack', () => slack.connections() > 0);
    },
    async stop() {
      await running.stop();
      await store.close();
      await Promise.all([slack.stop(), zendesk.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await world.until('a connection to Slack', () => slack.connections() > 0);
  return world;
}

/** Less than this in so many milliseconds: nothing is under way but what waits for the clock. */
const AT_REST_MS = 2;
const LOOKED_AT_MS = 12;

/**
 * Until the bot and both simulators, which share this process, have nothing to do. A machine that is busy with something
 * else makes that take longer, and not come out otherwise.
 */
async function quiet(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const before = performance.eventLoopUtilization();
    await pause(LOOKED_AT_MS);
    if (performance.eventLoopUtilization(before).active < AT_REST_MS) return;
  }
}

/** Until nothing is due and everything is told; a Slack that is away is not waited for. */
async function settled(store: Store, now: number): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    await quiet();
    const [due, behind] = [await store.due(instant(new Date(now)), 1), await store.undelivered(1)];
    if (due.length === 0 && behind.length === 0) return;
    await pause(20);
  }
}

function zendeskSub(text: string) {
  return text as NonNullable<Migration['account']>['subdomain']; // seeds hold subdomains only
}

/** The world's clock as the bot's time. */
export function timeOf(clock: MovableClock): Time {
  const at: Time['at'] = (when, call) => clock.at(Date.parse(when), call);
  return {
    now: () => instant(new Date(clock.now())),
    at,
    async sleep(ms, signal) {
      if (signal?.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const takeBack = clock.at(clock.now() + ms, resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      takeBack();
    },
  };
}

interface ButtonPlace {
  readonly channel: string;
  readonly ts: string;
  readonly action: string;
}

/** Every button that this person can see, oldest first. */
function buttons(slack: SlackWorld, user: string): readonly ButtonPlace[] {
  const posts = channels.flatMap(({ id }) => slack.messages(id).flatMap((thread) => [thread, ...thread.replies]));
  const all = [...posts.filter(({ deleted }) => !deleted), ...slack.ephemerals(user)];
  return all
    .flatMap(({ channel, ts, blocks }) =>
      [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, action = '']) => ({ channel, ts, action })),
    )
    .toSorted((a, b) => Number(a.ts) - Number(b.ts));
}
