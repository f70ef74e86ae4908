import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type SlackWorld, startSlack } from '../../playground/slack/server.ts';
import { BOT, type Channel } from '../../playground/slack/types.ts';
import { brand } from '../../playground/zendesk/seeds/parts.ts';
import { harborShop } from '../../playground/zendesk/seeds.ts';
import { startZendesk, type ZendeskWorld } from '../../playground/zendesk/server.ts';
import { items } from '../../src/checklist/items/items.ts';
import { wordGivers } from '../../src/checklist/words.ts';
import { type FastClock, fastClock } from '../support/fast-time.ts';
import { type BotProcess, botProcess } from '../support/process.ts';
import { users } from '../support/world.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T09:00:00.000Z');
const RATE = 20;
/** While nobody has anything to do. */
const IDLE_RATE = 240;
const T0 = Date.parse('2026-11-24T10:25:00.000Z');
const WINDOW = '2026-11-24 12:25 90m';
const BRANDS = ['harbor', 'harborcafe'] as const;

const everybody = users.map(({ id }) => id);
const channels: readonly Channel[] = [
  { id: 'C0MIGRATION', name: 'migration', members: [...everybody, BOT.userId] },
  { id: 'C0AGENTS', name: 'agents', members: ['U0KIM', 'U0JOON', BOT.userId] },
];
const scopes = 'app_mentions:read channels:history channels:read chat:write commands files:read files:write groups:history groups:read im:history im:write users:read';

let night: Night | undefined;

afterEach(async () => {
  await night?.end();
  night = undefined;
});

describe('the real process, twenty times as fast', () => {
  it('goes from an imported account to Finish, by Slack alone', async () => {
    night = await open('socket');
    await walk(night, async () => {});
    await isClean(night);
    expect(await night.bot.stop()).toBe(0);
  }, 180_000);

  it('is killed again and again on the way, and does nothing twice', async () => {
    night = await open('socket');
    const reaper = killer(night);
    await walk(night, reaper.at);
    await isClean(night);
    expect(reaper.killed()).toEqual([...moments]);
  }, 180_000);
});

/** Where the bot is killed; those that name a method of Slack's are in the middle of such a call. */
const moments = [
  'marking items',
  'scheduled',
  'chat.postMessage',
  'signed',
  'promised',
  'draining',
  'phrase typed',
  'click claimed',
  'between readings',
  'files.completeUploadExternal',
  'finish pressed',
] as const;
type Moment = (typeof moments)[number];
type Fate = (moment: Moment) => Promise<void>;

interface Night {
  readonly clock: FastClock;
  readonly slack: SlackWorld;
  readonly zendesk: ZendeskWorld;
  readonly bot: BotProcess;
  readonly database: string;
  readonly ready: () => Promise<void>;
  /** What Slack could not bring to the app, so that the person had to do it again. */
  readonly missed: string[];
  readonly end: () => Promise<void>;
}

async function open(mode: 'socket' | 'http'): Promise<Night> {
  const clock = fastClock(START, RATE);
  const folder = await mkdtemp(join(tmpdir(), 'ferry-night-'));
  const port = mode === 'http' ? await freePort() : 0;
  const database = join(folder, 'ferry.db');
  const seed = harborShop({ plan: 'suite_enterprise' });
  const seeds = [{ ...seed, brands: [...seed.brands, brand(7_002, 'Harbor Café', 'harborcafe')] }];
  const requestUrl = mode === 'http' ? { requestUrl: `http://127.0.0.1:${port}/slack/events` } : {};
  const tokens = { botToken: 'xoxb-night', appToken: 'xapp-night', signingSecret: 'night' };
  const [slack, zendesk] = await Promise.all([
    startSlack({ clock, users, channels, scopes: scopes.split(' '), ...tokens, ...requestUrl, signingClock: clock.now }),
    startZendesk({ clock, accounts: seeds, traffic: false }),
  ]);
  const env = {
    SLACK_BOT_TOKEN: tokens.botToken,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: tokens.signingSecret } : { SLACK_APP_TOKEN: tokens.appToken }),
    SLACK_API_URL: slack.apiUrl,
    ZENDESK_URL: zendesk.urls.zendesk,
    ZENDESK_STREAM_URL: zendesk.urls.stream,
    ZENDESK_STATUS_URL: zendesk.urls.status,
    DATABASE_URL: `file:${database}`,
    FERRY_SECRET_KEY: randomBytes(32).toString('base64'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
  };
  const bot = botProcess(env, clock, folder);
  if (process.env['TEST_LOG']) slack.onChange(({ kind }) => { if (kind === 'connection') process.stderr.write(`   ${(performance.now() / 1000).toFixed(3)} connections ${slack.connections()}\n`); });
  const isReady = async () => {
    if (mode === 'socket') return slack.connections() > 0;
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    return answer?.ok === true;
  };
  const made: Night = {
    clock,
    slack,
    zendesk,
    bot,
    database,
    ready: () => until(made, 'the bot is ready', isReady),
    missed: [],
    async end() {
      bot.kill();
      await bot.gone();
      await Promise.all([slack.stop(), zendesk.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return made;
}

/** The whole way, as people go it. `fate` is told of the moments at which the bot may be killed. */
async function walk(world: Night, fate: Fate): Promise<void> {
  const { bot, clock, zendesk } = world;
  const desk = zendesk.account('harbor');
  desk.setAgentStatus(60_001, 'online');
  lap(world, 'begin');
  const imported = await bot.ferry(['import', '-'], '{"account":"harbor","subdomain":"harbor","timeZone":"Europe/Vilnius"}\n');
  expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('1 added') });
  const credentials = { support: { token: 'zd_harbor' }, chat: { token: 'chat_harbor' } };
  expect(await bot.ferry(['connect', 'harbor'], JSON.stringify(credentials))).toMatchObject({ code: 0 });
  bot.start();
  await world.ready();
  lap(world, 'connected');

  for (const words of ['admin add @ada', 'lead add @joon', 'approver add @sofia', 'operator add @mina', 'backup add @dan'])
    await type(world, 'U0ADA', `team harbor ${words}`);
  await type(world, 'U0ADA', 'settings harbor notice 0h');
  await type(world, 'U0ADA', 'check harbor', { answers: 2 });
  lap(world, 'checked');
  await markAll(world, fate);
  lap(world, 'marked');
 if (process.env['STOP']) throw new Error('stop');

  await type(world, 'U0ADA', `schedule harbor ${WINDOW}`, { then: () => fate('scheduled') });
  await fate('chat.postMessage');
  await signAll(world, fate);
  lap(world, 'signed');
  await press(world, 'U0MINA', 'operator_accept', { value: '"asked":"promise"', then: () => fate('promised') });
  lap(world, 'promised');
  await idle(world, T0 - 60 * MINUTE);
  await press(world, 'U0MINA', 'operator_accept', { value: '"asked":"presence"' });
  lap(world, 'present');
  const chat = desk.startChat({ brand: 'harbor', group: 9001 });
  await idle(world, T0 - 15 * MINUTE);
  await press(world, 'U0MINA', 'step_confirm:rb-15m-stop-new');
  lap(world, 'draining');

  await idle(world, T0 - 10 * MINUTE, 60);
  await fate('draining');
  expect(clock.now()).toBeLessThan(T0 - 8 * MINUTE);
  await idle(world, T0 - 8 * MINUTE, 60);
  expect(buttons(world).some(({ action }) => action === 'gate_open')).toBe(false);
  desk.endChat(chat.id);
  desk.allAgents('offline');
  lap(world, 'drained');
  for (const [index, each] of BRANDS.entries()) await turn(world, each, index === 0 ? fate : async () => {});
  lap(world, 'turned');

  desk.allAgents('online');
  for (const each of BRANDS) desk.startConversation({ brand: each, group: 9001 });
  for (const each of BRANDS) {
    await press(world, 'U0MINA', `step_confirm:rb-0-responses:${each}`);
    await press(world, 'U0JOON', `step_confirm:rb-2m-open-site:${each}`);
    await press(world, 'U0JOON', `step_confirm:rb-15p-test-conversation:${each}`);
  }
  await press(world, 'U0JOON', 'step_confirm:rb-15p-open-doors');
  lap(world, 'conversations');
  await Promise.all([fate('files.completeUploadExternal'), idle(world, clock.now() + 14 * MINUTE, 120)]);
  await press(world, 'U0SOFIA', 'cutover_finish', { then: () => fate('finish pressed') });
  lap(world, 'finished');
  await until(world, 'the board says it', () => posts(world).some(({ text }) => text.includes('harbor is live on messaging')));
  expect(await type(world, 'U0GUEST', 'status harbor')).not.toContain('Live');
  expect(await type(world, 'U0DAN', 'status harbor')).toContain('Live on messaging');
  lap(world, 'live');
}

/** Everything that can be said before the night, by whom it is to be said, eight at a time. */
async function markAll(world: Night, fate: Fate): Promise<void> {
  const before = items.filter(({ phase }) => !['T-15m', 'T0', 'T+2m', 'T+15m'].includes(phase));
  const by = { lead: 'U0ADA', admin: 'U0ADA', approver: 'U0SOFIA', operator: 'U0MINA', backup: 'U0DAN' } as const;
  const said = before.map((item) => ({ id: item.id, user: by[wordGivers(item)[0] ?? 'lead'] }));
  for (let from = 0; from < said.length; from += 8) {
    const batch = said.slice(from, from + 8);
    if (from === 40) await Promise.all([batch.map(({ id, user }) => world.slack.slash(user, 'C0MIGRATION', `done harbor ${id}`)), fate('marking items')].flat());
    await together(world, batch.map(({ id, user }) => ({ user, text: `done harbor ${id}` })));
  }
}

async function signAll(world: Night, fate: Fate): Promise<void> {
  const signers = { plan: 'U0SOFIA', activation: 'U0SOFIA', agents_ready: 'U0JOON', go: 'U0SOFIA' } as const;
  for (const [statement, user] of Object.entries(signers)) {
    const then = statement === 'plan' ? () => fate('signed') : undefined;
    await press(world, user, 'signoff_approve', { value: `"statement":"${statement}"`, then });
  }
}

/** One brand: the gate, the phrase, the click, and Zendesk shows it. */
async function turn(world: Night, each: string, fate: Fate): Promise<void> {
  const { slack, zendesk, clock } = world;
  await typePhrase(world, each, fate);
  lap(world, `phrase ${each}`);
  if (clock.now() < T0) await idle(world, T0, 60);
  await press(world, 'U0MINA', `step_confirm:rb-0-click:${each}`, { then: () => fate('click claimed') });
  zendesk.account('harbor').convertWidget([each]);
  lap(world, `click ${each}`);
  const seen = slack.log().length;
  await until(world, 'the first reading', () => zendesk.log().length > 0 && slack.log().length >= seen);
  await fate('between readings');
  await until(world, `${each} is proved`, () => buttons(world).some(({ action }) => action.includes(`rb-2m-open-site:${each}`)), 60_000);
  lap(world, `proved ${each}`);
}

async function typePhrase(world: Night, each: string, fate: Fate): Promise<void> {
  const { slack } = world;
  for (;;) {
    await press(world, 'U0MINA', 'gate_open', { value: `"brand":"${each}"`, modal: true });
    const life = world.bot.begun;
    const modal = slack.modals('U0MINA').at(-1);
    if (modal === undefined) continue;
    const wrong = await slack.submit('U0MINA', modal.id, { phrase: `convert ${each}x` });
    if (wrong.ok || wrong.by !== 'app') {
      world.missed.push(`wrong phrase: ${JSON.stringify(wrong)}`);
      await pause(100);
      await slack.close('U0MINA', modal.id, true);
      continue;
    }
    expect(wrong.errors['phrase']).toContain(`convert ${each}`);
    const right = await slack.submit('U0MINA', modal.id, { phrase: ` Convert  ${each.toUpperCase()} ` });
    if (!right.ok) {
      world.missed.push(`phrase: ${JSON.stringify(right)}`);
      await slack.close('U0MINA', modal.id, true);
      continue;
    }
    await fate('phrase typed');
    if (life === world.bot.begun) return;
    await pause(1_000);
    if (!buttons(world).some(({ action }) => action === 'gate_open')) return;
  }
}

interface Place {
  readonly channel: string;
  readonly ts: string;
  readonly action: string;
  readonly value: string;
}

function posts({ slack }: Pick<Night, 'slack'>) {
  return channels.flatMap(({ id }) => slack.messages(id)).flatMap((thread) => [thread, ...thread.replies]);
}

/** Every button that stands in a channel. */
function buttons(world: Pick<Night, 'slack'>): readonly Place[] {
  return posts(world)
    .filter(({ deleted }) => !deleted)
    .flatMap(({ channel, ts, blocks }) => buttonsIn(blocks).map((each) => ({ channel, ts, ...each })));
}

function buttonsIn(value: unknown): readonly { readonly action: string; readonly value: string }[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(buttonsIn);
  const of = new Map(Object.entries(value));
  return of.get('type') === 'button' ? [...inner, { action: String(of.get('action_id')), value: String(of.get('value')) }] : inner;
}

interface Pressing {
  /** Part of the button's value, where several have the same action. */
  readonly value?: string;
  /** Once it is acknowledged. */
  readonly then?: (() => Promise<void>) | undefined;
  readonly modal?: boolean;
}

/** Waits for the button, presses it, and again where nobody heard it; silence is a failure, unless the bot died over it. */
async function press(world: Night, user: string, action: string, { value = '', then, modal = false }: Pressing = {}): Promise<void> {
  const { slack, bot } = world;
  const find = () => buttons(world).findLast((each) => (each.action === action || each.action.startsWith(`${action}:`)) && each.value.includes(value));
  let first = true;
  for (;;) {
    const life = bot.begun;
    if (first) await until(world, `a button ${action} ${value}`, () => find() !== undefined, 60_000);
    const place = find();
    if (place === undefined) return;
    first = false;
    const heard = answersTo(world, user);
    const ack = await slack.press(user, place, place.action).catch(() => undefined);
    if (!ack?.ok) {
      world.missed.push(`${action}: ${JSON.stringify(ack)}`);
      await pause(100);
      continue;
    }
    if (then && life === bot.begun) await then();
    await until(world, `an answer to ${action}`, () => answersTo(world, user) > heard || bot.begun !== life);
    if (bot.begun === life) return;
    if (modal && slack.modals(user).length > 0) return;
  }
}

function answersTo({ slack }: Night, user: string): number {
  return slack.ephemerals(user).length + slack.modals(user).length;
}

interface Typing {
  readonly answers?: number;
  readonly then?: () => Promise<void>;
}

/** Types a command, again where nobody heard it, and gives what the person then sees. */
async function type(world: Night, user: string, text: string, { answers = 1, then }: Typing = {}): Promise<string> {
  const { slack, bot } = world;
  for (;;) {
    const life = bot.begun;
    const before = slack.ephemerals(user).length;
    const ack = await slack.slash(user, 'C0MIGRATION', text);
    if (!ack.ok) {
      world.missed.push(`${text}: ${JSON.stringify(ack)}`);
      await pause(100);
      continue;
    }
    if (then && life === bot.begun && bot.begun === 1) await then();
    await until(world, `an answer to ${text}`, () => slack.ephemerals(user).length >= before + answers || bot.begun !== life);
    if (bot.begun === life) return slack.ephemerals(user).slice(before).map(({ text: said, blocks }) => `${said}\n${JSON.stringify(blocks)}`).join('\n');
  }
}

/** Several commands at once; those that nobody heard are typed again. */
async function together(world: Night, commands: readonly { readonly user: string; readonly text: string }[]): Promise<void> {
  const { slack } = world;
  const heard = () => users.reduce((sum, { id }) => sum + slack.ephemerals(id).length, 0);
  const before = heard();
  lap(world, `sending ${commands.length}`);
  const acks = await Promise.all(commands.map(async (each) => ({ each, ack: await slack.slash(each.user, 'C0MIGRATION', each.text) })));
  lap(world, `acks ${acks.map(({ ack }) => ack.ok)}`);
  const unheard = acks.filter(({ ack }) => !ack.ok);
  world.missed.push(...unheard.map(({ each, ack }) => `${each.text}: ${JSON.stringify(ack)}`));
  await until(world, `answers to ${commands.map(({ text }) => text).join(', ')}`, () => heard() >= before + commands.length - unheard.length);
  if (unheard.length === 0) return;
  await pause(100);
  await together(world, unheard.map(({ each }) => each));
}

/** Nobody does anything until then. */
async function idle(world: Night, moment: number, rate = IDLE_RATE): Promise<void> {
  const { clock } = world;
  if (clock.now() >= moment) return;
  clock.hurry(moment, rate);
  while (clock.now() < moment) await pause(20);
}

/** Kills at each moment once, and starts the bot again. */
function killer(world: Night): { readonly at: Fate; killed(): readonly Moment[] } {
  const killed: Moment[] = [];
  const { slack, bot } = world;
  const again = async (moment: Moment) => {
    bot.kill();
    killed.push(moment);
    await bot.gone();
    slack.cutSockets();
    await until(world, 'Slack has seen it go', () => slack.connections() === 0);
    bot.start();
    await world.ready();
    lap(world, `killed: ${moment}`);
  };
  return {
    killed: () => killed,
    async at(moment) {
      if (killed.includes(moment)) return;
      if (!moment.includes('.')) return again(moment);
      await new Promise<void>((resolve) => {
        const stop = slack.onChange(({ kind }) => {
          if (kind !== 'log' || slack.log().at(-1)?.method !== moment) return;
          stop();
          bot.kill();
          resolve();
        });
      });
      await again(moment);
    },
  };
}

/** Nothing told, asked, begun or done twice, and no gap in the log. */
async function isClean(world: Night): Promise<void> {
  lap(world, `missed: ${world.missed.join('\n  ')}\nlines: ${world.bot.lines().join('\n  ').slice(0, 6000)}`);
  const all = posts(world);
  const marks = all.flatMap(({ metadata }) => (metadata ? [JSON.stringify(metadata['event_payload'])] : []));
  expect(marks.length).toBeGreaterThan(20);
  expect(twice(marks)).toEqual([]);
  const files = all.flatMap(({ files: ids = [] }) => ids.map((id) => world.slack.files().find((file) => file.id === id)?.name ?? id));
  expect(files.length).toBeGreaterThanOrEqual(2);
  expect(twice(files)).toEqual([]);
  const database = new DatabaseSync(world.database, { readOnly: true });
  const rows = database.prepare('select version, happened from events where account = ? order by version').all('harbor');
  const head = database.prepare('select head_version, delivered_version from accounts where key = ?').get('harbor');
  database.close();
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  expect(head?.['head_version']).toBe(rows.length);
  const happened = rows.map((row) => new Map<string, unknown>(Object.entries(JSON.parse(String(row['happened'])))));
  const once = ['step_begun', 'step_done', 'step_said', 'item_said', 'role_given', 'scheduled', 'sign_off_asked', 'signed', 'promised', 'present', 't0_reached', 'phrase_typed', 'tickets_compared', 'finished'];
  const facts = happened.filter((event) => once.includes(String(event.get('type'))));
  const fact = (event: ReadonlyMap<string, unknown>) =>
    ['type', 'step', 'group', 'item', 'role', 'statement', 'of', 'user', 'brand', 'mark'].map((field) => event.get(field) ?? '').join(' ').trim();
  expect(twice(facts.map(fact))).toEqual([]);
  expect(happened.some((event) => ['cancelled', 'start_missed', 'phrase_void', 'brand_left'].includes(String(event.get('type'))))).toBe(false);
  expect(happened.at(-1)?.get('type')).toBeDefined();
}

function twice(all: readonly string[]): readonly string[] {
  return all.filter((each, index) => all.indexOf(each) !== index);
}

/** Waits until it holds, and says what there was where it never does. */
async function until(world: Night, what: string, holds: () => boolean | Promise<boolean>, forMs = 20_000): Promise<void> {
  const end = Date.now() + forMs;
  while (!(await holds())) {
    if (Date.now() > end || (!world.bot.isAlive() && world.bot.begun > 0 && Date.now() > end - forMs + 3_000)) {
      const shown = [
        `world time ${new Date(world.clock.now()).toISOString()}, bot ${world.bot.isAlive() ? 'alive' : 'dead'}, missed ${world.missed.length}`,
        ...world.bot.lines().slice(-12),
        ...posts(world).slice(-6).map(({ text }) => text.slice(0, 400)),
        `buttons: ${buttons(world).map(({ action }) => action).join(', ')}`,
      ];
      throw new Error(`never: ${what}\n${shown.join('\n')}`);
    }
    await pause(20);
  }
}

function lap(world: Night, what: string): void {
  if (process.env['TEST_LOG']) process.stderr.write(`${(performance.now() / 1000).toFixed(1)} s  ${new Date(world.clock.now()).toISOString().slice(11, 19)}  ${what}\n`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
