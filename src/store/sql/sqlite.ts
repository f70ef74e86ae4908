import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StoreUnavailable } from '../port.ts';

/** SQLite waits for a busy database in one piece, and the whole process with it: longer waits are taken in turns, by `sqliteAccess`. */
export const WAIT_IN_ONE_PIECE_MS = 100;

/**
 * The database in the file, with a commit on disk before it returns (WAL, one fsync a commit) and deleted secrets wiped.
 * @throws what SQLite says, or StoreUnavailable where the place cannot hold a write-ahead log
 */
export function openSqlite(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: WAIT_IN_ONE_PIECE_MS, enableForeignKeyConstraints: true });
  try {
    const mode = database.prepare('pragma journal_mode = wal').get()?.['journal_mode'];
    if (mode !== 'wal')
      throw new StoreUnavailable(`${path} cannot be used: its file system cannot hold a write-ahead log. Put it on a local disk.`);
    // The first reading makes the -wal file, and takes the lock that keeps others from removing it.
    database.exec('pragma synchronous = full; pragma secure_delete = on; select 1 from sqlite_schema');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Kysely's SQLite over node:sqlite. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createDriver: () => new ImmediateDriver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/**
 * Begins for writing. A transaction that begins for reading and then writes is refused, without waiting, when
 * another process wrote in between (measured: 1,476 of 2,000).
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: forKysely(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk has ended the transaction already, and a second end would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Far more than there are queries in the program: only values differ between two calls of one. */
const STATEMENTS_KEPT = 200;

/** Statements are prepared once: that takes longer than running them. Nothing here reads rows one by one while another query runs. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return {
    close: () => database.close(),
    prepare(text) {
      const known = prepared.get(text) ?? preparedIn(database, text);
      if (prepared.size < STATEMENTS_KEPT) prepared.set(text, known);
      return known;
    },
  };
}

function preparedIn(database: DatabaseSync, text: string): ReturnType<SqliteDatabase['prepare']> {
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...bound(values)),
    run: (values) => statement.run(...bound(values)),
    iterate: (values) => statement.iterate(...bound(values)),
  };
}

function bound(values: readonly unknown[]): readonly SQLInputValue[] {
  // `Tables` holds text, whole numbers and null only, so nothing else is ever bound.
  return values as readonly SQLInputValue[];
}
