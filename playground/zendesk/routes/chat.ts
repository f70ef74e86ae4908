import { type Exchange, iso, member, type Reply, reply } from '../http/exchange.ts';
import type { Route } from '../http/guard.ts';
import { DAY_MS } from '../model/history.ts';
import { chatsEnded } from '../model/past.ts';
import type { ChatSeed } from '../model/seed.ts';
import type { PastChat } from '../model/types.ts';

const chatOf = (x: Exchange, read: (chat: ChatSeed) => unknown): Reply =>
  x.account.seed.chat ? reply(read(x.account.seed.chat)) : reply({ error: 'Not Found' }, 404);

function account(x: Exchange): Reply {
  return chatOf(x, (chat) => ({
    account_key: chat.accountKey,
    status: 'active',
    create_date: '2021-03-04T09:00:00Z',
    plan: {
      name: chat.planName,
      rest_api: chat.restApi,
      max_agents: x.account.agents.length + 5,
      max_departments: 'unlimited',
      max_advanced_triggers: 'unlimited',
      max_concurrent_chats: 'unlimited',
      max_history_search_days: 'unlimited',
      operating_hours: true,
      goals: 5,
      analytics: true,
    },
  }));
}

function agents(x: Exchange): Reply {
  const since = Number(x.query.get('since_id') ?? 0) || 0;
  const limit = Math.min(100, Math.max(1, Number(x.query.get('limit') ?? 100) || 100));
  const listed = x.account.agents.filter((agent) => agent.id >= since && agent.role !== 'end-user').sort((a, b) => a.id - b.id);
  const chatGroups = new Set(x.account.groups.filter((group) => group.chat?.enabled).map((group) => group.id));
  const shown = listed.slice(0, limit).map((agent) => ({
    id: agent.id,
    email: agent.email,
    display_name: agent.name.split(' ')[0],
    first_name: agent.name.split(' ')[0],
    last_name: agent.name.split(' ').slice(1).join(' '),
    enabled: agent.chatEnabled,
    role_id: agent.role === 'admin' ? 9_101 : 9_102,
    roles: { administrator: agent.role === 'admin', owner: agent.id === x.account.agents[0]?.id },
    departments: agent.groups.filter((id) => x.account.groups.some((group) => group.id === id && group.chat)),
    enabled_departments: agent.groups.filter((id) => chatGroups.has(id)),
    skills: [],
    create_date: '2021-03-04T09:00:00Z',
    last_login: agent.chatEnabled ? iso(x.account.openedAt - 3_600_000) : null,
    login_count: agent.chatEnabled ? 200 + (agent.id % 500) : 0,
  }));
  return reply(shown);
}

function departments(x: Exchange): Reply {
  const listed = x.account.groups.filter((group) => group.chat && !group.deleted);
  return reply(
    listed.map((group) => ({
      id: group.id,
      name: group.name,
      description: group.description,
      enabled: group.chat?.enabled ?? false,
      members: x.account.agents.filter((agent) => agent.chatEnabled && agent.groups.includes(group.id)).map(({ id }) => id),
      settings: { chat_enabled: group.chat?.chatEnabled ?? false, support_group_id: group.id, solved_ticket_reassignment_strategy: '' },
    })),
  );
}

/** Secrets are shown in full only when a client is made. */
function clients(x: Exchange): Reply {
  const own = x.account.seed.clients.filter(({ family }) => family === 'chat');
  return reply(
    own.map(({ clientId, userId, redirectUris }, index) => ({
      id: index + 1,
      agent_id: userId,
      client_identifier: clientId,
      client_secret: '**********',
      client_type: 'confidential',
      company: x.account.seed.name,
      create_date: '2021-03-04T09:00:00Z',
      name: clientId,
      redirect_uris: redirectUris.join(' '),
      scopes: 'read write',
      update_date: '2021-03-04T09:00:00Z',
    })),
  );
}

/** Puts `change` over `value`, member by member. */
function over(value: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || typeof value !== 'object' || value === null) return change;
  return { ...value, ...Object.fromEntries(Object.entries(change).map(([key, inner]) => [key, over(member(value, key), inner)])) };
}

function patchRouting(x: Exchange): Reply {
  const limit = member(x.body, 'chat_limit', 'limit');
  if (typeof x.body !== 'object' || x.body === null) return reply({ error: 'Bad Request' }, 400);
  if (limit !== undefined && !(typeof limit === 'number' && Number.isInteger(limit) && limit >= 0 && limit <= 20)) {
    return reply({ error: 'Unprocessable', error_description: 'chat_limit.limit must be between 0 and 20' }, 422);
  }
  x.account.routing = {
    ...x.account.routing,
    ...Object.fromEntries(Object.entries(x.body).map(([key, inner]) => [key, over(x.account.routing[key], inner)])),
  };
  x.account.changed();
  return reply({ data: x.account.routing });
}

const FIVE_MINUTES_MS = 300_000;
/** A chat counts as updated this long after its end. */
const AFTERWARDS_MS = 3_000;
/** With overlapping pages a chat in forty is changed once more, this long after its end. */
const CHANGED_AGAIN_MS = DAY_MS;
const REPEATED = 25;

/** When the chat was last changed, in seconds. */
function updated(x: Exchange, chat: PastChat): number {
  const first = chat.endedAt + AFTERWARDS_MS;
  const again = x.account.seed.overlappingPages && chat.ticketId % 40 === 0 && first + CHANGED_AGAIN_MS <= x.now;
  return Math.floor((again ? first + CHANGED_AGAIN_MS : first) / 1000);
}

function showChat(x: Exchange, chat: PastChat): Readonly<Record<string, unknown>> {
  const seconds = Math.round((chat.endedAt - chat.startedAt) / 1000);
  const group = x.account.groups.find(({ id }) => id === chat.groupId);
  const served = chat.agentId !== null;
  const lines = served ? 4 + (chat.ticketId % 9) : 0;
  const common = {
    id: chat.id,
    type: chat.type,
    timestamp: iso(chat.startedAt),
    update_timestamp: iso(updated(x, chat) * 1000),
    department_id: chat.groupId,
    department_name: group?.name ?? null,
    session: { id: `s${chat.ticketId}`, start_date: iso(chat.startedAt - 40_000), end_date: iso(chat.endedAt), country_code: 'LT' },
    zendesk_ticket_id: chat.ticketId,
    deleted: false,
  };
  if (chat.type === 'offline_msg') return { ...common, message: 'Are you open?', unread: true };
  return {
    ...common,
    duration: seconds,
    missed: chat.missed,
    started_by: 'visitor',
    triggered: false,
    agent_ids: served ? [String(chat.agentId)] : [],
    agent_names: x.account.agents.filter(({ id }) => id === chat.agentId).map(({ name }) => name.split(' ')[0]),
    count: { agent: Math.floor(lines / 2), visitor: lines + 1, total: lines + 1 + Math.floor(lines / 2) },
    response_time: { first: served ? 10 + (chat.ticketId % 40) : null, avg: served ? 24.5 : null, max: served ? 64 : null },
  };
}

/** The fields of `fields=chats(…)`: all, some, or the number alone. */
function narrowed(fields: string | null, chat: Readonly<Record<string, unknown>>): object {
  const names = /^chats\((.*)\)$/.exec(fields ?? '')?.[1];
  if (names === '*') return chat;
  const kept = new Set(['id', ...(names ?? '').split(',').map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(chat).filter(([key]) => kept.has(key)));
}

/** At least `limit` chats from `start` on by update, or all there are; looked up in stretches of two days. */
function pageFrom(x: Exchange, start: number, newest: number, limit: number, isNew: (chat: PastChat) => boolean): readonly PastChat[] {
  const found: PastChat[] = [];
  const back = x.account.seed.overlappingPages ? CHANGED_AGAIN_MS : 0;
  const opened = Math.max(start * 1000 - back - 2 * AFTERWARDS_MS, x.account.openedAt - x.account.seed.historyWeeks * 7 * DAY_MS);
  // What is changed a day later lies beyond what ended before it: a stretch more is looked at.
  for (let from = opened, more = 0; from < newest && more <= back; from += 2 * DAY_MS) {
    const stretch = chatsEnded(x.account, from, Math.min(newest, from + 2 * DAY_MS));
    found.push(...stretch.filter((chat) => updated(x, chat) >= start && updated(x, chat) * 1000 <= newest));
    if (found.filter(isNew).length >= limit) more += 2 * DAY_MS;
  }
  return found.sort((a, b) => updated(x, a) - updated(x, b) || (a.id < b.id ? -1 : 1));
}

function incremental(x: Exchange): Reply {
  const start = Number(x.query.get('start_time') ?? Number.NaN);
  if (!Number.isFinite(start) || start < 0) return reply({ error: 'Bad Request', message: 'start_time is required' }, 400);
  const newest = x.now - FIVE_MINUTES_MS;
  if (start * 1000 > newest) return reply({ error: 'Bad Request', message: 'start_time must be more than 5 minutes in the past' }, 400);
  const limit = Math.min(1_000, Math.max(1, Number(x.query.get('limit') ?? 1_000) || 1_000));
  const after = x.query.get('start_id');
  const repeated = x.account.seed.overlappingPages && after !== null ? Math.min(REPEATED, limit - 1) : 0;
  const isNew = (chat: PastChat) => updated(x, chat) > start || (updated(x, chat) === start && (after === null || chat.id > after));
  const all = pageFrom(x, repeated > 0 ? start - DAY_MS / 1000 : start, newest, limit, isNew);
  const first = all.findIndex(isNew);
  const begin = Math.max(0, (first < 0 ? all.length : first) - repeated);
  const part = all.slice(begin, begin + limit);
  const last = part.at(-1);
  const [endTime, endId] = last ? [Math.max(start, updated(x, last)), last.id] : [start, after];
  const query = new URLSearchParams({
    ...Object.fromEntries(x.query),
    limit: String(limit),
    start_time: String(endTime),
    ...(endId ? { start_id: endId } : {}),
  });
  return reply({
    chats: part.map((chat) => narrowed(x.query.get('fields'), showChat(x, chat))),
    count: part.length,
    end_time: endTime,
    end_id: endId,
    next_page: `${x.base}/api/v2/chat/incremental/chats?${query}`,
  });
}

const list = (read: (chat: ChatSeed) => unknown) => (x: Exchange) => chatOf(x, read);

/** The Chat REST interface. */
export const CHAT: readonly Route[] = [
  { method: 'GET', path: '/api/v2/chat/account', access: 'chat_admin', run: account },
  { method: 'GET', path: '/api/v2/chat/agents', access: 'chat', run: agents },
  { method: 'GET', path: '/api/v2/chat/departments', access: 'chat', run: departments },
  { method: 'GET', path: '/api/v2/chat/triggers', access: 'chat', run: list((chat) => chat.triggers) },
  { method: 'GET', path: '/api/v2/chat/bans', access: 'chat', run: list((chat) => chat.bans) },
  { method: 'GET', path: '/api/v2/chat/goals', access: 'chat', run: list((chat) => chat.goals) },
  { method: 'GET', path: '/api/v2/chat/skills', access: 'chat', run: list((chat) => chat.skills) },
  { method: 'GET', path: '/api/v2/chat/roles', access: 'chat', run: list((chat) => chat.roles) },
  { method: 'GET', path: '/api/v2/chat/shortcuts', access: 'chat', run: list((chat) => chat.shortcuts) },
  { method: 'GET', path: '/api/v2/chat/oauth/clients', access: 'chat', run: clients },
  { method: 'GET', path: '/api/v2/chat/routing_settings/account', access: 'chat_admin', run: (x) => reply({ data: x.account.routing }) },
  { method: 'PATCH', path: '/api/v2/chat/routing_settings/account', access: 'chat_admin', run: patchRouting },
  { method: 'GET', path: '/api/v2/chat/incremental/chats', access: 'chat_admin', run: incremental },
];
