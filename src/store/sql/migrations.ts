import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Clock } from '../../migration/time.ts';
import { StoreUnavailable } from '../port.ts';
import { namesIn, saveNames } from './names.ts';
import type { Access, Tables } from './tables.ts';

/** One step of the tables' shape. Once released it is never changed: what comes after is a new one at the end. */
export interface SchemaMigration {
  readonly name: string;
  readonly up: (database: Kysely<Tables>) => Promise<void>;
}

/** In order; a database records how many of them it has. */
export const schemaMigrations: readonly SchemaMigration[] = [
  { name: 'the log', up: theLog },
  { name: 'reports, posts and channels', up: reportsPostsAndChannels },
  { name: 'leases and secrets', up: leasesAndSecrets },
  { name: 'names', up: names },
  { name: 'histories of chats', up: histories },
  { name: 'marks of chats by day', up: historyMarks },
];

/**
 * Brings the tables to today's shape, all steps or none.
 * @throws StoreUnavailable for a database that a newer Ferry has changed
 */
export async function migrate(access: Access, clock: Clock, list: readonly SchemaMigration[] = schemaMigrations): Promise<void> {
  await access.write(async (transaction) => {
    const applied = await appliedIn(transaction);
    if (applied > list.length) throw ofNewerFerry(applied, list.length);
    for (const [index, { name, up }] of list.entries()) {
      if (index < applied) continue;
      await up(transaction);
      await transaction
        .insertInto('migrations')
        .values({ number: index + 1, name, at: clock() })
        .execute();
    }
  });
}

async function appliedIn(transaction: Transaction<Tables>): Promise<number> {
  await transaction.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
  const row = await transaction
    .selectFrom('migrations')
    .select(({ fn }) => fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

function ofNewerFerry(applied: number, known: number): StoreUnavailable {
  return new StoreUnavailable(
    `The database was changed by a newer Ferry (its schema is ${applied}, this one knows ${known}). Start the newer one, or restore the backup from before the update.`,
  );
}

async function theLog(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('accounts')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('head_version', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('delivered_version', 'integer', (column) => column.notNull())
    .addColumn('rested_version', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('events')
    .addColumn('account', 'text', (column) => column.notNull().references('accounts.key'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('format', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('happened', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_key', ['account', 'version'])
    .execute();
  await database.schema
    .createIndex('accounts_due')
    .on('accounts')
    .columns(['due_at', 'key'])
    .where(sql.ref('due_at'), 'is not', null)
    .execute();
  await database.schema
    .createIndex('accounts_undelivered')
    .on('accounts')
    .column('key')
    .where(sql.ref('head_version'), '>', sql.ref('delivered_version'))
    .execute();
}

async function reportsPostsAndChannels(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('reports')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('report', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('posts')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('ts', 'text')
    .addColumn('sent', 'text', (column) => column.notNull())
    .addColumn('intended_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('posts_key', ['account', 'key'])
    .execute();
  await database.schema
    .createTable('channels')
    .addColumn('channel', 'text', (column) => column.primaryKey())
    .addColumn('account', 'text', (column) => column.notNull())
    .execute();
}

async function leasesAndSecrets(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('leases')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text')
    .addColumn('fence', 'integer', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('secrets')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('pulse')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}

/** Filled from the logs that are there. */
async function names(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('names')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('names_key', ['name', 'account'])
    .execute();
  const rows = await database
    .selectFrom('events')
    .select(['account', 'happened'])
    .where((where) => where.or([where('happened', 'like', '%"role_given"%'), where('happened', 'like', '%"account_added"%')]))
    .execute();
  for (const { account, happened } of rows) await saveNames(database, account, namesIn(happened));
}

async function histories(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('histories')
    .addColumn('account', 'text', (column) => column.primaryKey())
    .addColumn('history', 'text', (column) => column.notNull())
    .execute();
}

async function historyMarks(database: Kysely<Tables>): Promise<void> {
  await database.schema
    .createTable('history_marks')
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('marks', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('history_marks_key', ['account', 'day'])
    .execute();
}
