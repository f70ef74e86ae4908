import type { Subdomain } from '../migration/account.ts';
import { between, type Instant, MINUTE_MS } from '../migration/time.ts';
import { type ZendeskClients, zendeskClients } from '../zendesk/client.ts';
import type { Credentials } from '../zendesk/credentials.ts';
import type { Answered } from '../zendesk/http/ask.ts';
import { statusBudget } from '../zendesk/pace/budget.ts';
import { newPace, type Pace } from '../zendesk/pace/pace.ts';
import type { Time } from './clock.ts';
import type { ServerConfig } from './config.ts';

/** The Zendesk of one account, as these credentials see it; `share` is how much of the plan's requests Ferry takes, from 0 to 1. */
export type ZendeskFor = (subdomain: Subdomain, credentials: Credentials | undefined, share?: number) => ZendeskClients;

interface Kept {
  readonly pace: Pace;
  readonly written: string;
  readonly zendesk: ZendeskClients;
  usedAt: Instant;
}

/** So many accounts are remembered, and more only while they are in use: each costs about 6 KB. */
const REMEMBERED = 500;
/** What was used within this may still be held back by Zendesk, or have requests of the last minute to count. */
const IN_USE_MS = 5 * MINUTE_MS;

/**
 * Clients that share one pace per subdomain. A client is kept as long as the credentials are the same, and with it the
 * access token it was given; those that were not used for long give way.
 */
export function zendeskFor(
  config: Pick<ServerConfig, 'zendeskUrl' | 'streamUrl' | 'statusUrl'>,
  time: Time,
  onAnswer?: (answered: Answered) => void,
  ends?: AbortSignal,
): ZendeskFor {
  // In the order of use: the first one was used longest ago.
  const accounts = new Map<Subdomain, Kept>();
  const status = statusBudget();
  const { zendeskUrl, streamUrl, statusUrl } = config;
  return (subdomain, credentials, share) => {
    const written = JSON.stringify(credentials ?? {});
    const before = accounts.get(subdomain);
    const pace = before?.pace ?? newPace({ clock: time.now, sleep: time.sleep, ends, status });
    if (share !== undefined) pace.keepTo(share);
    const options = { zendeskUrl, streamUrl, statusUrl, clock: time.now, sleep: time.sleep, ends, pace, onAnswer };
    const zendesk = before?.written === written ? before.zendesk : zendeskClients({ subdomain, credentials }, options);
    accounts.delete(subdomain);
    accounts.set(subdomain, { pace, written, zendesk, usedAt: time.now() });
    forgetOld(accounts, time.now());
    return zendesk;
  };
}

function forgetOld(accounts: Map<Subdomain, Kept>, now: Instant): void {
  for (const [subdomain, { usedAt }] of accounts) {
    if (accounts.size <= REMEMBERED || between(usedAt, now) < IN_USE_MS) return;
    accounts.delete(subdomain);
  }
}
