import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type { Clock } from '../migration/time.ts';
import type { Store } from './port.ts';
import { queuePerKey } from './queue.ts';
import type { SecretRows } from './sealed-vault.ts';
import { sqlDue } from './sql/due.ts';
import { newHolder } from './sql/holder.ts';
import { type LeaseParts, withLease } from './sql/leases.ts';
import { sqlLog } from './sql/log.ts';
import { migrate } from './sql/migrations.ts';
import { sqlNames } from './sql/names.ts';
import { sqlSecretRows } from './sql/secrets.ts';
import { sqlShown } from './sql/shown.ts';
import { openSqlite, sqliteDialect } from './sql/sqlite.ts';
import { type BusyParts, sqliteAccess, whileBusy } from './sql/sqlite-access.ts';
import type { Access, Tables } from './sql/tables.ts';

export interface FileStoreParts
  extends Pick<LeaseParts, 'clock' | 'sleep'>,
    Partial<Pick<BusyParts, 'retryBusyMs'>>,
    Partial<Pick<LeaseParts, 'leaseWaitMs'>> {
  /** The file; it and its folder are made where there is none. */
  readonly path: string;
}

/** A store that also has room for sealed secrets. */
export interface FileStore extends Store {
  readonly secretRows: SecretRows;
}

/** A commit takes milliseconds; who holds the database for this long is stuck. */
const RETRY_BUSY_MS = 5_000;
/** Longer than a look-through of a large account. */
const LEASE_WAIT_MS = 60_000;

/**
 * The store in a SQLite file, for one machine; several processes may open it.
 * @throws StoreUnavailable when the file cannot be opened or written, is no database of Ferry's, or a newer Ferry's
 */
export async function openFileStore(parts: FileStoreParts): Promise<FileStore> {
  const { clock, sleep, retryBusyMs = RETRY_BUSY_MS, leaseWaitMs = LEASE_WAIT_MS } = parts;
  // Two processes that begin at the same moment both make the file ready: the second one waits for the first.
  const { path, database } = await whileBusy(parts.path, { sleep, retryBusyMs }, () => opened(parts.path));
  const kysely = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  const access = sqliteAccess(kysely, path, { sleep, retryBusyMs });
  try {
    await migrate(access, clock);
    await leaveAMark(access, clock);
  } catch (error) {
    if (database.isOpen) database.close();
    throw error;
  }
  const holder = newHolder();
  const inTurn = queuePerKey();
  return {
    ...sqlLog(access, clock),
    ...sqlNames(access),
    ...sqlDue(access),
    ...sqlShown(access),
    secretRows: sqlSecretRows(access),
    exclusively: (account, work) => inTurn(account, () => withLease(access, account, { clock, sleep, holder, leaseWaitMs }, work)),
    check: () => leaveAMark(access, clock),
    async close() {
      holder.leave();
      // Behind whatever is under way: kysely has one connection, and hands it out in turn.
      await kysely.connection().execute(async () => {
        if (database.isOpen) database.close();
      });
    },
  };
}

function opened(path: string): { readonly path: string; readonly database: ReturnType<typeof openSqlite> } {
  mkdirSync(dirname(path), { recursive: true });
  // For its owner alone: the log names people. The files SQLite puts beside it take over the mode.
  closeSync(openSync(path, 'a', 0o600));
  const place = realpathSync(path);
  return { path: place, database: openSqlite(place) };
}

/** A commit of one tiny row: only a commit tells whether the disk takes one. */
async function leaveAMark(access: Access, clock: Clock): Promise<void> {
  await access.write((transaction) =>
    transaction
      .insertInto('pulse')
      .values({ id: 1, at: clock() })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: clock() }))
      .execute(),
  );
}
