import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ClockState, type MovableClock, movableClock, type WorldClock } from '../clock.ts';

/** Environment of the bot and of its command line, as `design.md` section 8 names it. */
export type BotEnv = Readonly<Record<string, string>>;

/** The bot in a process of its own, so that it can be killed as a real one is. */
export interface BotProcess {
  isAlive(): boolean;
  /** The last lines it wrote, the newest last. */
  lines(): readonly string[];
  /** World time of the next thing that it waits for, by its own word; nothing while it does not run. */
  waitsUntil(): number | undefined;
  start(): void;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Asks it to end in good order, and waits. */
  stop(): Promise<void>;
  /** Runs `ferry` with these words and this on its standard input. */
  ferry(words: readonly string[], input: string): Promise<{ readonly code: number; readonly output: string }>;
}

const KEPT_LINES = 200;
const STOP_MS = 5_000;
const CLI = fileURLToPath(new URL('../../src/ops/cli/cli.ts', import.meta.url));
const SELF = fileURLToPath(import.meta.url);

/** What the child tells the parent. */
interface Said {
  readonly waitsUntil?: number | undefined;
}

/** What the parent tells the child. */
type Word = { readonly clock: ClockState } | { readonly stop: true };

/** Prepares the bot; `start` begins it. `changed` is called when it comes, goes or writes. */
export function botProcess(env: BotEnv, clock: MovableClock, changed: () => void): BotProcess {
  let child: ChildProcess | undefined;
  let waitsUntil: number | undefined;
  const lines: string[] = [];
  const wholeEnv = () => ({ ...inherited(), ...env, PLAYGROUND_CLOCK: JSON.stringify(clock.state()) });
  const keep = (chunk: unknown) => {
    lines.push(...String(chunk).split('\n').filter(Boolean));
    lines.splice(0, Math.max(0, lines.length - KEPT_LINES));
    changed();
  };
  const tell = (to: ChildProcess | undefined, word: Word) => {
    if (to?.connected) to.send(word);
  };
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  clock.onMove((state) => tell(child, { clock: state }));

  return {
    isAlive,
    lines: () => lines,
    waitsUntil: () => (isAlive() ? waitsUntil : undefined),
    start() {
      if (isAlive()) return;
      const begun = fork(SELF, [], { env: wholeEnv(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      child = begun;
      begun.stdout?.on('data', keep);
      begun.stderr?.on('data', keep);
      begun.on('error', (error) => keep(error.message));
      begun.once('exit', (code, signal) => keep(`The bot's process ended: ${signal ?? `code ${code}`}`));
      // Moves of the clock between reading its state above and the child's first listening would be lost.
      begun.once('message', () => tell(begun, { clock: clock.state() }));
      begun.on('message', (said: Said) => {
        waitsUntil = said.waitsUntil;
      });
    },
    async kill() {
      if (!child || !isAlive()) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    async stop() {
      if (!child || !isAlive()) return;
      const gone = once(child, 'exit');
      tell(child, { stop: true });
      const inTime = await Promise.race([gone.then(() => true), pause(STOP_MS, false, { ref: false })]);
      if (!inTime) child.kill('SIGKILL');
      await gone;
    },
    ferry: (words, input) => runFerry(words, input, wholeEnv()),
  };
}

/** Nothing of the person's own settings reaches the bot: only what a program needs to run at all. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TZ, SystemRoot } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, TZ, SystemRoot }).filter(([, value]) => value !== undefined));
}

async function runFerry(words: readonly string[], input: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [CLI, ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: unknown) => void parts.push(String(chunk)));
  // A command that ends without reading closes the pipe; its exit code says more than that.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : 1, output: parts.join('').trim() };
}

/** The child's side: the real application on a clock that follows the parent's. */
async function runBot(): Promise<void> {
  const [{ start }, { readConfig }, { instant }, { waysInto }] = await Promise.all([
    import('../../src/ops/app.ts'),
    import('../../src/ops/config.ts'),
    import('../../src/migration/time.ts'),
    import('./public-pages.ts'),
  ]);
  const clock = movableClock();
  const follow = (state: ClockState) => clock.follow(state);
  // The parent wrote it in botProcess.
  const { PLAYGROUND_CLOCK = '', ...env } = process.env;
  follow(JSON.parse(PLAYGROUND_CLOCK) as ClockState);
  const waiting: Word[] = [];
  process.on('message', (word: Word) => {
    if ('clock' in word) follow(word.clock);
    else waiting.push(word);
  });
  // Ctrl-C reaches the whole group; the parent ends this process in its own order.
  process.on('SIGINT', () => {});
  process.once('disconnect', () => process.exit(0));
  let isToTell = false;
  /** Tells what is waited for now, once for all that changes in the same breath. */
  const told = () => {
    if (isToTell) return;
    isToTell = true;
    setImmediate(() => {
      isToTell = false;
      const said: Said = { waitsUntil: clock.next() };
      if (process.connected) process.send?.(said);
    });
  };
  const at: MovableClock['at'] = (when, call) => {
    const forget = clock.at(when, () => {
      told();
      call();
    });
    told();
    return () => {
      forget();
      told();
    };
  };
  process.send?.({} satisfies Said);
  const checked = readConfig(env);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  const time = {
    now: () => instant(new Date(clock.now())),
    at: (when: string, call: () => void) => at(Date.parse(when), call),
    sleep: (ms: number, signal?: AbortSignal) => sleepOn({ now: () => clock.now(), at }, ms, signal),
  };
  const app = await start(checked.config, time, waysInto(checked.config.zendeskUrl));
  const end = () => void app.stop().finally(() => process.exit(0));
  if (waiting.length > 0) end();
  process.on('message', (word: Word) => {
    if ('stop' in word) end();
  });
}

/** Waits `ms` of world time, or until the signal says that nobody waits any more. */
async function sleepOn(clock: WorldClock, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = () => resolve();
  const forget = clock.at(clock.now() + ms, wake);
  signal?.addEventListener('abort', wake, { once: true });
  await promise;
  forget();
  signal?.removeEventListener('abort', wake);
}

if (import.meta.main) await runBot();
