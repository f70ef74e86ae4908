import { items } from '../../src/checklist/items/items.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import { type Blocker, type Happening, marks } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { roles } from '../../src/migration/roles.ts';
import { statements } from '../../src/migration/sign-offs.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import { allWell, aScene, NOW, saw } from '../support/scene.ts';

export const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

/** The longest host that there is, twelve times. */
export const HOSTS: readonly Subdomain[] = many(12, (at) => {
  const name = subdomain(`b${at}-${'long'.repeat(20)}`.slice(0, 63));
  if (name === undefined) throw new Error('no subdomain');
  return name;
});
/** Everything that Slack reads as mark-up, as long as Zendesk lets a name be. */
export const NAME = `<!channel> & *Übergröße* _상담_ \`code\` <@U0MINA001> ${'상담사'.repeat(60)}`.slice(0, 200);
export const REASON = `${NAME} `.repeat(15);
export const PEOPLE = many(25, (at) => `U0LONGNAME${at}`);

export const LARGE: Readings = {
  ...allWell,
  brands: saw(
    HOSTS.map((host, id) => ({
      id,
      name: `${NAME} ${id}`,
      subdomain: host,
      active: true,
      isDefault: id === 0,
      hasHelpCenter: true,
      helpCenterState: 'enabled' as const,
    })),
    'GET /api/v2/brands',
  ),
  groups: saw(
    many(80, (id) => ({ id, name: `${NAME} ${id}` })),
    'GET /api/v2/groups',
  ),
  groupNames: many(80, (id) => `${NAME} ${id}`),
  memberships: saw(
    many(80, (id) => ({ userId: 500 + id, groupId: id })),
    'GET /api/v2/group_memberships',
  ),
  chatAgents: saw(
    many(80, (id) => ({ id: 500 + id, enabled: true })),
    'GET /api/v2/chat/agents',
  ),
  widgets: Object.fromEntries(HOSTS.map((host) => [host, saw('classic' as const, 'GET /embeddable/config')])),
  incidents: saw(
    many(30, () => ({ title: REASON, impact: 'critical', services: many(20, () => 'Messaging') })),
    'GET /api/incidents/active',
  ),
  shares: saw(
    many(30, (at) => ({ channel: `C0AGENTS${at}`, members: 5000, read: 1 })),
    'conversations.members',
  ),
};

export const BLOCKERS: readonly Blocker[] = [
  ...items.map(({ id }) => ({ kind: 'item', id, why: 'unreachable' }) as const),
  ...statements.map((id) => ({ kind: 'sign_off', id, why: 'void' }) as const),
  ...many(10, () => ({ kind: 'incident', id: REASON, why: 'active' }) as const),
  ...HOSTS.map((id) => ({ kind: 'widget', id, why: 'cannot_tell' }) as const),
];

export const OPENS = later(NOW, -HOUR_MS / 2);
export type Path = 'convert' | 'swap';
const KEYS = {
  from: '11111111-2222-4333-8444-555555555555',
  to: '11111111-2222-4333-8444-555555555556',
  pages: many(10, (at) => `https://example.com/${'x'.repeat(220)}${at}`),
};

export const plannedBy = (path: Path): readonly Happening[] => [
  { type: 'setting_set', key: 'channels', value: path === 'swap' ? 'web,android,ios' : 'web' },
  ...roles.flatMap((role) => PEOPLE.map((user) => ({ type: 'role_given', role, user }) as const)),
  ...many(30, (at) => ({ type: 'links_shared', channel: `C0AGENTS${at}` }) as const),
  {
    type: 'scheduled',
    plan: {
      opensAt: OPENS,
      closesAt: later(OPENS, 5 * HOUR_MS),
      timeZone: 'America/Argentina/ComodRivadavia',
      brands: HOSTS.map((host) => ({ subdomain: host, path, ...(path === 'swap' ? { keys: KEYS } : {}) })),
      routing: NAME,
      operator: 'U0LONGNAME1',
      backup: 'U0LONGNAME2',
      runbookVersion: RUNBOOK_VERSION,
    },
  },
  ...items.map(({ id }) => ({ type: 'item_waived', item: id, reason: REASON }) as const),
];

/** As long as a form takes them. */
export const LONGEST_SETTINGS: Readonly<Record<string, string>> = {
  'black-outs': many(110, () => '2026-12-11..2026-12-31').join(','),
  brands: HOSTS.join(','),
  path: HOSTS.map((host) => `${host}:convert`).join(','),
  'key-pages': many(10, (at) => `https://example.com/${'x'.repeat(220)}${at}`).join(','),
  'swap-keys': HOSTS.slice(0, 10)
    .map((host) => `${host}:${KEYS.from}>${KEYS.to}`)
    .join(','),
  'guard-tag': 'g'.repeat(80),
  'routing-trigger': 'g'.repeat(100),
};

export function keyOf(text: string): AccountKey {
  const key = accountKey(text);
  if (key === undefined) throw new Error(text);
  return key;
}

/** Phases far from the night are asked for in one post each. */
export const FAR = ['T-14d', 'T-7d', 'T+24h', 'T+4d'] as const;

export const TICKETS = many(2_500, (id) => ({
  id: 10 ** 9 + id,
  now: (['open', 'pending', 'missing', 'moved'] as const)[id % 4] ?? 'open',
}));

const TRIGGERS = (brand: (typeof HOSTS)[number]): readonly Happening[] => [
  { type: 'write_intended', write: 'routing_trigger', target: brand, was: 'absent', want: NAME, ids: [1, 2] },
  { type: 'write_tried', write: 'routing_trigger', target: brand },
  { type: 'write_refused', write: 'routing_trigger', target: brand, why: 'other_group' },
  { type: 'undo_refused', write: 'routing_trigger', target: brand, why: 'not_seen' },
];

/** The whole night at its worst: every step begun, late and red, every request declined. */
export function night(language: 'en' | 'ko', path: Path): readonly Happening[] {
  const told = plannedBy(path);
  const planned = aScene({ language, told, readings: LARGE });
  const { migration, report } = planned;
  const lines = linesOf(migration);
  const asked = statements.flatMap((statement): readonly Happening[] => {
    const of = subjectOf(statement, { migration, readings: report.readings });
    if (of === undefined) return [];
    const no = many(12, () => ({ type: 'signed', statement, verdict: 'no', of, reason: REASON }) as const);
    return [{ type: 'sign_off_asked', statement, of }, ...no];
  });
  return [
    ...told,
    ...asked,
    { type: 't0_reached' },
    ...lines.map(({ key }) => ({ type: 'step_begun', step: key }) as const),
    ...['G1', 'G2', 'done', ...HOSTS.map((host) => `G3:${host}`)].map(
      (gate): Happening => ({ type: 'gate_looked', gate, blockers: [...BLOCKERS] }),
    ),
    ...lines.map(({ key }) => ({ type: 'step_late', step: key, saw: REASON }) as const),
    ...HOSTS.flatMap((brand): readonly Happening[] => [
      { type: 'phrase_typed', brand },
      { type: 'phrase_void', brand, because: 'changed' },
      { type: 'seen_unplanned', brand },
      ...TRIGGERS(brand),
      ...(path === 'convert'
        ? ([
            { type: 'seen_returned', brand },
            { type: 'brand_left', brand },
          ] as const)
        : ([
            { type: 'keys_read', brand, keys: 'partly', page: KEYS.pages[0] },
            { type: 'new_key_gone', brand, page: KEYS.pages[0] },
          ] as const)),
    ]),
    { type: 'ticket_noticed', step: 'rb-15p-ios', ticket: 10 ** 12 },
    ...(path === 'swap'
      ? ([
          { type: 'rolled_back', reason: REASON },
          ...HOSTS.map((brand) => ({ type: 'step_begun', step: `rb-0-swap-back:${brand}` }) as const),
        ] as const)
      : []),
    ...marks.map((mark) => ({ type: 'tickets_compared', mark, tickets: TICKETS }) as const),
    { type: 'tickets_previewed', count: 99_999 },
    { type: 'tickets_previewed' },
    { type: 'first_opening', opensAt: later(OPENS, 8 * HOUR_MS), oneOperator: true },
    ...many(5, (at) => ({ type: 'incident_seen', title: `${at} ${REASON}` }) as const),
    {
      type: 'first_day_counted',
      counted: { status: 'seen', byHour: many(24, () => 99_999), looked: 1_000, unassigned: 999, ungrouped: 999 },
    },
    { type: 'handback_read', closed: 3, solved: 97 },
    { type: 'reminded', roles: [...roles], items: items.map(({ id }) => id), escalated: true },
    { type: 'step_late', step: 'rb-4d-close', saw: `open=${items.map(({ id }) => id).join(',')} tags=2500` },
    { type: 'step_late', step: 'rb-15p-watch', saw: 'opening waiting=99999 ungrouped=99999 online=?' },
    ...['99999', 'not_computed'].flatMap((saw) =>
      (['rb-15m-drain', 'rb-15m-agents-offline'] as const).map((each): Happening => ({ type: 'step_reopened', step: each, saw })),
    ),
    { type: 'step_late', step: `rb-15p-test-conversation:${HOSTS[0]}`, saw: 'other_brand=99999999' },
    { type: 'item_reopened', item: 'web-csp-allows-messaging' },
    { type: 'word_void', item: 'before-review-feature-impact', user: PEOPLE[0] ?? '', of: '' },
    { type: 'tokens_refused' },
    { type: 'window_judged', against: 'hours' },
    { type: 'window_judged' },
    ...HOSTS.map((brand) => ({ type: 'brand_gone', brand }) as const),
    ...PEOPLE.map((user): Happening => ({ type: 'person_left', user, roles: [...roles], item: 'widget-swap-prepared' })),
    ...['board:207', 'tokens:1', 'nothing'].map(
      (post): Happening => ({ type: 'post_unseen', post, channel: 'C0AGENTS1', why: 'channel_not_found', tell: PEOPLE }),
    ),
    { type: 'post_again', post: 'tokens:1' },
    { type: 'halted', because: 'person_asked' },
    { type: 'resumed' },
  ];
}
