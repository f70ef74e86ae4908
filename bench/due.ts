import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { between, type Instant, later, SECOND_MS } from '../src/migration/time.ts';
import { realTime } from '../src/ops/clock.ts';
import { openFileStore } from '../src/store/file.ts';
import { type Figure, held, seen, shown } from './figure.ts';
import { child } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { median, percentile } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { bareSlack, databaseIn, ferryEnv, main } from './world/env.ts';

const DUE = 200;
const MOST_LATE_MS = 1_000;
/** From the server's start to the windows' start, and from then to the reading of the log. */
const BEFORE_MS = 12_000;
const AFTERWARDS_MS = 15_000;
const SIZES = [1_000, 10_000, 100_000] as const;
const LOOKS = 200;
/** A tick among a hundred times as many accounts may cost this many times as much: the same, give or take the machine. */
const MOST_GROWTH = 3;

/** Two hundred windows that begin at the same instant among all accounts, and what a look for due ones costs as accounts grow. */
export async function due(database: string, accounts: number): Promise<readonly Figure[]> {
  const lateness = await inFolder((folder) => latenessOf(database, folder));
  const p = (share: number) => `${shown(percentile(lateness, share))} ms`;
  const from = `${lateness.length} of ${DUE} begun; p50 ${p(0.5)}, worst ${p(1)}`;
  const worst = lateness.length < DUE ? Number.NaN : percentile(lateness, 0.99);
  const costs = await inFolder((folder) => costsOf(database, folder));
  const at = costs.map(({ size, ms }) => `${size}: ${ms.toFixed(3)} ms`).join(', ');
  const growth = (costs.at(-1)?.ms ?? Number.NaN) / (costs[0]?.ms ?? Number.NaN);
  return [
    held({ name: `start lateness p99, ${DUE} windows at once among ${accounts}`, value: worst, most: MOST_LATE_MS, unit: ' ms', from }),
    held({
      name: `a tick's look, ${SIZES.at(-1)} accounts against ${SIZES[0]}`,
      value: growth,
      most: MOST_GROWTH,
      unit: ' ×',
      from: `median of ${LOOKS}; ${at}`,
    }),
    seen('  of these due', '1 account', 'at each size'),
  ];
}

/** The real process; how long after the instant each window's T0 was written, by the record itself. */
async function latenessOf(database: string, folder: string): Promise<readonly number[]> {
  await copied(database, folder, 'fresh');
  const opensAt = later(realTime.now(), BEFORE_MS);
  beginTogether(databaseIn(folder), opensAt);
  const stub = child(bareSlack, {}, folder);
  const slack = `http://127.0.0.1:${await stub.port}`;
  const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
  try {
    await ferry.port;
    await pause(Math.max(0, between(realTime.now(), opensAt)) + AFTERWARDS_MS);
  } finally {
    await Promise.all([ferry.stop(), stub.stop()]);
  }
  const file = new DatabaseSync(databaseIn(folder), { readOnly: true });
  const rows = file.prepare(`select at from events where happened like '{"type":"t0_reached"%'`).all();
  file.close();
  return rows.map(({ at }) => between(opensAt, String(at) as Instant)); // the store writes Instants
}

/** Gives the first accounts with a window the same start, and makes them due then. */
function beginTogether(path: string, opensAt: Instant): void {
  const file = new DatabaseSync(path);
  const keys = file.prepare(`select account from events where happened like '{"type":"scheduled"%' order by account limit ?`).all(DUE);
  const change = file.prepare(
    `update events set happened = json_set(happened, '$.plan.opensAt', ?, '$.plan.closesAt', ?) where account = ? and happened like '{"type":"scheduled"%'`,
  );
  const wake = file.prepare('update accounts set due_at = ? where key = ?');
  file.exec('update accounts set due_at = null');
  for (const { account } of keys) {
    change.run(opensAt, later(opensAt, 3_600 * SECOND_MS), String(account));
    wake.run(opensAt, String(account));
  }
  file.close();
}

/** What the alarm asks the store at every tick, with one account due, among more and more that rest: their logs are not read by it. */
async function costsOf(database: string, folder: string): Promise<readonly { readonly size: number; readonly ms: number }[]> {
  await copied(database, folder, 'fresh');
  const path = databaseIn(folder);
  const costs: { size: number; ms: number }[] = [];
  for (const size of SIZES) {
    resized(path, size);
    const store = await openFileStore({ path, clock: realTime.now, sleep: realTime.sleep });
    const taken: number[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      const begun = performance.now();
      const found = await store.due(realTime.now(), 500);
      await store.undelivered(500);
      await store.nextDue(realTime.now());
      taken.push(performance.now() - begun);
      if (found.length !== 1) throw new Error(`${found.length} accounts are due, not 1`);
    }
    await store.close();
    costs.push({ size, ms: median(taken) });
  }
  return costs;
}

/** So many rows of accounts, one of them due; those that were added rest. */
function resized(path: string, size: number): void {
  const file = new DatabaseSync(path);
  file.exec('pragma foreign_keys = off');
  const [row] = file.prepare('select count(*) as many from accounts').all();
  const many = Number(row?.['many']);
  if (many > size) file.prepare('delete from accounts where key in (select key from accounts order by key desc limit ?)').run(many - size);
  const add = file.prepare('insert into accounts (key, head_version, due_at, delivered_version, rested_version) values (?, 1, null, 1, 1)');
  file.exec('begin');
  for (let index = many; index < size; index += 1) add.run(`resting-${index}`);
  file.exec(
    "update accounts set due_at = null; update accounts set due_at = '2020-01-01T00:00:00.000Z' where key = (select min(key) from accounts)",
  );
  file.exec('commit');
  file.close();
}
