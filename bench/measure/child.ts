import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A program in a process of its own. */
export interface Child {
  readonly pid: number;
  /** The port that it said it listens on. */
  readonly port: Promise<number>;
  stop(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

/** What Node is given: flags first, then the file, all with whole paths. */
export type Program = readonly [...flags: string[], file: string];

const STOP_WITHIN_MS = 10_000;
const KEPT_LINES = 20;

/** Starts the program with these variables and nothing of ours; its errors are shown if it ends by itself. */
export function child(program: Program, env: Env, folder: string): Child {
  const flags = (process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
  const started = spawn(process.execPath, [...flags, ...program], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = started;
  const name = program.join(' ');
  if (pid === undefined) throw new Error(`${name} could not be started`);
  return { pid, port: portOf(started, name), stop: () => stopped(started) };
}

/** Resident memory of a process in megabytes. */
export function residentMb(pid: number): number {
  const kilobytes =
    process.platform === 'linux'
      ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}

type Started = ChildProcessByStdio<null, Readable, Readable>;

/** The first line with a port in it: `{"port":1234}`, whatever else there is. */
function portOf(started: Started, name: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const last: string[] = [];
  for (const stream of [started.stdout, started.stderr])
    createInterface(stream).on('line', (line) => {
      last.push(line);
      last.splice(0, last.length - KEPT_LINES);
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  started.once('exit', () => reject(new Error([`${name} ended before it said its port`, ...last].join('\n'))));
  // Who only starts and stops it does not ask for the port.
  promise.catch(() => {});
  return promise;
}

async function stopped(started: Started): Promise<void> {
  if (started.exitCode !== null || started.signalCode !== null) return;
  const gone = once(started, 'exit');
  started.kill('SIGTERM');
  const patience = setTimeout(() => started.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(patience);
}
