import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { movableClock } from '../playground/clock.ts';
import { type SlackWorld, startSlack } from '../playground/slack/server.ts';
import { type Figure, held, seen, shown } from './figure.ts';
import { child } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { median } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { APP_TOKEN, BOT_TOKEN, bareSocket, ferryEnv, main, SIGNING_SECRET } from './world/env.ts';

/** One start of each a round, so that a busy moment hits all of them. */
const ROUNDS = 5;
/** The first round finds nothing in the machine's file cache. */
const UNCOUNTED_ROUNDS = 1;
const CONNECTED_WITHIN_MS = 30_000;
const MOST_TIMES_BARE = 2;

const starters = ['bare', 'empty', 'full'] as const;
type Starter = (typeof starters)[number];

/** From the start of the process to its open socket: Ferry with an empty database and with all accounts, against bare Bolt. */
export async function coldStart(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const slack = await startSlack({
      clock: movableClock(Date.now()),
      users: [],
      channels: [],
      scopes: ['commands'],
      botToken: BOT_TOKEN,
      appToken: APP_TOKEN,
      signingSecret: SIGNING_SECRET,
      rateLimits: false,
    });
    const taken: Readonly<Record<Starter, number[]>> = { bare: [], empty: [], full: [] };
    const whole: number[] = [];
    try {
      const full = await placed(join(folder, 'full'), database);
      for (let round = -UNCOUNTED_ROUNDS; round < ROUNDS; round += 1)
        for (const starter of starters) {
          const place = starter === 'full' ? full : await placed(join(folder, `${starter}${round}`), undefined);
          const { connected, loaded } = await startOf(starter, place, slack);
          if (round < 0) continue;
          taken[starter].push(connected);
          if (starter === 'full') whole.push(loaded);
        }
    } finally {
      await slack.stop();
    }
    return [
      figure('cold start, empty database', taken.empty, taken.bare),
      figure(`cold start, ${accounts} accounts`, taken.full, taken.bare),
      seen(
        'all of Ferry loaded',
        `${shown(median(whole))} ms`,
        'from then on a command is acknowledged at once; one that comes before waits for it',
      ),
    ];
  });
}

async function placed(folder: string, database: string | undefined): Promise<string> {
  await mkdir(folder);
  if (database !== undefined) await copied(database, folder, 'fresh');
  return folder;
}

/** Slack's side tells: a connection is there when Slack has said hello on it. Ferry says its port once all of it is loaded. */
async function startOf(starter: Starter, folder: string, slack: SlackWorld): Promise<{ connected: number; loaded: number }> {
  const env = starter === 'bare' ? { SLACK_API_URL: slack.apiUrl } : ferryEnv(folder, slack.apiUrl, 'socket');
  const begun = performance.now();
  const started = child(starter === 'bare' ? bareSocket : main, env, folder);
  try {
    await connections(slack, (count) => count > 0);
    const connected = performance.now() - begun;
    if (starter !== 'bare') await started.port;
    return { connected, loaded: performance.now() - begun };
  } finally {
    await started.stop();
    await connections(slack, (count) => count === 0);
  }
}

async function connections(slack: SlackWorld, wanted: (count: number) => boolean): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    if (wanted(slack.connections())) resolve();
  };
  const patience = setTimeout(
    () => reject(new Error(`Slack has ${slack.connections()} connections for ${CONNECTED_WITHIN_MS} ms`)),
    CONNECTED_WITHIN_MS,
  );
  const forget = slack.onChange(look);
  look();
  try {
    await promise;
  } finally {
    clearTimeout(patience);
    forget();
  }
}

function figure(name: string, ferry: readonly number[], bare: readonly number[]): Figure {
  const ratios = ferry.map((ms, round) => ms / (bare[round] ?? Number.NaN));
  const from = `Ferry ${shown(median(ferry))} ms, bare ${shown(median(bare))} ms, medians of ${ferry.length} starts`;
  return held({ name, value: median(ratios), most: MOST_TIMES_BARE, unit: 'x bare Bolt', from });
}
