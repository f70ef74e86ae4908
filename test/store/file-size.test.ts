import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later, MINUTE_MS } from '../../src/migration/time.ts';
import { type FileStore, openFileStore } from '../../src/store/file.ts';
import { aClock, aFolder, key, SERVER, set, sleep } from './places.ts';

const ACCOUNTS = 10_000;
const EVENTS = 20;
const place = aFolder();
const { clock } = aClock();
let store: FileStore;

beforeAll(async () => {
  await (await openFileStore({ path: place.file, clock, sleep })).close();
  const database = new DatabaseSync(place.file);
  // One in a hundred accounts is due.
  database.exec(`begin;
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${ACCOUNTS - 1})
      insert into accounts select format('account%05d', i), ${EVENTS}, iif(i % 100 = 0, '${clock()}', '${later(clock(), MINUTE_MS)}'), ${EVENTS}, ${EVENTS} from n;
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${EVENTS})
      insert into events select key, i, 1, '${clock()}', '{"kind":"person","slackUserId":"U0123456"}',
        '{"type":"item_waived","item":"widget-settings","reason":"we have looked at it twice"}' from accounts cross join n;
    commit`);
  database.close();
  store = await openFileStore({ path: place.file, clock, sleep });
}, 20_000);
afterAll(async () => {
  await store.close();
  place.remove();
});

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

async function each(count: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const all = await msOf(async () => {
    for (let index = 0; index < count; index += 1) await work(index);
  });
  return all / count;
}

const account = (index: number) => key(`account${String(index).padStart(5, '0')}`);

describe(`${ACCOUNTS} accounts of ${EVENTS} events`, () => {
  it('are asked who is due, read and appended to in little time', async () => {
    expect(await store.countAccounts()).toBe(ACCOUNTS);
    expect(await store.due(clock(), 1_000)).toHaveLength(ACCOUNTS / 100);
    const due = await each(100, () => store.due(clock(), 50));
    const nextDue = await each(100, () => store.nextDue(clock()));
    const undelivered = await each(100, () => store.undelivered(50));
    const first = await each(300, (index) => store.read(account(index)));
    const again = await each(300, (index) => store.read(account(index)));
    const page = await msOf(() => store.accounts({ limit: 1_000 }));
    const append = await each(50, (index) => store.append(account(index), EVENTS, SERVER, [set('x')]));
    const rounded = Object.entries({ due, nextDue, undelivered, first, again, page, append }).map(
      ([name, ms]) => `${name} ${ms.toFixed(3)}`,
    );
    console.log(`ms each: ${rounded.join(', ')}; ${(statSync(place.file).size / 1e6).toFixed(1)} MB`);
    expect(due).toBeLessThan(20);
    expect(nextDue).toBeLessThan(10);
    expect(undelivered).toBeLessThan(10);
    expect(first).toBeLessThan(50);
    expect(again).toBeLessThan(10);
    expect(page).toBeLessThan(200);
    expect(append).toBeLessThan(100);
  });

  it('are found by index', () => {
    const database = new DatabaseSync(place.file);
    const plan = (question: string) => JSON.stringify(database.prepare(`explain query plan ${question}`).all());
    expect(plan("select key from accounts where due_at <= '2' order by due_at, key limit 9")).toMatch(
      /"SEARCH accounts USING COVERING INDEX accounts_due[^"]*"}\]$/,
    );
    expect(plan("select due_at from accounts where due_at > '2' order by due_at limit 1")).toMatch(
      /SEARCH accounts USING COVERING INDEX accounts_due/,
    );
    expect(plan('select key from accounts where head_version > delivered_version order by key limit 9')).toMatch(
      /INDEX accounts_undelivered[^"]*"}\]$/,
    );
    database.close();
  });
});
