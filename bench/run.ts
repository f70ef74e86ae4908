/** `npm run bench [-- ack assessment refresh cold-start memory windows due demo]`: measures, prints a table, and ends with 0 whatever the figures say. */
import { loadavg } from 'node:os';
import { ack } from './ack.ts';
import { assessment } from './assessment.ts';
import { coldStart } from './cold-start.ts';
import { demo } from './demo.ts';
import { due } from './due.ts';
import { type Figure, notTaken, table } from './figure.ts';
import { inFolder } from './measure/folder.ts';
import { memory } from './memory.ts';
import { refresh } from './refresh.ts';
import { windows } from './windows.ts';
import { addAccounts } from './world/accounts.ts';
import { databaseIn } from './world/env.ts';

const ACCOUNTS = 10_000;

type Bench = (database: string, accounts: number) => Promise<readonly Figure[]>;

const benches = { ack, assessment, refresh, 'cold-start': coldStart, memory, windows, due, demo } as const satisfies Record<string, Bench>;

const named = process.argv.slice(2);
const chosen = Object.entries<Bench>(benches).filter(([name]) => named.length === 0 || named.includes(name));
await inFolder(async (folder) => {
  const database = databaseIn(folder);
  // The windows are told from chats alone, and the playground brings its own accounts.
  if (chosen.some(([name]) => name !== 'windows' && name !== 'demo')) {
    console.error(`${ACCOUNTS} accounts of some twenty events each are written`);
    await addAccounts(database, ACCOUNTS);
  }
  const figures: Figure[] = [];
  for (const [name, bench] of chosen) {
    const begun = performance.now();
    figures.push(...(await taken(name, () => bench(database, ACCOUNTS))));
    // Loads above the number of cores mean that others were at work too.
    console.error(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s; load of the machine ${loadavg()[0]?.toFixed(1)}`);
  }
  console.log(`\n${table(figures)}`);
});

async function taken(name: string, measure: () => ReturnType<Bench>): ReturnType<Bench> {
  try {
    return await measure();
  } catch (error) {
    console.error(error);
    return [notTaken(name, error)];
  }
}
