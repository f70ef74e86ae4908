import { statSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { isBusy, lostFile, storeFault } from './faults.ts';
import { WAIT_IN_ONE_PIECE_MS } from './sqlite.ts';
import type { Access, Tables } from './tables.ts';

/** Resolves after that time, or as soon as the signal is aborted; never rejects. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export interface BusyParts {
  readonly sleep: Sleep;
  /** How long another process may hold the database before that is an error. */
  readonly retryBusyMs: number;
}

/** What lies between two tries: short beside what a person notices, long beside a commit. */
const BETWEEN_TRIES_MS = 20;

/** Access to the database in the file `path`, which is refused from the moment that the file is not the same any more. */
export function sqliteAccess(database: Kysely<Tables>, path: string, parts: BusyParts): Access {
  const opened = identity(path);
  const guarded = <T>(work: () => Promise<T>): Promise<T> =>
    whileBusy(path, parts, async () => {
      // SQLite goes on writing into a file that has no name any more, and everything in it is gone with the process.
      if (identity(path) !== opened) throw lostFile(path);
      return work();
    });
  return {
    read: (work) => guarded(() => work(database)),
    write: (work) => guarded(() => database.transaction().execute(work)),
  };
}

/** Tries again while another process holds the database. @throws what `storeFault` makes of anything else, and of one that does not let go */
export async function whileBusy<T>(path: string, { sleep, retryBusyMs }: BusyParts, work: () => T | Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += WAIT_IN_ONE_PIECE_MS + BETWEEN_TRIES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || waitedMs >= retryBusyMs) throw storeFault(error, path);
    }
    await sleep(BETWEEN_TRIES_MS);
  }
}

/** Which two files carry these names now: the database, and the log of what is not yet in it. */
function identity(path: string): string {
  return [path, `${path}-wal`]
    .map((name) => statSync(name, { throwIfNoEntry: false, bigint: true }))
    .map((file) => (file === undefined ? 'none' : `${file.dev}:${file.ino}`))
    .join(' ');
}
