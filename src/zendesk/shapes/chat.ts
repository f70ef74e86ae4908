import { z } from 'zod';
import { id } from './page.ts';

/** GET /api/v2/chat/account. https://developer.zendesk.com/api-reference/live-chat/chat-api/account/ */
export const chatAccountShape = z.object({
  status: z.string().nullish(),
  plan: z.object({ name: z.string().nullish(), rest_api: z.boolean().nullish(), operating_hours: z.boolean().nullish() }).nullish(),
});

/** GET /api/v2/chat/departments: a bare array. https://developer.zendesk.com/api-reference/live-chat/chat-api/departments/ */
export const departmentsShape = z.array(
  z.object({
    id,
    name: z.string(),
    enabled: z.boolean(),
    // Whom it lacks as a group is a help: an odd list is no reason to lose the department.
    members: z.array(z.int()).nullish().catch(undefined),
    settings: z.object({ chat_enabled: z.boolean().nullish(), support_group_id: id.nullish() }).nullish(),
  }),
);

/** GET /api/v2/chat/triggers: a bare array; inside a definition only the event is looked at, the nested lists are free form. */
export const chatTriggersShape = z.array(
  z.object({ id, name: z.string(), enabled: z.boolean(), definition: z.object({ event: z.string().nullish() }).nullish().catch(null) }),
);

/** GET /api/v2/chat/bans. https://developer.zendesk.com/api-reference/live-chat/chat-api/bans/ */
// Loose: a copy keeps what else a ban says.
export const bansShape = z.object({ ip_address: z.array(z.looseObject({ id })), visitor: z.array(z.looseObject({ id })) });

/** GET /api/v2/chat/goals, skills and roles: bare arrays of things that have a name and can be off. */
export const namedListShape = z.array(z.object({ id, name: z.string(), enabled: z.boolean() }));

/** GET /api/v2/chat/shortcuts: a bare array. */
export const shortcutsShape = z.array(z.object({ name: z.string() }));

const routing = z.object({
  routing_mode: z.string(),
  chat_limit: z.object({ enabled: z.boolean(), limit: z.int().nonnegative().nullish(), limit_type: z.string().nullish() }),
  skill_routing: z.object({ enabled: z.boolean() }).nullish(),
  reassignment: z.object({ enabled: z.boolean(), timeout: z.number().nullish() }).nullish(),
});

/** GET /api/v2/chat/routing_settings/account, in `data` or without it. https://developer.zendesk.com/api-reference/live-chat/chat-api/routing_settings/ */
export const chatRoutingShape = z.union([z.object({ data: routing }).transform(({ data }) => data), routing]);

/** GET /api/v2/chat/oauth/clients: a bare array; the secret in it is never read. https://developer.zendesk.com/api-reference/live-chat/chat-api/oauth_clients/ */
export const chatClientsShape = z.array(z.object({ id, name: z.string(), scopes: z.string().nullish() }));
