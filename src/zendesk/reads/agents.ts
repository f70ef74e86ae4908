import { withQuery } from '../http/address.ts';
import { readAs } from '../http/read.ts';
import type { Source } from '../http/source.ts';
import { pages } from '../pages.ts';
import { type ChatAgent, UnexpectedShape } from '../port.ts';
import { type AvailabilitiesPage, availabilitiesPage, chatAgentsShape } from '../shapes/agents.ts';

const CHAT_AGENTS = '/api/v2/chat/agents';
const MOST_PAGES = 1_000;

/**
 * GET /api/v2/chat/agents by `since_id`, until a page has nobody new: whether `since_id` is inclusive is not documented (zendesk-api 4.2).
 * https://developer.zendesk.com/api-reference/live-chat/chat-api/agents/
 */
export async function readChatAgents(chat: Source): Promise<readonly ChatAgent[]> {
  const agents = new Map<number, ChatAgent>();
  let since: Readonly<Record<string, string>> = {};
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = readAs(await chat.get(withQuery(CHAT_AGENTS, { limit: '100', ...since })), chatAgentsShape);
    const known = agents.size;
    for (const { id, enabled, display_name } of found) agents.set(id, { id, enabled, name: display_name ?? undefined });
    const last = found.at(-1);
    if (last === undefined || agents.size === known) return [...agents.values()];
    since = { since_id: String(last.id) };
  }
  throw new UnexpectedShape(`GET ${CHAT_AGENTS} has more than ${MOST_PAGES} pages`);
}

const ONLINE = withQuery('/api/v2/agent_availabilities', { 'filter[channel_status]': 'messaging:online', 'page[size]': '100' });

/**
 * Agents whose messaging channel is online; 0 is said by an empty list with HTTP 200 alone. Admins only.
 * The channel's own status is read as well: a server that did not understand the filter would give everybody.
 */
export async function countMessagingAgents(support: Source): Promise<number> {
  const online = new Set<string>();
  for await (const page of pages(support, ONLINE, availabilitiesPage)) {
    for (const agent of page.data) {
      if (messagingStatus(agent, page) === 'online') online.add(agent.id);
    }
  }
  return online.size;
}

/** Groups of the agents whose messaging channel is online. @throws UnexpectedShape where an agent comes without groups: then it cannot be told */
export async function readMessagingGroups(support: Source): Promise<readonly number[]> {
  const groups = new Set<number>();
  for await (const page of pages(support, ONLINE, availabilitiesPage)) {
    for (const agent of page.data) {
      if (messagingStatus(agent, page) !== 'online') continue;
      const own = agent.attributes?.group_ids;
      if (!own) throw new UnexpectedShape('GET /api/v2/agent_availabilities: an agent without groups');
      for (const group of own) groups.add(group);
    }
  }
  return [...groups];
}

function messagingStatus(agent: AvailabilitiesPage['data'][number], { included }: AvailabilitiesPage): string {
  const ids = agent.relationships.channels.data.map((channel) => channel.id);
  const channel = included.find((item) => ids.includes(item.id) && item.attributes?.name === 'messaging');
  if (!channel?.attributes?.status) throw new UnexpectedShape('GET /api/v2/agent_availabilities: an agent without a messaging channel');
  return channel.attributes.status;
}
