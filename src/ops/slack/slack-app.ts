import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Incoming } from '../../slack/listening/incoming.ts';
import { type Listening, listen } from '../../slack/listening/listener.ts';
import type { Config } from '../config.ts';
import type { Counting } from '../http/counting.ts';
import { guarded } from '../http/signed.ts';
import { patient } from './patience.ts';

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
  /** Whether Bolt is asking Slack for a socket of its own accord: only this attempt can end in a rejection that nobody hears. */
  isReconnecting(): boolean;
  /** Calls back each time the socket has closed. */
  onClosed(told: () => void): void;
  /** In HTTP mode, what answers `/slack/events`. */
  readonly events: RequestListener | undefined;
}

/** Bolt, with our listeners, in the mode of the configuration. Who the bot is was asked before. */
export function slackApp({ slack }: Config, identity: () => Promise<Identity>, loaded: Promise<Incoming>, metrics: Counting): SlackApp {
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const authorize = async () => ({ botToken: slack.botToken.reveal(), ...(await identity()) });
  if (slack.mode.kind === 'socket') {
    const receiver = new SocketModeReceiver({
      appToken: slack.mode.appToken.reveal(),
      installerOptions: {
        clientOptions: { ...clientOptions, retryConfig: { retries: 10, forever: true, factor: 1.3, maxTimeout: 3_000 } },
      },
      logLevel: LogLevel.ERROR,
    });
    const app = new App({ authorize, receiver, clientOptions, convoStore: false, logLevel: LogLevel.ERROR });
    const { idle } = listen(app, loaded);
    patient(receiver.client);
    let link: 'open' | 'closed' | 'reconnecting' = 'closed';
    receiver.client.on('connected', () => (link = 'open'));
    receiver.client.on('reconnecting', () => (link = 'reconnecting'));
    for (const lost of ['close', 'disconnecting', 'disconnected']) receiver.client.on(lost, () => (link = 'closed'));
    return {
      connect: async () => void (await app.start()),
      disconnect: async () => void (await app.stop()),
      isConnected: () => link === 'open',
      isReconnecting: () => link === 'reconnecting',
      onClosed: (told) => void receiver.client.on('close', told),
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
  const { idle } = listen(app, loaded);
  return {
    idle,
    connect: async () => {},
    disconnect: async () => {},
    isConnected: () => true,
    isReconnecting: () => false,
    onClosed: () => {},
    events: guarded(receiver.requestListener, (why) => metrics.requestRefused(why)),
  };
}
