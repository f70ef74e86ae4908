import { z } from 'zod';
import { errorOf } from '../http/errors.ts';
import { readAs } from '../http/read.ts';
import type { Source, Writable } from '../http/source.ts';
import type { ChatLimit } from '../port.ts';

const PATH = '/api/v2/chat/routing_settings/account';
const limits = z.object({ chat_limit: z.object({ enabled: z.boolean(), limit: z.int().nonnegative().nullish() }) });
const shape = z.union([z.object({ data: limits }).transform(({ data }) => data), limits]);

/**
 * The limit as it is stored, its number also where it is off: what is put back must be what was there. GET and PATCH of the same path.
 * https://developer.zendesk.com/api-reference/live-chat/chat-api/routing_settings/
 */
export async function readChatLimit(chat: Source): Promise<ChatLimit> {
  const { enabled, limit } = readAs(await chat.get(PATH), shape).chat_limit;
  return { enabled, limit: limit ?? undefined };
}

/** PATCH with the changed part alone. */
export async function setChatLimit(chat: Writable, { enabled, limit }: ChatLimit): Promise<void> {
  const changed = { chat_limit: { enabled, ...(limit === undefined ? {} : { limit }) } };
  const answer = await chat.send('PATCH', PATH, changed);
  if (answer.status !== 200) throw errorOf(answer);
}
