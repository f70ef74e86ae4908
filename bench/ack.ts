import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Figure, held, seen, shown } from './figure.ts';
import { type Child, child, residentMb } from './measure/child.ts';
import { inFolder } from './measure/folder.ts';
import { type Loaded, load } from './measure/load.ts';
import { median, percentile } from './measure/statistics.ts';
import { copied, nameOf } from './world/accounts.ts';
import { ferryEnv, main, SIGNING_SECRET } from './world/env.ts';

const PER_SECOND = 50;
/** Four turns each of five seconds: twenty seconds under load, and neither has the better moment of a busy machine. */
const TURNS = 4;
const TURN_SECONDS = 5;
/** What is compiled and kept only once is not measured. */
const WARM_SECONDS = 2;
const USERS = 200;
const SETTLE_MS = 1_500;
const REST_MS = 5_000;

const ackRatio = { name: 'ack of /migrate status, p50', most: 1.5, unit: 'x bare Bolt' };
const ackTail = { name: 'ack of /migrate status, p99', most: 5, unit: ' ms above bare Bolt' };

/** `/migrate status` over HTTP at a fixed rate over all accounts, against a bare Bolt app under the same load, turn by turn. */
export async function ack(database: string, accounts: number): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    await copied(database, folder);
    const stub = child(file('./world/slack-stub.ts'), {}, folder);
    const slack = `http://127.0.0.1:${await stub.port}`;
    const bare = child(file('./bare/http.ts'), { SLACK_API_URL: `${slack}/api/` }, folder);
    const ferry = child(main, ferryEnv(folder, `${slack}/api/`, 'http', slack), folder);
    try {
      const turns = await inTurns({ bare, ferry, slack, accounts });
      const answers = answersShape.parse(await (await fetch(`${slack}/answers`)).json());
      await pause(REST_MS);
      return [...figuresOf(turns), answersFigure(answers), seen('memory 5 s after that load', `${residentMb(ferry.pid).toFixed(0)} MB`, `bare Bolt ${residentMb(bare.pid).toFixed(0)} MB`)];
    } finally {
      await Promise.all([ferry.stop(), bare.stop(), stub.stop()]);
    }
  });
}

interface Rivals {
  readonly bare: Child;
  readonly ferry: Child;
  readonly slack: string;
  readonly accounts: number;
}

interface Turn {
  readonly bare: Loaded;
  readonly ferry: Loaded;
}

/** One after the other under load, the other one idle meanwhile. */
async function inTurns({ bare, ferry, slack, accounts }: Rivals): Promise<readonly Turn[]> {
  const urls = { bare: `http://127.0.0.1:${await bare.port}/slack/events`, ferry: `http://127.0.0.1:${await ferry.port}/slack/events` };
  const form = formsOf(slack, accounts);
  const run = async (url: string, seconds: number) => {
    const loaded = await load({ url, signingSecret: SIGNING_SECRET, perSecond: PER_SECOND, seconds, form });
    // Whatever follows the last answers is over before the other one's turn.
    await pause(SETTLE_MS);
    return loaded;
  };
  for (const url of [urls.bare, urls.ferry]) await run(url, WARM_SECONDS);
  const turns: Turn[] = [];
  while (turns.length < TURNS) turns.push({ bare: await run(urls.bare, TURN_SECONDS), ferry: await run(urls.ferry, TURN_SECONDS) });
  return turns;
}

/** Commands of many people about accounts all over the store: hardly one is asked for twice. */
function formsOf(slack: string, accounts: number): () => Readonly<Record<string, string>> {
  let number = 0;
  return () => {
    number += 1;
    // A prime far from the count goes through all accounts in an order without neighbours.
    const account = nameOf((number * 7_919) % accounts);
    return {
      token: 'legacy',
      team_id: 'T0BENCH01',
      team_domain: 'bench',
      channel_id: 'C0MIGRATION',
      channel_name: 'migration',
      user_id: `U${String(number % USERS).padStart(8, '0')}`,
      user_name: 'ada',
      command: '/migrate',
      text: `status ${account}`,
      api_app_id: 'A0BENCH',
      is_enterprise_install: 'false',
      response_url: `${slack}/answer/${account}/${Date.now()}`,
      trigger_id: randomUUID(),
    };
  };
}

function figuresOf(turns: readonly Turn[]): readonly Figure[] {
  const p = (loaded: Loaded, share: number) => percentile(loaded.latenciesMs, share);
  const of = (who: keyof Turn, share: number) => median(turns.map((turn) => p(turn[who], share)));
  const all = (who: keyof Turn) => turns.flatMap((turn) => turn[who].latenciesMs);
  const both = (share: number) => `Ferry ${shown(of('ferry', share))} ms, bare ${shown(of('bare', share))} ms, medians of ${turns.length} turns`;
  const failed = turns.flatMap(({ bare, ferry }) => [bare.failed, ferry.failed]).reduce((sum, each) => sum + each, 0);
  const lag = percentile(turns.flatMap(({ bare, ferry }) => [...bare.lagsMs, ...ferry.lagsMs]), 0.99);
  return [
    held({ ...ackRatio, value: median(turns.map(({ bare, ferry }) => p(ferry, 0.5) / p(bare, 0.5))), from: both(0.5) }),
    held({ ...ackTail, value: median(turns.map(({ bare, ferry }) => p(ferry, 0.99) - p(bare, 0.99))), from: both(0.99) }),
    seen('  all turns together, p99 / worst', `${shown(percentile(all('ferry'), 0.99))} / ${shown(Math.max(...all('ferry')))} ms`, `bare ${shown(percentile(all('bare'), 0.99))} / ${shown(Math.max(...all('bare')))} ms; generator late by ${shown(lag)} ms (p99)`),
    held({ name: '  requests that failed', value: failed, most: 0, unit: '', from: `of ${all('ferry').length + all('bare').length + failed}` }),
  ];
}

const answersShape = z.object({ statuses: z.number(), others: z.number(), delaysMs: z.array(z.number()) });

/** Every command has its status, or the comparison was with something that does less. */
function answersFigure({ statuses, others, delaysMs }: z.infer<typeof answersShape>): Figure {
  const expected = PER_SECOND * (TURNS * TURN_SECONDS + WARM_SECONDS);
  const from = `${statuses} of ${expected} statuses arrived, ${others} other answers; within ${shown(percentile(delaysMs, 0.5))} ms (p50), ${shown(percentile(delaysMs, 0.99))} ms (p99)`;
  return held({ name: '  commands without their status', value: expected - statuses, most: 0, unit: '', from });
}

function file(path: string): string {
  return new URL(path, import.meta.url).pathname;
}
