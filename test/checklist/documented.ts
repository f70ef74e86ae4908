import type { Source } from '../../src/zendesk/http/source.ts';
import { type Zendesk, ZendeskRefused } from '../../src/zendesk/port.ts';
import { readRole, readScopes, readSettings, whoAmI } from '../../src/zendesk/reads/account.ts';
import { countMessagingAgents, readChatAgents } from '../../src/zendesk/reads/agents.ts';
import { readArticles } from '../../src/zendesk/reads/articles.ts';
import { readQueues, readSchedules } from '../../src/zendesk/reads/business.ts';
import { copyOf, readChatAccount, readChatRouting, readDepartments } from '../../src/zendesk/reads/chat.ts';
import { readBrands, readGroups, readMemberships } from '../../src/zendesk/reads/directory.ts';
import { readAutomations, readChannelNumbers, readTriggers, readViews } from '../../src/zendesk/reads/rules.ts';
import { messagingCreatedSince } from '../../src/zendesk/reads/search.ts';
import { readWidget } from '../../src/zendesk/reads/widget.ts';
import { readIncidents } from '../../src/zendesk/status.ts';
import { readLiveAgents, readLiveChats } from '../../src/zendesk/stream.ts';
import { HOST, NOW } from '../support/scene.ts';

const lastPage = { meta: { has_more: false }, links: { next: null } };
const is = (field: string, value: string, operator = 'is') => ({ field, operator, value });

/** One account's answers in the shapes that Zendesk documents, with made-up values; everything is in order. */
export const wellAnswered = {
  settings: {
    settings: {
      agents: { agent_workspace: true, unified_agent_statuses: false },
      active_features: { chat: true },
      routing: { enabled: false },
    },
  },
  users: {
    users: [{ id: 60_001, name: 'Mina', email: 'Mina@acme.example', role: 'admin', suspended: false }],
    ...lastPage,
    next_page: null,
    count: 1,
  },
  token: { token: { id: 90_001, scopes: ['read'], token: 'zd_at_0001' } },
  brands: {
    brands: [
      {
        id: 7001,
        name: 'Acme',
        subdomain: HOST,
        active: true,
        default: true,
        has_help_center: true,
        help_center_state: 'enabled',
        is_deleted: false,
      },
    ],
    ...lastPage,
  },
  articles: {
    articles: Array.from({ length: 11 }, (_, index) => ({ id: index + 1, locale: 'en-us', draft: index === 10 })),
    count: 11,
    next_page: null,
  },
  groups: { groups: [{ id: 9001, name: 'Web Chat', deleted: false }], ...lastPage },
  memberships: { group_memberships: [{ id: 41, user_id: 60001, group_id: 9001 }], ...lastPage },
  chatAgents: [{ id: 60001, enabled: true }],
  search: {
    results: [
      {
        id: 5101,
        status: 'open',
        via: { channel: 'native_messaging' },
        brand_id: 7001,
        group_id: 9001,
        tags: [],
        created_at: '2026-11-23T09:00:00Z',
      },
    ],
    next_page: null,
    count: 1,
  },
  widget: { embeds: { launcher: {}, chat: {} }, brand: 'Acme' },
  definitions: {
    definitions: {
      conditions_all: [
        {
          title: 'Channel',
          subject: 'via_id',
          values: [
            { value: '29', title: 'Chat' },
            { value: '75', title: 'Messaging' },
          ],
        },
        { title: 'Brand', subject: 'brand_id', values: [{ value: '7001', title: 'Acme' }] },
      ],
      conditions_any: [],
    },
  },
  triggers: {
    triggers: [
      {
        id: 3301,
        title: 'Tag live chats',
        active: true,
        conditions: { all: [is('via_id', '29')], any: [] },
        actions: [{ field: 'current_tags', value: 'chat' }],
      },
      {
        id: 3303,
        title: 'Route messaging',
        active: true,
        conditions: { all: [is('via_id', '75')], any: [] },
        actions: [{ field: 'group_id', value: '9001' }],
      },
      {
        id: 3304,
        title: 'Tell of Pending',
        active: true,
        conditions: {
          all: [is('status', 'pending', 'changed_to'), is('current_tags', 'messaging_migration_guard', 'not_includes')],
          any: [],
        },
        actions: [{ field: 'notification_user', value: ['requester_id', 'Pending', 'Still there?'] }],
      },
      {
        id: 3306,
        title: 'Survey after the end',
        active: true,
        conditions: { all: [is('via_id', '75'), is('messaging_session', 'ended')], any: [] },
        actions: [{ field: 'satisfaction_score', value: 'offered' }],
      },
    ],
    ...lastPage,
  },
  automations: {
    automations: [
      {
        id: 3402,
        title: 'Solve pending',
        active: true,
        conditions: { all: [is('status', 'pending'), is('current_tags', 'messaging_migration_guard', 'not_includes')], any: [] },
        actions: [{ field: 'status', value: 'solved' }],
      },
      {
        id: 3403,
        title: 'Remind of Pending',
        active: true,
        conditions: {
          all: [is('PENDING', '24', 'greater_than'), is('current_tags', 'vip messaging_migration_guard', 'not_includes')],
          any: [],
        },
        actions: [{ field: 'notification_user', value: ['requester_and_ccs', 'Reminder', 'Still there?'] }],
      },
    ],
    ...lastPage,
  },
  views: {
    views: [
      {
        id: 3603,
        title: 'Messaging',
        active: true,
        restriction: { type: 'Group', id: 9001, ids: [9001] },
        conditions: { all: [is('status', 'solved', 'less_than'), is('via_id', '75')], any: [] },
      },
    ],
    ...lastPage,
  },
  schedules: { schedules: [{ id: 880, name: 'Weekdays', time_zone: 'UTC', intervals: [{ start_time: 1_980, end_time: 2_520 }] }] },
  queues: { queues: [] },
  bans: { ip_address: [{ id: 1 }], visitor: [] },
  chatList: [{ id: 1, name: 'One', enabled: true }],
  chatRouting: { data: { routing_mode: 'assigned', chat_limit: { enabled: true, limit: 3 } } },
  chatAccount: { status: 'active', plan: { name: 'enterprise', rest_api: true, operating_hours: true } },
  me: { user: { id: 60_001, role: 'admin' } },
  availabilities: {
    data: [
      {
        id: '60001',
        attributes: { group_ids: [9001] },
        relationships: { channels: { data: [{ type: 'channels', id: '60001|messaging' }] } },
      },
    ],
    included: [{ type: 'channels', id: '60001|messaging', attributes: { name: 'messaging', status: 'online' } }],
    ...lastPage,
  },
  liveChats: { content: { data: { incoming_chats: 0, assigned_chats: 0, active_chats: 0 }, department_id: null }, status_code: 200 },
  liveAgents: { content: { data: { agents_online: 0, agents_away: 0, agents_invisible: 0 }, department_id: null }, status_code: 200 },
  incidents: { data: [], included: [] },
  departments: [{ id: 9001, name: 'Web Chat', enabled: true, settings: { chat_enabled: true, support_group_id: 9001 } }],
};

export type Bodies = { readonly [K in keyof typeof wellAnswered]: unknown };

/** The product's own reads over these answers, without a network. A second page of Chat's agents is empty. */
export function zendeskOf(bodies: Bodies, statuses: Readonly<Record<string, number>>): Zendesk {
  const source = (name: keyof Bodies): Source => ({
    base: 'https://acme.zendesk.com',
    get: async (path) => {
      const url = new URL(path, 'https://acme.zendesk.com').href;
      const body = name === 'chatAgents' && url.includes('since_id') ? [] : bodies[name];
      return { what: `GET ${name}`, url, status: statuses[name] ?? 200, text: JSON.stringify(body) ?? '', location: undefined };
    },
  });
  const refused = async (): Promise<never> => {
    throw new ZendeskRefused('GET', 403);
  };
  return {
    whoAmI: () => whoAmI(source('me')),
    roleOf: (email) => readRole(source('users'), email),
    grantedScopes: () => readScopes(source('token')),
    settings: () => readSettings(source('settings')),
    brands: () => readBrands(source('brands')),
    articles: () => readArticles(source('articles')),
    groups: () => readGroups(source('groups')),
    memberships: () => readMemberships(source('memberships')),
    chatAgents: () => readChatAgents(source('chatAgents')),
    widgetOf: () => readWidget(source('widget'), () => NOW),
    liveChats: () => readLiveChats(source('liveChats')),
    liveAgents: () => readLiveAgents(source('liveAgents')),
    messagingAgentsOnline: () => countMessagingAgents(source('availabilities')),
    messagingGroupsOnline: refused,
    countUnsolvedChatTickets: refused,
    exportUnsolvedChatTickets: refused,
    chatTicketsCreatedSince: refused,
    messagingTicketsCreatedSince: (from) => messagingCreatedSince(source('search'), from),
    ticketsById: refused,
    incidents: () => readIncidents(source('incidents'), HOST),
    triggers: () => readTriggers(source('triggers')),
    automations: () => readAutomations(source('automations')),
    views: () => readViews(source('views')),
    macros: refused,
    macroTitles: refused,
    channelNumbers: () => readChannelNumbers(source('definitions')),
    schedules: () => readSchedules(source('schedules')),
    queues: () => readQueues(source('queues')),
    capacityRules: refused,
    auditLog: refused,
    chatAccount: () => readChatAccount(source('chatAccount')),
    departments: () => readDepartments(source('departments')),
    chatTriggers: refused,
    bans: refused,
    goals: refused,
    skills: refused,
    roles: refused,
    shortcuts: refused,
    chatRouting: () => readChatRouting(source('chatRouting')),
    chatClients: refused,
    chatCopy: (list) =>
      copyOf(
        source(
          list === 'departments'
            ? 'departments'
            : list === 'routing_settings/account'
              ? 'chatRouting'
              : list === 'bans'
                ? 'bans'
                : 'chatList',
        ),
        list,
      ),
    integrations: refused,
    clockAhead: async () => 0,
    pastChats: refused,
    chatTicketTimes: refused,
    messagingTicketTimes: refused,
  };
}
