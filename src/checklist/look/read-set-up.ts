import type { Reading } from '../../migration/finding.ts';
import type { CapacityRule, ChannelNumbers, Group, Membership, Zendesk } from '../../zendesk/port.ts';
import { readChatCopy } from './chat-copy.ts';
import { gapsBetween } from './departments.ts';
import { automationsSeen, type PendingRules, type Several, several, type TriggersSeen, triggersSeen, viewsSeen } from './rules.ts';
import { inUse, type SetUpReadings } from './set-up.ts';

export type SetUpTopic = keyof SetUpReadings;

/** What several topics of one look go by: asked for once, whoever asks first. */
export interface AskedOnce {
  readonly numbers: () => Promise<ChannelNumbers>;
  readonly groups: () => Promise<readonly Group[]>;
  readonly memberships: () => Promise<readonly Membership[]>;
}

/** What of it this look has read before a restart. */
export interface ReadBefore {
  readonly groups?: Reading<readonly Group[]>;
  readonly memberships?: Reading<readonly Membership[]>;
}

export function askedOnce(zendesk: Zendesk, { groups, memberships }: ReadBefore): AskedOnce {
  return {
    numbers: once(() => zendesk.channelNumbers()),
    groups: once(async () => (groups?.status === 'seen' ? groups.value : zendesk.groups())),
    memberships: once(async () => (memberships?.status === 'seen' ? memberships.value : zendesk.memberships())),
  };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

/** How one topic is read: the request that its finding names, and what is kept of the answer. */
interface SetUpLook<T> {
  readonly asked: string;
  readonly read: (zendesk: Zendesk, asked: AskedOnce) => Promise<T>;
}

type ValueOf<K extends SetUpTopic> = Extract<NonNullable<SetUpReadings[K]>, { status: 'seen' }>['value'];
type SetUpLooks = { readonly [K in SetUpTopic]-?: SetUpLook<ValueOf<K>> };

/** Every topic of the set-up. A list is kept as what it comes to: an account may have fifty thousand triggers. */
export const setUpLooks: SetUpLooks = {
  scopes: { asked: 'GET /api/v2/oauth/tokens/current.json', read: (zendesk) => zendesk.grantedScopes() },
  triggers: {
    asked: 'GET /api/v2/triggers',
    read: async (zendesk, { numbers }): Promise<TriggersSeen> => triggersSeen(await zendesk.triggers(), await numbers()),
  },
  automations: {
    asked: 'GET /api/v2/automations',
    read: async (zendesk, { numbers }): Promise<PendingRules> => automationsSeen(await zendesk.automations(), await numbers()),
  },
  views: { asked: 'GET /api/v2/views/active', read: async (zendesk, { numbers }) => viewsSeen(await zendesk.views(), await numbers()) },
  macros: { asked: 'GET /api/v2/macros/active', read: (zendesk) => zendesk.macros() },
  schedules: { asked: 'GET /api/v2/business_hours/schedules', read: (zendesk) => zendesk.schedules() },
  queues: { asked: 'GET /api/v2/queues', read: (zendesk) => zendesk.queues() },
  capacityRules: { asked: 'GET /api/v2/capacity/rules', read: async (zendesk) => firstRules(await zendesk.capacityRules()) },
  auditLog: { asked: 'GET /api/v2/audit_logs', read: (zendesk) => zendesk.auditLog() },
  chatAccount: { asked: 'GET /api/v2/chat/account', read: (zendesk) => zendesk.chatAccount() },
  departments: { asked: 'GET /api/v2/chat/departments', read: (zendesk) => zendesk.departments() },
  departmentGaps: {
    asked: 'GET /api/v2/chat/departments',
    read: async (zendesk, { groups, memberships }) => {
      const departments = await zendesk.departments();
      const people = { groups: await groups(), memberships: await memberships(), agents: await zendesk.chatAgents() };
      return gapsBetween(departments, people);
    },
  },
  chatTriggers: { asked: 'GET /api/v2/chat/triggers', read: (zendesk) => zendesk.chatTriggers() },
  bans: { asked: 'GET /api/v2/chat/bans', read: (zendesk) => zendesk.bans() },
  goals: { asked: 'GET /api/v2/chat/goals', read: async (zendesk) => several(inUse(await zendesk.goals())) },
  skills: { asked: 'GET /api/v2/chat/skills', read: async (zendesk) => several(inUse(await zendesk.skills())) },
  roles: { asked: 'GET /api/v2/chat/roles', read: async (zendesk) => several(inUse(await zendesk.roles())) },
  shortcuts: { asked: 'GET /api/v2/chat/shortcuts', read: async (zendesk) => (await zendesk.shortcuts()).length },
  shortcutsLeft: {
    asked: 'GET /api/v2/macros/active',
    read: async (zendesk) => {
      const shortcuts = await zendesk.shortcuts();
      return shortcuts.length === 0 ? several([]) : withoutMacro(shortcuts, await zendesk.macroTitles());
    },
  },
  chatRouting: { asked: 'GET /api/v2/chat/routing_settings/account', read: (zendesk) => zendesk.chatRouting() },
  chatClients: { asked: 'GET /api/v2/chat/oauth/clients', read: async (zendesk) => named(await zendesk.chatClients()) },
  chatCopy: { asked: 'GET /api/v2/chat', read: readChatCopy },
  integrations: { asked: 'GET /sc/v2/apps/{appId}/integrations', read: async (zendesk) => several(await zendesk.integrations()) },
};

/** In the order in which they are asked: what decides most comes first. */
export const setUpTopics: readonly SetUpTopic[] = [
  'scopes',
  'triggers',
  'automations',
  'views',
  'departments',
  'departmentGaps',
  'chatRouting',
  'schedules',
  'queues',
  'capacityRules',
  'chatAccount',
  'chatTriggers',
  'bans',
  'goals',
  'skills',
  'shortcuts',
  'shortcutsLeft',
  'macros',
  'roles',
  'chatClients',
  'chatCopy',
  'auditLog',
  'integrations',
];

/** How many capacity rules are kept, the account's own first: every agent without another one has it. */
const RULES = 20;

function firstRules(rules: readonly CapacityRule[]): readonly CapacityRule[] {
  return rules.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)).slice(0, RULES);
}

/** A macro in a category has its name after the last `::`. */
function withoutMacro(shortcuts: readonly string[], titles: readonly string[]): Several {
  const plain = (name: string) => name.trim().toLowerCase();
  const there = new Set(titles.flatMap((title) => [plain(title), plain(title.split('::').at(-1) ?? '')]));
  return several(shortcuts.filter((name) => !there.has(plain(name))));
}

function named(clients: readonly { readonly name: string; readonly scopes: string }[]): Several {
  return several(clients.map(({ name, scopes }) => (scopes === '' ? name : `${name} (${scopes})`)));
}
