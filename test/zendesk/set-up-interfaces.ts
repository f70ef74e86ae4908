import type { Zendesk } from '../../src/zendesk/port.ts';
import type { Interface } from './interfaces.ts';

const lastPage = { meta: { has_more: false }, links: { next: null } };
const rule = {
  id: 3301,
  title: 'Tag live chats',
  active: true,
  conditions: { all: [{ field: 'via_id', operator: 'is', value: '29' }], any: [] },
  actions: [
    { field: 'current_tags', value: 'from_live_chat' },
    { field: 'notification_user', value: ['requester_id', 'Received', 'Dear customer'] },
    { field: 'comment_value', value: 'Dear customer' },
  ],
};
const asRule = {
  id: 3301,
  title: 'Tag live chats',
  active: true,
  all: [{ field: 'via_id', operator: 'is', value: '29' }],
  any: [],
  actions: [
    { field: 'current_tags', value: 'from_live_chat' },
    { field: 'notification_user', value: 'requester_id' },
    { field: 'comment_value', value: '' },
  ],
};
const off = { ...rule, id: 3302, active: false, conditions: null, actions: null };
const asOff = { ...asRule, id: 3302, active: false, all: [], actions: [] };
const named = [
  { id: 130, name: 'korean', enabled: true, members: [60001] },
  { id: 131, name: 'old', enabled: false },
];
const asNamed = [
  { name: 'korean', enabled: true },
  { name: 'old', enabled: false },
];
const routing = {
  routing_mode: 'assigned',
  chat_limit: { enabled: true, limit: 3, limit_type: 'account', allow_agent_override: false },
  skill_routing: { enabled: false, max_wait_time: 30 },
  reassignment: { enabled: true, timeout: 30 },
};

type SetUp =
  | 'triggers'
  | 'automations'
  | 'views'
  | 'macros'
  | 'macroTitles'
  | 'channelNumbers'
  | 'schedules'
  | 'queues'
  | 'capacityRules'
  | 'auditLog'
  | 'chatAccount'
  | 'departments'
  | 'chatTriggers'
  | 'bans'
  | 'goals'
  | 'skills'
  | 'roles'
  | 'shortcuts'
  | 'chatRouting'
  | 'chatClients'
  | 'chatCopy'
  | 'integrations';

const namedList = (list: 'goals' | 'skills' | 'roles'): Interface => ({
  path: `/harbor/api/v2/chat/${list}`,
  ask: (zendesk) => zendesk[list](),
  good: named,
  means: asNamed,
  empty: { json: [], means: [] },
  wrong: [{ id: 130, name: 'korean', enabled: 'true' }],
  credential: 'chat',
});

/** The methods that the set-up of an account is read by. */
export const setUp: Readonly<Record<SetUp & keyof Zendesk, Interface>> = {
  triggers: {
    path: '/harbor/api/v2/triggers',
    ask: (zendesk) => zendesk.triggers(),
    good: { triggers: [rule, off], ...lastPage },
    means: [asRule, asOff],
    empty: { json: { triggers: [], ...lastPage }, means: [] },
    wrong: { triggers: [{ ...rule, active: 'yes' }], ...lastPage },
    credential: 'support',
  },
  automations: {
    path: '/harbor/api/v2/automations',
    ask: (zendesk) => zendesk.automations(),
    good: { automations: [rule, off], ...lastPage },
    means: [asRule],
    empty: { json: { automations: [], ...lastPage }, means: [] },
    wrong: { automations: [{ ...rule, conditions: [] }], ...lastPage },
    credential: 'support',
  },
  views: {
    path: '/harbor/api/v2/views/active',
    ask: (zendesk) => zendesk.views(),
    // One for a group is seen by its agents; one that is a person’s own by nobody else.
    good: {
      views: [
        { ...rule, actions: undefined, restriction: { type: 'Group', id: 9001, ids: [9001] } },
        { ...rule, id: 2, restriction: { type: 'User', id: 60001 } },
        { ...rule, id: 3, restriction: { type: 'Team', id: 1 } },
      ],
      ...lastPage,
    },
    means: [{ ...asRule, actions: [] }],
    empty: { json: { views: [], ...lastPage }, means: [] },
    wrong: { views: [{ ...rule, title: null }], ...lastPage },
    credential: 'support',
  },
  macros: {
    path: '/harbor/api/v2/macros/active',
    ask: (zendesk) => zendesk.macros(),
    good: { macros: [{ id: 1 }], count: 37, next_page: null },
    means: 37,
    empty: { json: { macros: [], count: 0, next_page: null }, means: 0 },
    wrong: { macros: [], count: '37' },
    credential: 'support',
  },
  macroTitles: {
    path: '/harbor/api/v2/macros/active',
    ask: (zendesk) => zendesk.macroTitles(),
    good: {
      macros: [
        { id: 1, title: 'Greetings::hi', restriction: null },
        { id: 2, title: 'My own', restriction: { type: 'User', id: 60001 } },
      ],
      ...lastPage,
    },
    means: ['Greetings::hi'],
    empty: { json: { macros: [], ...lastPage }, means: [] },
    wrong: { macros: [{ id: 1, title: 7 }], ...lastPage },
    credential: 'support',
  },
  channelNumbers: {
    path: '/harbor/api/v2/triggers/definitions',
    ask: (zendesk) => zendesk.channelNumbers(),
    good: {
      definitions: {
        conditions_all: [
          {
            subject: 'via_id',
            values: [
              { value: '29', title: 'Chat' },
              { value: 75, title: '메시징' },
              { value: '4', title: 'Email' },
            ],
          },
          { subject: 'brand_id', values: [{ value: '7001', title: 'Messaging' }] },
        ],
        conditions_any: [{ subject: 'current_via_id', values: [{ value: '29', title: 'Chat' }] }],
      },
    },
    means: { chat: ['29'], messaging: ['75'] },
    empty: { json: { definitions: { conditions_all: [], conditions_any: null } }, means: { chat: [], messaging: [] } },
    wrong: { definitions: { conditions_all: { subject: 'via_id' } } },
    credential: 'support',
  },
  schedules: {
    path: '/harbor/api/v2/business_hours/schedules',
    ask: (zendesk) => zendesk.schedules(),
    good: {
      schedules: [{ id: 880, name: 'Weekdays', time_zone: 'Europe/Vilnius', intervals: [{ start_time: 1_980, end_time: 2_520 }] }],
    },
    means: [{ name: 'Weekdays', timeZone: 'Europe/Vilnius', minutesAWeek: 540, hours: [{ from: 1_980, to: 2_520 }] }],
    empty: { json: { schedules: [] }, means: [] },
    wrong: { schedules: [{ name: 'Weekdays', time_zone: 'Europe/Vilnius', intervals: [{ start_time: '1980', end_time: 2_520 }] }] },
    credential: 'support',
  },
  queues: {
    path: '/harbor/api/v2/queues',
    ask: (zendesk) => zendesk.queues(),
    good: {
      queues: [
        {
          id: '01J',
          name: 'Messaging',
          definition: {
            all: [{ field: 'via_id', operator: 'is', value: '75' }],
            any: [{ field: 'priority', operator: 'is', value: 'high' }],
          },
          primary_groups: { count: 1, groups: [{ id: 9001, name: 'Web Chat' }] },
        },
      ],
    },
    means: [{ name: 'Messaging', all: [{ field: 'via_id', operator: 'is', value: '75' }], any: [], groupIds: [9001] }],
    empty: { json: { queues: [] }, means: [] },
    wrong: { queues: [{ name: 'Messaging', primary_groups: { groups: [{ id: '9001', name: 'x' }] } }] },
    credential: 'support',
  },
  capacityRules: {
    path: '/harbor/api/v2/capacity/rules',
    ask: (zendesk) => zendesk.capacityRules(),
    good: [
      {
        id: '01H',
        name: 'Default',
        default: true,
        capacities: { email: 5, messaging: 3, voice: 1 },
        assignees: { agents_sample: [{ id: 60001, name: 'mina@harbor.example' }], count: 1 },
      },
      { id: '02H', name: 'Senior', default: false, capacities: { email: 5, messaging: 6, voice: 1 } },
    ],
    means: [
      { name: 'Default', isDefault: true, messaging: 3 },
      { name: 'Senior', isDefault: false, messaging: 6 },
    ],
    empty: { json: { data: [] }, means: [] },
    wrong: [{ name: 'Default', default: true, capacities: { messaging: '3' } }],
    credential: 'support',
  },
  auditLog: {
    path: '/harbor/api/v2/audit_logs',
    ask: (zendesk) => zendesk.auditLog(),
    good: { audit_logs: [{ id: 1, actor_name: 'Rasa' }], ...lastPage },
    means: { answers: true },
    empty: { json: { audit_logs: [], ...lastPage }, means: { answers: true } },
    wrong: { audit_logs: 'none', ...lastPage },
    credential: 'support',
  },
  chatAccount: {
    path: '/harbor/api/v2/chat/account',
    ask: (zendesk) => zendesk.chatAccount(),
    good: {
      account_key: 'k',
      status: 'active',
      plan: { name: 'enterprise', rest_api: true, operating_hours: false, max_agents: 'unlimited' },
    },
    means: { status: 'active', plan: 'enterprise', restApi: true, operatingHours: false },
    empty: { json: {}, means: { status: undefined, plan: undefined, restApi: undefined, operatingHours: undefined } },
    wrong: { status: 'active', plan: { name: 'enterprise', rest_api: 'true' } },
    credential: 'chat',
  },
  departments: {
    path: '/harbor/api/v2/chat/departments',
    ask: (zendesk) => zendesk.departments(),
    good: [
      { id: 9001, name: 'Web Chat', enabled: true, settings: { chat_enabled: true, support_group_id: 9001 } },
      { id: 9002, name: 'Returns', enabled: true, settings: { chat_enabled: false, support_group_id: null } },
      { id: 9003, name: 'Old', enabled: true },
    ],
    means: [
      { id: 9001, name: 'Web Chat', enabled: true, groupId: 9001 },
      { id: 9002, name: 'Returns', enabled: false, groupId: undefined },
      { id: 9003, name: 'Old', enabled: undefined, groupId: undefined },
    ],
    empty: { json: [], means: [] },
    wrong: [{ id: 9001, name: 'Web Chat', enabled: 1 }],
    credential: 'chat',
  },
  chatTriggers: {
    path: '/harbor/api/v2/chat/triggers',
    ask: (zendesk) => zendesk.chatTriggers(),
    good: [
      { id: 1, name: 'Rescue', enabled: true, definition: { event: 'chat_requested', condition: ['and', ['x']], actions: [['wait', 5]] } },
      { id: 2, name: 'Odd', enabled: false, definition: 'free form' },
    ],
    means: [
      { name: 'Rescue', enabled: true, event: 'chat_requested' },
      { name: 'Odd', enabled: false, event: undefined },
    ],
    empty: { json: [], means: [] },
    wrong: [{ id: 1, name: 'Rescue' }],
    credential: 'chat',
  },
  bans: {
    path: '/harbor/api/v2/chat/bans',
    ask: (zendesk) => zendesk.bans(),
    good: { ip_address: [{ id: 1, ip_address: '203.0.113.77' }], visitor: [{ id: 2 }, { id: 3 }] },
    means: { addresses: 1, visitors: 2 },
    empty: { json: { ip_address: [], visitor: [] }, means: { addresses: 0, visitors: 0 } },
    wrong: { ip_address: [], visitor: {} },
    credential: 'chat',
  },
  goals: namedList('goals'),
  skills: namedList('skills'),
  roles: namedList('roles'),
  shortcuts: {
    path: '/harbor/api/v2/chat/shortcuts',
    ask: (zendesk) => zendesk.shortcuts(),
    good: [{ id: 'hi', name: 'hi', message: 'Hi' }],
    means: ['hi'],
    empty: { json: [], means: [] },
    wrong: [{ id: 'hi' }],
    credential: 'chat',
  },
  chatRouting: {
    path: '/harbor/api/v2/chat/routing_settings/account',
    ask: (zendesk) => zendesk.chatRouting(),
    good: { data: routing },
    means: { mode: 'assigned', limit: 3, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 },
    // Some connectors saw the answer without its wrapping.
    empty: {
      json: { ...routing, chat_limit: { enabled: false, limit: 3 }, skill_routing: null, reassignment: null },
      means: {
        mode: 'assigned',
        limit: undefined,
        limitEnabled: false,
        limitPer: undefined,
        skills: undefined,
        reassignAfterSeconds: undefined,
      },
    },
    wrong: { data: { ...routing, chat_limit: { enabled: 'true', limit: 3 } } },
    credential: 'chat',
  },
  chatClients: {
    path: '/harbor/api/v2/chat/oauth/clients',
    ask: (zendesk) => zendesk.chatClients(),
    good: [{ id: 1, name: 'Reporting', client_secret: 'hidden', scopes: 'read write' }],
    means: [{ name: 'Reporting', scopes: 'read write' }],
    empty: { json: [], means: [] },
    wrong: [{ id: 1, name: 7 }],
    credential: 'chat',
  },
  chatCopy: {
    path: '/harbor/api/v2/chat/bans',
    ask: (zendesk) => zendesk.chatCopy('bans'),
    good: { ip_address: [{ id: 1, ip_address: '203.0.113.77' }], visitor: [{ id: 2, visitor_id: 'v', visitor_name: 'Ana' }] },
    means: { ip_address: [{ id: 1 }], visitor: [{ id: 2, visitor_id: 'v' }] },
    empty: { json: { ip_address: [], visitor: [] }, means: { ip_address: [], visitor: [] } },
    wrong: { ip_address: [], visitor: null },
    credential: 'chat',
  },
  integrations: {
    path: '/harbor/sc/v2/apps/harbor-app/integrations',
    ask: (zendesk) => zendesk.integrations(),
    good: { integrations: [{ id: 'x', type: 'web', status: 'active', displayName: 'Harbor' }], meta: { hasMore: false } },
    means: ['web: active'],
    empty: { json: { integrations: [], meta: { hasMore: false } }, means: [] },
    wrong: { integrations: [{ id: 'x' }] },
    credential: 'conversations',
  },
};
