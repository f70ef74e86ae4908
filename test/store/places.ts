import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type AccountKey, accountKey } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Clock, type Instant, instant, later } from '../../src/migration/time.ts';
import type { Sleep } from '../../src/store/sql/sqlite-access.ts';

/** A folder of its own for one test; the second answer removes it. */
export function aFolder(): { readonly file: string; readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-store-'));
  return { folder, file: join(folder, 'ferry.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A clock that stands still until it is moved. */
export function aClock(): { readonly clock: Clock; readonly pass: (milliseconds: number) => Instant } {
  let now = instant(new Date('2026-12-06T02:00:00.000Z'));
  return {
    clock: () => now,
    pass(milliseconds) {
      now = later(now, milliseconds);
      return now;
    },
  };
}

export const sleep: Sleep = async (milliseconds, signal) => {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

export function key(text: string): AccountKey {
  const found = accountKey(text);
  if (found === undefined) throw new Error(`${text} is no key`);
  return found;
}

export const SERVER = { kind: 'server' } as const;

export function set(value: string): Happening {
  return { type: 'setting_set', key: 'note', value };
}

const children = new Set<ChildProcess>();

/** Ends what a failed test has left running. */
export function killChildren(): void {
  for (const each of children) each.kill('SIGKILL');
  children.clear();
}

/** A program of `children/` in a process of its own. */
export function child(name: string, ...args: readonly string[]): ChildProcess & { readonly lines: string[] } {
  const started = spawn(process.execPath, [join(import.meta.dirname, 'children', name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(started);
  const lines: string[] = [];
  let rest = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return Object.assign(started, { lines });
}

/** The child's exit code, once all it wrote has been read. */
export async function ended(started: ChildProcess): Promise<number | null> {
  const [code]: (number | null)[] = await once(started, 'close');
  return code ?? null;
}

/** Waits until it holds, for 10 s at most. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 2_000) throw new Error('It did not happen within 10 s.');
    await wait(5);
  }
}
