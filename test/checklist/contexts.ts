import type { CheckContext } from '../../src/checklist/check.ts';
import { checkOf } from '../../src/checklist/checks/checks.ts';
import { itemState } from '../../src/checklist/item-state.ts';
import { type ItemId, itemById } from '../../src/checklist/items/items.ts';
import type { RoutingRule, TriggersSeen } from '../../src/checklist/look/rules.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Finding, Reading, UnknownReason } from '../../src/migration/finding.ts';
import type { Instant } from '../../src/migration/time.ts';
import { allWell, aScene, NOW, saw, type Told } from '../support/scene.ts';

/** The account in which everything is well, but for these readings. */
export function context(readings: Readings = {}, told: readonly (Happening | Told)[] = [], now: Instant = NOW): CheckContext {
  const { migration, report } = aScene({ told, readings: { ...allWell, ...readings }, now });
  return { migration, readings: report.readings, now };
}

export function find(id: ItemId, readings: Readings = {}, told: readonly (Happening | Told)[] = []): Finding {
  const check = checkOf(id);
  if (check === undefined) throw new Error(`no check for ${id}`);
  return check.find(context(readings, told));
}

export function state(id: ItemId, readings: Readings = {}, told: readonly (Happening | Told)[] = [], now: Instant = NOW) {
  const item = itemById(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return itemState(item, context(readings, told, now));
}

/** Could not be looked up. */
export function blind(why: UnknownReason, asked = 'GET'): Reading<never> {
  return { status: 'unknown', why, asked, at: NOW };
}

export const routes: RoutingRule = { title: 'Route messaging', active: true, groupId: 7 };

export function triggers(change: Partial<TriggersSeen> = {}): Reading<TriggersSeen> {
  const none = { count: 0, first: [] };
  return saw(
    {
      count: 4,
      messagingNumbers: ['75'],
      routing: [routes],
      chatOnly: none,
      anyChannel: none,
      pending: { count: 0, rules: [] },
      ...change,
    },
    'GET /api/v2/triggers',
  );
}

/** Everything of the set-up read, and in order. */
export const setUpWell: Readings = {
  triggers: triggers(),
  automations: saw(
    { count: 1, rules: [{ title: 'Solve after four days', spares: ['messaging_migration_guard'] }] },
    'GET /api/v2/automations',
  ),
  views: saw(['Unsolved messaging'], 'GET /api/v2/views/active'),
  macros: saw(2, 'GET /api/v2/macros/active'),
  schedules: saw([{ name: 'Weekdays', timeZone: 'UTC', minutesAWeek: 2_400 }], 'GET /api/v2/business_hours/schedules'),
  queues: saw([], 'GET /api/v2/queues'),
  capacityRules: saw([{ name: 'Default', isDefault: true, messaging: 3 }], 'GET /api/v2/capacity/rules'),
  auditLog: saw({ answers: true }, 'GET /api/v2/audit_logs'),
  chatAccount: saw({ status: 'active', plan: 'enterprise', restApi: true, operatingHours: true }, 'GET /api/v2/chat/account'),
  departmentGaps: saw({ withoutGroup: { count: 1, first: ['Night desk'] }, departments: 0, missing: [] }, 'GET /api/v2/chat/departments'),
  departments: saw([{ id: 7, name: 'Support', enabled: true, groupId: 7 }], 'GET /api/v2/chat/departments'),
  chatTriggers: saw([{ name: 'Chat Rescuer', enabled: true, event: 'chat_requested' }], 'GET /api/v2/chat/triggers'),
  bans: saw({ addresses: 1, visitors: 1 }, 'GET /api/v2/chat/bans'),
  goals: saw({ count: 1, first: ['Order placed'] }, 'GET /api/v2/chat/goals'),
  skills: saw({ count: 1, first: ['korean'] }, 'GET /api/v2/chat/skills'),
  roles: saw({ count: 2, first: ['Administrator', 'Agent'] }, 'GET /api/v2/chat/roles'),
  shortcuts: saw(2, 'GET /api/v2/chat/shortcuts'),
  shortcutsLeft: saw({ count: 1, first: ['track'] }, 'GET /api/v2/macros/active'),
  chatRouting: saw(
    { mode: 'assigned', limit: 3, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 },
    'GET /api/v2/chat/routing_settings/account',
  ),
  chatCopy: saw({ letters: 9, lists: {} }, 'GET /api/v2/chat'),
  chatClients: saw({ count: 1, first: ['Reporting (read)'] }, 'GET /api/v2/chat/oauth/clients'),
  pages: {
    'https://shop.example/': saw(
      {
        status: 200,
        title: 'Shop',
        calls: [{ call: '$zopim', instead: undefined }],
        unread: 1,
        gaps: [],
        snippetKey: undefined,
      },
      'GET page',
    ),
  },
  integrations: saw({ count: 1, first: ['web: active'] }, 'GET /sc/v2/apps/{appId}/integrations'),
};
