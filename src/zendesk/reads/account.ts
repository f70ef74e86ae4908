import { withQuery } from '../http/address.ts';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { type AccountSettings, type Zendesk, ZendeskRefused } from '../port.ts';
import { meShape, settingsShape, tokenShape, usersShape } from '../shapes/account.ts';

/** GET /api/v2/users/me. Where that path is not known, settings that can be read prove the credential; its role is then `unknown`. */
export async function whoAmI(support: Source): ReturnType<Zendesk['whoAmI']> {
  const answer = await support.get('/api/v2/users/me');
  if (answer.status === 404) {
    await readSettings(support);
    return { role: 'unknown' };
  }
  const { user } = readAs(answer, meShape);
  // A token that Zendesk does not know is not always refused: this page answers it as it answers a stranger.
  if (user.id === null) throw new ZendeskRefused(answer.what, 401);
  return { role: user.role };
}

/** GET /api/v2/users/search. Whoever else it finds has another address: a search is no proof. */
export async function readRole(support: Source, email: string): Promise<string | undefined> {
  const wanted = email.toLowerCase();
  // What is no plain address could widen the search.
  if (!/^[^\s":]+@[^\s":]+$/.test(wanted)) return undefined;
  const { users } = readAs(await support.get(withQuery('/api/v2/users/search', { query: `email:${wanted}` })), usersShape);
  const user = users.find((each) => each.email?.toLowerCase() === wanted);
  return user?.suspended === true ? 'suspended' : user?.role;
}

/** GET /api/v2/oauth/tokens/current.json. */
export async function readScopes(support: Source): Promise<readonly string[]> {
  return readAs(await support.get('/api/v2/oauth/tokens/current.json'), tokenShape).token.scopes;
}

/** Features that a plan has or has not. A feature that is named is no proof of the plan: only that another one may have come (zendesk-api 3.1). */
const OF_A_PLAN = ['business_hours', 'chat', 'customer_satisfaction', 'light_agents', 'sandbox'] as const;

/** GET /api/v2/account/settings. */
export async function readSettings(support: Source): Promise<AccountSettings> {
  const { settings } = readAs(await support.get('/api/v2/account/settings'), settingsShape);
  return {
    agentWorkspace: settings.agents?.agent_workspace ?? undefined,
    chat: settings.active_features?.chat ?? settings.chat?.enabled ?? undefined,
    omnichannelRouting: settings.routing?.enabled ?? undefined,
    unifiedStatuses: settings.agents?.unified_agent_statuses ?? undefined,
    features: settings.active_features ? OF_A_PLAN.filter((feature) => settings.active_features?.[feature] === true) : undefined,
  };
}
