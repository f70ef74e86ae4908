import { z } from 'zod';
import { id } from './page.ts';

/** GET /api/v2/users/me. `id` is null for an anonymous request. https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self */
export const meShape = z.object({ user: z.object({ id: id.nullable(), role: z.string() }) });

/** GET /api/v2/users/search. https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users */
export const usersShape = z.object({
  users: z.array(z.object({ id, email: z.string().nullish(), role: z.string(), suspended: z.boolean().nullish() })),
});

/** GET /api/v2/oauth/tokens/current.json. https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/#show-token */
export const tokenShape = z.object({ token: z.object({ scopes: z.array(z.string()) }) });

const flag = z.boolean().nullish();
// Nothing is judged by it: an odd one is no reason to lose the settings.
const aside = flag.catch(undefined);
const enabled = z.object({ enabled: flag }).nullish();

/** GET /api/v2/account/settings: every key may be absent. https://developer.zendesk.com/api-reference/ticketing/account-configuration/account_settings/ */
export const settingsShape = z.object({
  settings: z.object({
    agents: z.object({ agent_workspace: flag, unified_agent_statuses: flag }).nullish(),
    active_features: z
      .object({ chat: flag, business_hours: aside, customer_satisfaction: aside, light_agents: aside, sandbox: aside })
      .nullish(),
    chat: enabled,
    routing: enabled,
  }),
});
