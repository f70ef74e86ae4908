import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type ListenerParts, type Listening, listen } from '../slack/listener.ts';
import type { Config } from './config.ts';
import type { Metrics } from './http/metrics.ts';
import { guarded } from './http/signed.ts';

/**
 * Bolt waits this long times the failures after each of Slack's regular disconnects (5 s as it comes): a slash command in
 * that gap would be lost. Much shorter, and a link with a slow pong is dropped for nothing.
 */
const PING_TIMEOUT_MS = 1_500;

export interface Identity {
  readonly botId: string;
  readonly botUserId: string;
}

export interface SlackApp extends Listening {
  /** Connects the socket; in HTTP mode there is nothing to connect. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Whether the socket is open just now. */
  isConnected(): boolean;
  /** In HTTP mode, what answers `/slack/events`. */
  readonly events: RequestListener | undefined;
}

/** Bolt, with our listeners, in the mode of the configuration. Who the bot is was asked before. */
export function slackApp({ slack }: Config, identity: () => Promise<Identity>, parts: ListenerParts, metrics: Metrics): SlackApp {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const authorize = async () => ({ botToken: slack.botToken.reveal(), ...(await identity()) });
  if (slack.mode.kind === 'socket') {
    const receiver = new SocketModeReceiver({
      appToken: slack.mode.appToken.reveal(),
      installerOptions: {
        clientOptions: { ...clientOptions, retryConfig: { retries: 10, forever: true, factor: 1.3, maxTimeout: 3_000 } },
      },
      clientPingTimeout: PING_TIMEOUT_MS,
      logLevel: LogLevel.ERROR,
    });
    const app = new App({ authorize, receiver, clientOptions, convoStore: false, logLevel: LogLevel.ERROR });
    const { idle } = listen(app, parts);
    let connected = false;
    receiver.client.on('connected', () => (connected = true));
    for (const lost of ['reconnecting', 'disconnecting', 'disconnected']) receiver.client.on(lost, () => (connected = false));
    return {
      connect: async () => void (await app.start()),
      disconnect: async () => void (await app.stop()),
      isConnected: () => connected,
      events: undefined,
      idle,
    };
  }
  const receiver = new HTTPReceiver({
    signingSecret: slack.mode.signingSecret.reveal(),
    endpoints: '/slack/events',
    logLevel: LogLevel.ERROR,
  });
  const app = new App({ authorize, receiver, clientOptions, convoStore: false, logLevel: LogLevel.ERROR });
  const { idle } = listen(app, parts);
  return {
    idle,
    connect: async () => {},
    disconnect: async () => {},
    isConnected: () => true,
    events: guarded(receiver.requestListener, (why) => metrics.requestRefused(why)),
  };
}
