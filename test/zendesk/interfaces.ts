import { type Instant, instant, later } from '../../src/migration/time.ts';
import type { Zendesk } from '../../src/zendesk/port.ts';
import { at, START } from './answering.ts';
import { setUp } from './set-up-interfaces.ts';

const from: Instant = instant(new Date(START));
const lastPage = { meta: { has_more: false }, links: { next: null } };
const ticket = {
  id: 4101,
  status: 'pending',
  via: { channel: 'chat' },
  brand_id: 7001,
  group_id: null,
  tags: ['zopim_chat'],
  created_at: '2026-11-24T02:14:02Z',
};
const asTicket = {
  id: 4101,
  status: 'pending',
  channel: 'chat',
  brandId: 7001,
  groupId: undefined,
  assigneeId: undefined,
  tags: ['zopim_chat'],
  createdAt: '2026-11-24T02:14:02.000Z',
};

/** One method of the port: what its path may answer, and what that means. */
export interface Interface {
  readonly path: string;
  readonly ask: (zendesk: Zendesk) => Promise<unknown>;
  /** A good answer, and what the port makes of it. */
  readonly good: unknown;
  readonly means: unknown;
  /** An answer with nothing in it, where there is such a thing. */
  readonly empty?: { readonly json: unknown; readonly means: unknown };
  /** An answer of a wrong type at one place. */
  readonly wrong: unknown;
  readonly credential: 'support' | 'chat' | 'conversations' | 'none';
  /** Odd bodies have a word of their own here, instead of UnexpectedShape. */
  readonly odd?: 'unknown';
}

/** Every method of the port that asks something. */
export const interfaces: Readonly<Record<Exclude<keyof Zendesk, 'clockAhead'>, Interface>> = {
  whoAmI: {
    path: '/harbor/api/v2/users/me',
    ask: (zendesk) => zendesk.whoAmI(),
    good: { user: { id: 60001, role: 'admin' } },
    means: { role: 'admin' },
    wrong: { user: { id: '60001', role: 'admin' } },
    credential: 'support',
  },
  roleOf: {
    path: '/harbor/api/v2/users/search',
    ask: (zendesk) => zendesk.roleOf('mina@harbor.example'),
    good: {
      users: [
        { id: 60002, email: 'mina@harbor.example.net', role: 'agent', suspended: false },
        { id: 60001, email: 'Mina@harbor.example', role: 'admin', suspended: false },
      ],
    },
    means: 'admin',
    empty: { json: { users: [{ id: 60002, email: 'amina@harbor.example', role: 'admin' }] }, means: undefined },
    wrong: { users: [{ id: 60001, email: 'mina@harbor.example', role: 7 }] },
    credential: 'support',
  },
  grantedScopes: {
    path: '/harbor/api/v2/oauth/tokens/current.json',
    ask: (zendesk) => zendesk.grantedScopes(),
    good: { token: { id: 90_001, token: 'zd_at_0001', scopes: ['read'] } },
    means: ['read'],
    empty: { json: { token: { scopes: [] } }, means: [] },
    wrong: { token: { scopes: 'read' } },
    credential: 'support',
  },
  settings: {
    path: '/harbor/api/v2/account/settings',
    ask: (zendesk) => zendesk.settings(),
    good: {
      settings: {
        agents: { agent_workspace: true, unified_agent_statuses: false },
        active_features: { chat: true },
        routing: { enabled: false },
      },
    },
    means: { agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false, features: ['chat'] },
    empty: {
      json: { settings: {} },
      means: { agentWorkspace: undefined, chat: undefined, omnichannelRouting: undefined, unifiedStatuses: undefined },
    },
    wrong: { settings: { agents: { agent_workspace: 'true' } } },
    credential: 'support',
  },
  brands: {
    path: '/harbor/api/v2/brands',
    ask: (zendesk) => zendesk.brands(),
    good: {
      brands: [
        {
          id: 1,
          name: 'Harbor',
          subdomain: 'harbor',
          active: true,
          default: true,
          has_help_center: true,
          help_center_state: 'enabled',
          is_deleted: false,
        },
        {
          id: 2,
          name: 'Old',
          subdomain: 'old',
          active: true,
          default: false,
          has_help_center: false,
          help_center_state: 'enabled',
          is_deleted: true,
        },
        { id: 3, name: 'New', subdomain: 'new', active: false, default: false, has_help_center: false, help_center_state: 'a new word' },
      ],
      ...lastPage,
    },
    means: [
      { id: 1, name: 'Harbor', subdomain: 'harbor', active: true, isDefault: true, hasHelpCenter: true, helpCenterState: 'enabled' },
      { id: 3, name: 'New', subdomain: 'new', active: false, isDefault: false, hasHelpCenter: false, helpCenterState: 'unknown' },
    ],
    empty: { json: { brands: [], ...lastPage }, means: [] },
    wrong: { brands: [{ id: 1, name: 'Harbor', subdomain: 'harbor', active: 'yes', default: true, has_help_center: true }], ...lastPage },
    credential: 'support',
  },
  articles: {
    path: '/harborbikes/api/v2/help_center/articles.json',
    ask: (zendesk) => zendesk.articles(at('harborbikes')),
    good: {
      articles: [
        { id: 1, locale: 'en-us', draft: false },
        { id: 2, locale: 'en-us', draft: true },
        { id: 3, locale: 'ko', draft: false },
        { id: 4, locale: 'en-us', draft: false },
      ],
      next_page: null,
    },
    means: { 'en-us': 2, ko: 1 },
    empty: { json: { articles: [], count: 0, next_page: null }, means: {} },
    wrong: { articles: [{ id: 1, locale: 'en-us' }], next_page: null },
    credential: 'none',
  },
  groups: {
    path: '/harbor/api/v2/groups',
    ask: (zendesk) => zendesk.groups(),
    good: {
      groups: [
        { id: 9001, name: 'Web Chat', deleted: false },
        { id: 9002, name: 'Gone', deleted: true },
      ],
      ...lastPage,
    },
    means: [{ id: 9001, name: 'Web Chat' }],
    empty: { json: { groups: [], ...lastPage }, means: [] },
    wrong: { groups: [{ id: 9001, name: null }], ...lastPage },
    credential: 'support',
  },
  memberships: {
    path: '/harbor/api/v2/group_memberships',
    ask: (zendesk) => zendesk.memberships(),
    good: { group_memberships: [{ id: 41, user_id: 60001, group_id: 9001 }], ...lastPage },
    means: [{ userId: 60001, groupId: 9001 }],
    empty: { json: { group_memberships: [], ...lastPage }, means: [] },
    wrong: { group_memberships: [{ id: 41, user_id: null, group_id: 9001 }], ...lastPage },
    credential: 'support',
  },
  chatAgents: {
    path: '/harbor/api/v2/chat/agents',
    ask: (zendesk) => zendesk.chatAgents(),
    good: [
      { id: 60001, enabled: true, email: 'rasa@harbor.example' },
      { id: 60002, enabled: false },
    ],
    means: [
      { id: 60001, enabled: true },
      { id: 60002, enabled: false },
    ],
    empty: { json: [], means: [] },
    wrong: [{ id: 60001 }],
    credential: 'chat',
  },
  widgetOf: {
    path: '/harborbikes/embeddable/config',
    ask: (zendesk) => zendesk.widgetOf(at('harborbikes')),
    good: { messenger: { integrationId: 'x' } },
    means: 'messaging',
    empty: { json: {}, means: 'unknown' },
    wrong: { messenger: 'yes', embeds: {} },
    credential: 'none',
    odd: 'unknown',
  },
  liveChats: {
    path: '/rtm/stream/chats',
    ask: (zendesk) => zendesk.liveChats(),
    good: { content: { data: { incoming_chats: 1, assigned_chats: 0, active_chats: 2 }, department_id: null }, status_code: 200 },
    means: { incoming: 1, assigned: 0, active: 2 },
    empty: { json: {}, means: 'not_computed' },
    wrong: { content: { data: { incoming_chats: '0', assigned_chats: 0, active_chats: 0 } }, status_code: 200 },
    credential: 'chat',
  },
  liveAgents: {
    path: '/rtm/stream/agents',
    ask: (zendesk) => zendesk.liveAgents(),
    good: { content: { data: { agents_online: 3, agents_away: 1, agents_invisible: 0 } }, status_code: 200 },
    means: { online: 3, away: 1, invisible: 0 },
    empty: { json: { content: { data: {} }, status_code: 200 }, means: 'not_computed' },
    wrong: { content: { data: { agents_online: 1.5, agents_away: 1, agents_invisible: 0 } }, status_code: 200 },
    credential: 'chat',
  },
  messagingAgentsOnline: {
    path: '/harbor/api/v2/agent_availabilities',
    ask: (zendesk) => zendesk.messagingAgentsOnline(),
    good: {
      data: ['online', 'away'].map((word) => ({
        id: word,
        relationships: { channels: { data: [{ type: 'channels', id: `${word}|messaging` }] } },
      })),
      included: ['online', 'away'].map((word) => ({
        type: 'channels',
        id: `${word}|messaging`,
        attributes: { name: 'messaging', status: word },
      })),
      ...lastPage,
    },
    means: 1,
    empty: { json: { data: [], included: [], ...lastPage }, means: 0 },
    wrong: { data: [{ id: 'a', relationships: { channels: { data: [] } } }], included: [], ...lastPage },
    credential: 'support',
  },
  messagingGroupsOnline: {
    path: '/harbor/api/v2/agent_availabilities',
    ask: (zendesk) => zendesk.messagingGroupsOnline(),
    good: {
      data: ['online', 'away'].map((word, index) => ({
        id: word,
        attributes: { group_ids: [9001 + index, 9003] },
        relationships: { channels: { data: [{ type: 'channels', id: `${word}|messaging` }] } },
      })),
      included: ['online', 'away'].map((word) => ({
        type: 'channels',
        id: `${word}|messaging`,
        attributes: { name: 'messaging', status: word },
      })),
      ...lastPage,
    },
    means: [9001, 9003],
    empty: { json: { data: [], included: [], ...lastPage }, means: [] },
    wrong: { data: [{ id: 'a', attributes: { group_ids: ['x'] }, relationships: { channels: { data: [] } } }], included: [], ...lastPage },
    credential: 'support',
  },
  countUnsolvedChatTickets: {
    path: '/harbor/api/v2/search/count',
    ask: (zendesk) => zendesk.countUnsolvedChatTickets(),
    good: { count: 37 },
    means: 37,
    empty: { json: { count: 0 }, means: 0 },
    wrong: { count: null },
    credential: 'support',
  },
  exportUnsolvedChatTickets: {
    path: '/harbor/api/v2/search/export',
    ask: (zendesk) => zendesk.exportUnsolvedChatTickets(),
    good: { results: [ticket], ...lastPage },
    means: [asTicket],
    empty: { json: { results: [], ...lastPage }, means: [] },
    wrong: { results: [{ ...ticket, created_at: 'yesterday' }], ...lastPage },
    credential: 'support',
  },
  chatTicketsCreatedSince: {
    path: '/harbor/api/v2/search',
    ask: (zendesk) => zendesk.chatTicketsCreatedSince(from),
    good: {
      results: [ticket, { ...ticket, id: 2, via: { channel: 'email' } }, { ...ticket, id: 3, created_at: '2026-11-24T01:59:59Z' }],
      next_page: null,
    },
    means: [asTicket],
    empty: { json: { results: [], next_page: null, count: 0 }, means: [] },
    wrong: { results: [{ ...ticket, tags: null }], next_page: null },
    credential: 'support',
  },
  messagingTicketsCreatedSince: {
    path: '/harbor/api/v2/search',
    ask: (zendesk) => zendesk.messagingTicketsCreatedSince(from),
    good: {
      results: [
        { ...ticket, via: { channel: 'native_messaging' } },
        { ...ticket, id: 2 },
      ],
      next_page: 'https://elsewhere.example/2',
    },
    means: [{ ...asTicket, channel: 'native_messaging' }],
    empty: { json: { results: [], next_page: null, count: 0 }, means: [] },
    wrong: { results: [{ ...ticket, via: undefined }], next_page: null },
    credential: 'support',
  },
  ticketsById: {
    path: '/harbor/api/v2/tickets/show_many',
    ask: (zendesk) => zendesk.ticketsById([4101, 4102]),
    good: { tickets: [ticket, { ...ticket, id: 9 }] },
    means: [asTicket],
    empty: { json: { tickets: [] }, means: [] },
    wrong: { tickets: [{ ...ticket, via: undefined }] },
    credential: 'support',
  },
  pastChats: {
    path: '/harbor/api/v2/chat/incremental/chats',
    ask: async (zendesk) => {
      const counted: unknown[] = [];
      const page = await zendesk.pastChats({ time: 1_794_960_000, id: undefined }, (...chat) => counted.push(chat));
      return { ...page, counted };
    },
    good: {
      chats: [
        { id: '2611.1.Ta', type: 'chat', timestamp: '2026-11-17T09:14:02Z', duration: 968, department_id: 9001 },
        { id: '2611.1.Tb', type: 'offline_msg', timestamp: '2026-11-18T02:40:00Z', department_id: null },
        { id: '2611.1.Tc', type: 'chat', timestamp: 'yesterday', department_id: null },
      ],
      count: 3,
      end_time: 1_794_969_605,
      end_id: '2611.1.Tb',
      next_page: null,
    },
    means: {
      chats: 2,
      // Of an id, 32 bits.
      counted: [
        [508_206_531, Date.UTC(2026, 10, 17, 9, 14, 2), 968_000, 9001],
        [299_003_481, Number.NaN, undefined, undefined],
      ],
      next: { time: 1_794_969_605, id: '2611.1.Tb' },
      last: true,
    },
    empty: { json: { chats: [], count: 0 }, means: { chats: 0, counted: [], next: { time: 1_794_960_000, id: undefined }, last: true } },
    wrong: { chats: [{ id: 7 }], count: 1 },
    credential: 'chat',
  },
  chatTicketTimes: {
    path: '/harbor/api/v2/search/export',
    ask: (zendesk) => zendesk.chatTicketTimes(from, later(from, 86_400_000)),
    good: {
      results: [ticket, { ...ticket, id: 2, via: { channel: 'email' } }, { ...ticket, id: 3, created_at: '2026-11-20T01:59:59Z' }],
      ...lastPage,
    },
    means: [{ id: 4101, createdAt: '2026-11-24T02:14:02.000Z', brandId: 7001, groupId: undefined }],
    empty: { json: { results: [], ...lastPage }, means: [] },
    wrong: { results: [{ ...ticket, created_at: null }], ...lastPage },
    credential: 'support',
  },
  messagingTicketTimes: {
    path: '/harbor/api/v2/search/export',
    ask: (zendesk) => zendesk.messagingTicketTimes(from, later(from, 86_400_000)),
    good: {
      results: [
        { ...ticket, via: { channel: 'native_messaging' } },
        { ...ticket, id: 2 },
        { ...ticket, id: 3, via: { channel: 'native_messaging' }, created_at: '2026-11-20T01:59:59Z' },
      ],
      ...lastPage,
    },
    means: [{ id: 4101, createdAt: '2026-11-24T02:14:02.000Z', brandId: 7001, groupId: undefined }],
    empty: { json: { results: [], ...lastPage }, means: [] },
    wrong: { results: [{ ...ticket, created_at: null }], ...lastPage },
    credential: 'support',
  },
  incidents: {
    path: '/status/api/incidents/active',
    ask: (zendesk) => zendesk.incidents(),
    good: {
      data: [
        {
          id: '247',
          attributes: { title: 'Messaging delays', impact: 'major', resolved_at: null },
          relationships: { services: { data: [{ type: 'service', id: '3' }] } },
        },
      ],
      included: [
        { type: 'incident_update', id: '3', attributes: {} },
        { type: 'service', id: '3', attributes: { name: 'Messaging' } },
      ],
    },
    means: [{ title: 'Messaging delays', impact: 'major', services: ['Messaging'] }],
    empty: { json: { data: [], included: [] }, means: [] },
    wrong: { data: [{ attributes: { title: 7, impact: 'major' } }] },
    credential: 'none',
  },
  ...setUp,
};
