import { setTimeout as sleep } from 'node:timers/promises';
import type { Incoming } from '../slack/listening/incoming.ts';
import type { Time } from './clock.ts';
import type { Config } from './config.ts';
import { uncounted } from './http/counting.ts';
import type { WaysOut } from './http/public-page.ts';
import { startServer } from './http/server.ts';
import { newLogger } from './logger.ts';
import type { startWork, Work } from './rounds/work.ts';
import { isSlacks, linkOf } from './slack/link.ts';
import { type SignedIn, signedIn } from './slack/signed-in.ts';
import { type SlackApp, slackApp } from './slack/slack-app.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const FIRST_TICK_MS = 2_000;
/** A socket that is not open by then is opened beside the loading of the rest. By the machine's clock: nothing in the world depends on it. */
const LOADED_AFTER_MS = 250;
/** What was acknowledged before a stop is answered within this time, or cut off. */
const ANSWERED_WITHIN_MS = 5_000;

/** Listens, serves and ticks until it is stopped. What is away at the start (Slack above all) is waited for; `/health/ready` says so. */
export async function start(config: Config, time: Time, waysOut?: WaysOut): Promise<Running> {
  const log = newLogger(config.logLevel);
  const measured = config.metrics && (await served(config.metrics));
  const metrics = measured?.metrics ?? uncounted;
  const slack = signedIn(config, time, log);
  const ending = new AbortController();
  const identified = async () => {
    await slack.asked;
    return slack;
  };
  const loaded = Promise.withResolvers<Incoming>();
  const app = slackApp(config, identified, loaded.promise, metrics);
  const link = linkOf(app, slack, time, log);
  const connected = link.connect();
  // An app that was taken out loses its socket first: whether it still is one is asked at once.
  app.onClosed(() => void slack.ask());
  const onRejection = (reason: unknown) => {
    if (!isSlacks(reason)) throw reason;
    link.rejected(reason);
  };
  process.on('unhandledRejection', onRejection);
  const disconnect = async () => {
    slack.stopped = true;
    await app.disconnect().catch((error: unknown) => log.warn({ error }, 'the socket could not be closed'));
  };
  const surroundings = { log, metrics, team: () => slack.team, ends: ending.signal, waysOut };
  // Accounts that are due can wait for the socket, but not for ever.
  const connecting = Promise.race([connected, time.sleep(FIRST_TICK_MS)]);
  await Promise.race([connected, sleep(LOADED_AFTER_MS)]);
  const work = await startedWork(config, time, surroundings, connecting).catch(async (error: unknown) => {
    process.removeListener('unhandledRejection', onRejection);
    await Promise.all([disconnect(), measured?.close()]);
    throw error;
  });
  loaded.resolve(work.incoming);
  const server = await startServer({
    port: config.port,
    log,
    ready: () => reasonsNotReady(work, slack, app),
    ...(app.events ? { routes: { '/slack/events': app.events } } : {}),
  });
  const stop = once(async () => {
    // Whoever waits for a share of Zendesk's rate limit would keep the process for minutes.
    ending.abort();
    await disconnect();
    await work.rest();
    await Promise.all([server.close(), measured?.close()]);
    await link.idle();
    process.removeListener('unhandledRejection', onRejection);
    await answered(app, time);
    await work.close();
    for (const signal of SIGNALS) process.removeListener(signal, end);
  });
  const end = () => void stop().then(() => process.exit(0));
  for (const signal of SIGNALS) process.once(signal, end);
  await slack.asked;
  log.info({ port: server.port, mode: config.slack.mode.kind }, 'Ferry is running');
  return { port: server.port, stop };
}

/** Most of Ferry: to load it keeps the process from everything else, an answer of Slack's above all. */
async function startedWork(...asked: Parameters<typeof startWork>): Promise<Work> {
  const { startWork } = await import('./rounds/work.ts');
  return startWork(...asked);
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

async function reasonsNotReady(work: Work, state: SignedIn, app: Pick<SlackApp, 'isConnected'>): Promise<readonly string[]> {
  const reasons: string[] = [];
  if (state.problem) reasons.push(state.problem);
  if (!app.isConnected()) reasons.push('The connection to Slack is not open.');
  try {
    await work.check();
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : 'The database does not answer.');
  }
  return reasons;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= work());
}
