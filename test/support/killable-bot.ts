import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
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
export type FromBot =
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly what: 'point' | 'slack' | 'zendesk';
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

export function nursery(): Nursery {
  let spare = born();
  const living = new Set<ChildProcess>();
  const taken = () => {
    const child = spare;
    spare = born();
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
    },
  };
}

function born(): ChildProcess {
  return fork(at('./paper-bot-main.ts'), { execPath: NODE, execArgv: [], serialization: 'advanced', stdio: 'inherit' });
}

interface OrderedBot extends PaperBot {
  order(order: Order): Promise<unknown>;
}

function inProcess(child: ChildProcess, outside: Outside, point: Point): OrderedBot {
  let given = 0;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  child.once('exit', (code, signal) => {
    const error = signal === 'SIGKILL' ? new Killed(signal) : new Error(`the bot ended by itself: ${code ?? signal}`);
    for (const order of waiting.values()) order.reject(error);
    waiting.clear();
  });
  const answer = async ({ id, what, method, args }: Extract<FromBot, { readonly kind: 'ask' }>) => {
    if (what === 'point') await point(method, args[0] as 'before' | 'after'); // as the other side sends it
    const port: object = what === 'slack' ? outside.slack : outside.zendesk;
    const value: unknown = what === 'point' ? undefined : await Reflect.apply(Reflect.get(port, method) as () => unknown, port, args); // its port has it
    child.send({ kind: 'answer', id, value } satisfies ToBot);
  };
  child.on('message', (message: FromBot) => {
    if (message.kind === 'ask') {
      answer(message).catch((error: unknown) => {
        if (error instanceof Killed) child.kill('SIGKILL');
        else child.send({ kind: 'answer', id: message.id, error: String(error) } satisfies ToBot);
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
      child.send({ kind: 'order', id, now: outside.now(), ...what } satisfies ToBot);
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
