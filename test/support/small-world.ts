import { items } from '../../src/checklist/items/items.ts';
import type { FetchedPage } from '../../src/checklist/look/site/page.ts';
import { PageUnreachable } from '../../src/checklist/look/site/port.ts';
import { lookThrough, topics } from '../../src/checklist/look-through.ts';
import { readReport, writeReport } from '../../src/checklist/readings.ts';
import { advance, type RunnerParts } from '../../src/cutover/runner.ts';
import { type AccountKey, accountKey, type Subdomain, subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import { apply, type Migration, untouched } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { type Instant, instant, later } from '../../src/migration/time.ts';
import { againstPlan } from '../../src/window/against.ts';
import type { ChatLimit, LiveAgents, LiveChats, Rule, Ticket, Widget, Zendesk, ZendeskWrites } from '../../src/zendesk/port.ts';
import { ZendeskRefused } from '../../src/zendesk/port.ts';
import { memoryStore } from './memory-store.ts';

export const shop = must(subdomain('shop'));
export const help = must(subdomain('help'));
export const key: AccountKey = must(accountKey('acme'));

/** Zendesk as a handful of variables: for rules and random walks, where the simulator would be too slow. */
export interface SmallZendesk {
  widgets: Record<string, Widget>;
  chats: LiveChats | 'not_computed' | 'refused';
  agents: LiveAgents | 'refused';
  tickets: Ticket[];
  triggers: Rule[];
  incidents: number;
  limit: ChatLimit;
  /** Opening hours, in minutes from Sunday 00:00 UTC; none where they are not told. */
  hours: { readonly from: number; readonly to: number }[] | undefined;
  /** Agents online for messaging, and the groups they are in. */
  messaging: { online: number; groups: number[] };
  /** When the chat tickets of the past were created. */
  past: Instant[];
  /** Brands that were deleted. */
  readonly deleted: Set<string>;
  /** Called before every request: may throw. */
  before: () => void;
}

export interface SmallWorld {
  readonly zendesk: SmallZendesk;
  readonly parts: RunnerParts;
  now(): Instant;
  /** Lets so much time pass; less than nothing is a clock that is set back. */
  pass(ms: number): void;
  /** Milliseconds that have passed, whatever the clock was set to. */
  elapsed(): number;
  migration(): Promise<Migration>;
  say(user: string, ...happened: readonly Happening[]): Promise<void>;
  advance(): Promise<Migration>;
  slackAway: boolean;
  /** What is read at a page's address. */
  page: FetchPageAnswer;
}

type FetchPageAnswer = (address: string) => FetchedPage;

export const START = instant(new Date('2026-11-24T09:00:00.000Z'));

/** An account with its people, whose every item was said to be done long ago. */
export async function smallWorld(brands: readonly Subdomain[] = [shop]): Promise<SmallWorld> {
  let now = START;
  let elapsed = 0;
  const clock = () => now;
  const store = memoryStore(clock);
  const zendesk = quietZendesk(brands);
  const port = portOf(zendesk, brands, clock);
  // Folded event by event: a walk asks hundreds of times.
  let folded = untouched;
  const world: SmallWorld = {
    zendesk,
    slackAway: false,
    page: (address) => {
      throw new PageUnreachable(address);
    },
    parts: {
      store,
      clock,
      zendeskOf: async () => port,
      fetchPage: async (address) => world.page(address),
      notesOf: () => ({ guard: 'guarded', notSwitched: 'not switched' }),
      slackAway: async () => world.slackAway,
      windowAgainst: againstPlan,
      hasLeft: async () => false,
      topUp: async () => undefined,
      looked: new Map(),
      async lookAgain(account, migration, wanted = topics) {
        const report = await lookThrough(
          migration,
          readReport(await store.report(account)),
          { zendesk: port, clock, shares: async () => [] },
          wanted,
        );
        await store.saveReport(account, writeReport(report));
        return report;
      },
    },
    now: clock,
    pass: (ms) => {
      now = later(now, ms);
      elapsed += Math.max(0, ms);
    },
    elapsed: () => elapsed,
    async migration() {
      for (const event of (await store.read(key)).slice(folded.version)) folded = apply(folded, event);
      return folded;
    },
    async say(user, ...happened) {
      await store.append(key, (await store.read(key)).length, { kind: 'person', slackUserId: user }, happened);
    },
    advance: () => advance(key, world.parts),
  };
  for (const [user, ...happened] of beginnings) await world.say(user, ...happened);
  return world;
}

/** Classic everywhere, and nobody there. */
export function quietZendesk(brands: readonly Subdomain[]): SmallZendesk {
  return {
    widgets: Object.fromEntries(brands.map((brand) => [brand, 'classic'])),
    chats: { incoming: 0, assigned: 0, active: 0 },
    agents: { online: 0, away: 0, invisible: 0 },
    tickets: [],
    triggers: [routesMessaging],
    incidents: 0,
    limit: { enabled: true, limit: 3 },
    hours: undefined,
    messaging: { online: 1, groups: [1] },
    past: [],
    deleted: new Set(),
    before: () => {},
  };
}

/** Who says what before a small world begins: an account with its people, whose every item was said to be done long ago. */
export const beginnings: readonly (readonly [string, ...Happening[]])[] = [
  ['ADA', { type: 'account_added', subdomain: shop, kind: 'production', timeZone: 'UTC' }, { type: 'connected' }],
  [
    'ADA',
    ...(['admin', 'lead', 'approver', 'operator', 'backup'] as const).map(
      (role) => ({ type: 'role_given', role, user: role.toUpperCase() }) as const,
    ),
  ],
  [
    'ADA',
    ...items
      .filter(({ phase }) => !['T-15m', 'T0', 'T+2m', 'T+15m'].includes(phase))
      .map(({ id }) => ({ type: 'item_said', item: id }) as const),
  ],
];

/** What brings messaging tickets to the group, and the view that shows them. */
const routesMessaging: Rule = {
  id: 3,
  title: 'Route messaging',
  active: true,
  all: [{ field: 'via_id', operator: 'is', value: '75' }],
  any: [],
  actions: [{ field: 'group_id', value: '1' }],
};
const messagingView: Rule = {
  ...routesMessaging,
  title: 'Messaging',
  all: [...routesMessaging.all, { field: 'status', operator: 'less_than', value: 'solved' }],
  actions: [],
};

/** A window of 90 minutes that begins so many minutes from now. */
export function planned(world: Pick<SmallWorld, 'now'>, brands: readonly Subdomain[], minutesAhead: number, timeZone = 'UTC'): Happening {
  const opensAt = later(world.now(), minutesAhead * 60_000);
  return {
    type: 'scheduled',
    plan: {
      opensAt,
      closesAt: later(opensAt, 90 * 60_000),
      timeZone,
      brands: brands.map((each) => ({ subdomain: each, path: 'convert' })),
      operator: 'OPERATOR',
      backup: 'BACKUP',
      runbookVersion: RUNBOOK_VERSION,
    },
  };
}

/** The interface to it. */
export function portOf(world: SmallZendesk, brands: readonly Subdomain[], clock: () => Instant): Zendesk & ZendeskWrites {
  const ask =
    <T>(answer: () => T) =>
    async (): Promise<T> => {
      world.before();
      return answer();
    };
  const refusing = <T>(value: T | 'refused'): T => {
    if (value === 'refused') throw new ZendeskRefused('GET /stream', 403);
    return value;
  };
  return {
    chatLimit: ask(() => world.limit),
    setChatLimit: async (limit) => {
      world.before();
      world.limit = limit;
    },
    createTrigger: async ({ title, all, actions }) => {
      world.before();
      const id = Math.max(...world.triggers.map((each) => each.id), 100) + 1;
      world.triggers.push({ id, title, active: false, all, any: [], actions });
    },
    setTriggerActive: async (id, active) => {
      world.before();
      world.triggers = world.triggers.map((each) => (each.id === id ? { ...each, active } : each));
    },
    tagTickets: async (ids, { tag, change }) => {
      world.before();
      world.tickets = world.tickets.map((each) => {
        if (!ids.includes(each.id)) return each;
        return { ...each, tags: [...each.tags.filter((own) => own !== tag), ...(change === 'add' ? [tag] : [])] };
      });
    },
    whoAmI: ask(() => ({ role: 'admin' })),
    roleOf: ask(() => 'admin'),
    grantedScopes: ask(() => ['read']),
    settings: ask(() => ({ agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: false })),
    brands: ask(() =>
      brands
        .map((each, index) => ({
          id: 7001 + index,
          name: each,
          subdomain: each,
          active: true,
          isDefault: index === 0,
          hasHelpCenter: false,
          helpCenterState: 'disabled' as const,
        }))
        .filter(({ subdomain: each }) => !world.deleted.has(each)),
    ),
    articles: async () => ({}),
    groups: ask(() => [{ id: 1, name: 'Support' }]),
    memberships: ask(() => [{ userId: 5, groupId: 1 }]),
    chatAgents: ask(() => [{ id: 5, enabled: true }]),
    widgetOf: async (brand) => {
      world.before();
      return world.widgets[brand] ?? 'unknown';
    },
    liveChats: ask(() => refusing(world.chats)),
    liveAgents: ask(() => refusing(world.agents)),
    messagingAgentsOnline: ask(() => world.messaging.online),
    messagingGroupsOnline: ask(() => world.messaging.groups),
    countUnsolvedChatTickets: ask(() => world.tickets.length),
    exportUnsolvedChatTickets: ask(() => world.tickets.filter(({ channel, status }) => channel === 'chat' && status !== 'solved')),
    chatTicketsCreatedSince: async (from) => {
      world.before();
      return world.tickets.filter(({ channel, createdAt }) => channel === 'chat' && createdAt >= from);
    },
    messagingTicketsCreatedSince: async (from) => {
      world.before();
      return world.tickets.filter(({ channel, createdAt }) => channel === 'native_messaging' && createdAt >= from);
    },
    ticketsById: async (ids) => {
      world.before();
      return world.tickets.filter(({ id }) => ids.includes(id));
    },
    pastChats: ask(() => ({ chats: 0, next: { time: 0, id: undefined }, last: true })),
    chatTicketTimes: async (from, until) => {
      world.before();
      const own = world.past.filter((at) => at >= from && at < until);
      return own.map((createdAt, id) => ({ id, createdAt, brandId: 7001, groupId: 1 }));
    },
    messagingTicketTimes: async (from, until) => {
      world.before();
      return world.tickets.filter(({ channel, createdAt }) => channel === 'native_messaging' && createdAt >= from && createdAt < until);
    },
    incidents: ask(() =>
      Array.from({ length: world.incidents }, () => ({ title: `since ${clock()}`, impact: 'major', services: ['Messaging'] })),
    ),
    triggers: ask(() => world.triggers),
    automations: ask(() => []),
    views: ask(() => [messagingView]),
    macros: ask(() => 0),
    clockAhead: ask(() => 0),
    macroTitles: ask(() => []),
    channelNumbers: ask(() => ({ chat: ['29'], messaging: ['75'] })),
    schedules: ask(() => [{ name: 'Weekdays', timeZone: 'UTC', minutesAWeek: 2_400, hours: world.hours }]),
    queues: ask(() => []),
    capacityRules: ask(() => []),
    auditLog: ask(() => ({ answers: true as const })),
    chatAccount: ask(() => ({ status: 'active', plan: 'enterprise', restApi: true, operatingHours: true })),
    departments: ask(() => [{ id: 1, name: 'Support', enabled: true, groupId: 1 }]),
    chatTriggers: ask(() => []),
    bans: ask(() => ({ addresses: 0, visitors: 0 })),
    goals: ask(() => []),
    skills: ask(() => []),
    roles: ask(() => []),
    shortcuts: ask(() => []),
    chatRouting: ask(() => ({
      mode: 'assigned',
      limit: 3,
      limitEnabled: true,
      limitPer: 'account',
      skills: false,
      reassignAfterSeconds: 30,
    })),
    chatClients: ask(() => []),
    chatCopy: ask(() => []),
    integrations: ask(() => []),
  };
}

export function ticket(id: number, channel: 'chat' | 'native_messaging', brandId: number, createdAt: Instant): Ticket {
  return { id, status: 'open', channel, brandId, groupId: 1, assigneeId: 5, tags: [], createdAt };
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a fixture is malformed');
  return value;
}
