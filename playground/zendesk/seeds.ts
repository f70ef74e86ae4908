import type { AccountSeed, Plain, ScheduleSeed } from './model/seed.ts';
import type { Agent, Rhythm } from './model/types.ts';
import { chatProduct } from './seeds/chat-product.ts';
import { agent, brand, clients, group, settings, tokens } from './seeds/parts.ts';
import { automations, MACROS, triggers, VIEWS } from './seeds/rules.ts';

/** Local hours of a working day that begins at `from` and ends before `to`, busiest around noon; the rest `night`. */
const day = (from: number, to: number, night: number): readonly number[] =>
  Array.from({ length: 24 }, (_, hour) =>
    hour >= from && hour < to ? 1 + Math.sin((Math.PI * (hour - from + 0.5)) / (to - from)) * 2 : night,
  );

/** Weekdays from `from` to `to`, in minutes since Sunday. */
const weekdays = (from: number, to: number) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ start_time: weekday * 1440 + from * 60, end_time: weekday * 1440 + to * 60 }));

const CHRISTMAS = { id: 12, name: 'Christmas', start_date: '2026-12-25', end_date: '2026-12-26' };
const schedule = (id: number, name: string, timeZone: string, from: number, to: number): ScheduleSeed => ({
  id,
  name,
  timeZone,
  intervals: weekdays(from, to),
  holidays: [CHRISTMAS],
});

const CAPACITY = {
  id: '01HZX0CAPACITY0000000000001',
  name: 'Default',
  description: 'For every agent without a rule of their own',
  default: true,
  capacities: { email: 5, messaging: 3, voice: 1 },
  assignees: { agents_sample: [], count: 0 },
  created_at: '2024-02-01T09:00:00.000Z',
  last_updated_at: '2024-02-01T09:00:00.000Z',
} as const;

const SHARED = {
  messagingActivated: false,
  kind: 'production',
  macros: MACROS,
  views: VIEWS,
  highVolume: false,
  auditLog: [],
  customStatuses: [],
  incidents: [],
  queues: [],
  capacityRules: [CAPACITY],
  historyWeeks: 8,
  overlappingPages: false,
  indexLagSeconds: 120,
} as const;

/** A small shop: one brand, four people, one operator, Chat closed at night. Professional, so no Real-Time Chat. */
export function harborShop(change: Partial<AccountSeed> = {}): AccountSeed {
  const people: readonly Agent[] = [
    agent(0, 'harbor', 60_001, { groups: [9_001, 9_002], role: 'admin', chatStatus: 'online' }),
    agent(1, 'harbor', 60_001, { groups: [9_001], chatStatus: 'online' }),
    agent(2, 'harbor', 60_001, { groups: [9_001] }),
    agent(3, 'harbor', 60_001, { groups: [9_002], chatEnabled: false }),
  ];
  const rhythm: Rhythm = {
    brandId: 7_001,
    groupIds: [9_001],
    timeZone: 'Europe/Vilnius',
    perWeekday: [0, 46, 42, 40, 41, 38, 14],
    hours: day(9, 18, 0),
    meanMinutes: 11,
    closedDays: ['2026-11-02', '2026-12-25', '2026-12-26'],
  };
  return {
    ...SHARED,
    subdomain: 'harbor',
    name: 'Harbor Outdoor',
    plan: 'suite_professional',
    settings: settings(7_001, '1-9'),
    brands: [brand(7_001, 'Harbor Outdoor', 'harbor')],
    groups: [
      group(9_001, 'Web Chat', { description: 'First line', isDefault: true }),
      group(9_002, 'Returns', { chat: { enabled: false, chatEnabled: false } }),
    ],
    agents: people,
    chat: chatProduct('harborWidgetKey', 'professional', [60_001, 60_002, 60_003]),
    triggers: triggers(9_001),
    automations: automations(null),
    schedules: [schedule(880, 'Weekdays', 'Europe/Vilnius', 9, 18)],
    clients: clients('harbor', 60_001),
    tokens: tokens('harbor', 60_001),
    rhythms: [rhythm],
    random: 11,
    unsolvedChats: 9,
    emailTickets: 12,
    ...change,
  };
}

/** Groups of the large account, with the brand and zone they work for. */
const DESKS = [
  { id: 9_101, name: 'Home Chat', brandId: 7_101, zone: 'Europe/Vilnius', people: 70 },
  { id: 9_102, name: 'Home Returns', brandId: 7_101, zone: 'Europe/Vilnius', people: 40 },
  { id: 9_103, name: 'Bikes Chat', brandId: 7_102, zone: 'Europe/Vilnius', people: 40 },
  { id: 9_104, name: 'Korea Chat', brandId: 7_103, zone: 'Asia/Seoul', people: 45 },
] as const;

function staff(): readonly Agent[] {
  let next = 0;
  const person = (more: Partial<Agent> & Pick<Agent, 'groups'>) => agent(next++, 'harborgroup', 61_001, more);
  const admins = Array.from({ length: 5 }, () => person({ role: 'admin', groups: [9_105] }));
  const served = DESKS.flatMap((desk) =>
    Array.from({ length: desk.people }, (_, index) =>
      person({ groups: [desk.id], timeZone: desk.zone, chatStatus: index % 4 === 0 ? 'online' : index % 9 === 1 ? 'away' : 'offline' }),
    ),
  );
  return [...admins, ...served];
}

function rhythms(): readonly Rhythm[] {
  const rhythm = (
    brandId: number,
    groupIds: readonly number[],
    timeZone: string,
    weekly: readonly number[],
    hours: readonly number[],
  ): Rhythm => ({
    brandId,
    groupIds,
    timeZone,
    perWeekday: weekly,
    hours,
    meanMinutes: 13,
    closedDays: [],
  });
  return [
    rhythm(7_101, [9_101, 9_102], 'Europe/Vilnius', [210, 640, 600, 580, 570, 520, 260], day(7, 22, 0.08)),
    rhythm(7_102, [9_103], 'Europe/Vilnius', [60, 190, 170, 165, 170, 180, 120], day(8, 20, 0.03)),
    rhythm(7_103, [9_104], 'Asia/Seoul', [120, 420, 400, 390, 395, 360, 150], day(8, 21, 0.05)),
  ];
}

const QUEUE: Plain = {
  id: '01JHARBORGROUP000000000001',
  name: 'Messaging',
  description: 'All messaging conversations',
  priority: 1,
  order: 1,
  definition: { all: [{ field: 'via_id', operator: 'is', value: '75' }], any: [] },
  primary_groups: { count: 1, groups: [{ id: 9_101, name: 'Home Chat' }] },
  secondary_groups: { count: 0, groups: [] },
};

/** A large account: three brands in two zones, 200 people, Enterprise, so Real-Time Chat and the audit log answer. */
export function harborGroup(change: Partial<AccountSeed> = {}): AccountSeed {
  const people = staff();
  const served = people.filter((person) => person.chatEnabled).map(({ id }) => id);
  return {
    ...SHARED,
    subdomain: 'harborgroup',
    name: 'Harbor Group',
    plan: 'suite_enterprise',
    settings: settings(7_101, '100-499'),
    brands: [
      brand(7_101, 'Harbor Home', 'harborgroup', { articles: { 'en-us': { published: 64, drafts: 5 }, lt: { published: 22, drafts: 0 } } }),
      brand(7_102, 'Harbor Bikes', 'harborbikes', {
        hostMapping: 'help.harborbikes.example',
        hasHelpCenter: false,
        helpCenterState: 'disabled',
        articles: {},
      }),
      brand(7_103, 'Harbor Korea', 'harborkorea', { articles: { ko: { published: 31, drafts: 3 } }, configDelaySeconds: 150 }),
    ],
    groups: [...DESKS.map((desk) => group(desk.id, desk.name)), group(9_105, 'Back office', { isDefault: true, chat: null })],
    agents: people,
    chat: chatProduct('harborGroupWidgetKey', 'enterprise', served),
    triggers: triggers(9_101),
    automations: automations(null),
    schedules: [schedule(881, 'Europe', 'Europe/Vilnius', 7, 22), schedule(882, 'Korea', 'Seoul', 8, 21)],
    queues: [QUEUE],
    clients: clients('harborgroup', 61_001),
    tokens: tokens('harborgroup', 61_001),
    rhythms: rhythms(),
    random: 23,
    unsolvedChats: 137,
    emailTickets: 60,
    ...change,
  };
}

/** A sandbox of an account: its own subdomain, its own tokens, no chats by themselves. */
export function sandboxOf(seed: AccountSeed, subdomain = `${seed.subdomain}-sandbox`): AccountSeed {
  const admin = seed.agents[0]?.id ?? 0;
  return {
    ...seed,
    subdomain,
    name: `${seed.name} (sandbox)`,
    kind: 'sandbox',
    brands: seed.brands.map((held, index) => ({ ...held, subdomain: index === 0 ? subdomain : `${held.subdomain}-sandbox` })),
    clients: clients(subdomain, admin),
    tokens: tokens(subdomain, admin),
    rhythms: seed.rhythms.map((rhythm) => ({ ...rhythm, perWeekday: rhythm.perWeekday.map(() => 0) })),
    unsolvedChats: 0,
  };
}
