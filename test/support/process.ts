import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Course, FAST_TIME, type FastClock } from './fast-time.ts';

/** The bot as `npm start` runs it, in a process that can be killed, in the world's own time. */
export interface BotProcess {
  /** How many times it was begun: a press that was answered by nobody has met another one. */
  readonly begun: number;
  isAlive(): boolean;
  start(): void;
  /** SIGKILL, at once: nothing it has begun is ended. */
  kill(): void;
  /** Resolves when it is gone. */
  gone(): Promise<void>;
  /** SIGTERM; the exit code, null where it had to be killed. */
  stop(): Promise<number | null>;
  /** What it wrote, all lives together. */
  lines(): readonly string[];
  /** `npm run ferry -- …words` with this on standard input. */
  ferry(words: readonly string[], input: string): Promise<{ readonly code: number | null; readonly output: string }>;
}

const root = new URL('../../', import.meta.url);
const NODE = fileURLToPath(new URL('node_modules/.bin/node', root));
const PRELOAD = pathToFileURL(fileURLToPath(new URL('./fast-time.ts', import.meta.url))).href;
const path = (file: string) => fileURLToPath(new URL(file, root));
const STOP_MS = 10_000;

/** `folder` is where it is started: no `.env` of a person's own is read there. */
export function botProcess(env: Readonly<Record<string, string>>, clock: FastClock, folder: string): BotProcess {
  let child: ChildProcess | undefined;
  let begun = 0;
  const lines: string[] = [];
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const options = () => ({ cwd: folder, env: { ...inherited(), ...env, ...timeOf(clock.course()) } });
  const keep = (chunk: unknown) => void lines.push(...String(chunk).split('\n').filter(Boolean));
  clock.onCourse((course) => {
    if (isAlive() && child?.connected) child.send(course, () => {});
  });
  const gone = async () => {
    if (child && isAlive()) await once(child, 'exit');
  };
  return {
    get begun() {
      return begun;
    },
    isAlive,
    lines: () => lines,
    start() {
      if (isAlive()) throw new Error('it runs already');
      begun += 1;
      const next = spawn(NODE, [path('src/main.ts')], { ...options(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
      next.stdout?.on('data', keep);
      next.stderr?.on('data', keep);
      next.on('error', (error) => keep(`ERROR ${error.message}`));
      child = next;
    },
    kill: () => void child?.kill('SIGKILL'),
    gone,
    async stop() {
      if (!child || !isAlive()) return child?.exitCode ?? null;
      child.kill('SIGTERM');
      const patience = setTimeout(() => child?.kill('SIGKILL'), STOP_MS);
      await gone();
      clearTimeout(patience);
      return child.exitCode;
    },
    async ferry(words, input) {
      const run = spawn(NODE, [path('src/ops/cli/cli.ts'), ...words], { ...options(), stdio: ['pipe', 'pipe', 'pipe'] });
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
  return { [FAST_TIME]: JSON.stringify(course), NODE_OPTIONS: `--import ${PRELOAD}` };
}

/** Nothing of the person's own settings: only what a program needs to run at all. */
function inherited(): Readonly<Record<string, string>> {
  const { PATH, HOME, TMPDIR } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, TMPDIR }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
