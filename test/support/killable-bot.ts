import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Happening } from '../../src/migration/events.ts';
import type { Instant } from '../../src/migration/time.ts';
import { Killed, type PaperBot, type Point, type Value } from './paper-bot.ts';
import type { Outside, Start } from './paper-night.ts';

type Order =
  | { readonly do: 'open'; readonly path: string }
  | { readonly do: 'say'; readonly user: string; readonly happened: readonly Happening[] }
  | { readonly do: 'press'; readonly action: string; readonly value: Value }
  | { readonly do: 'isDue' | 'settle' | 'events' };
export type ToBot =
  | ({ readonly kind: 'order'; readonly id: number; readonly now: Instant } & Order)
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string };
/** What is outside of the bot's process. */
export type Port = 'slack' | 'zendesk' | 'site';
export type FromBot =
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly what: 'point' | Port;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'done'; readonly id: number; readonly value?: unknown; readonly error?: string };

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const NODE = at('../../node_modules/.bin/node');

/** Processes that wait for a store to open: starting one takes longer than most of a night. */
export interface Nursery {
  /** The bot of one night, in a process each time; a point that throws `Killed` is a SIGKILL. */
  start(path: string, point: Point): Start;
  close(): void;
}

export async function nursery(): Promise<Nursery> {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-bot-'));
  symlinkSync(at('../../node_modules'), join(folder, 'node_modules'));
  await bundle(folder);
  await leaveCompiled(folder);
  let spare = born(folder);
  const living = new Set<ChildProcess>();
  const taken = () => {
    const child = spare;
    spare = born(folder);
    living.add(child);
    child.once('exit', () => living.delete(child));
    return child;
  };
  return {
    start: (path, point) => async (outside) => {
      const bot = inProcess(taken(), outside, point);
      await bot.order({ do: 'open', path });
      return bot;
    },
    close() {
      for (const child of [spare, ...living]) child.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    },
  };
}

/** All its modules in one file: most of the time that a process takes to start goes into finding and linking them. */
async function bundle(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: at('./paper-bot-main.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node26',
      rollupOptions: { output: { entryFileNames: BUNDLE } },
    },
    // What is no JavaScript stays where it is.
    ssr: { noExternal: true, external: ['@resvg/resvg-js'] },
  });
}

const BUNDLE = 'bot.mjs';

function born(folder: string): ChildProcess {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
  return fork(join(folder, BUNDLE), { execPath: NODE, execArgv: [], serialization: 'advanced', stdio: 'inherit', env });
}

/** A process leaves its compiled code behind for the next ones only where it ends by itself. */
async function leaveCompiled(folder: string): Promise<void> {
  const first = born(folder);
  first.disconnect();
  await once(first, 'exit');
}

async function asked(port: object, method: string, args: readonly unknown[]): Promise<unknown> {
  return Reflect.apply(Reflect.get(port, method) as () => unknown, port, args); // its port has it
}

interface OrderedBot extends PaperBot {
  order(order: Order): Promise<unknown>;
}

function inProcess(child: ChildProcess, outside: Outside, point: Point): OrderedBot {
  let given = 0;
  let killed = false;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  child.once('exit', (code, signal) => {
    const error = signal === 'SIGKILL' ? new Killed(signal) : new Error(`the bot ended by itself: ${code ?? signal}`);
    for (const order of waiting.values()) order.reject(error);
    waiting.clear();
  });
  // One that was killed while it was answered takes no more; that it has gone, its exit tells.
  const send = (message: ToBot) => void child.send(message, () => {});
  const pass = async (...passed: Parameters<Point>) => {
    try {
      await point(...passed);
    } catch (error) {
      killed ||= error instanceof Killed;
      throw error;
    }
  };
  const answer = async ({ id, what, method, args }: Extract<FromBot, { readonly kind: 'ask' }>) => {
    if (what === 'point') await pass(method, args[0] as 'before' | 'after'); // as the other side sends it
    const value: unknown = what === 'point' ? undefined : await asked(outside[what], method, args);
    send({ kind: 'answer', id, value });
  };
  child.on('message', (message: FromBot) => {
    if (message.kind === 'ask') {
      // It comes to no further point, although it may have asked for several at once.
      if (killed && message.what === 'point') return;
      answer(message).catch((error: unknown) => {
        if (killed) child.kill('SIGKILL');
        else send({ kind: 'answer', id: message.id, error: String(error) });
      });
      return;
    }
    const order = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) order?.resolve(message.value);
    else order?.reject(new Error(message.error));
  });
  const order = (what: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++given;
      waiting.set(id, { resolve, reject });
      send({ kind: 'order', id, now: outside.now(), ...what });
    });
  return {
    order,
    say: async (user, happened) => void (await order({ do: 'say', user, happened })),
    press: async (action, value) => void (await order({ do: 'press', action, value })),
    settle: async () => void (await order({ do: 'settle' })),
    isDue: async () => (await order({ do: 'isDue' })) === true,
    events: async () => (await order({ do: 'events' })) as readonly Happening[], // what its log holds
    end: () => void child.kill('SIGKILL'),
  };
}
