import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BotProcess, botProcess } from './bot.ts';
import type { PageState } from './page/wire.ts';
import { type PageServer, type Stage, startPageServer } from './page-server.ts';
import { TOKENS } from './scenario.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** The playground under way. */
export interface Demo {
  readonly url: string;
  readonly world: World;
  readonly bot: BotProcess;
  /** Settles when the accounts are connected and the bot has been started. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/** How the playground begins. */
export interface DemoOptions extends WorldOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  /** The accounts to connect at the start; all unless told. */
  readonly connect?: readonly string[];
}

const PAGE = fileURLToPath(new URL('./page', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Starts both simulators, the real bot and the page. */
export async function startDemo({ port = 0, connect, ...options }: DemoOptions = {}): Promise<Demo> {
  const [world, files, folder] = await Promise.all([startWorld(options), builtPage(), mkdtemp(join(tmpdir(), 'ferry-demo-'))]);
  let server: PageServer | undefined;
  const changed = () => server?.changed();
  const bot = botProcess(environment(world, folder), world.clock, changed);
  const connections = accountConnections(world, bot, changed);
  const stage: Stage = { world, bot, files, accounts: () => connections.all(), connect: (key) => connections.connect(key) };
  const clear = async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  };
  server = await startPageServer(stage, port).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const begin = async () => {
    for (const account of connect ?? world.accounts.map(({ key }) => key)) await connections.connect(account);
    bot.start();
    changed();
  };
  const stopped = { is: false };
  return {
    url: server.url,
    world,
    bot,
    ready: begin(),
    async stop() {
      if (stopped.is) return;
      stopped.is = true;
      await bot.stop();
      await server?.stop();
      await clear();
    },
  };
}

/** `design.md` section 8, with the simulators in place of Slack and Zendesk. */
function environment({ slack, zendesk }: World, folder: string): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: TOKENS.bot,
    SLACK_APP_TOKEN: TOKENS.app,
    SLACK_API_URL: slack.apiUrl,
    ZENDESK_URL: zendesk.urls.zendesk,
    ZENDESK_STREAM_URL: zendesk.urls.stream,
    ZENDESK_STATUS_URL: zendesk.urls.status,
    DATABASE_URL: `file:${join(folder, 'ferry.db')}`,
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

/** Builds the page with Vite, in memory. */
async function builtPage(): Promise<Stage['files']> {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  const built = await build({
    root: PAGE,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, chunkSizeWarningLimit: 2000 },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const files = outputs.flatMap((output) => ('output' in output ? output.output : []));
  return new Map(
    files.map((file) => {
      const type = TYPES[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      return [`/${file.fileName}`, { type, body: file.type === 'chunk' ? file.code : file.source }] as const;
    }),
  );
}

/** `npm run demo`. */
async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 4400);
  const demo = await startDemo({ port }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    process.stderr.write(`Port ${port} is taken: npm run demo may be running already. PORT=4401 npm run demo takes another.\n`);
    process.exit(1);
  });
  process.stdout.write(`Open ${demo.url} : Ferry in a simulated Slack, beside a simulated Zendesk. Ctrl-C ends it.\n`);
  process.stdout.write('Begin as Ada in #acme-migration with /migrate status harbor. Nothing leaves this computer.\n');
  const end = () => {
    demo.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  await demo.ready;
}

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

if (import.meta.main) await main();
