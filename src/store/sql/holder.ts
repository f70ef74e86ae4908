import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** One open store of one process, as others can recognize it: machine, this start of the machine, process, and the store itself. */
export interface Holder {
  readonly name: string;
  /** The store is closed: what it still holds is free. */
  leave(): void;
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Stores of this process. A holder with our process id that is not among them was an earlier process with the same id. */
const ofThisProcess = new Set<string>();

export function newHolder(): Holder {
  const name = [hostname(), bootId(), process.pid, randomUUID()].join('/');
  ofThisProcess.add(name);
  return { name, leave: () => ofThisProcess.delete(name) };
}

/** Whether the holder may still be working. One on another machine may: only its lease's running out tells. */
export function mayLive(name: string): boolean {
  const [host, boot, pid] = name.split('/');
  if (host !== hostname()) return true;
  if (boot !== bootId()) return false;
  if (Number(pid) === process.pid) return ofThisProcess.has(name);
  return isRunning(Number(pid));
}

function bootId(): string {
  return existsSync(BOOT_ID) ? readFileSync(BOOT_ID, 'utf8').trim() : 'unknown';
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user answers EPERM, and runs.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
