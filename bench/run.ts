/** `npm run bench [-- ack assessment refresh cold-start memory windows due night demo]`: measures, prints a table, and ends with 0 whatever the figures say. */
import { loadavg } from 'node:os';
import { ack } from './ack.ts';
import { assessment } from './assessment.ts';
import { coldStart } from './cold-start.ts';
import { demo } from './demo.ts';
import { due } from './due.ts';
import { type Figure, notTaken, table } from './figure.ts';
import { inFolder } from './measure/folder.ts';
import { memory } from './memory.ts';
import { night } from './night.ts';
import { refresh } from './refresh.ts';
import { windows } from './windows.ts';
import { addAccounts } from './world/accounts.ts';
import { databaseIn } from './world/env.ts';

const ACCOUNTS = 10_000;

type Bench = (database: string, accounts: number) => Promise<readonly Figure[]>;

const benches = {
  ack,
  assessment,
  refresh,
  'cold-start': coldStart,
  memory,
  windows,
  due,
  night,
  demo,
} as const satisfies Record<string, Bench>;
/** These bring their own accounts. */
const OF_THEIR_OWN: readonly string[] = ['windows', 'night', 'demo'];

const named = process.argv.slice(2);
const chosen = Object.entries<Bench>(benches).filter(([name]) => named.length === 0 || named.includes(name));
await inFolder(async (folder) => {
  const database = databaseIn(folder);
  if (chosen.some(([name]) => !OF_THEIR_OWN.includes(name))) {
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
// What a simulated world has left waiting on its clock does not hold the process.
process.exit();

async function taken(name: string, measure: () => ReturnType<Bench>): ReturnType<Bench> {
  try {
    return await measure();
  } catch (error) {
    console.error(error);
    return [notTaken(name, error)];
  }
}
