import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { AccountKey } from '../../migration/account.ts';
import type { Actor, Event, Happening } from '../../migration/events.ts';
import type { Clock } from '../../migration/time.ts';
import { LogMovedOn, type Store } from '../port.ts';
import { readEvent, storedEvent } from '../versions.ts';
import { isUniqueViolation } from './faults.ts';
import { namesIn, saveNames } from './names.ts';
import type { Access, Tables } from './tables.ts';

/** Read in one piece: a few milliseconds, parsing included. */
const EVENTS_A_PAGE = 500;
/** Logs kept parsed: more accounts than are worked on in one hour, and tens of megabytes at most. */
const LOGS_REMEMBERED = 500;

type Log = Pick<Store, 'accounts' | 'countAccounts' | 'read' | 'append'>;

/** The log of every account. What was parsed once is not parsed again: a log only ever grows. */
export function sqlLog(access: Access, clock: Clock): Log {
  const parsed = remembering<AccountKey, readonly Event[]>(LOGS_REMEMBERED);
  return {
    accounts: (page) => accountsIn(access, page),
    countAccounts: () => countIn(access),
    async read(account) {
      const head = await access.read((database) => headOf(database, account));
      const known = parsed.get(account) ?? [];
      if (known.length === head) return known;
      const events = await readOn(access, account, known.length < head ? known : [], head);
      parsed.set(account, events);
      return events;
    },
    async append(account, after, by, happened) {
      const events = await access.write((transaction) => appendIn(transaction, account, after, { by, happened, at: clock() }));
      const known = parsed.get(account) ?? [];
      if (known.length === after) parsed.set(account, [...known, ...events]);
      return events;
    },
  };
}

async function accountsIn(access: Access, { after, limit }: Parameters<Log['accounts']>[0]): Promise<readonly AccountKey[]> {
  const rows = await access.read((database) => {
    const inOrder = database.selectFrom('accounts').select('key').orderBy('key').limit(limit);
    return (after === undefined ? inOrder : inOrder.where('key', '>', after)).execute();
  });
  return rows.map(({ key }) => key);
}

async function countIn(access: Access): Promise<number> {
  const counted = await access.read((database) =>
    database
      .selectFrom('accounts')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow(),
  );
  return Number(counted.count);
}

/** The last version of the log, 0 for an account nobody has added. */
async function headOf(database: Pick<Transaction<Tables>, 'selectFrom'>, account: AccountKey): Promise<number> {
  const row = await database.selectFrom('accounts').select('head_version').where('key', '=', account).executeTakeFirst();
  return row?.head_version ?? 0;
}

/** The log up to `head`, of which `known` need not be read again. */
async function readOn(access: Access, account: AccountKey, known: readonly Event[], head: number): Promise<readonly Event[]> {
  const events = [...known];
  while (events.length < head) {
    if (events.length > known.length) await letOthersRun();
    const rows = await access.read((database) =>
      database
        .selectFrom('events')
        .select(['version', 'format', 'at', 'by', 'happened'])
        .where('account', '=', account)
        .where('version', '>', events.length)
        .where('version', '<=', head)
        .orderBy('version')
        .limit(EVENTS_A_PAGE)
        .execute(),
    );
    if (rows.length === 0) readEvent(account, events.length + 1, undefined);
    for (const row of rows) events.push(readEvent(account, events.length + 1, row));
  }
  return events;
}

interface Addition extends Pick<Event, 'at'> {
  readonly by: Actor;
  readonly happened: readonly Happening[];
}

async function appendIn(
  transaction: Transaction<Tables>,
  account: AccountKey,
  after: number,
  { by, happened, at }: Addition,
): Promise<readonly Event[]> {
  const head = await headOf(transaction, account);
  if (head !== after) throw new LogMovedOn(`The log of ${account} is at version ${head}, not ${after}.`);
  if (happened.length === 0) return [];
  const rows = happened.map((what, index) => storedEvent(account, { version: after + index + 1, at, by, happened: what }));
  await moveHead(transaction, account, after + rows.length, at);
  for (const row of rows) await insert(transaction, account, row);
  await saveNames(
    transaction,
    account,
    rows.flatMap((row) => namesIn(row.happened)),
  );
  return rows.map((row) => readEvent(account, row.version, row));
}

/** The log's new end, and the account is due at once: in the transaction of the events themselves. */
async function moveHead(transaction: Transaction<Tables>, account: AccountKey, head: number, at: Event['at']): Promise<void> {
  await transaction
    .insertInto('accounts')
    .values({ key: account, head_version: head, due_at: at, delivered_version: 0, rested_version: 0 })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ head_version: head, due_at: at }))
    .execute();
}

async function insert(transaction: Transaction<Tables>, account: AccountKey, row: ReturnType<typeof storedEvent>): Promise<void> {
  try {
    await transaction
      .insertInto('events')
      .values({ account, ...row })
      .execute();
  } catch (error) {
    if (isUniqueViolation(error)) throw new LogMovedOn(`The log of ${account} has a version ${row.version} already.`, { cause: error });
    throw error;
  }
}

/** The latest `limit` entries by use. */
function remembering<K, V>(limit: number): { get(key: K): V | undefined; set(key: K, value: V): void } {
  const entries = new Map<K, V>();
  function set(key: K, value: V): void {
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
  }
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
