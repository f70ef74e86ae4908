import type { Subdomain } from '../migration/account.ts';
import { zendeskClient } from '../zendesk/client.ts';
import type { Credentials } from '../zendesk/credentials.ts';
import type { Answered } from '../zendesk/http/ask.ts';
import { newPace, type Pace } from '../zendesk/pace.ts';
import type { Zendesk } from '../zendesk/port.ts';
import type { Time } from './clock.ts';
import type { ServerConfig } from './config.ts';

/** The Zendesk of one account, as these credentials see it. */
export type ZendeskFor = (subdomain: Subdomain, credentials: Credentials | undefined) => Zendesk;

/**
 * Clients that share one pace per subdomain. A client is kept as long as the credentials are the same, and with it the
 * access token it was given.
 */
export function zendeskFor(
  config: Pick<ServerConfig, 'zendeskUrl' | 'streamUrl' | 'statusUrl'>,
  time: Time,
  onAnswer?: (answered: Answered) => void,
): ZendeskFor {
  const paces = new Map<Subdomain, Pace>();
  const clients = new Map<Subdomain, { readonly written: string; readonly zendesk: Zendesk }>();
  const { zendeskUrl, streamUrl, statusUrl } = config;
  return (subdomain, credentials) => {
    const written = JSON.stringify(credentials ?? {});
    const kept = clients.get(subdomain);
    if (kept?.written === written) return kept.zendesk;
    const pace = paces.get(subdomain) ?? newPace({ clock: time.now, sleep: time.sleep });
    paces.set(subdomain, pace);
    const options = { zendeskUrl, streamUrl, statusUrl, clock: time.now, sleep: time.sleep, pace, onAnswer };
    const zendesk = zendeskClient({ subdomain, credentials }, options);
    clients.set(subdomain, { written, zendesk });
    return zendesk;
  };
}
