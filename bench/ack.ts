import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, held, seen, shown } from './figure.ts';
import { type Child, child, residentMb } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { type Loaded, load } from './measure/load.ts';
import { median, percentile } from './measure/statistics.ts';
import { copied } from './world/accounts.ts';
import { type Answers, answersAt, statusForms } from './world/commands.ts';
import { bareHttp, bareSlack, ferryEnv, main, SIGNING_SECRET } from './world/env.ts';

const PER_SECOND = 50;
/** Twenty seconds under load for each, in turns so short that a busy moment of the machine spoils one and not the median. */
const TURNS = 8;
const TURN_SECONDS = 2.5;
/** What is compiled and kept only once is not measured. */
const WARM_SECONDS = 2;
/** Whatever follows the last answers is over before the other one's turn. */
const BETWEEN_MS = 250;
const REST_MS = 5_000;
const MOST_TIMES_BARE = 1.5;
const MOST_ABOVE_MS = 5;

/** `/migrate status` over HTTP at a fixed rate over all accounts, against a bare Bolt app under the same load, turn by turn. */
export async function ack(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    await copied(database, folder, 'fresh');
    const stub = child(bareSlack, {}, folder);
    const slack = `http://127.0.0.1:${await stub.port}`;
    const bare = child(bareHttp, { SLACK_API_URL: `${slack}/api/` }, folder);
    const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
    try {
      const turns = await inTurns({ bare, ferry, form: statusForms(slack, accounts) });
      const answers = await answersAt(slack);
      await pause(REST_MS);
      const memory = seen(
        '  memory 5 s after that load',
        `${residentMb(ferry.pid).toFixed(0)} MB`,
        `bare ${residentMb(bare.pid).toFixed(0)} MB`,
      );
      return [...figuresOf(turns), ...provenOf(turns, answers), memory];
    } finally {
      await Promise.all([ferry.stop(), bare.stop(), stub.stop()]);
    }
  });
}

interface Rivals {
  readonly bare: Child;
  readonly ferry: Child;
  readonly form: () => Readonly<Record<string, string>>;
}

interface Turn {
  readonly bare: Loaded;
  readonly ferry: Loaded;
}

/** One after the other under load, the other one idle meanwhile. */
async function inTurns({ bare, ferry, form }: Rivals): Promise<readonly Turn[]> {
  const run = async ({ port }: Child, seconds: number) => {
    const url = `http://127.0.0.1:${await port}/slack/events`;
    const loaded = await load({ url, signingSecret: SIGNING_SECRET, perSecond: PER_SECOND, seconds, form });
    await pause(BETWEEN_MS);
    return loaded;
  };
  for (const rival of [bare, ferry]) await run(rival, WARM_SECONDS);
  const turns: Turn[] = [];
  while (turns.length < TURNS) turns.push({ bare: await run(bare, TURN_SECONDS), ferry: await run(ferry, TURN_SECONDS) });
  return turns;
}

function figuresOf(turns: readonly Turn[]): readonly Figure[] {
  const p = (loaded: Loaded, share: number) => percentile(loaded.latenciesMs, share);
  const of = (who: keyof Turn, share: number) => `${shown(median(turns.map((turn) => p(turn[who], share))))} ms`;
  const from = (share: number) => `Ferry ${of('ferry', share)}, bare ${of('bare', share)}, medians of ${turns.length} turns`;
  const ratio = median(turns.map(({ bare, ferry }) => p(ferry, 0.5) / p(bare, 0.5)));
  const above = median(turns.map(({ bare, ferry }) => p(ferry, 0.99) - p(bare, 0.99)));
  const noise = median(turns.slice(1).map(({ bare }, before) => Math.abs(p(bare, 0.99) - p(turns[before]?.bare ?? bare, 0.99))));
  return [
    held({ name: 'ack of /migrate status, p50', value: ratio, most: MOST_TIMES_BARE, unit: 'x bare', from: from(0.5) }),
    held({ name: 'ack of /migrate status, p99', value: above, most: MOST_ABOVE_MS, unit: ' ms above bare', from: from(0.99) }),
    seen(
      '  bare from turn to turn, p99',
      `${shown(noise)} ms`,
      noise > MOST_ABOVE_MS ? 'the machine is too busy to tell the figure above' : 'what the machine makes of the figure above',
    ),
    seen('  all turns together, p99', `${shown(allOf(turns, 'ferry'))} ms`, `bare ${shown(allOf(turns, 'bare'))} ms`),
  ];
}

function allOf(turns: readonly Turn[], who: keyof Turn): number {
  return percentile(
    turns.flatMap((turn) => turn[who].latenciesMs),
    0.99,
  );
}

/** Every request was answered, and every command of Ferry's has its status: else the comparison is with something that does less. */
function provenOf(turns: readonly Turn[], { answered, others, delaysMs }: Answers): readonly Figure[] {
  const failed = turns.reduce((sum, { bare, ferry }) => sum + bare.failed + ferry.failed, 0);
  const asked = PER_SECOND * (TURNS * TURN_SECONDS + WARM_SECONDS);
  const when = `p50 ${shown(percentile(delaysMs, 0.5))} ms, p99 ${shown(percentile(delaysMs, 0.99))} ms after the command`;
  return [
    held({ name: '  requests not acknowledged', value: failed, most: 0, unit: '', from: `of ${2 * PER_SECOND * TURNS * TURN_SECONDS}` }),
    held({
      name: '  commands without their status',
      value: asked - answered,
      most: 0,
      unit: '',
      from: `of ${asked}; ${others} other answers; ${when}`,
    }),
  ];
}
