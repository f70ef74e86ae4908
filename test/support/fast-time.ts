/**
 * Time that runs faster, the same in two processes: a formula over the machine's clock. `node --import fast-time.ts` with
 * FAST_TIME set makes a process live in it; without the variable this file only lends its types and functions.
 */
import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module';
import type { WorldClock } from '../../playground/clock.ts';

/** World time is `world` at machine time `machine`, and goes `rate` times as fast; from world time `until` on, `rateAfter` times. */
export interface Course {
  readonly machine: number;
  readonly world: number;
  readonly rate: number;
  readonly until?: number;
  readonly rateAfter?: number;
}

export const FAST_TIME = 'FAST_TIME';
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The world time at a moment of the machine. */
export function worldAt({ machine, world, rate, until, rateAfter = rate }: Course, now: number): number {
  const straight = world + (now - machine) * rate;
  return until === undefined || straight <= until ? straight : until + ((straight - until) / rate) * rateAfter;
}

/** The machine's moment at which the world has come to `to`. */
export function machineAt({ machine, world, rate, until, rateAfter = rate }: Course, to: number): number {
  return until === undefined || to <= until ? machine + (to - world) / rate : machine + (until - world) / rate + (to - until) / rateAfter;
}

/** The clock of the simulators, and of every process that is told its course. */
export interface FastClock extends WorldClock {
  course(): Course;
  /** Goes this much faster up to that moment, and as fast as before from then on: exact, however late anybody looks. */
  hurry(until: number, rate: number): void;
  onCourse(listener: (course: Course) => void): () => void;
}

export function fastClock(world: number, rate: number): FastClock {
  let course: Course = { machine: Date.now(), world, rate };
  const timers = new Timers(Date.now, setTimeout, clearTimeout, () => course);
  const listeners = new Set<(course: Course) => void>();
  return {
    now: () => worldAt(course, Date.now()),
    at(moment, call) {
      const timer = timers.at(moment, call);
      return () => timer.close();
    },
    course: () => course,
    hurry(until, faster) {
      const machine = Date.now();
      course = { machine, world: worldAt(course, machine), rate: faster, until, rateAfter: rate };
      timers.moved();
      for (const listener of listeners) listener(course);
    },
    onCourse(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is waited for in world time. */
class Timers {
  readonly waiting = new Set<FastTimer>();
  readonly machine: () => number;
  readonly set: typeof setTimeout;
  readonly clear: typeof clearTimeout;
  readonly course: () => Course;

  constructor(machine: () => number, set: typeof setTimeout, clear: typeof clearTimeout, course: () => Course) {
    this.machine = machine;
    this.set = set;
    this.clear = clear;
    this.course = course;
  }

  now(): number {
    return worldAt(this.course(), this.machine());
  }

  at(moment: number, call: () => void): FastTimer {
    return new FastTimer(this, moment, 0, undefined, call);
  }

  /** The course has changed: everybody waits for another moment of the machine. */
  moved(): void {
    for (const timer of [...this.waiting]) timer.arm();
  }
}

/** As Node's Timeout, but due in world time. */
class FastTimer {
  readonly timers: Timers;
  readonly every: number | undefined;
  readonly wait: number;
  readonly call: () => void;
  due: number;
  real: NodeJS.Timeout | undefined;
  kept = true;

  constructor(timers: Timers, due: number, wait: number, every: number | undefined, call: () => void) {
    this.timers = timers;
    this.due = due;
    this.wait = wait;
    this.every = every;
    this.call = call;
    timers.waiting.add(this);
    this.arm();
  }

  arm(): void {
    const { timers } = this;
    timers.clear(this.real);
    const left = Math.ceil(machineAt(timers.course(), this.due) - timers.machine());
    this.real = timers.set(() => this.ring(), Math.min(Math.max(0, left), LONGEST_TIMER_MS));
    if (!this.kept) this.real.unref();
  }

  ring(): void {
    if (this.timers.now() < this.due) {
      this.arm();
      return;
    }
    if (this.every === undefined) this.timers.waiting.delete(this);
    else this.due = this.timers.now() + this.every;
    if (this.every !== undefined) this.arm();
    this.call();
  }

  close(): this {
    this.timers.clear(this.real);
    this.timers.waiting.delete(this);
    return this;
  }

  refresh(): this {
    this.due = this.timers.now() + this.wait;
    this.timers.waiting.add(this);
    this.arm();
    return this;
  }

  ref(): this {
    this.kept = true;
    this.real?.ref();
    return this;
  }

  unref(): this {
    this.kept = false;
    this.real?.unref();
    return this;
  }

  hasRef(): boolean {
    return this.kept;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

const told = process.env[FAST_TIME];
if (told !== undefined) live(JSON.parse(told) as Course); // written by botProcess

/** From here on this process's Date, timers and performance go by the course, which its parent may change. */
function live(first: Course): void {
  let course = first;
  const RealDate = Date;
  const machine = RealDate.now.bind(RealDate);
  let last = 0;
  const now = () => (last = Math.max(last, worldAt(course, machine())));
  const timers = new Timers(machine, setTimeout, clearTimeout, () => course);
  process.on('message', (next: Course) => {
    course = next;
    timers.moved();
  });
  // The parent's word is welcome, but nobody stays alive for it.
  process.channel?.unref();

  const FastDate = new Proxy(RealDate, {
    construct: (target, given, as) => Reflect.construct(target, given.length === 0 ? [Math.floor(now())] : given, as),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? () => Math.floor(now()) : Reflect.get(target, name)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: FastDate, configurable: true, writable: true });
  const born = now();
  Object.defineProperty(performance, 'now', { value: () => now() - born, configurable: true, writable: true });

  const require = createRequire(import.meta.url);
  const promised: Record<string, unknown> = require('node:timers/promises');
  const callbacks: Record<string, unknown> = require('node:timers');
  const { promisify } = require('node:util');
  const fast = fastFunctions(timers);
  Object.defineProperty(fast.setTimeout, promisify.custom, { value: fast.sleep });
  Object.assign(callbacks, {
    setTimeout: fast.setTimeout,
    setInterval: fast.setInterval,
    clearTimeout: fast.clear,
    clearInterval: fast.clear,
  });
  Object.assign(promised, { setTimeout: fast.sleep, setInterval: fast.beats });
  Object.assign(promised['scheduler'] as object, { wait: (ms: number, options?: Options) => fast.sleep(ms, undefined, options) });
  syncBuiltinESMExports();
  keepTheNetworkReal({ Date: RealDate, setTimeout, setInterval, clearTimeout, clearInterval });
  Object.assign(globalThis, {
    Date: FastDate,
    setTimeout: fast.setTimeout,
    setInterval: fast.setInterval,
    clearTimeout: fast.clear,
    clearInterval: fast.clear,
  });
}

/** Modules that time a connection. */
const NETWORK = ['/@slack/socket-mode/dist/src/SlackWebSocket.js', '/axios/lib/adapters/http.js'];

/** A network does not run faster for a clock that does: the limits of a request and the pings of a socket stay the machine's. */
function keepTheNetworkReal(
  machine: Pick<typeof globalThis, 'Date' | 'setTimeout' | 'setInterval' | 'clearTimeout' | 'clearInterval'>,
): void {
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    machine.setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms).unref();
    return controller.signal;
  };
  Object.assign(globalThis, { machineTime: machine });
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!NETWORK.some((file) => url.endsWith(file))) return loaded;
      return { ...loaded, source: `const { ${Object.keys(machine).join(', ')} } = globalThis.machineTime;\n${sourceText(loaded.source)}` };
    },
  });
}

function sourceText(source: unknown): string {
  return typeof source === 'string' ? source : source instanceof Uint8Array ? Buffer.from(source).toString() : '';
}

interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

function fastFunctions(timers: Timers) {
  const wait = (ms: unknown) => Math.max(1, Number(ms) || 1);
  const begin = (call: (...given: unknown[]) => void, ms: unknown, given: unknown[], repeats: boolean) =>
    new FastTimer(timers, timers.now() + wait(ms), wait(ms), repeats ? wait(ms) : undefined, () => call(...given));
  const sleep = (ms?: number, value?: unknown, { signal, ref = true }: Options = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = begin(() => end(), ms, [], false);
      const givenUp = () => {
        timer.close();
        reject(signal?.reason);
      };
      const end = () => {
        signal?.removeEventListener('abort', givenUp);
        resolve(value);
      };
      signal?.addEventListener('abort', givenUp, { once: true });
      if (!ref) timer.unref();
    });
  return {
    setTimeout: (call: (...given: unknown[]) => void, ms?: unknown, ...given: unknown[]) => begin(call, ms, given, false),
    setInterval: (call: (...given: unknown[]) => void, ms?: unknown, ...given: unknown[]) => begin(call, ms, given, true),
    clear: (timer: unknown) => {
      if (timer instanceof FastTimer) timer.close();
      else timers.clear(timer as NodeJS.Timeout);
    },
    sleep,
    beats: async function* (this: void, ms?: number, value?: unknown, options?: Options) {
      for (;;) yield await sleep(ms, value, options);
    },
  };
}
