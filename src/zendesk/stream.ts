import { readAs } from './http/read.ts';
import type { Source } from './http/source.ts';
import { type LiveAgents, type LiveChats, ZendeskRefused } from './port.ts';
import { streamAgentsShape, streamChatsShape } from './shapes/stream.ts';

/**
 * Live chats of the whole account. GET /stream/chats of the Real-Time Chat API (Enterprise; Chat token).
 * A null, a missing metric and "Not Computed!" are `not_computed`: none of them is 0.
 * https://developer.zendesk.com/api-reference/live-chat/real-time-chat-api/rest/
 */
export async function readLiveChats(stream: Source): Promise<LiveChats | 'not_computed'> {
  const answer = await stream.get('/stream/chats');
  const data = computed(answer.what, readAs(answer, streamChatsShape));
  if (data?.incoming_chats == null || data.assigned_chats == null || data.active_chats == null) return 'not_computed';
  return { incoming: data.incoming_chats, assigned: data.assigned_chats, active: data.active_chats };
}

/** Live-chat agents of the whole account. GET /stream/agents. */
export async function readLiveAgents(stream: Source): Promise<LiveAgents | 'not_computed'> {
  const answer = await stream.get('/stream/agents');
  const data = computed(answer.what, readAs(answer, streamAgentsShape));
  if (data?.agents_online == null || data.agents_away == null || data.agents_invisible == null) return 'not_computed';
  return { online: data.agents_online, away: data.agents_away, invisible: data.agents_invisible };
}

interface Envelope<T> {
  readonly status_code?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly content?: { readonly data?: T | null | undefined } | null | undefined;
}

/** The numbers, if there are any. The status inside counts as well as HTTP's: 200 outside can hold a refusal. */
function computed<T>(what: string, { status_code, message, content }: Envelope<T>): T | undefined {
  if (status_code === 401 || status_code === 403) throw new ZendeskRefused(what, status_code);
  if (status_code !== 200 || message === 'Not Computed!') return undefined;
  return content?.data ?? undefined;
}
