import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, held } from './figure.ts';
import { child, residentMb } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { median } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { bareSlack, ferryEnv, main } from './world/env.ts';

const REST_MS = 5_000;
const STARTS = 3;
const MOST_MB = 200;

/** Resident memory of a Ferry that nobody has asked anything, five seconds after its start. */
export async function memory(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    await copied(database, folder, 'fresh');
    const stub = child(bareSlack, {}, folder);
    const slack = `http://127.0.0.1:${await stub.port}`;
    const taken: number[] = [];
    try {
      while (taken.length < STARTS) taken.push(await atRest(folder, slack));
    } finally {
      await stub.stop();
    }
    const from = `of ${taken.map((mb) => mb.toFixed(0)).join(', ')} MB`;
    return [held({ name: `memory at rest, ${accounts} accounts`, value: median(taken), most: MOST_MB, unit: ' MB', from })];
  });
}

async function atRest(folder: string, slack: string): Promise<number> {
  const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
  try {
    await ferry.port;
    await pause(REST_MS);
    return residentMb(ferry.pid);
  } finally {
    await ferry.stop();
  }
}
