import { arrive } from '../cutover/runner.ts';
import type { AccountKey } from '../migration/account.ts';
import type { Time } from './clock.ts';
import type { Config } from './config.ts';
import { type Counting, uncounted } from './http/counting.ts';
import type { WaysOut } from './http/public-page.ts';
import { startServer } from './http/server.ts';
import { newLogger } from './logger.ts';
import { openParts, type Parts } from './parts.ts';
import { startAlarm } from './rounds/alarm-cron.ts';
import { watchForDrift } from './rounds/drift.ts';
import { isSlacks, linkOf } from './slack/link.ts';
import { type SignedIn, signedIn } from './slack/signed-in.ts';
import { type SlackApp, slackApp } from './slack/slack-app.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const FIRST_TICK_MS = 2_000;
/** What was acknowledged before a stop is answered within this time, or cut off. */
const ANSWERED_WITHIN_MS = 5_000;
/** Accounts moved in one round, and how many of them at the same time. */
const DUE_AT_ONCE = 500;
const SIDE_BY_SIDE = 25;

/** Listens, serves and ticks until it is stopped. What is away at the start (Slack above all) is waited for; `/health/ready` says so. */
export async function start(config: Config, time: Time, waysOut?: WaysOut): Promise<Running> {
  const log = newLogger(config.logLevel);
  const measured = config.metrics && (await served(config.metrics));
  const metrics = measured?.metrics ?? uncounted;
  const slack = signedIn(config, time, log);
  const ending = new AbortController();
  const parts = await openParts(config, time, { log, metrics, team: () => slack.team, ends: ending.signal, waysOut });
  const identified = async () => {
    await slack.asked;
    return slack;
  };
  const app = slackApp(config, identified, parts, metrics);
  const server = await startServer({
    port: config.port,
    log,
    ready: () => reasonsNotReady(parts, slack, app),
    ...(app.events ? { routes: { '/slack/events': app.events } } : {}),
  });
  const link = linkOf(app, slack, time, log);
  const connected = link.connect();
  // An app that was taken out loses its socket first: whether it still is one is asked at once.
  app.onClosed(() => void slack.ask());
  // The socket first: accounts that are due can wait for it, but not for ever.
  const connecting = Promise.race([connected, time.sleep(FIRST_TICK_MS)]);
  const drift = watchForDrift({ ...parts, store: parts.runner.store });
  const alarm = startAlarm({
    time,
    log,
    tick: async () => {
      await connecting;
      await tick(parts, metrics, ending.signal);
      drift.wake();
    },
    nextDue: () => parts.store.nextDue(time.now()),
  });
  const stop = once(async () => {
    slack.stopped = true;
    // Whoever waits for a share of Zendesk's rate limit would keep the process for minutes.
    ending.abort();
    await app.disconnect().catch((error: unknown) => log.warn({ error }, 'the socket could not be closed'));
    await alarm.stop();
    await drift.stop();
    await Promise.all([server.close(), measured?.close()]);
    await link.idle();
    process.removeListener('unhandledRejection', onRejection);
    await answered(app, time);
    await parts.idle();
    await parts.store.close();
    for (const signal of SIGNALS) process.removeListener(signal, end);
  });
  const onRejection = (reason: unknown) => {
    if (!isSlacks(reason)) throw reason;
    link.rejected(reason);
  };
  process.on('unhandledRejection', onRejection);
  const end = () => void stop().then(() => process.exit(0));
  for (const signal of SIGNALS) process.once(signal, end);
  await slack.asked;
  log.info({ port: server.port, mode: config.slack.mode.kind }, 'Ferry is running');
  return { port: server.port, stop };
}

/** Loaded only where numbers are asked for. */
async function served(where: NonNullable<Config['metrics']>) {
  const { newMetrics, serveMetrics } = await import('./http/metrics.ts');
  const metrics = newMetrics();
  return { metrics, ...(await serveMetrics({ ...where, metrics })) };
}

/** Waits for the answers that are under way, but not for ever. */
async function answered(app: Pick<ReturnType<typeof slackApp>, 'idle'>, time: Time): Promise<void> {
  const enough = new AbortController();
  await Promise.race([app.idle(), time.sleep(ANSWERED_WITHIN_MS, enough.signal)]);
  enough.abort();
}

async function reasonsNotReady(parts: Parts, state: SignedIn, app: Pick<SlackApp, 'isConnected'>): Promise<readonly string[]> {
  const reasons: string[] = [];
  if (state.problem) reasons.push(state.problem);
  if (!app.isConnected()) reasons.push('The connection to Slack is not open.');
  try {
    await parts.store.check();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : 'The database does not answer.');
  }
  return reasons;
}

/** Everything that is due, and everything whose posts are behind: side by side, but not all at once. */
async function tick({ store, runner, settle, log }: Parts, metrics: Counting, ends: AbortSignal): Promise<void> {
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
    for (const account of waiting) if (!ends.aborted) await settle(account satisfies AccountKey);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, accounts.length) }, worker));
  metrics.ticked('done');
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= work());
}
