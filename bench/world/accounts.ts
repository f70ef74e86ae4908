import { copyFile, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { writeReport } from '../../src/checklist/readings.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Event } from '../../src/migration/events.ts';
import { replay } from '../../src/migration/migration.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { realTime } from '../../src/ops/clock.ts';
import { postsOf } from '../../src/slack/posts/announce.ts';
import { FILE } from '../../src/slack/posts/places.ts';
import { openFileStore } from '../../src/store/file.ts';
import { sealedVault, secretKey } from '../../src/store/sealed-vault.ts';
import { secret } from '../../src/store/vault.ts';
import { storedEvent } from '../../src/store/versions.ts';
import { preparing, readingsOf, scheduled } from './account.ts';
import { databaseIn, SECRET_KEY } from './env.ts';

/** One account in so many has a window. */
const SCHEDULED_EVERY = 10;

/** The account of this number, as key and as subdomain. */
export function nameOf(index: number): string {
  return `account-${`${index}`.padStart(5, '0')}`;
}

/**
 * Writes so many accounts at rest into a database: told, delivered, not due. Straight into the tables that the store has
 * made, in one transaction, and then read by the store: append by append the commits alone would take a minute.
 */
export async function addAccounts(path: string, count: number): Promise<void> {
  await (await openFileStore({ path, clock: realTime.now, sleep: realTime.sleep })).close();
  const now = realTime.now();
  const secrets = await sealed(count);
  const database = new DatabaseSync(path);
  database.exec('begin');
  const insert = inserts(database);
  for (let index = 0; index < count; index += 1) insertOne(nameOf(index), index, now, insert);
  for (const [account, text] of secrets) insert.secret.run(account, text);
  database.exec('commit; pragma wal_checkpoint(truncate)');
  database.close();
  await proved(path, count);
}

/**
 * A copy of such a database as a running Ferry leaves it: accounts with a window fall due one after the other within the
 * five minutes in which each of them is watched, and all accounts were last looked up just now or, `old`, six hours ago.
 */
export async function copied(database: string, folder: string, findings: 'fresh' | 'old'): Promise<void> {
  const path = databaseIn(folder);
  await copyFile(database, path);
  const copy = new DatabaseSync(path);
  copy.exec(
    "update accounts set due_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+' || (abs(random()) % 300) || ' seconds') where due_at is not null",
  );
  const lookedAt = later(realTime.now(), findings === 'fresh' ? 0 : -6 * HOUR_MS);
  copy.prepare("update reports set report = json_set(report, '$.lookedAt', ?)").run(lookedAt);
  copy.exec('pragma wal_checkpoint(truncate)');
  copy.close();
  // On the disk before anybody is timed: the next commit would wait for all of it.
  const handle = await open(path, 'r+');
  await handle.sync();
  await handle.close();
}

function inserts(database: DatabaseSync) {
  return {
    account: database.prepare('insert into accounts (key, head_version, due_at, delivered_version, rested_version) values (?, ?, ?, ?, ?)'),
    event: database.prepare('insert into events (account, version, format, at, "by", happened) values (?, ?, ?, ?, ?, ?)'),
    report: database.prepare('insert into reports (account, report) values (?, ?)'),
    post: database.prepare('insert into posts (account, key, channel, ts, sent, intended_at) values (?, ?, ?, ?, ?, ?)'),
    secret: database.prepare('insert into secrets (account, sealed) values (?, ?)'),
  };
}

function insertOne(name: string, index: number, now: Instant, insert: ReturnType<typeof inserts>): void {
  const { key, host } = named(name);
  const opensAt = later(now, (20 + (index % 40)) * DAY_MS);
  const hasWindow = index % SCHEDULED_EVERY === 0;
  const happened = hasWindow ? scheduled(host, opensAt) : preparing(host);
  const events = happened.map(
    (each, at): Event => ({
      version: at + 1,
      at: later(now, -20 * DAY_MS + at * MINUTE_MS),
      by: { kind: 'person', slackUserId: 'U0ADA' },
      happened: each,
    }),
  );
  insert.account.run(key, events.length, hasWindow ? later(now, DAY_MS) : null, events.length, events.length);
  for (const event of events)
    insert.event.run(key, event.version, FORMAT, event.at, JSON.stringify(event.by), JSON.stringify(event.happened));
  insert.report.run(key, writeReport({ lookedAt: now, readings: readingsOf(host, named(`${name}-eu`).host, now) }));
  for (const { key: post, file } of postsOf(events, replay(events)))
    insert.post.run(key, post, 'C0MIGRATION', file ? FILE : '1700000000.000100', '', later(now, -20 * DAY_MS));
}

/** As the store writes today; `proved` reads it back. */
const FORMAT = storedEvent(named('x').key, {
  version: 1,
  at: realTime.now(),
  by: { kind: 'server' },
  happened: { type: 'connected' },
}).format;

async function sealed(count: number): Promise<ReadonlyMap<AccountKey, string>> {
  const kept = new Map<AccountKey, string>();
  const read = secretKey(SECRET_KEY);
  if (!read.ok) throw new Error(read.why);
  const none = async () => undefined;
  const rows = {
    accounts: async () => [],
    read: none,
    replace: async () => false,
    remove: none,
    write: async (account: AccountKey, text: string) => void kept.set(account, text),
  };
  const vault = sealedVault({ rows, key: read.key });
  for (let index = 0; index < count; index += 1)
    await vault.put(
      named(nameOf(index)).key,
      secret(JSON.stringify({ support: { token: `zd-${index}` }, chat: { token: `chat-${index}` } })),
    );
  return kept;
}

/** The store itself reads the first and the last account, counts them all, and finds nobody due or behind. */
async function proved(path: string, count: number): Promise<void> {
  const store = await openFileStore({ path, clock: realTime.now, sleep: realTime.sleep });
  const logs = await Promise.all([0, count - 1].map((index) => store.read(named(nameOf(index)).key)));
  const waiting = [...(await store.due(realTime.now(), 1)), ...(await store.undelivered(1))];
  const counted = await store.countAccounts();
  await store.close();
  if (counted === count && waiting.length === 0 && logs.every(({ length }) => length >= 20)) return;
  throw new Error(
    `The database is not what was meant: ${counted} accounts, ${waiting.length} waiting, logs of ${logs.map(({ length }) => length).join(' and ')}`,
  );
}

function named(name: string): { readonly key: AccountKey; readonly host: Subdomain } {
  const [key, host] = [accountKey(name), subdomain(name)];
  if (key === undefined || host === undefined) throw new Error(`${name} is no name of an account`);
  return { key, host };
}
