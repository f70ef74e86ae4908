import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, held } from './figure.ts';
import { child, residentMb } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { median } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { bareSlack, ferryEnv, main } from './world/env.ts';

const REST_MS = 5_000;
const STARTS = 3;
/** The round that looks for changes has been over all accounts once. */
const ROUND_MS = 110_000;
const LOOK_EVERY_MS = 2_000;
const MOST_MB = 200;

/** Resident memory of a Ferry that nobody has asked anything: five seconds after its start, and the most of its first rounds over the accounts. */
export async function memory(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    await copied(database, folder, 'fresh');
    const stub = child(bareSlack, {}, folder);
    const slack = `http://127.0.0.1:${await stub.port}`;
    const taken: number[] = [];
    let inRounds: number;
    try {
      while (taken.length < STARTS) taken.push(await resident(folder, slack, REST_MS));
      inRounds = await resident(folder, slack, ROUND_MS);
    } finally {
      await stub.stop();
    }
    const from = `of ${taken.map((mb) => mb.toFixed(0)).join(', ')} MB`;
    return [
      held({ name: `memory at rest, ${accounts} accounts`, value: median(taken), most: MOST_MB, unit: ' MB', from }),
      held({ name: 'the most of a round over them all', value: inRounds, most: MOST_MB, unit: ' MB', from: `${ROUND_MS / 1_000} s` }),
    ];
  });
}

/** The most that was resident, from five seconds after the start on. */
async function resident(folder: string, slack: string, forMs: number): Promise<number> {
  const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
  try {
    await ferry.port;
    let most = 0;
    for (let waited = REST_MS; waited <= forMs; waited += LOOK_EVERY_MS) {
      await pause(waited === REST_MS ? REST_MS : LOOK_EVERY_MS);
      most = Math.max(most, residentMb(ferry.pid));
    }
    return most;
  } finally {
    await ferry.stop();
  }
}
