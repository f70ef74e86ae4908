import { createServer, type RequestListener } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';
import { type MovableClock, movableClock } from '../../playground/clock.ts';
import { type SlackWorld, startSlack } from '../../playground/slack/server.ts';
import { BOT, type SlackOptions } from '../../playground/slack/types.ts';

/** Every scope the product asks for. */
export const SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'users:read.email',
  'im:write',
  'im:read',
  'im:history',
  'files:write',
  'files:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'app_mentions:read',
] as const;

export const START = Date.UTC(2026, 10, 2, 9);
export const SECRET = 'signing-secret';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Ends something after the test. */
export function after(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp);
}

const person = { locale: 'en-US', tz: 'Europe/Paris' } as const;

const silent = () => {};
/** A logger that says nothing: refusals are what many tests are about. */
export const quiet: Logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  setName: silent,
  getLevel: () => LogLevel.ERROR,
};

/** A small workspace: two people, a guest, a stranger, somebody who left, and four channels. */
export async function harbour(change: Partial<SlackOptions> = {}): Promise<{ world: SlackWorld; clock: MovableClock; client: WebClient }> {
  const clock = movableClock(START);
  const world = await startSlack({
    clock,
    users: [
      { id: 'U0MIA', name: 'mia', realName: 'Mia', email: 'mia@harbour.test', isAdmin: true, ...person },
      { id: 'U0SUA', name: 'sua', realName: '수아', email: 'sua@harbour.test', locale: 'ko-KR', tz: 'Asia/Seoul' },
      { id: 'U0GUEST', name: 'guest', realName: 'Guest', isUltraRestricted: true, ...person },
      { id: 'U0ALIEN', name: 'alien', realName: 'Alien', teamId: 'T0OTHER', ...person },
      { id: 'U0GONE', name: 'gone', realName: 'Gone', deleted: true, ...person },
    ],
    channels: [
      { id: 'C0MOVE', name: 'move', members: ['U0MIA', 'U0SUA', 'U0GUEST', 'U0ALIEN', BOT.userId] },
      { id: 'C0OPEN', name: 'open', members: ['U0MIA'] },
      { id: 'C0SECRET', name: 'secret', isPrivate: true, members: ['U0MIA'] },
      { id: 'C0OLD', name: 'old', isArchived: true, members: ['U0MIA', BOT.userId] },
    ],
    userGroups: [{ id: 'S0LEADS', handle: 'leads', users: ['U0MIA', 'U0GONE'] }],
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    signingSecret: SECRET,
    scopes: SCOPES,
    fileDelayMs: 1000,
    ...change,
  });
  after(() => world.stop());
  const client = new WebClient('xoxb-1', {
    slackApiUrl: world.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
  return { world, clock, client };
}

/** What a call was refused for, with Slack's messages; fails if it was not refused. */
export async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: readonly string[]; [field: string]: unknown }> {
  const failure: unknown = await call.then(
    () => new Error('The call was not refused'),
    (error: unknown) => error,
  );
  if (typeof failure !== 'object' || failure === null || !('data' in failure)) throw failure;
  // Slack's own client hands the answer on as it came; the tests look at single fields of it.
  const data = failure.data as { error: string; response_metadata?: { messages?: string[] } };
  return { ...data, messages: data.response_metadata?.messages ?? [] };
}

/** A Bolt app in Socket Mode, connected. */
export async function socketApp(world: SlackWorld): Promise<App> {
  const app = new App({
    token: 'xoxb-1',
    appToken: 'xapp-1',
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: world.apiUrl },
  });
  await app.start();
  after(() => app.stop());
  return app;
}

/** A Bolt app in HTTP mode that the world sends its requests to. */
export async function httpApp(world: SlackWorld): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  const app = new App({ token: 'xoxb-1', receiver, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: world.apiUrl } });
  const server = await app.start(0);
  const address = 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('The app listens on no port');
  world.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  after(() => app.stop());
  return app;
}

/** A server of the test's own that the world sends its requests to. */
export async function answering(world: SlackWorld, answer: RequestListener): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  cleanUps.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  world.setRequestUrl(`http://127.0.0.1:${address.port}/`);
}
