import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../src/checklist/items/items.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { HOST, NOW, saw, type Told } from '../support/scene.ts';
import { blind, find, routes, state, triggers } from './contexts.ts';

const limit = { mode: 'assigned', limit: 3, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 };
const omnichannel = saw({ agentWorkspace: true, chat: true, omnichannelRouting: true, unifiedStatuses: true }, 'GET');
const channel = (value: string, operator = 'is') => ({ field: 'via_id', operator, value });
const queue = { name: 'Messaging', all: [channel('75')], any: [], groupIds: [7] };
const byQueue = (change: object) => ({
  triggers: triggers({ routing: [] }),
  settings: omnichannel,
  queues: saw([{ ...queue, ...change }], 'GET'),
});
const department = { id: 7, name: 'Support', enabled: true, groupId: 7 };
const hours = { name: 'Weekdays', timeZone: 'UTC', minutesAWeek: 2_400 };
const pending = (spares: readonly string[]) => ({ count: 1, rules: [{ title: 'Solve after four days', spares }] });
const guarded = pending(['messaging_migration_guard']);
const nothing = { count: 0, rules: [] };
const brand = {
  id: 1,
  name: 'Acme',
  subdomain: HOST,
  active: true,
  isDefault: true,
  hasHelpCenter: true,
  helpCenterState: 'disabled',
} as const;

describe('routing of messaging tickets', () => {
  it.each<[ItemId, Readings, object]>([
    ['chat-groups-and-ticket-triggers', { triggers: triggers() }, { status: 'ready' }],
    [
      'chat-groups-and-ticket-triggers',
      { triggers: triggers({ routing: [{ ...routes, active: false }] }) },
      { status: 'todo', facts: { inactive: ['Route messaging'] } },
    ],
    ['chat-groups-and-ticket-triggers', { triggers: triggers({ routing: [] }) }, { status: 'todo', facts: { inactive: [] } }],
    [
      'chat-groups-and-ticket-triggers',
      { triggers: triggers({ routing: [], messagingNumbers: [] }) },
      { status: 'unknown', why: 'cannot_tell' },
    ],
    ['chat-groups-and-ticket-triggers', { triggers: blind('not_allowed') }, { status: 'unknown', why: 'not_allowed' }],
    ['migrate-3b-configure-routing', { triggers: triggers() }, { status: 'ready' }],
    [
      'migrate-3b-configure-routing',
      { triggers: triggers({ routing: [] }), settings: omnichannel, queues: saw([queue], 'GET') },
      { status: 'ready' },
    ],
    // A queue of mails brings no messaging ticket anywhere.
    ['migrate-3b-configure-routing', byQueue({ all: [channel('4')] }), { status: 'todo' }],
    ['migrate-3b-configure-routing', byQueue({ all: [], any: [channel('4'), channel('75')] }), { status: 'ready' }],
    ['migrate-3b-configure-routing', byQueue({ all: [channel('4', 'is_not')], any: [] }), { status: 'ready' }],
    // A queue of mails is none of messaging whatever else it names.
    ['migrate-3b-configure-routing', byQueue({ all: [channel('4')], any: [channel('75')] }), { status: 'todo' }],
    ['migrate-3b-configure-routing', byQueue({ all: [channel('75', 'is_not')] }), { status: 'todo' }],
    ['migrate-3b-configure-routing', byQueue({ groupIds: [7, 8] }), { status: 'todo', facts: { missing: ['Messaging → 8'] } }],
    [
      'migrate-3b-configure-routing',
      { triggers: triggers({ routing: [routes, { ...routes, groupId: 9 }] }) },
      { status: 'todo', facts: { missing: ['Route messaging → 9'] } },
    ],
    [
      'chat-groups-and-ticket-triggers',
      { triggers: triggers({ routing: [{ ...routes, groupId: 9 }] }) },
      { status: 'todo', facts: { missing: ['Route messaging → 9'] } },
    ],
    ['chat-groups-and-ticket-triggers', { triggers: triggers(), groups: blind('unreachable') }, { status: 'unknown', why: 'unreachable' }],
    ['migrate-3b-configure-routing', { triggers: triggers({ routing: [] }), queues: saw([queue], 'GET') }, { status: 'todo' }],
    ['route-view-for-messaging', { views: saw(['Unsolved messaging'], 'GET') }, { status: 'ready' }],
    ['route-view-for-messaging', { views: saw([], 'GET') }, { status: 'todo' }],
    ['route-view-for-messaging', {}, { status: 'unknown', why: 'not_looked' }],
  ])('%s %#', (id, readings, expected) => {
    expect(find(id, readings)).toMatchObject(expected);
  });

  it('does not ask for a trigger where queues route messaging', () => {
    const queues = { triggers: triggers({ routing: [] }), settings: omnichannel, queues: saw([queue], 'GET') };
    expect(state('chat-groups-and-ticket-triggers', queues)).toMatchObject({ status: 'not_applicable', because: { saw: 'Messaging' } });
    // A queue that leads to a group that is gone routes nothing.
    expect(state('chat-groups-and-ticket-triggers', byQueue({ groupIds: [8] })).status).toBe('todo');
  });
});

describe('the groups that get messaging tickets', () => {
  const two = saw(
    [
      { id: 7, name: 'Support' },
      { id: 8, name: 'Returns' },
    ],
    'GET',
  );
  const both = triggers({ routing: [routes, { ...routes, title: 'Route returns', groupId: 8 }] });
  it.each<[string, Readings, object]>([
    ['is ready where each has somebody with Chat access', { triggers: triggers() }, { status: 'ready', evidence: { saw: '1/1' } }],
    [
      'names the one that is staffed by nobody, though another is',
      { triggers: both, groups: two },
      { status: 'todo', facts: { empty: ['Returns'], missing: [] } },
    ],
    [
      'names the one whose member has no Chat access',
      {
        triggers: both,
        groups: two,
        memberships: saw(
          [
            { userId: 70, groupId: 7 },
            { userId: 71, groupId: 8 },
          ],
          'GET',
        ),
      },
      { status: 'todo', facts: { empty: ['Returns'] } },
    ],
    [
      'names the rule whose group is not there',
      { triggers: both },
      { status: 'todo', facts: { empty: [], missing: ['Route returns → 8'] } },
    ],
    ['counts a queue’s group too', { ...byQueue({ groupIds: [8] }), groups: two }, { status: 'todo', facts: { empty: ['Returns'] } }],
    ['cannot tell where no rule names a group', { triggers: triggers({ routing: [] }) }, { status: 'unknown', why: 'cannot_tell' }],
    ['does not know where the triggers could not be read', { triggers: blind('not_allowed') }, { status: 'unknown', why: 'not_allowed' }],
    [
      'names five of the rules whose groups are not there',
      {
        triggers: triggers({ routing: Array.from({ length: 7 }, (_, index) => ({ ...routes, title: `R${index}`, groupId: 20 + index })) }),
      },
      { status: 'todo', facts: { empty: [], missing: ['R0 → 20', 'R1 → 21', 'R2 → 22', 'R3 → 23', 'R4 → 24'], groups: 7 } },
    ],
    ['is open where there is no group at all', { groups: saw([], 'GET') }, { status: 'todo', facts: { groups: 0 } }],
  ])('%s', (_, readings, expected) => {
    expect(find('migrate-3a-organize-groups', readings)).toMatchObject(expected);
  });
});

describe('triggers that Ferry has made inactive for the plan', () => {
  const OTHER = 'acme-eu' as typeof HOST;
  const plan = (routing: string | undefined, ...more: readonly (typeof HOST)[]): Happening => ({
    type: 'scheduled',
    plan: {
      opensAt: later(NOW, HOUR_MS),
      closesAt: later(NOW, 2 * HOUR_MS),
      timeZone: 'UTC',
      brands: [HOST, ...more].map((subdomain) => ({ subdomain, path: 'convert' })),
      runbookVersion: 3,
      ...(routing === undefined ? {} : { routing }),
    },
  });
  const made = (brand: typeof HOST, at = later(NOW, -HOUR_MS)): readonly Told[] => {
    const of = { write: 'routing_trigger', target: brand } as const;
    const all: readonly Happening[] = [
      { type: 'write_intended', ...of, was: 'absent', want: `Ferry ${brand}`, ids: [7, 1] },
      { type: 'write_tried', ...of },
      { type: 'write_seen', ...of },
    ];
    return all.map((happened) => ({ happened, at }));
  };
  const off = (...brands: readonly string[]) =>
    triggers({ routing: brands.map((brand) => ({ ...routes, title: `Ferry ${brand}`, active: false })) });
  const found = (told: readonly (Happening | Told)[], seen = off(HOST)) =>
    find('chat-groups-and-ticket-triggers', { triggers: seen }, told);

  it('are enough, for Ferry switches them on itself', () => {
    expect(found([plan('Support'), ...made(HOST)])).toMatchObject({ status: 'ready', evidence: { saw: `Ferry ${HOST}` } });
    expect(found([plan('Support', OTHER), ...made(HOST), ...made(OTHER)], off(HOST, OTHER))).toMatchObject({
      status: 'ready',
      evidence: { saw: `Ferry ${HOST}, Ferry ${OTHER}` },
    });
  });

  it('are not enough where the plan names no group, one is missing or not seen, or they are of another plan', () => {
    expect(found([plan(undefined), ...made(HOST)]).status).toBe('todo');
    expect(found([plan('Support', OTHER), ...made(HOST)]).status).toBe('todo');
    expect(found([plan('Support'), ...made(HOST).slice(0, 2)]).status).toBe('todo');
    expect(found([plan('Support'), ...made(HOST), plan('Support')]).status).toBe('todo');
    expect(found([plan('Support'), { type: 'brand_left', brand: HOST }, ...made(HOST)]).status).toBe('todo');
  });

  it('are of the brands that are not left for another window', () => {
    expect(found([plan('Support', OTHER), { type: 'brand_left', brand: OTHER }, ...made(HOST)]).status).toBe('ready');
  });

  it('may be missing in a look that had begun before they were read back, and in no later one', () => {
    const looked = later(NOW, -4 * MINUTE_MS);
    expect(found([plan('Support'), ...made(HOST, later(looked, -MINUTE_MS))], off()).status).toBe('ready');
    expect(found([plan('Support'), ...made(HOST, later(looked, -MINUTE_MS - 1))], off()).status).toBe('todo');
  });
});

describe('members of the groups that get messaging tickets', () => {
  const agents = saw(
    [
      { id: 70, enabled: true },
      { id: 71, enabled: false },
    ],
    'GET agents',
  );
  const members = saw(
    [
      { userId: 70, groupId: 7 },
      { userId: 71, groupId: 7 },
      { userId: 71, groupId: 8 },
      { userId: 72, groupId: 9 },
    ],
    'GET',
  );
  const both = triggers({ routing: [routes, { ...routes, groupId: 8 }] });

  it('lack Chat access: counted once each, by the groups they are in', () => {
    expect(find('req-chat-access-per-agent', { triggers: both, memberships: members, chatAgents: agents })).toMatchObject({
      status: 'todo',
      facts: { without: 1, members: 2, groups: ['Support', '8'] },
      evidence: { asked: 'GET agents', saw: '1/2' },
    });
    expect(find('req-chat-access-per-agent', { triggers: triggers({ routing: [{ ...routes, groupId: 10 }] }) })).toMatchObject({
      status: 'todo',
      facts: { without: 0, members: 0 },
    });
    expect(find('req-chat-access-per-agent', { triggers: triggers({ routing: [] }) })).toMatchObject({ why: 'cannot_tell' });
  });

  it('are of departments that are on', () => {
    const departments = (...all: readonly object[]) =>
      saw(
        all.map((each) => ({ ...department, ...each })),
        'GET departments',
      );
    const of = (...all: readonly object[]) => find('chat-departments-enabled', { triggers: both, departments: departments(...all) });
    expect(of({}, { id: 1, groupId: 8 })).toMatchObject({ status: 'ready', evidence: { saw: '2/2' } });
    expect(of({ enabled: false }, { id: 8, groupId: undefined })).toMatchObject({
      status: 'todo',
      facts: { off: ['Support'], missing: [] },
      evidence: { saw: '1/2' },
    });
    expect(of({})).toMatchObject({ status: 'todo', facts: { off: [], missing: ['8'] }, evidence: { saw: '1/2' } });
    expect(of({}, { id: 8, groupId: 8, enabled: undefined })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
  });
});

type Counted = NonNullable<Readings['articles']>[string];

describe('articles of the brands', () => {
  const settings = [{ type: 'setting_set', key: 'brands', value: 'acme,acme-shop' } as const];
  const of = (acme: Counted, shop: Counted): Readings => ({
    articles: { acme, 'acme-shop': shop },
  });
  const count = (articles: number) => saw({ 'en-us': articles }, 'GET');
  it.each<[string, Readings, object]>([
    ['are ready where every brand has enough', of(count(12), count(10)), { status: 'ready', evidence: { saw: 'acme: 12, acme-shop: 10' } }],
    ['are open where one has too few', of(count(12), count(9)), { status: 'todo', facts: { brand: 'acme-shop', articles: 9 } }],
    [
      'are not known where one brand’s help center is closed, and the other’s has enough',
      of(blind('not_allowed'), count(12)),
      { status: 'unknown', why: 'not_allowed' },
    ],
    [
      'are open where one is closed and the other has too few',
      of(blind('not_allowed'), count(3)),
      { status: 'todo', facts: { articles: 3 } },
    ],
    // Nothing was read of it: that is not a help center without articles.
    ['are not known of a brand that was not read', { articles: { acme: count(12) } }, { status: 'unknown', why: 'not_looked' }],
  ])('%s', (_, readings, expected) => {
    expect(find('req-help-center-recommended', readings, settings)).toMatchObject(expected);
  });
});

describe('departments and the people in them', () => {
  it.each<[ItemId, Readings, object]>([
    ['chat-departments-enabled', { departments: saw([department], 'GET') }, { status: 'ready' }],
    ['chat-departments-enabled', { departments: saw([{ ...department, id: 12 }], 'GET') }, { status: 'ready' }],
    [
      'chat-departments-enabled',
      { departments: saw([{ ...department, enabled: false }], 'GET') },
      { status: 'todo', facts: { off: ['Support'] } },
    ],
    [
      'chat-departments-enabled',
      { departments: saw([{ ...department, id: 8, groupId: 8 }], 'GET') },
      { status: 'todo', facts: { off: [], missing: ['Support'] } },
    ],
    ['chat-departments-enabled', { departments: saw([{ ...department, enabled: undefined }], 'GET') }, { status: 'unknown' }],
    ['chat-departments-enabled', { departments: saw([department], 'GET'), triggers: triggers({ routing: [] }) }, { status: 'unknown' }],
    ['chat-departments-enabled', { departments: blind('no_credential') }, { status: 'unknown', why: 'no_credential' }],
    ['req-chat-access-per-agent', {}, { status: 'ready' }],
    ['req-chat-access-per-agent', { memberships: saw([], 'GET') }, { status: 'todo', facts: { without: 0, members: 0 } }],
    [
      'req-chat-access-per-agent',
      { chatAgents: saw([{ id: 70, enabled: false }], 'GET') },
      { status: 'todo', facts: { without: 1, members: 1, groups: ['Support'] } },
    ],
    ['req-chat-access-per-agent', { chatAgents: saw([], 'GET') }, { status: 'todo' }],
    ['req-chat-access-per-agent', { chatAgents: blind('not_allowed') }, { status: 'unknown' }],
  ])('%s %#', (id, readings, expected) => {
    expect(find(id, { triggers: triggers(), ...readings })).toMatchObject(expected);
  });
});

describe('what the Chat dashboard and the rules hold', () => {
  it.each<[ItemId, Readings, object]>([
    ['pending-automations-guard', { automations: saw(guarded, 'GET'), triggers: triggers() }, { status: 'ready' }],
    [
      'pending-automations-guard',
      { automations: saw(pending(['vip']), 'GET'), triggers: triggers() },
      { status: 'todo', facts: { rules: ['Solve after four days'], more: 0 } },
    ],
    ['pending-automations-guard', { automations: saw(nothing, 'GET'), triggers: triggers({ pending: pending([]) }) }, { status: 'todo' }],
    // Of more rules than are kept, the others are not known.
    ['pending-automations-guard', { automations: saw({ ...guarded, count: 2 }, 'GET'), triggers: triggers() }, { status: 'unknown' }],
    ['pending-automations-guard', { automations: saw(guarded, 'GET') }, { status: 'unknown', why: 'not_looked' }],
    ['pending-automations-guard', { automations: blind('not_allowed'), triggers: triggers() }, { status: 'unknown', why: 'not_allowed' }],
    ['chat-limits', { chatRouting: saw(limit, 'GET') }, { status: 'unknown', why: 'cannot_tell' }],
    ['chat-limits', { chatRouting: saw({ ...limit, limitEnabled: false, limit: undefined }, 'GET') }, { status: 'todo' }],
    ['chat-hours-to-schedule', { schedules: saw([hours], 'GET') }, { status: 'unknown', why: 'cannot_tell' }],
    ['chat-hours-to-schedule', { schedules: saw([{ ...hours, minutesAWeek: 0 }], 'GET') }, { status: 'todo' }],
    ['chat-hours-to-schedule', { schedules: saw([], 'GET') }, { status: 'todo' }],
    ['chat-hours-to-schedule', { schedules: blind('not_allowed') }, { status: 'unknown', why: 'not_allowed' }],
    ['req-help-center-for-ai-agent', {}, { status: 'ready' }],
    ['req-help-center-for-ai-agent', { brands: blind('unreachable') }, { status: 'unknown', why: 'unreachable' }],
  ])('%s %#', (id, readings, expected) => {
    expect(find(id, readings)).toMatchObject(expected);
  });

  it('asks a person about the AI agent only where a help center is off', () => {
    const off = saw([brand], 'GET');
    expect(find('req-help-center-for-ai-agent', { brands: off })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
  });

  it('takes the guard tag of the account’s settings', () => {
    const told = [{ type: 'setting_set', key: 'guard-tag', value: 'leave_alone' } as const];
    const readings = (tag: string) => ({ automations: saw(pending([tag]), 'GET'), triggers: triggers() });
    expect(find('pending-automations-guard', readings('leave_alone'), told).status).toBe('ready');
    expect(find('pending-automations-guard', readings('messaging_migration_guard'), told).status).toBe('todo');
  });

  it('lets a named word stand in where the plan has no schedules', () => {
    const word = [{ type: 'item_said', item: 'chat-hours-to-schedule' } as const];
    expect(state('chat-hours-to-schedule', { schedules: blind('not_allowed') }, word).status).toBe('ready');
    expect(state('chat-hours-to-schedule', { schedules: saw([], 'GET') }, word).status).toBe('todo');
  });
});
