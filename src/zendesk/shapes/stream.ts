import { z } from 'zod';

const metric = z.int().nonnegative().nullish();

function envelope<T extends z.ZodType>(data: T) {
  return z.object({
    status_code: z.int().nullish(),
    message: z.string().nullish(),
    // A department would mean that these are not the numbers of the whole account.
    content: z.object({ data: data.nullish(), department_id: z.null().optional() }).nullish(),
  });
}

/** GET /stream/chats: null is a number that is not known. https://developer.zendesk.com/api-reference/live-chat/real-time-chat-api/rest/ */
export const streamChatsShape = envelope(z.object({ incoming_chats: metric, assigned_chats: metric, active_chats: metric }));

/** GET /stream/agents. */
export const streamAgentsShape = envelope(z.object({ agents_online: metric, agents_away: metric, agents_invisible: metric }));
