import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { arrive } from '../cutover/runner.ts';
import type { AccountKey } from '../migration/account.ts';
import type { Time } from './clock.ts';
import type { Config } from './config.ts';
import { newMetrics, serveMetrics } from './http/metrics.ts';
import type { WaysOut } from './http/public-page.ts';
import { startServer } from './http/server.ts';
import { newLogger } from './logger.ts';
import { openParts, type Parts } from './parts.ts';
import { startAlarm } from './rounds/alarm-cron.ts';
import { watchForDrift } from './rounds/drift.ts';
import { type Identity, slackApp } from './slack-app.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const AUTH_AGAIN_MS = 15_000;
const FIRST_TICK_MS = 2_000;
const CONNECT_AGAIN_MS = 3_000;
/** What was acknowledged before a stop is answered within this time, or cut off. */
const ANSWERED_WITHIN_MS = 5_000;
/** Accounts moved in one round, and how many of them at the same time. */
const DUE_AT_ONCE = 500;
const SIDE_BY_SIDE = 25;

/** Listens, serves and ticks until it is stopped. What is away at the start (Slack above all) is waited for; `/health/ready` says so. */
export async function start(config: Config, time: Time, waysOut?: WaysOut): Promise<Running> {
  const log = newLogger(config.logLevel);
  const metrics = newMetrics();
  const slack = signedIn(config, time, log);
  const parts = await openParts(config, time, { log, metrics, team: () => slack.team, waysOut });
  const identified = async () => {
    await slack.asked;
    return slack;
  };
  const app = slackApp(config, identified, parts, metrics);
  const server = await startServer({
    port: config.port,
    log,
    ready: () => reasonsNotReady(parts, slack),
    ...(app.events ? { routes: { '/slack/events': app.events } } : {}),
  });
  const metricsServer = config.metrics && (await serveMetrics({ ...config.metrics, metrics }));
  const connected = connect(app, slack, time, log);
  // The socket first: accounts that are due can wait for it, but not for ever.
  const connecting = Promise.race([connected, time.sleep(FIRST_TICK_MS)]);
  const drift = watchForDrift({ ...parts, store: parts.runner.store });
  const alarm = startAlarm({
    time,
    log,
    tick: async () => {
      await connecting;
      await tick(parts, metrics);
      drift.wake();
    },
    nextDue: () => parts.store.nextDue(time.now()),
  });
  const stop = once(async () => {
    slack.stopped = true;
    await app.disconnect().catch((error: unknown) => log.warn({ error }, 'the socket could not be closed'));
    await alarm.stop();
    await drift.stop();
    await Promise.all([server.close(), metricsServer?.close()]);
    await connected;
    process.removeListener('unhandledRejection', onRejection);
    await answered(app, time);
    await parts.idle();
    await parts.store.close();
    for (const signal of SIGNALS) process.removeListener(signal, end);
  });
  // Bolt's socket rejects into nowhere when Slack throws the app out while it reconnects: it is connected again, not given up.
  const onRejection = (reason: unknown) => {
    if (!isSlacks(reason)) throw reason;
    if (app.isConnected()) return log.error({ error: reason }, 'a call to Slack failed unnoticed');
    log.error({ error: reason }, 'the connection to Slack was lost');
    slack.connected = false;
    void connect(app, slack, time, log);
  };
  process.on('unhandledRejection', onRejection);
  const end = () => void stop().then(() => process.exit(0));
  for (const signal of SIGNALS) process.once(signal, end);
  await slack.asked;
  log.info({ port: server.port, mode: config.slack.mode.kind }, 'Ferry is running');
  return { port: server.port, stop };
}

/** Waits for the answers that are under way, but not for ever. */
async function answered(app: Pick<ReturnType<typeof slackApp>, 'idle'>, time: Time): Promise<void> {
  const enough = new AbortController();
  await Promise.race([app.idle(), time.sleep(ANSWERED_WITHIN_MS, enough.signal)]);
  enough.abort();
}

function isSlacks(reason: unknown): boolean {
  return z
    .object({ code: z.string().startsWith('slack_') })
    .loose()
    .safeParse(reason).success;
}

interface SignedIn extends Identity {
  team: string;
  botId: string;
  botUserId: string;
  /** Why Slack does not let us in, while it does not. */
  problem: string | undefined;
  connected: boolean;
  stopped: boolean;
  /** The first question has been answered, one way or the other. */
  asked: Promise<void>;
}

const identity = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string().optional() });

/** Asks Slack who we are; where it does not say, it is asked again in the background. */
function signedIn(config: Config, time: Time, log: ReturnType<typeof newLogger>): SignedIn {
  const client = new WebClient(config.slack.botToken.reveal(), {
    slackApiUrl: config.slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 5_000,
  });
  const state: SignedIn = {
    team: '',
    botId: '',
    botUserId: '',
    problem: 'Slack has not been asked yet',
    connected: false,
    stopped: false,
    asked: Promise.resolve(),
  };
  const ask = async () => {
    try {
      const answer = identity.parse(await client.auth.test());
      Object.assign(state, { team: answer.team_id, botUserId: answer.user_id, botId: answer.bot_id ?? '', problem: undefined });
    } catch (error) {
      state.problem = `Slack does not let Ferry in (${error instanceof Error ? error.message : 'no answer'}): check SLACK_BOT_TOKEN, and that the app is still installed.`;
      log.error({ error }, 'auth.test failed; it is asked again');
    }
  };
  const again = async () => {
    if (state.stopped) return;
    await ask();
    time.at(laterThan(time, state.problem === undefined ? 20 * AUTH_AGAIN_MS : AUTH_AGAIN_MS), () => void again());
  };
  state.asked = again();
  return state;
}

function laterThan(time: Time, ms: number) {
  return new Date(Date.parse(time.now()) + ms).toISOString() as ReturnType<Time['now']>; // toISOString writes an Instant
}

async function connect(app: ReturnType<typeof slackApp>, state: SignedIn, time: Time, log: ReturnType<typeof newLogger>): Promise<void> {
  while (!state.stopped) {
    try {
      await app.connect();
      state.connected = true;
      log.info({}, 'connected to Slack');
      return;
    } catch (error) {
      log.error({ error }, 'Slack cannot be reached; Ferry tries again');
      await time.sleep(CONNECT_AGAIN_MS);
    }
  }
}

async function reasonsNotReady(parts: Parts, state: SignedIn): Promise<readonly string[]> {
  const reasons: string[] = [];
  if (state.problem) reasons.push(state.problem);
  if (!state.connected) reasons.push('The connection to Slack is not open yet.');
  try {
    await parts.store.check();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : 'The database does not answer.');
  }
  return reasons;
}

/** Everything that is due, and everything whose posts are behind: side by side, but not all at once. */
async function tick({ store, runner, settle, log }: Parts, metrics: ReturnType<typeof newMetrics>): Promise<void> {
  const due = await store.due(runner.clock(), DUE_AT_ONCE);
  const behind = await store.undelivered(DUE_AT_ONCE);
  const accounts = [...new Set([...due, ...behind])];
  metrics.dueAccounts(due.length);
  // In a crowd, all first arrive at their T0, and are then moved and told one after the other.
  if (due.length > SIDE_BY_SIDE)
    for (const account of due)
      await arrive(account, runner).catch((error: unknown) => log.warn({ account, error }, 'T0 is left to the round'));
  const waiting = accounts.values();
  const worker = async () => {
    for (const account of waiting) await settle(account satisfies AccountKey);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, accounts.length) }, worker));
  metrics.ticked('done');
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= work());
}
