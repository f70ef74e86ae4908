import type { BotProcess } from './stage/bot.ts';
import { builtPage } from './stage/built-page.ts';
import { startPageServer } from './stage/page-server.ts';
import type { SceneOptions } from './stage/scene.ts';
import { openStage } from './stage/stage.ts';
import type { World } from './world.ts';

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
export interface DemoOptions extends SceneOptions {
  /** 0 takes a free port. */
  readonly port?: number;
}

/** Starts both simulators, the real bot and the page. */
export async function startDemo({ port = 0, ...options }: DemoOptions = {}): Promise<Demo> {
  const [stage] = await Promise.all([openStage(options), builtPage()]);
  const server = await startPageServer(stage, port).catch(async (error: unknown) => {
    await stage.stop();
    throw error;
  });
  let stopping: Promise<void> | undefined;
  const end = async () => {
    await server.stop();
    await stage.stop();
  };
  return {
    url: server.url,
    get world() {
      return stage.scene().world;
    },
    get bot() {
      return stage.scene().bot;
    },
    ready: stage.ready,
    stop: () => (stopping ??= end()),
  };
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
  process.stdout.write('The tour on the page leads through it in eight steps. Nothing leaves this computer.\n');
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
