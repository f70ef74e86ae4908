import { z } from 'zod';
import { type Clock, type Instant, later, MINUTE_MS, SECOND_MS } from '../migration/time.ts';
import type { ClientCredentials } from './credentials.ts';
import type { Ask } from './http/ask.ts';
import { readAs } from './http/read.ts';
import type { Bearer } from './http/source.ts';
import { ZendeskRefused } from './port.ts';

const tokenShape = z.object({
  // It becomes a header: printable, without spaces.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive().nullish(),
});

// What Zendesk gives where it does not say: https://support.zendesk.com/hc/en-us/articles/10212201463962
const DEFAULT_LIFE_SECONDS = 30 * 60;
// Long enough for the request that carries the token to wait for its turn.
const RENEW_BEFORE_END_MS = MINUTE_MS;

export interface OAuthParts {
  /** The account's address. */
  readonly base: string;
  readonly client: ClientCredentials;
  readonly ask: Ask;
  readonly clock: Clock;
  /** `read`, and `read write` where Ferry itself changes something. */
  readonly scope: 'read' | 'read write';
}

/**
 * A Support token by the client credentials grant, kept in memory until a minute before its end; requested by one at a time.
 * POST {account}/oauth/tokens, parameters as JSON, `scope` one string.
 * https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
 */
export function clientCredentials({ base, client, ask, clock, scope }: OAuthParts): Bearer {
  let held: { readonly token: string; readonly until: Instant } | undefined;
  let underWay: Promise<string> | undefined;

  async function request(): Promise<string> {
    const post = { grant_type: 'client_credentials', client_id: client.clientId, client_secret: client.clientSecret, scope };
    const what = 'POST /oauth/tokens';
    const answer = await ask({ what, family: 'oauth', lane: 'rest', url: `${base}/oauth/tokens`, headers: {}, post });
    // OAuth answers 400 as well as 401 for a client that is wrong or gone; to the person who has to act it is the same.
    if (answer.status === 400) throw new ZendeskRefused(what, 401);
    const token = readAs({ ...answer, status: answer.status === 201 ? 200 : answer.status }, tokenShape);
    const lifeMs = (token.expires_in ?? DEFAULT_LIFE_SECONDS) * SECOND_MS;
    held = { token: token.access_token, until: later(clock(), lifeMs - RENEW_BEFORE_END_MS) };
    return token.access_token;
  }

  function requestOnce(): Promise<string> {
    underWay ??= request().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  return {
    token: async () => (held !== undefined && clock() < held.until ? held.token : requestOnce()),
    renewed: async (refused) => (held !== undefined && held.token !== refused ? held.token : requestOnce()),
  };
}
