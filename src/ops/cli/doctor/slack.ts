import { z } from 'zod';
import { between, instant, SECOND_MS } from '../../../migration/time.ts';
import type { Secret } from '../../../store/vault.ts';
import type { Time } from '../../clock.ts';
import type { SlackConfig } from '../../config.ts';
import { botScopes } from '../../manifest.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Tries the tokens, the scopes and the clock against Slack. */
export async function examineSlack(config: SlackConfig, time: Time): Promise<readonly Diagnosis[]> {
  const asked = await call(config, 'auth.test', config.botToken, time);
  if (asked === undefined) {
    return [
      {
        verdict: 'unknown',
        what: `Slack (${config.apiUrl}) does not answer`,
        todo: 'See that this server reaches Slack (firewall, proxy), and that SLACK_API_URL is right.',
      },
    ];
  }
  const { mode } = config;
  const wayIn = mode.kind === 'socket' ? await examineAppToken(config, mode.appToken, time) : SIGNING_SECRET;
  return [bot(asked), ...(asked.ok ? [scopes(asked)] : []), wayIn, clock(asked)];
}

interface Called {
  readonly ok: boolean;
  readonly error: string;
  readonly scopes: readonly string[] | undefined;
  /** How far this clock is ahead of Slack's; undefined where Slack does not say the time. */
  readonly aheadMs: number | undefined;
}

const answerShape = z.object({ ok: z.boolean(), error: z.string().optional() });
const TIMEOUT_MS = 10 * SECOND_MS;

/** Undefined where nothing, or nothing of Slack's, came back. */
async function call({ apiUrl }: SlackConfig, method: string, token: Secret, time: Time): Promise<Called | undefined> {
  try {
    const response = await fetch(`${apiUrl}${method}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token.reveal()}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const now = time.now();
    const read = answerShape.safeParse(await response.json());
    if (!read.success) return undefined;
    const date = Date.parse(response.headers.get('date') ?? '');
    const names = response.headers.get('x-oauth-scopes');
    return {
      ok: read.data.ok,
      error: read.data.error ?? 'unknown error',
      scopes: names === null ? undefined : names.split(',').map((name) => name.trim()),
      aheadMs: Number.isNaN(date) ? undefined : between(instant(new Date(date)), now),
    };
  } catch {
    // Whatever the network says may hold the request, and with it the token.
    return undefined;
  }
}

function bot({ ok, error }: Called): Diagnosis {
  if (ok) return { verdict: 'yes', what: 'Slack accepts the bot token' };
  return {
    verdict: 'no',
    what: `Slack refuses the bot token (${error})`,
    todo: "Copy SLACK_BOT_TOKEN anew from the app's page OAuth & Permissions; install the app there first if it is not installed.",
  };
}

function scopes({ scopes: has }: Called): Diagnosis {
  if (has === undefined) return { verdict: 'unknown', what: 'Slack does not say which scopes the bot token has' };
  const missing = botScopes.filter((scope) => !has.includes(scope));
  if (missing.length === 0) return { verdict: 'yes', what: 'The bot token has every scope that Ferry uses' };
  return {
    verdict: 'no',
    what: `The bot token lacks ${missing.join(', ')}`,
    todo: "Paste what the command manifest prints into the app's page App Manifest, and install the app again.",
  };
}

const SIGNING_SECRET: Diagnosis = {
  verdict: 'unknown',
  what: 'The signing secret cannot be tried from here',
  note: 'If it is wrong, every command in Slack fails, and ferry_requests_refused_total counts it.',
};

async function examineAppToken(config: SlackConfig, appToken: Secret, time: Time): Promise<Diagnosis> {
  const asked = await call(config, 'apps.connections.open', appToken, time);
  if (asked === undefined)
    return { verdict: 'unknown', what: 'Slack did not answer for the app-level token', todo: 'Run doctor again in a minute.' };
  if (asked.ok) return { verdict: 'yes', what: 'Slack accepts the app-level token (Socket Mode)' };
  return {
    verdict: 'no',
    what: `Slack refuses the app-level token (${asked.error})`,
    todo: "Make a token with connections:write on the app's page Basic Information, App-Level Tokens, set SLACK_APP_TOKEN to it, and see that Socket Mode is on.",
  };
}

// Slack's signatures are good for five minutes either way, and a window opens by this clock: a minute is early enough to say so.
const MOST_SKEW_MS = 60 * SECOND_MS;

function clock({ aheadMs }: Called): Diagnosis {
  if (aheadMs === undefined) return { verdict: 'unknown', what: 'Slack does not say what time it is' };
  const seconds = Math.round(Math.abs(aheadMs) / SECOND_MS);
  if (Math.abs(aheadMs) <= MOST_SKEW_MS) return { verdict: 'yes', what: "This server's clock agrees with Slack's" };
  return {
    verdict: 'no',
    what: `This server's clock is ${seconds} seconds ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack's`,
    todo: 'Set the clock by NTP (timedatectl set-ntp true): the window opens by it, and Slack refuses more than five minutes.',
  };
}
