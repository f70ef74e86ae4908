import { apiError, type Exchange, flatError, idsOf, iso, member, NO_ACCESS, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { startJob } from '../http/jobs.ts';
import { cursorPage } from '../http/pages.ts';
import type { Agent, MessagingStatus } from '../model/types.ts';

const NAMES: Readonly<Record<number, MessagingStatus>> = { 2: 'offline', 3: 'online', 4: 'away', 5: 'transfers_only' };
const TITLES: Readonly<Record<number, string>> = { 2: 'Offline', 3: 'Online', 4: 'Away', 5: 'Transfers only' };
const STATUSES: readonly MessagingStatus[] = ['online', 'away', 'transfers_only', 'offline'];

const setting = (x: Exchange, ...path: string[]) => member(x.account.settings, ...path) === true;
const unified = (x: Exchange) => setting(x, 'agents', 'unified_agent_statuses');

/** Messaging tickets an agent is working on. */
function workOf(x: Exchange, agent: Agent): number {
  const mine = x.account.tickets.ids().flatMap((id) => x.account.tickets.get(id) ?? []);
  return mine.filter(
    (ticket) =>
      ticket.via === 'native_messaging' && ticket.assigneeId === agent.id && !ticket.deleted && !/solved|closed/.test(ticket.status),
  ).length;
}

const channelId = (agent: Agent) => `agent_availabilities|${agent.id}|channels|messaging`;

function showAgent(x: Exchange, agent: Agent): object {
  const status = {
    id: agent.unifiedStatus,
    name: (TITLES[agent.unifiedStatus] ?? 'Custom').toLowerCase(),
    reason: agent.statusReason,
    updated_at: micro(agent.statusAt),
  };
  return {
    id: `agent_availabilities|${agent.id}`,
    type: 'agent_availabilities',
    attributes: { agent_id: agent.id, ...(unified(x) ? { agent_status: status } : {}), group_ids: agent.groups, skills: [], version: 1 },
    relationships: { channels: { data: [{ id: channelId(agent), type: 'channels' }] } },
    links: { self: `${x.base}/api/v2/agent_availabilities/${agent.id}` },
  };
}

const micro = (at: number) => new Date(at).toISOString().replace('Z', '000Z');

function showChannel(x: Exchange, agent: Agent): object {
  const capacity = setting(x, 'routing', 'enabled')
    ? { max_capacity: member(x.account.settings, 'routing', 'max_messaging_capacity') }
    : {};
  const attributes = {
    name: 'messaging',
    status: agent.messagingStatus,
    work_item_count: workOf(x, agent),
    ...capacity,
    updated_at: micro(agent.statusAt),
  };
  return { id: channelId(agent), type: 'channels', attributes };
}

function availabilities(x: Exchange): Reply {
  const [channel, status] = (x.query.get('filter[channel_status]') ?? '').split(':');
  if (x.query.has('page') || x.query.has('per_page'))
    return apiError(400, 'BadRequest', 'Invalid page', 'Only cursor pagination is supported');
  if (channel && !['messaging', 'support', 'talk'].includes(channel))
    return apiError(400, 'BadRequest', 'Invalid filter', 'Unknown channel in filter[channel_status]');
  if (status !== undefined && !STATUSES.some((word) => word === status))
    return apiError(400, 'BadRequest', 'Invalid filter', 'Unknown status in filter[channel_status]');
  const groups = idsOf(x.query.get('filter[group_ids]'));
  const wanted = x.query.get('filter[agent_status_id]');
  const shown = x.account.agents.filter(
    (agent) =>
      agent.role !== 'end-user' &&
      (status === undefined || (channel === 'messaging' ? agent.messagingStatus === status : status === 'offline')) &&
      (groups.length === 0 || groups.some((id) => agent.groups.includes(id))) &&
      (wanted === null || String(agent.unifiedStatus) === wanted),
  );
  const answer = cursorPage(x, 'data', shown, (agent) => agent);
  const listed = member(answer.json, 'data');
  const part = shown.filter((agent) => Array.isArray(listed) && listed.includes(agent));
  if (answer.status !== 200) return apiError(400, 'BadRequest', 'Invalid cursor', 'page[after] is not valid');
  return reply({
    data: part.map((agent) => showAgent(x, agent)),
    included: part.map((agent) => showChannel(x, agent)),
    meta: member(answer.json, 'meta'),
    links: member(answer.json, 'links'),
  });
}

function availability(x: Exchange): Reply {
  const agent = x.account.agents.find(({ id }) => id === Number(x.params[0]));
  return agent
    ? reply({ data: showAgent(x, agent), included: [showChannel(x, agent)] })
    : apiError(404, 'NotFound', 'Not found', 'Agent not found');
}

function groupAvailability(x: Exchange): Reply {
  const members = x.account.agents.filter((agent) => agent.groups.includes(Number(x.params[0])));
  const count = (status: MessagingStatus) => members.filter((agent) => agent.messagingStatus === status).length;
  const messaging = Object.fromEntries(STATUSES.map((status) => [status, count(status)]));
  return reply({ data: { id: x.params[0], type: 'account_groups_availability', attributes: { channels: { messaging } } } });
}

function statuses(x: Exchange): Reply {
  if (!unified(x)) return apiError(403, 'Forbidden', 'Forbidden', 'Unified agent status is not enabled');
  const channels = (status: string) => ({ messaging: status, support: status, talk: status });
  const standard = Object.entries(NAMES).map(([id, name]) => ({
    id: Number(id),
    type: 'agent_status',
    attributes: { name: TITLES[Number(id)], channels: channels(name) },
  }));
  return reply({ default: standard, custom: x.account.seed.customStatuses, links: { next: null, prev: null }, meta: { has_more: false } });
}

/** Puts an agent into one of the four standard statuses. */
function put(x: Exchange, agent: Agent, status: MessagingStatus, id: number): void {
  Object.assign(agent, { unifiedStatus: id, messagingStatus: status, statusReason: 'API', statusAt: x.account.clock.now() });
}

function setStatus(x: Exchange): Reply {
  const agent = x.account.agents.find(({ id }) => id === Number(x.params[0]));
  const id = member(x.body, 'id');
  const status = typeof id === 'number' ? NAMES[id] : undefined;
  if (!unified(x)) return apiError(403, 'Forbidden', 'Forbidden', 'Unified agent status is not enabled');
  if (!agent) return apiError(404, 'NotFound', 'Not found', 'Agent not found');
  if (typeof id !== 'number' || !status) return apiError(400, 'BadRequest', 'Invalid status', 'Unknown agent status');
  put(x, agent, status, id);
  x.account.changed();
  return reply({
    data: {
      id: `agent_availabilities|${agent.id}`,
      type: 'agent_availabilities',
      attributes: { agent_id: agent.id, agent_status: { id, name: TITLES[id] } },
    },
  });
}

function setManyStatuses(x: Exchange): Reply {
  const ids = idsOf(x.query.get('ids'));
  const id = member(x.body, 'id');
  const status = typeof id === 'number' ? NAMES[id] : undefined;
  if (!unified(x)) return apiError(403, 'Forbidden', 'Forbidden', 'Unified agent status is not enabled');
  if (ids.length === 0 || ids.length > 100 || typeof id !== 'number' || !status)
    return apiError(400, 'BadRequest', 'Invalid request', '1 to 100 ids and a known status');
  return startJob(x, 'Bulk Update Agent Status', ids.length, () =>
    ids.map((agentId, index) => {
      const agent = x.account.agents.find((held) => held.id === agentId);
      if (agent) put(x, agent, status, id);
      return { id: agentId, index, action: 'update', status: agent ? 'Updated' : 'Failed', success: agent !== undefined };
    }),
  );
}

function queues(x: Exchange): Reply {
  if (!setting(x, 'routing', 'enabled')) return flatError(403, 'Forbidden', NO_ACCESS);
  return reply({
    queues: x.account.seed.queues.map((queue) => ({ ...queue, created_at: iso(x.account.openedAt), updated_at: iso(x.account.openedAt) })),
  });
}

/** Who can answer, and by which rules: availability, statuses, queues. */
export const OMNICHANNEL: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v2/agent_availabilities/agent_statuses/job_statuses/:id',
    access: 'none',
    run: (x) => ({ status: 307, headers: { location: `${x.base}/api/v2/job_statuses/${x.params[0]}` } }),
  },
  { method: 'GET', path: '/api/v2/agent_availabilities/agent_statuses', access: 'admin', run: statuses },
  { method: 'PUT', path: '/api/v2/agent_availabilities/agent_statuses/agents/update_many', access: 'admin', run: setManyStatuses },
  { method: 'PUT', path: '/api/v2/agent_availabilities/agent_statuses/agents/:id', access: 'admin', run: setStatus },
  { method: 'GET', path: '/api/v2/agent_availabilities/:id', access: 'admin', run: availability },
  { method: 'GET', path: '/api/v2/agent_availabilities', access: 'admin', run: availabilities },
  { method: 'GET', path: '/api/v2/account_groups/availability/:id', access: 'admin', run: groupAvailability },
  { method: 'GET', path: '/api/v2/queues', access: 'admin', plan: 'suite_professional', run: queues },
  {
    method: 'GET',
    path: '/api/v2/queues/definitions',
    access: 'admin',
    plan: 'suite_professional',
    run: () => reply({ definitions: { conditions_all: [], conditions_any: [] } }),
  },
  { method: 'GET', path: '/api/v2/capacity/rules', access: 'admin', run: (x) => reply(x.account.seed.capacityRules) },
];
