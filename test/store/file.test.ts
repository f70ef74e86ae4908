import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/migration/time.ts';
import { type FileStore, openFileStore } from '../../src/store/file.ts';
import { DamagedLog, StoreUnavailable } from '../../src/store/port.ts';
import { migrate, schemaMigrations } from '../../src/store/sql/migrations.ts';
import { openSqlite, sqliteDialect } from '../../src/store/sql/sqlite.ts';
import { sqliteAccess } from '../../src/store/sql/sqlite-access.ts';
import type { Tables } from '../../src/store/sql/tables.ts';
import { aClock, aFolder, key, SERVER, set, sleep } from './places.ts';
import { storeContract } from './store.contract.ts';

const acme = key('acme');
const globex = key('globex');
let place = aFolder();
let clock: Clock;
const open = (path = place.file): Promise<FileStore> => openFileStore({ path, clock, sleep });

beforeEach(() => {
  place = aFolder();
  ({ clock } = aClock());
});
afterEach(() => place.remove());

storeContract('file', (itsClock) => openFileStore({ path: place.file, clock: itsClock, sleep }));

/** Does that to the file behind the store's back. */
function meddle(statements: string): void {
  const database = new DatabaseSync(place.file, { enableForeignKeyConstraints: false });
  database.exec(statements);
  database.close();
}

async function withEvents(): Promise<void> {
  const store = await open();
  await store.append(acme, 0, SERVER, [set('a'), set('b'), set('c')]);
  await store.append(globex, 0, SERVER, [set('g')]);
  await store.close();
}

describe('a file store', () => {
  it('keeps everything when it is closed and opened again', async () => {
    await withEvents();
    const store = await open();
    expect((await store.read(acme)).map(({ happened }) => happened)).toEqual([set('a'), set('b'), set('c')]);
    expect(await store.due(clock(), 10)).toEqual([acme, globex]);
    await store.close();
  });

  it('makes its folder, and a file for its owner alone', async () => {
    const path = join(place.folder, 'some', 'where', 'ferry.db');
    const store = await open(path);
    await store.append(acme, 0, SERVER, [set('a')]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('sees what another store appended', async () => {
    const [one, two] = [await open(), await open()];
    await one.append(acme, 0, SERVER, [set('a')]);
    expect(await two.read(acme)).toHaveLength(1);
    await two.append(acme, 1, SERVER, [set('b')]);
    expect((await one.read(acme)).map(({ happened }) => happened)).toEqual([set('a'), set('b')]);
    await Promise.all([one.close(), two.close()]);
  });

  it('reads all of a log of which it appended only the end', async () => {
    const [one, two] = [await open(), await open()];
    await one.append(acme, 0, SERVER, [set('a'), set('b')]);
    await two.append(acme, 2, SERVER, [set('c')]);
    expect((await two.read(acme)).map(({ happened }) => happened)).toEqual([set('a'), set('b'), set('c')]);
    await Promise.all([one.close(), two.close()]);
  });

  it('may be closed twice', async () => {
    const store = await open();
    await Promise.all([store.close(), store.close()]);
    await expect(store.close()).resolves.toBeUndefined();
  });

  it('finishes what is under way before it closes', async () => {
    const store = await open();
    const appending = store.append(acme, 0, SERVER, [set('a')]);
    await store.close();
    expect(await appending).toHaveLength(1);
  });
});

describe('a damaged log', () => {
  it.each([
    ['an event of a later format', "update events set format = 2 where account = 'acme' and version = 2", 2, /format 2/],
    ['an event that is no JSON', "update events set happened = '{' where account = 'acme' and version = 2", 2, /happened: is not JSON/],
    ['an event nobody knows', `update events set happened = '{"type":"x"}' where account = 'acme' and version = 3`, 3, /happened/],
    ['an actor of another shape', `update events set by = '{"kind":"x"}' where account = 'acme' and version = 1`, 1, /by/],
    ['a time that is none', "update events set at = 'noon' where account = 'acme' and version = 1", 1, /at/],
    ['bytes', "update events set happened = x'00ff' where account = 'acme' and version = 1", 1, /happened/],
    ['a gap', "delete from events where account = 'acme' and version = 2", 2, /missing/],
    ['a missing end', "delete from events where account = 'acme' and version = 3", 3, /missing/],
  ])('%s: the account is read-only, and the others go on', async (_, damage, version, why) => {
    await withEvents();
    meddle(damage);
    const store = await open();
    const error = await store.read(acme).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DamagedLog);
    expect(error).toMatchObject({ account: acme, version, message: expect.stringMatching(why) });
    await store.append(globex, 1, SERVER, [set('h')]);
    expect(await store.read(globex)).toHaveLength(2);
    await store.close();
  });
});

describe('the schema', () => {
  /** A file as an earlier Ferry left it, with only the first `count` migrations. */
  async function older(count: number): Promise<void> {
    const database = openSqlite(place.file);
    const kysely = new Kysely<Tables>({ dialect: sqliteDialect(database) });
    await migrate(sqliteAccess(kysely, place.file, { sleep, retryBusyMs: 0 }), clock, schemaMigrations.slice(0, count));
    database.close();
  }

  it.each(schemaMigrations.map((_, index) => index))('is brought up to date from version %i without losing the log', async (count) => {
    await older(count);
    if (count > 0) {
      meddle(`insert into accounts values ('acme', 1, null, 0, 0);
        insert into events values ('acme', 1, 1, '${clock()}', '{"kind":"bot"}', '{"type":"connected"}')`);
    }
    const store = await open();
    expect(await store.read(acme)).toHaveLength(Math.min(count, 1));
    await store.append(acme, Math.min(count, 1), SERVER, [set('a')]);
    await store.saveReport(acme, '{}');
    await store.exclusively(acme, () => store.check());
    await store.close();
    const database = new DatabaseSync(place.file);
    expect(database.prepare('select number, name from migrations').all()).toMatchObject(
      schemaMigrations.map(({ name }, index) => ({ number: index + 1, name })),
    );
    database.close();
  });

  it('leaves the file as it was when one step fails', async () => {
    await older(1);
    const database = openSqlite(place.file);
    const access = sqliteAccess(new Kysely<Tables>({ dialect: sqliteDialect(database) }), place.file, { sleep, retryBusyMs: 0 });
    const failing = { name: 'x', up: () => Promise.reject(new Error('no')) };
    await expect(migrate(access, clock, [...schemaMigrations, failing])).rejects.toThrow('no');
    expect(database.prepare('select count(*) as n from migrations').get()).toMatchObject({ n: 1 });
    expect(database.prepare("select name from sqlite_schema where name = 'posts'").get()).toBeUndefined();
    database.close();
  });

  it('of a newer Ferry is refused in a sentence', async () => {
    await withEvents();
    meddle("insert into migrations values (99, 'of the future', '')");
    await expect(open()).rejects.toThrow(/newer Ferry \(its schema is 99, this one knows \d+\)/);
  });
});

describe('a database that refuses', () => {
  /** The store's own way to the tables, with a database that can be told what to refuse. */
  async function raw() {
    await withEvents();
    const database = openSqlite(place.file);
    const access = sqliteAccess(new Kysely<Tables>({ dialect: sqliteDialect(database) }), place.file, { sleep, retryBusyMs: 0 });
    const report = (text: string) =>
      access.write(async (transaction) => {
        await transaction
          .insertInto('channels')
          .values({ channel: text.slice(0, 9), account: acme })
          .execute();
        await transaction.insertInto('reports').values({ account: acme, report: text }).execute();
      });
    return { database, access, report };
  }

  it('because the disk is full: all of the transaction is undone, reading goes on, and writing too once there is room', async () => {
    const { database, access, report } = await raw();
    const pages = Number(database.prepare('pragma page_count').get()?.['page_count']);
    database.exec(`pragma max_page_count = ${pages}`);
    await expect(report('x'.repeat(100_000))).rejects.toThrow(/full\. Make room/);
    expect(await access.read((tables) => tables.selectFrom('channels').selectAll().execute())).toEqual([]);
    database.exec('pragma max_page_count = 10000');
    await report('x'.repeat(100_000));
    database.close();
  });

  it('because it may only be read says so', async () => {
    const { database, report } = await raw();
    database.exec('pragma query_only = on');
    await expect(report('x')).rejects.toThrow(/may only be read/);
    database.close();
  });

  it('because another process writes: the work of a transaction does not even begin', async () => {
    const { database, access } = await raw();
    const other = new DatabaseSync(place.file);
    other.exec('begin immediate');
    const begun: string[] = [];
    await expect(access.write(async () => begun.push('begun'))).rejects.toThrow(StoreUnavailable);
    expect(begun).toEqual([]);
    other.close();
    database.close();
  });
});

describe('a database that cannot be used', () => {
  it('that is none is refused', async () => {
    writeFileSync(place.file, 'not a database, but text of some length. '.repeat(50));
    await expect(open()).rejects.toThrow(StoreUnavailable);
  });

  it('where a folder is, or below a file, is refused', async () => {
    mkdirSync(place.file);
    await expect(open()).rejects.toThrow(StoreUnavailable);
    writeFileSync(join(place.folder, 'a'), '');
    await expect(open(join(place.folder, 'a', 'ferry.db'))).rejects.toThrow(StoreUnavailable);
  });

  it.each([
    ['deleted', () => rmSync(place.file)],
    ['deleted with its folder', () => rmSync(dirname(place.file), { recursive: true })],
    ['robbed of its -wal file', () => rmSync(`${place.file}-wal`)],
    ['replaced by a backup', () => renameSync(`${place.file}.backup`, place.file)],
  ])('%s while it was open: nothing is said to be recorded', async (_, lose) => {
    const store = await open();
    await store.append(acme, 0, SERVER, [set('a')]);
    copyFileSync(place.file, `${place.file}.backup`);
    lose();
    await expect(store.check()).rejects.toThrow(StoreUnavailable);
    await expect(store.append(acme, 1, SERVER, [set('b')])).rejects.toThrow(/deleted or replaced/);
    await expect(store.exclusively(acme, async () => 1)).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('damaged in the middle says so', async () => {
    await withEvents();
    const bytes = Buffer.alloc(statSync(place.file).size - 4096, 0x5a);
    writeFileSync(place.file, Buffer.concat([readFileSync(place.file).subarray(0, 4096), bytes]));
    await expect(open()).rejects.toThrow(/damaged.*restore the latest backup/s);
  });

  it('held by another process is waited for, then reported', async () => {
    const store = await openFileStore({ path: place.file, clock, sleep, retryBusyMs: 150 });
    const other = new DatabaseSync(place.file);
    other.exec('begin immediate');
    await expect(store.append(acme, 0, SERVER, [set('a')])).rejects.toThrow(/held by another process/);
    other.exec('rollback');
    expect(await store.append(acme, 0, SERVER, [set('a')])).toHaveLength(1);
    other.exec('begin immediate');
    const waiting = store.append(acme, 1, SERVER, [set('b')]);
    setTimeout(() => other.exec('rollback'), 5);
    expect(await waiting).toHaveLength(1);
    other.close();
    await store.close();
  });
});
