import { z } from 'zod';
import { id, pageLinks } from './page.ts';

/** GET /api/v2/chat/agents: a bare array. https://developer.zendesk.com/api-reference/live-chat/chat-api/agents/ */
export const chatAgentsShape = z.array(z.object({ id, enabled: z.boolean(), display_name: z.string().nullish().catch(undefined) }));

const reference = z.object({ type: z.string(), id: z.string() });

/** GET /api/v2/agent_availabilities, JSON:API. https://developer.zendesk.com/api-reference/agent-availability/introduction/ */
export const availabilitiesPage = z.object({
  ...pageLinks,
  data: z.array(
    z.object({
      id: z.string(),
      attributes: z.object({ group_ids: z.array(id).nullish() }).nullish(),
      relationships: z.object({ channels: z.object({ data: z.array(reference) }) }),
    }),
  ),
  // Other types than channels (work items) may be included: their attributes are none of ours.
  included: z
    .array(z.object({ ...reference.shape, attributes: z.object({ name: z.string().nullish(), status: z.string().nullish() }).nullish() }))
    .default([]),
});
export type AvailabilitiesPage = z.infer<typeof availabilitiesPage>;
