import { z } from 'zod';
import { SlackRefused, SlackUnavailable } from './port.ts';

/** Slack's own refusals carry a word; anything else is Slack being away. */
export async function called<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const known = failure.safeParse(error);
    if (!known.success) throw new SlackUnavailable(what, { cause: error });
    const { code, data, retryAfter, statusCode } = known.data;
    if (retryAfter !== undefined) throw new SlackUnavailable(what, { retryAfterMs: retryAfter * 1000 });
    if (code === 'slack_webapi_platform_error' && data?.error && !SLACKS_OWN_FAULT.has(data.error))
      throw new SlackRefused(what, data.error);
    throw new SlackUnavailable(`${what}${statusCode ? ` (HTTP ${statusCode})` : ''}`, { cause: error });
  }
}

/** Words by which Slack says that it is not our request that is wrong. */
const SLACKS_OWN_FAULT = new Set([
  // Ferry has been thrown out: nothing is lost, it is told when Ferry is let in again.
  'account_inactive',
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'team_added_to_org',
]);

const failure = z
  .object({
    code: z.string().optional(),
    data: z.object({ error: z.string().optional() }).loose().optional(),
    retryAfter: z.number().optional(),
    statusCode: z.number().optional(),
  })
  .loose();
