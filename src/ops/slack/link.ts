import { z } from 'zod';
import type { Time } from '../clock.ts';
import type { newLogger } from '../logger.ts';
import type { SlackApp } from './slack-app.ts';

type Logger = ReturnType<typeof newLogger>;

const CONNECT_AGAIN_MS = 3_000;

/** Keeps the connection to Slack: one attempt at a time, whoever asks for it. */
export interface Link {
  /** Resolves when the socket is open, or when Ferry stops. */
  connect(): Promise<void>;
  /** Something of Slack's failed, and nobody heard it. */
  rejected(reason: unknown): void;
  /** Resolves when no attempt is under way. */
  idle(): Promise<void>;
}

export function linkOf(app: SlackApp, state: { readonly stopped: boolean }, time: Time, log: Logger): Link {
  let under: Promise<void> | undefined;
  let giveUp: (reason: unknown) => void = () => {};
  const attempt = () =>
    new Promise<void>((resolve, reject) => {
      giveUp = reject;
      app.connect().then(resolve, reject);
    });
  const untilOpen = async () => {
    while (!state.stopped) {
      try {
        await attempt();
        return log.info({}, 'connected to Slack');
      } catch (error) {
        log.error({ error }, 'Slack cannot be reached; Ferry tries again');
        await time.sleep(CONNECT_AGAIN_MS);
      }
    }
  };
  const connect = () =>
    (under ??= untilOpen().finally(() => {
      under = undefined;
    }));
  return {
    connect,
    rejected(reason) {
      // Bolt rejects into nowhere when Slack ends its reconnecting for good; anything else leaves the socket as it is.
      if (!app.isReconnecting() || !endsReconnecting(reason)) return log.error({ error: reason }, 'a call to Slack failed unnoticed');
      log.error({ error: reason }, 'the connection to Slack was lost');
      giveUp(reason);
      void connect();
    },
    idle: async () => under,
  };
}

/** The errors of Bolt's WebClient, by their code. */
export function isSlacks(reason: unknown): boolean {
  return z
    .object({ code: z.string().startsWith('slack_') })
    .loose()
    .safeParse(reason).success;
}

/** As @slack/socket-mode has them: what Slack says of an app that is out, and what the WebClient itself has stopped trying. */
const FOR_GOOD = new Set(['not_authed', 'invalid_auth', 'account_inactive', 'user_removed_from_team', 'team_disabled']);
const NOT_TRIED_AGAIN = new Set(['slack_webapi_request_error', 'slack_webapi_http_error']);

const failure = z.object({ code: z.string(), data: z.object({ error: z.string() }).loose().optional() }).loose();

function endsReconnecting(reason: unknown): boolean {
  const { data } = failure.safeParse(reason);
  return data !== undefined && (NOT_TRIED_AGAIN.has(data.code) || FOR_GOOD.has(data.data?.error ?? ''));
}
