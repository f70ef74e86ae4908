/** `npm run bench [-- ack refresh cold-start memory]`: measures, prints a table, and ends with 0 whatever the figures say. */
import { loadavg } from 'node:os';
import { ack } from './ack.ts';
import { coldStart } from './cold-start.ts';
import { type Figure, table } from './figure.ts';
import { inFolder } from './measure/folder.ts';
import { memory } from './memory.ts';
import { refresh } from './refresh.ts';
import { addAccounts } from './world/accounts.ts';
import { databaseIn } from './world/env.ts';

const ACCOUNTS = 10_000;

const benches = { ack, refresh, 'cold-start': coldStart, memory } as const satisfies Record<
  string,
  (database: string, accounts: number) => Promise<readonly Figure[]>
>;

const named = process.argv.slice(2);
const chosen = Object.entries(benches).filter(([name]) => named.length === 0 || named.includes(name));
await inFolder(async (folder) => {
  const database = databaseIn(folder);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(`${ACCOUNTS} accounts of twenty events each are written`);
  await addAccounts(database, ACCOUNTS);
  const figures: Figure[] = [];
  for (const [name, bench] of chosen) {
    const begun = performance.now();
    figures.push(...(await bench(database, ACCOUNTS)));
    say(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s, load of the machine ${loadavg()[0]?.toFixed(1)}`);
  }
  process.stdout.write(`\n${table(figures)}\n`);
});
