import { ErrorCode, WebClient } from '@slack/web-api';
import { z } from 'zod';
import { later, SECOND_MS } from '../../migration/time.ts';
import type { Time } from '../clock.ts';
import type { Config } from '../config.ts';
import type { newLogger } from '../logger.ts';
import type { Identity } from './slack-app.ts';

const AUTH_AGAIN_MS = 15_000;
const AUTH_WHILE_WELL_MS = 20 * AUTH_AGAIN_MS;

/** Who Ferry is in Slack, as far as Slack says so. */
export interface SignedIn extends Identity {
  team: string;
  botId: string;
  botUserId: string;
  /** Why Slack does not let us in, while it does not. */
  problem: string | undefined;
  stopped: boolean;
  /** The first question has been answered, one way or the other. */
  asked: Promise<void>;
  /** Asks now, and not only when it is time again. */
  ask(): Promise<void>;
}

const identity = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string().optional() });

/** Asks Slack who we are; where it does not say, it is asked again in the background. */
export function signedIn(config: Config, time: Time, log: ReturnType<typeof newLogger>): SignedIn {
  const client = new WebClient(config.slack.botToken.reveal(), {
    slackApiUrl: config.slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout: 5_000,
  });
  let under: Promise<void> | undefined;
  let forget = () => {};
  const state: SignedIn = {
    team: '',
    botId: '',
    botUserId: '',
    problem: 'Slack has not been asked yet',
    stopped: false,
    asked: Promise.resolve(),
    ask: () =>
      (under ??= again().finally(() => {
        under = undefined;
      })),
  };
  const ask = async () => {
    try {
      const answer = identity.parse(await client.auth.test());
      Object.assign(state, { team: answer.team_id, botUserId: answer.user_id, botId: answer.bot_id ?? '', problem: undefined });
    } catch (error) {
      state.problem = whyNotIn(error);
      log.error({ error }, 'auth.test failed; it is asked again');
    }
  };
  const again = async () => {
    if (state.stopped) return;
    forget();
    await ask();
    forget = time.at(later(time.now(), state.problem === undefined ? AUTH_WHILE_WELL_MS : AUTH_AGAIN_MS), () => void state.ask());
  };
  state.asked = state.ask();
  return state;
}

/** Only Slack's own refusal says something of the token. */
function whyNotIn(error: unknown): string {
  const why = error instanceof Error ? error.message : 'no answer';
  return isRefusal(error)
    ? `Slack does not let Ferry in (${why}): check SLACK_BOT_TOKEN, and that the app is still installed.`
    : `Slack does not answer (${why}): Ferry asks again every ${AUTH_AGAIN_MS / SECOND_MS} seconds.`;
}

function isRefusal(error: unknown): boolean {
  return z.object({ code: z.literal(ErrorCode.PlatformError) }).safeParse(error).success;
}
