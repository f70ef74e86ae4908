import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type SlackWorld, startSlack } from '../../playground/slack/server.ts';
import { BOT, type Channel, type Message } from '../../playground/slack/types.ts';
import type { AccountSeed } from '../../playground/zendesk/model/seed.ts';
import { startZendesk, type ZendeskWorld } from '../../playground/zendesk/server.ts';
import { type Course, FAST_TIME, type FastClock, fastClock } from './fast-time.ts';
import { users } from './world.ts';

/** The bot as `npm start` runs it, in a process that can be killed, in the world's own time. */
export interface BotProcess {
  /** How many times it was begun: what one life was asked, another cannot answer. */
  lives(): number;
  start(): void;
  /** SIGKILL, at once: nothing that it has begun is ended. */
  kill(): void;
  /** Resolves when it is gone. */
  gone(): Promise<void>;
  /** SIGTERM; the exit code, null where it had to be killed. */
  stop(): Promise<number | null>;
  /** What it wrote, all lives together. */
  lines(): readonly string[];
  /** `npm run ferry -- …words` with this on standard input. */
  ferry(words: readonly string[], input?: string): Promise<{ readonly code: number | null; readonly output: string }>;
}

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const NODE = fileURLToPath(at('node_modules/.bin/node'));
const STOP_MS = 10_000;

/** `folder` is where it is started: no `.env` of a person's own is read there. */
export function botProcess(env: Readonly<Record<string, string>>, clock: FastClock, folder: string): BotProcess {
  let child: ChildProcess | undefined;
  let begun = 0;
  const lines: string[] = [];
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const options = () => ({ cwd: folder, env: { ...inherited(), ...env, ...timeOf(clock.course()) } });
  const keep = (chunk: unknown) => void lines.push(...String(chunk).split('\n').filter(Boolean));
  const gone = async () => {
    if (child && isAlive()) await once(child, 'exit');
  };
  clock.onCourse((course) => {
    if (isAlive() && child?.connected) child.send(course, () => {});
  });
  return {
    lives: () => begun,
    lines: () => lines,
    start() {
      if (isAlive()) throw new Error('it runs already');
      begun += 1;
      const next = spawn(NODE, [fileURLToPath(at('src/main.ts'))], { ...options(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      next.stdout?.on('data', keep);
      next.stderr?.on('data', keep);
      next.on('error', (error) => keep(error.message));
      child = next;
    },
    kill: () => void child?.kill('SIGKILL'),
    gone,
    async stop() {
      if (!isAlive()) return child?.exitCode ?? null;
      child?.kill('SIGTERM');
      const patience = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      await gone();
      clearTimeout(patience);
      return child?.exitCode ?? null;
    },
    async ferry(words, input = '') {
      const run = spawn(NODE, [fileURLToPath(at('src/ops/cli/cli.ts')), ...words], { ...options(), stdio: ['pipe', 'pipe', 'pipe'] });
      const parts: string[] = [];
      for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk: unknown) => void parts.push(String(chunk)));
      // A command that ends without reading closes the pipe; its code says more than that.
      run.stdin.on('error', () => {});
      run.stdin.end(input);
      await once(run, 'close');
      return { code: run.exitCode, output: parts.join('') };
    },
  };
}

function timeOf(course: Course): Readonly<Record<string, string>> {
  return { [FAST_TIME]: JSON.stringify(course), NODE_OPTIONS: `--import ${new URL('./fast-time.ts', import.meta.url).href}` };
}

/** Nothing of the person's own settings: only what a program needs to run at all. */
function inherited(): Readonly<Record<string, string>> {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  return { PATH, HOME, TMPDIR };
}

/** Both simulators in this process and the bot in its own, all in one fast time. */
export interface FastWorld {
  readonly clock: FastClock;
  readonly slack: SlackWorld;
  readonly zendesk: ZendeskWorld;
  readonly bot: BotProcess;
  /** The file of its database. */
  readonly database: string;
  /** What Slack could not bring to the bot, so that the person had to do it again. */
  readonly unheard: string[];
  /** The bot is there and hears what people do. */
  readonly ready: () => Promise<void>;
  /** Kills it and begins it again. */
  killed(): Promise<void>;
  stop(): Promise<void>;
}

export type Mode = 'socket' | 'http';

const everybody = users.map(({ id }) => id);
const HOME = 'C0MIGRATION';
const channels: readonly Channel[] = [
  { id: HOME, name: 'migration', members: [...everybody, BOT.userId] },
  { id: 'C0AGENTS', name: 'agents', members: ['U0KIM', 'U0JOON', BOT.userId] },
];
const SCOPES =
  'app_mentions:read channels:history channels:read chat:write commands files:read files:write groups:history groups:read im:history im:write users:read users:read.email';
const TOKENS = { botToken: 'xoxb-fast', appToken: 'xapp-fast', signingSecret: 'fast' };

/** `rate` times as fast from `start` on. The accounts are there in Zendesk; Ferry knows nothing of them. */
export async function fastWorld(
  accounts: readonly AccountSeed[],
  { start, rate, mode }: { start: number; rate: number; mode: Mode },
): Promise<FastWorld> {
  const clock = fastClock(start, rate);
  const folder = await mkdtemp(join(tmpdir(), 'ferry-fast-'));
  const port = mode === 'http' ? await freePort() : 0;
  const origin = `http://127.0.0.1:${port}`;
  const [slack, zendesk] = await Promise.all([
    startSlack({
      clock,
      users,
      channels,
      scopes: SCOPES.split(' '),
      ...TOKENS,
      ...(mode === 'http' ? { requestUrl: `${origin}/slack/events` } : {}),
      signingClock: () => clock.now(),
    }),
    startZendesk({ clock, accounts, traffic: false }),
  ]);
  const database = join(folder, 'ferry.db');
  const env = {
    SLACK_BOT_TOKEN: TOKENS.botToken,
    ...(mode === 'http' ? { SLACK_SIGNING_SECRET: TOKENS.signingSecret } : { SLACK_APP_TOKEN: TOKENS.appToken }),
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
  const isReady = async () => {
    if (mode === 'socket') return slack.connections() > 0;
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  const world: FastWorld = {
    clock,
    slack,
    zendesk,
    bot,
    database,
    unheard: [],
    ready: () => until(world, 'the bot is ready', isReady),
    async killed() {
      bot.kill();
      await bot.gone();
      // The simulated Slack does not notice by itself that the other end has hung up.
      slack.cutSockets();
      await until(world, 'Slack has seen it go', () => slack.connections() === 0);
      bot.start();
      await world.ready();
    },
    async stop() {
      bot.kill();
      await bot.gone();
      await Promise.all([slack.stop(), zendesk.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Everything that was posted where people can read it, threads and direct messages too. */
export function posts({ slack }: Pick<FastWorld, 'slack'>): readonly Message[] {
  const places = [...channels.map(({ id }) => id), ...everybody.map((user) => slack.directChannel(user))];
  return places.flatMap((place) => slack.messages(place)).flatMap((thread) => [thread, ...thread.replies]);
}

/** A button in a post. */
export interface Button {
  readonly channel: string;
  readonly ts: string;
  readonly action: string;
  readonly value: string;
}

/** Every button of this action id (of any: '') that stands in a post now, `value` being a part of its value. */
export function buttons(world: Pick<FastWorld, 'slack'>, action: string, value = ''): readonly Button[] {
  return posts(world)
    .filter(({ deleted }) => !deleted)
    .flatMap(({ channel, ts, blocks }) => buttonsIn(blocks).map((each) => ({ channel, ts, ...each })))
    .filter((each) => (action === '' || `${each.action}:`.startsWith(`${action}:`)) && each.value.includes(value));
}

function buttonsIn(json: unknown): readonly Pick<Button, 'action' | 'value'>[] {
  if (typeof json !== 'object' || json === null) return [];
  const inner = Object.values(json).flatMap(buttonsIn);
  const { type, action_id, value } = Object.fromEntries(Object.entries(json));
  return type === 'button' ? [...inner, { action: String(action_id), value: String(value) }] : inner;
}

interface Doing {
  /** Once Slack has been told that the bot has heard it. */
  readonly heard?: () => Promise<void>;
}

/** Waits for the button and presses it, again where the bot did not hear it or died over it. @throws when the person is left without an answer */
export async function press(
  world: FastWorld,
  user: string,
  action: string,
  { value = '', heard }: Doing & { readonly value?: string } = {},
): Promise<void> {
  const { slack, bot } = world;
  const find = () => buttons(world, action, value).at(-1);
  await until(world, `a button ${action} ${value}`, () => find() !== undefined);
  for (;;) {
    const button = find();
    if (button === undefined) return;
    const life = bot.lives();
    const before = seenBy(world, user);
    // It may be redrawn between the look and the press.
    const ack = await slack.press(user, button, button.action).catch(() => undefined);
    if (ack?.ok) {
      await heard?.();
      await until(world, `an answer to ${action}`, () => seenBy(world, user) > before || bot.lives() !== life);
      if (bot.lives() === life) return;
    } else {
      world.unheard.push(`${action} ${ack?.error ?? 'redrawn'}`);
      await pause(100);
    }
  }
}

function seenBy({ slack }: FastWorld, user: string): number {
  return slack.ephemerals(user).length + slack.modals(user).length;
}

/** Types a command, again where the bot did not hear it or died over it, and gives all that the person then sees. */
export async function type(
  world: FastWorld,
  user: string,
  text: string,
  { answers = 1, heard }: Doing & { readonly answers?: number } = {},
): Promise<string> {
  const { slack, bot } = world;
  for (;;) {
    const life = bot.lives();
    const before = slack.ephemerals(user).length;
    const ack = await slack.slash(user, HOME, text);
    if (ack.ok) {
      await heard?.();
      await until(world, `an answer to ${text}`, () => slack.ephemerals(user).length >= before + answers || bot.lives() !== life);
      if (bot.lives() === life)
        return JSON.stringify(
          slack
            .ephemerals(user)
            .slice(before)
            .map(({ text: said, blocks }) => ({ said, blocks })),
        );
    } else {
      world.unheard.push(`${text} ${ack.error}`);
      await pause(100);
    }
  }
}

/** Types several commands at once and waits until each was answered; what the bot did not hear, or died over, is typed again. */
export async function typeAtOnce(world: FastWorld, user: string, texts: readonly string[], { heard }: Doing = {}): Promise<void> {
  const { slack, bot } = world;
  const life = bot.lives();
  const before = slack.ephemerals(user).length;
  const acks = Promise.all(texts.map(async (text) => ({ text, ...(await slack.slash(user, HOME, text)) })));
  await heard?.();
  const again = (await acks).filter(({ ok }) => !ok).map(({ text }) => text);
  world.unheard.push(...again);
  const wanted = before + texts.length - again.length;
  await until(world, `answers to ${texts.join(', ')}`, () => slack.ephemerals(user).length >= wanted || bot.lives() !== life);
  const left = bot.lives() === life ? again : texts;
  if (left.length === 0) return;
  await pause(100);
  await typeAtOnce(world, user, left);
}

/** Nobody has anything to do until then: the time goes `rate` times as fast. */
export async function idle({ clock }: FastWorld, moment: number, rate: number): Promise<void> {
  if (clock.now() < moment) clock.hurry(moment, rate);
  while (clock.now() < moment) await pause(20);
}

const PATIENCE_MS = 45_000;

/** Waits until it holds, on the machine's time, and says what there was where it never does. */
export async function until(world: FastWorld, what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error([`never: ${what}`, ...picture(world)].join('\n'));
    await pause(20);
  }
}

function picture(world: FastWorld): readonly string[] {
  return [
    `World time ${new Date(world.clock.now()).toISOString()}, life ${world.bot.lives()}. Not heard: ${world.unheard.length}, ${[...new Set(world.unheard)].join(', ').slice(0, 500)}`,
    `Buttons: ${buttons(world, '')
      .map(({ action }) => action)
      .join(', ')}`,
    ...posts(world)
      .slice(-5)
      .map(({ text }) => `Posted: ${text.slice(0, 300)}`),
    ...world.bot.lines().slice(-10),
  ];
}
