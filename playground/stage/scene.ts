import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageState } from '../page/wire.ts';
import { TOKENS } from '../scenario.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';
import { type BotProcess, botProcess } from './bot.ts';

/** One world under way: both simulators, the bot beside them, and what the server's command line has connected. */
export interface Scene {
  readonly world: World;
  readonly bot: BotProcess;
  /** The bot's database, which tells when it has something to do next. */
  readonly database: string;
  readonly accounts: () => PageState['accounts'];
  readonly isSlackAway: () => boolean;
  slackAway(is: boolean): void;
  /** `ferry connect` with the account's credentials; gives what it said. */
  connect(key: string): Promise<string>;
  stop(): Promise<void>;
}

/** How a scene begins. */
export interface SceneOptions extends WorldOptions {
  /** The accounts to connect at the start; none unless told. */
  readonly connect?: readonly string[];
}

/** Starts both simulators; the bot runs once `begin` has been called. `changed` is told of everything a page could draw. */
export async function openScene({ connect: _connect, ...options }: SceneOptions, changed: () => void): Promise<Scene> {
  const [world, folder] = await Promise.all([startWorld(options), mkdtemp(join(tmpdir(), 'ferry-demo-'))]);
  const database = join(folder, 'ferry.db');
  const bot = botProcess(environment(world, database), world.clock, changed);
  const connections = accountConnections(world, bot, changed);
  const forget = [world.slack.onChange(changed), world.zendesk.onChange(changed)];
  world.clock.onMove(changed);
  let isAway = false;
  return {
    world,
    bot,
    database,
    accounts: () => connections.all(),
    connect: (key) => connections.connect(key),
    isSlackAway: () => isAway,
    slackAway(is) {
      isAway = is;
      world.slack.away(is);
    },
    async stop() {
      for (const stopListening of forget) stopListening();
      await bot.stop();
      await world.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Connects what is to be connected, and starts the bot. */
export async function begin(scene: Scene, connect: readonly string[]): Promise<void> {
  for (const account of connect) await scene.connect(account);
  scene.bot.start();
}

/** `design.md` section 8, with the simulators in place of Slack and Zendesk. */
function environment({ slack, zendesk }: World, database: string): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: TOKENS.bot,
    SLACK_APP_TOKEN: TOKENS.app,
    SLACK_API_URL: slack.apiUrl,
    ZENDESK_URL: zendesk.urls.zendesk,
    ZENDESK_STREAM_URL: zendesk.urls.stream,
    ZENDESK_STATUS_URL: zendesk.urls.status,
    DATABASE_URL: `file:${database}`,
    FERRY_SECRET_KEY: randomBytes(32).toString('base64'),
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
}

/** Connects accounts with the real command line, and remembers what it said. */
function accountConnections(world: World, bot: BotProcess, changed: () => void) {
  const known = new Map<string, PageState['accounts'][number]>(world.accounts.map(({ key }) => [key, { key, connected: false, said: '' }]));
  const note = (entry: PageState['accounts'][number]) => {
    known.set(entry.key, entry);
    changed();
  };
  return {
    all: () => [...known.values()],
    async connect(key: string): Promise<string> {
      const account = world.accounts.find((one) => one.key === key);
      if (!account) throw new Error(`There is no account ${key} here`);
      note({ key, connected: 'trying', said: '' });
      const words = ['connect', key, '--subdomain', account.seed.subdomain];
      const { code, output } = await bot.ferry(words, JSON.stringify(account.credentials));
      note({ key, connected: code === 0, said: output });
      return output;
    },
  };
}
