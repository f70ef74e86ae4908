import { describe, expect, it } from 'vitest';
import { hintOf } from '../../src/checklist/checks/hints/hints.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { HOUR_MS, later } from '../../src/migration/time.ts';
import { chatLists } from '../../src/zendesk/port.ts';
import { HOST, JOON, MINA, NOW, saw } from '../support/scene.ts';
import { blind, context, find, routes, setUpWell, triggers } from './contexts.ts';

const OLD = later(NOW, -HOUR_MS);
const OTHER = 'acme-eu' as typeof HOST;
const widgets = (value: 'classic' | 'messaging' | 'unknown', brand = HOST, at = NOW): Readings => ({
  widgets: { [brand]: saw(value, 'GET config', at) },
});
const settings = (change: object) =>
  saw({ agentWorkspace: true, chat: true, omnichannelRouting: true, unifiedStatuses: true, ...change }, 'GET settings');

/** What one check comes to, in one line as it is shown. */
function line(id: ItemId, readings: Readings = {}, told: readonly Happening[] = []): string {
  const found = find(id, { ...setUpWell, ...readings }, told);
  if (found.status === 'unknown') return `unknown: ${found.why}`;
  return `${found.status}: ${found.evidence.asked} → ${found.evidence.saw}`;
}

describe('what a finding rests on', () => {
  it.each<[ItemId, Readings, string]>([
    ['req-agent-workspace-enabled', {}, 'ready: GET /api/v2/account/settings → agent_workspace: true'],
    ['req-agent-workspace-enabled', { settings: settings({ agentWorkspace: false }) }, 'todo: GET settings → agent_workspace: false'],
    ['req-help-center-for-ai-agent', {}, 'ready: GET /api/v2/brands → acme: enabled'],
    ['migrate-1-activate-account', {}, 'unknown: cannot_tell'],
    ['migrate-1-activate-account', widgets('classic'), 'unknown: cannot_tell'],
    ['migrate-1-activate-account', widgets('messaging'), `ready: GET config → ${HOST}: messaging`],
    ['migrate-1-activate-account', { messagingTickets: saw(4, 'GET search') }, 'ready: GET search → native_messaging: 4'],
    ['migrate-1-activate-account', { messagingTickets: blind('unreachable') }, 'unknown: unreachable'],
    ['act-no-visible-change', widgets('classic'), `ready: GET config → ${HOST}: classic`],
    ['act-no-visible-change', widgets('messaging'), `todo: GET config → ${HOST}: messaging`],
    ['act-no-visible-change', widgets('unknown'), 'unknown: cannot_tell'],
    ['act-no-visible-change', { widgets: {} }, 'unknown: not_looked'],
    ['act-no-visible-change', { widgets: { [HOST]: blind('unreachable') } }, 'unknown: unreachable'],
    ['migrate-3a-organize-groups', {}, 'ready: GET /api/v2/groups → 1/1'],
    ['migrate-3a-organize-groups', { memberships: saw([], 'GET') }, 'todo: GET /api/v2/groups → groups: 1, members: 0'],
    ['migrate-3b-configure-routing', {}, 'ready: GET /api/v2/triggers → Route messaging'],
    [
      'chat-groups-and-ticket-triggers',
      { triggers: triggers({ routing: [{ ...routes, active: false }] }) },
      'todo: GET /api/v2/triggers → active: 0, inactive: 1',
    ],
    ['req-chat-access-per-agent', {}, 'ready: GET /api/v2/chat/agents → 1/1'],
    ['chat-departments-enabled', {}, 'ready: GET /api/v2/chat/departments → 1/1'],
    ['route-view-for-messaging', { views: saw(['a', 'b', 'c', 'd', 'e', 'f'], 'GET views') }, 'ready: GET views → a, b, c, d, e'],
    ['route-view-for-messaging', { views: saw([], 'GET views') }, 'todo: GET views → 0'],
    ['chat-limits', {}, 'unknown: cannot_tell'],
    ['web-csp-allows-messaging', {}, 'ready: GET page → 1'],
    ['pending-automations-guard', {}, 'ready: GET /api/v2/automations, GET /api/v2/triggers → 1/1: messaging_migration_guard'],
    ['route-omnichannel-turn-on', { settings: settings({ omnichannelRouting: false }) }, 'todo: GET settings → routing: false'],
    ['route-omnichannel-turn-on', { settings: settings({}), messagingAgents: saw(3, 'GET agents') }, 'ready: GET agents → 3'],
    ['route-omnichannel-turn-on', { settings: settings({}), messagingAgents: saw(0, 'GET agents') }, 'todo: GET agents → 0'],
    ['route-omnichannel-turn-on', { settings: settings({ unifiedStatuses: false }) }, 'unknown: cannot_tell'],
    ['route-omnichannel-turn-on', { settings: settings({ omnichannelRouting: undefined }) }, 'unknown: cannot_tell'],
    [
      'route-omnichannel-prerequisites',
      widgets('messaging'),
      'ready: GET /api/v2/account/settings → agent_workspace: true, messaging: 1/1',
    ],
    ['route-omnichannel-prerequisites', widgets('classic'), 'todo: GET /api/v2/account/settings → agent_workspace: true, messaging: 0/1'],
    ['route-omnichannel-prerequisites', widgets('unknown'), 'unknown: cannot_tell'],
    ['route-omnichannel-record-settings', {}, 'todo: GET /api/v2/chat → 0'],
    ['after-csat-end-session', {}, 'unknown: cannot_tell'],
    [
      'after-csat-end-session',
      { triggers: triggers({ sessionSurveys: { count: 2, first: ['Ask', 'Again'] } }) },
      'ready: GET /api/v2/triggers → Ask',
    ],
    ['chat-hours-to-schedule', {}, 'unknown: cannot_tell'],
    [
      'chat-hours-to-schedule',
      { schedules: saw([{ name: 'a', timeZone: 'UTC', minutesAWeek: 0 }], 'GET schedules') },
      'todo: GET schedules → 0',
    ],
  ])('%s %#: %s', (id, readings, expected) => {
    expect(line(id, readings)).toBe(expected);
  });

  it('of the tokens is what Zendesk said last of each', () => {
    const id = 'impact-api-credentials';
    const none = { departments: blind('no_credential'), chatAgents: blind('no_credential') };
    expect(line(id)).toBe('ready: GET /api/v2/account/settings, GET /api/v2/chat/departments → 200, 200');
    expect(line(id, none)).toBe('ready: GET /api/v2/account/settings → 200');
    for (const why of ['no_interface', 'not_allowed'] as const)
      expect(line(id, { departments: blind(why), chatAgents: blind(why) })).toBe(`unknown: ${why}`);
    expect(line(id, { departments: blind('unreachable'), chatAgents: blind('unreachable') })).toBe('unknown: unreachable');
    expect(line(id, { departments: blind('token_refused', 'GET departments') })).toBe('todo: GET departments → 401');
    expect(line(id, { scopes: saw(['write', 'chat'], 'GET scopes') })).toBe('todo: GET scopes → write chat');
    expect(line(id, { scopes: saw(['read'], 'GET scopes') })).toMatch(/^ready/);
    const brands = setUpWell.brands ?? saw([], 'GET brands');
    expect(line(id, { brands })).toBe(`todo: GET brands → 0, ${HOST}: 0`);
    const refused = { settings: blind('token_refused', 'GET settings'), brands: blind('unreachable'), groups: blind('unreachable') };
    expect(line(id, refused)).toBe('todo: GET settings → 401');
    const out = { settings: blind('unreachable'), brands: blind('unreachable'), groups: blind('unreachable') };
    expect(line(id, out)).toBe('unknown: unreachable');
  });

  it('of tickets that are left over is the newest comparison', () => {
    const id = 'after-leftover-chat-tickets';
    const compared = (mark: 'T+2m' | 'T+15m', ...all: readonly ('open' | 'pending' | 'moved' | 'solved' | 'merged')[]): Happening => ({
      type: 'tickets_compared',
      mark,
      tickets: all.map((now, index) => ({ id: index + 1, now })),
    });
    const at = (happened: Happening, minutes: number) => ({ happened, at: later(NOW, minutes) });
    expect(find(id, {}, [compared('T+2m', 'solved', 'merged')])).toMatchObject({ status: 'ready', evidence: { saw: '0/2' } });
    expect(find(id, {}, [compared('T+2m', 'open', 'pending', 'moved', 'solved')])).toMatchObject({
      status: 'todo',
      facts: { open: 3 },
      evidence: { asked: 'GET /api/v2/tickets/show_many', saw: '3/4' },
    });
    const both = [at(compared('T+2m', 'open'), 1), at(compared('T+15m', 'solved'), 2)];
    expect(find(id, {}, both)).toMatchObject({ status: 'ready' });
    expect(find(id)).toEqual({ status: 'unknown', why: 'not_looked', at: undefined });
  });

  it('of brands that must stay as they are leaves out those that have turned as they should', () => {
    const id = 'act-no-visible-change';
    const brands = { [HOST]: saw('messaging' as const, 'GET config'), [OTHER]: saw('classic' as const, 'GET config', OLD) };
    const set: Happening = { type: 'setting_set', key: 'brands', value: `${HOST},${OTHER}` };
    expect(find(id, { widgets: brands }, [set])).toMatchObject({ status: 'todo', facts: { brand: HOST } });
    const clicked: Happening = { type: 'step_begun', step: `rb-0-click:${HOST}` };
    const seen: Happening = { type: 'seen_unplanned', brand: HOST };
    for (const turned of [clicked, seen])
      expect(find(id, { widgets: brands }, [set, turned])).toMatchObject({
        status: 'ready',
        evidence: { saw: `${OTHER}: classic`, at: OLD },
      });
    const both = { [HOST]: saw('classic' as const, 'GET config'), [OTHER]: saw('classic' as const, 'GET config', OLD) };
    expect(find(id, { widgets: both }, [set])).toMatchObject({ evidence: { saw: `${HOST}: classic, ${OTHER}: classic`, at: OLD } });
  });

  it('of a policy names the page and the first hosts that it leaves out', () => {
    const page = (gaps: number, status = 200, at = NOW) =>
      saw(
        {
          status,
          title: '',
          calls: [],
          unread: 0,
          gaps: Array.from({ length: gaps }, (_, index) => ({ directive: 'script-src', host: `https://${index}` })),
          snippetKey: undefined,
        },
        'GET page',
        at,
      );
    const pages = (all: NonNullable<Readings['pages']>) => find('web-csp-allows-messaging', { pages: all });
    expect(pages({ 'https://a/': page(0), 'https://b/': page(6) })).toEqual({
      status: 'todo',
      facts: { page: 'https://b/', missing: [0, 1, 2, 3].map((index) => `script-src https://${index}`), more: 2 },
      evidence: { asked: 'GET page', saw: 'https://b/: 6', at: NOW },
    });
    expect(pages({ 'https://a/': page(0), 'https://b/': page(0, 200, OLD) })).toMatchObject({
      status: 'ready',
      evidence: { saw: '2', at: OLD },
    });
    const open = page(0);
    const without = open.status === 'seen' ? { ...open, value: { ...open.value, gaps: undefined } } : open;
    expect(pages({ 'https://a/': without })).toMatchObject({ status: 'ready', evidence: { saw: '1' } });
    expect(pages({ 'https://a/': page(3, 403) })).toMatchObject({ status: 'unknown', why: 'page_unreachable' });
    expect(pages({ 'https://a/': page(0), 'https://b/': blind('page_not_public') })).toMatchObject({ why: 'page_not_public' });
    expect(pages({})).toEqual({ status: 'unknown', why: 'not_looked', at: undefined });
  });

  it('of the rules on Pending names the first three that do not leave the tag out', () => {
    const rules = (count: number, spares: readonly string[] = []) => ({
      count,
      rules: Array.from({ length: count }, (_, index) => ({ title: `Rule ${index}`, spares: [...spares] })),
    });
    const id = 'pending-automations-guard';
    const automations = (given: ReturnType<typeof rules>, at = NOW) => saw(given, 'GET automations', at);
    expect(find(id, { automations: automations(rules(5)), triggers: triggers() })).toMatchObject({
      status: 'todo',
      facts: { rules: ['Rule 0', 'Rule 1', 'Rule 2'], more: 2, tag: 'messaging_migration_guard' },
      evidence: { saw: '0/5: messaging_migration_guard' },
    });
    const own: Happening = { type: 'setting_set', key: 'guard-tag', value: 'vip' };
    const spared = { automations: automations(rules(1, ['vip'])), triggers: triggers({ pending: rules(1, ['vip']) }) };
    expect(find(id, spared, [own])).toMatchObject({ status: 'ready', evidence: { saw: '2/2: vip' } });
    expect(find(id, spared)).toMatchObject({ status: 'todo', facts: { more: 0 } });
    const cut = { automations: automations({ ...rules(1, ['messaging_migration_guard']), count: 2 }), triggers: triggers() };
    expect(find(id, cut)).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    const old = { automations: automations(rules(1), OLD), triggers: triggers() };
    expect(find(id, old)).toMatchObject({ evidence: { at: OLD } });
  });

  it('of the copy of Chat’s configuration is how much of it is kept, and from when', () => {
    const id = 'chat-export-configuration';
    const lists = Object.fromEntries(chatLists.map((list) => [list, []]));
    const copy = (part: object) => find(id, { chatCopy: saw({ letters: 1_001, lists, ...part }, 'GET chat') });
    expect(copy({})).toMatchObject({ status: 'ready', evidence: { saw: `${chatLists.length}/${chatLists.length}, 2 KB` } });
    const first = { bans: { at: NOW, list: [] }, goals: { at: later(NOW, -48 * HOUR_MS), list: [] } };
    expect(copy({ first })).toMatchObject({ evidence: { saw: `${chatLists.length}/${chatLists.length}, 2 KB, first 2026-11-22` } });
    const { bans: _bans, ...without } = lists;
    expect(copy({ lists: without })).toMatchObject({ status: 'todo', facts: { missing: ['bans'] } });
    expect(copy({ lists: without, tooLong: ['bans'] })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(copy({ lists: without, unreached: ['bans'] })).toMatchObject({ status: 'unknown', why: 'unreachable' });
    expect(copy({ lists: without, refused: { bans: 'not_allowed' } })).toMatchObject({ status: 'unknown', why: 'not_allowed' });
    const { goals: _goals, ...fewer } = without;
    expect(copy({ lists: fewer, refused: { bans: 'not_allowed' } })).toMatchObject({ status: 'todo' });
    expect(copy({ lists: fewer, refused: { bans: 'not_allowed' }, tooLong: ['goals'] })).toMatchObject({
      status: 'unknown',
      why: 'not_allowed',
    });
    expect(copy({ lists: fewer, unreached: ['bans'], tooLong: ['goals'] })).toMatchObject({ status: 'unknown', why: 'unreachable' });
    const page = 'routing_settings/account';
    const { [page]: _page, ...hidden } = lists;
    const recorded = (part: object) =>
      find('route-omnichannel-record-settings', { chatCopy: saw({ letters: 1, lists, ...part }, 'GET chat') });
    expect(recorded({})).toMatchObject({ status: 'ready', evidence: { saw: page } });
    expect(recorded({ seenAt: { [page]: NOW } })).toMatchObject({ evidence: { saw: `${page}, 2026-11-24` } });
    expect(recorded({ first: { [page]: { at: later(NOW, -24 * HOUR_MS), list: [] } }, seenAt: { [page]: NOW } })).toMatchObject({
      evidence: { saw: `${page}, 2026-11-23` },
    });
    expect(recorded({ lists: hidden })).toMatchObject({ status: 'todo' });
    expect(recorded({ lists: hidden, tooLong: [page] })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(recorded({ lists: hidden, refused: { [page]: 'no_interface' } })).toMatchObject({ status: 'unknown', why: 'no_interface' });
  });

  it('of operator and backup is what each is in Zendesk, and of many the first five', () => {
    const role = (name: string, at = NOW) => saw({ role: name }, 'GET users', at);
    const backup = (user: string): Happening => ({ type: 'role_given', role: 'backup', user });
    const id = 'req-people-with-rights';
    const both = { [MINA]: role('admin'), [JOON]: role('admin', OLD) };
    expect(find(id, { people: both }, [backup(JOON)])).toMatchObject({ status: 'ready', evidence: { saw: 'admin, admin', at: OLD } });
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const people = Object.fromEntries([[MINA, role('admin')], ...many.map((user) => [user, role('agent')])]);
    expect(find(id, { people }, many.map(backup))).toMatchObject({ status: 'todo', facts: { people: ['A', 'B', 'C', 'D', 'E'], more: 2 } });
  });
});

describe('what is shown beside an item', () => {
  const shown = (id: ItemId, readings: Readings = {}) => {
    const hint = hintOf(id, context({ ...setUpWell, ...readings }));
    return hint && [hint.facts, hint.evidence.saw];
  };
  const some = (count: number) => saw({ count, first: ['a', 'b'] }, 'GET');

  it.each<[ItemId, Readings, object, string]>([
    ['req-plan-eligible', {}, { plan: 'enterprise' }, 'enterprise'],
    ['eval-inventory', {}, { active: 1, scope: [HOST], more: 0, classic: [HOST], messaging: [], none: [] }, '1'],
    ['chat-hours-to-schedule', {}, { names: ['Weekdays, 40 h, UTC'], more: 0 }, '1'],
    ['before-review-feature-impact', {}, { chatTriggers: 1, shortcuts: 2, goals: 1, skills: 1, roles: 2 }, '1'],
    [
      'before-review-feature-impact',
      { shortcuts: blind('not_allowed'), goals: blind('not_allowed'), skills: blind('not_allowed'), roles: blind('not_allowed') },
      { chatTriggers: 1, shortcuts: -1, goals: -1, skills: -1, roles: -1 },
      '1',
    ],
    ['impact-javascript-audit', {}, { calls: ['$zopim → —'], more: 0, unread: 1 }, '1'],
    ['impact-ccapi-bots', { chatClients: some(4) }, { names: ['a', 'b'], more: 2 }, '4'],
    ['impact-bans', { bans: saw({ addresses: 2, visitors: 3 }, 'GET') }, { addresses: 2, visitors: 3 }, '2 + 3'],
    ['chat-goals', { goals: some(2) }, { names: ['a', 'b'], more: 0 }, '2'],
    ['route-skills-plan', { skills: some(3) }, { names: ['a', 'b'], more: 1 }, '3'],
    ['chat-other-triggers-review', { triggers: triggers({ anyChannel: { count: 3, first: ['a'] } }) }, { names: ['a'], more: 2 }, '3'],
    ['act-chat-trigger-channel-field', {}, { names: ['Chat Rescuer'], more: 0 }, '1'],
    ['chat-shortcuts-to-macros', {}, { shortcuts: 2, macros: 2, left: 1, names: ['track'], more: 0 }, '2, 1'],
    [
      'chat-shortcuts-to-macros',
      { macros: blind('not_allowed'), shortcutsLeft: blind('not_allowed') },
      { shortcuts: 2, macros: -1, left: -1, names: [], more: 0 },
      '2',
    ],
    ['chat-limits', {}, { limit: 3, per: 'account', capacity: 3, rule: 'Default', others: [] }, '3 / 3'],
    ['chat-limits', { capacityRules: blind('not_allowed') }, { limit: 3, per: 'account', capacity: -1, rule: '', others: [] }, '3'],
    ['route-existing-rules-carry-over', {}, { mode: 'assigned', seconds: 30 }, 'assigned, 30 s'],
    ['eval-scale-limits', {}, { agents: 1 }, '1'],
  ])('%s %#', (id, readings, facts, line1) => {
    expect(shown(id, readings)).toEqual([facts, line1]);
  });

  it('of Chat triggers is what makes them run, three of each kind', () => {
    const of = (event: string | undefined, count: number, enabled = true) =>
      Array.from({ length: count }, (_, index) => ({ name: `${event ?? 'none'} ${index}`, enabled, event }));
    const chatTriggers = saw(
      [...of('chat_requested', 4), ...of('page_enter', 1), ...of(undefined, 1), ...of('other', 1), ...of('page_enter', 1, false)],
      'GET',
    );
    expect(shown('chat-trigger-channel-edits', { chatTriggers })).toEqual([
      {
        asked: ['chat_requested 0', 'chat_requested 1', 'chat_requested 2'],
        loaded: ['page_enter 0'],
        others: ['none 0', 'other 0'],
        more: 1,
      },
      '7',
    ]);
  });

  it('of ticket triggers that will not fire is what they rest on, each once', () => {
    const several = (count: number) => ({ count, first: Array.from({ length: count }, (_, index) => `t${index}`) });
    const all = triggers({
      routing: [routes],
      chatOnly: several(2),
      chatBound: {
        among: several(4),
        tagged: several(1),
        grouped: [
          { title: 'Reached', groupId: 7 },
          { title: 'Alone', groupId: 8 },
          { title: 'Alone', groupId: 8 },
          { title: 'No department', groupId: 9 },
        ],
      },
    });
    const departments = saw(
      [
        { id: 7, name: 'Support', enabled: true, groupId: 7 },
        { id: 1, name: 'Sales', enabled: true, groupId: 8 },
      ],
      'GET',
    );
    expect(shown('chat-groups-and-ticket-triggers', { triggers: all, departments })).toEqual([
      { names: ['t0', 't1'], among: ['t0', 't1', 't2'], tagged: ['t0'], grouped: ['Alone'], more: 1 },
      '8',
    ]);
    expect(shown('chat-groups-and-ticket-triggers')).toBeUndefined();
  });

  it('of the limit of chats is the capacity that takes its place, and other rules that give another number', () => {
    const rule = (name: string, messaging: number, isDefault = false) => ({ name, messaging, isDefault });
    const rules = [rule('Own', 5, true), rule('Same', 3), ...['A', 'B', 'C', 'D'].map((name, index) => rule(name, index + 10))];
    const capacityRules = saw(rules, 'GET rules');
    expect(shown('chat-limits', { capacityRules })).toEqual([
      { limit: 3, per: 'account', capacity: 5, rule: 'Own', others: ['A: 10', 'B: 11', 'C: 12'] },
      '3 / 5, 3, 10, 11, 12, 13',
    ]);
    expect(shown('chat-limits', { capacityRules: saw([rule('Same', 3)], 'GET rules') })?.[0]).toMatchObject({
      capacity: -2,
      rule: '',
      others: [],
    });
  });

  it('of the brands in scope is which widget each shows, five of a kind', () => {
    const names = Array.from({ length: 7 }, (_, index) => `b${index}`);
    const brands = saw(
      names.map((name, index) => ({
        id: index,
        name,
        subdomain: name as typeof HOST,
        active: true,
        isDefault: false,
        hasHelpCenter: false,
        helpCenterState: 'enabled' as const,
      })),
      'GET',
    );
    const all = Object.fromEntries(
      names.map((name, index) => [name, saw(index === 0 ? ('messaging' as const) : ('classic' as const), 'GET')]),
    );
    expect(shown('eval-inventory', { brands, widgets: { ...all, b1: blind('unreachable') } })?.[0]).toEqual({
      active: 7,
      scope: names.slice(0, 5),
      more: 2,
      classic: ['b2', 'b3', 'b4', 'b5', 'b6'],
      messaging: ['b0'],
      none: ['b1'],
    });
    expect(shown('eval-inventory', { brands, widgets: all })?.[0]).toMatchObject({
      classic: ['b1', 'b2', 'b3', 'b4', 'b5', '+1'],
      none: [],
    });
  });

  it('of departments is who is in none of their groups', () => {
    const gaps = (change: object) => saw({ withoutGroup: { count: 0, first: [] }, departments: 0, missing: [], ...change }, 'GET');
    const id = 'migrate-3a-organize-groups';
    expect(shown(id, { departmentGaps: gaps({}) })).toBeUndefined();
    const missing = [
      { department: 'Sales', count: 2, first: ['Dan', 'Eve'] },
      { department: 'Support', count: 3, first: ['Dan'] },
    ];
    expect(shown(id, { departmentGaps: gaps({ departments: 3, missing }) })).toEqual([
      { names: [], more: 0, people: ['Sales (Dan, Eve)', 'Support (Dan +2)'], departments: 1 },
      '0 + 3',
    ]);
  });

  it('of a limit and of a plan is nothing where none is told', () => {
    const chatRouting = (change: object) =>
      saw(
        { mode: 'assigned', limit: 3, limitEnabled: true, limitPer: 'agent', skills: false, reassignAfterSeconds: undefined, ...change },
        'GET',
      );
    expect(shown('chat-limits', { chatRouting: chatRouting({ limit: undefined }) })).toBeUndefined();
    expect(shown('chat-limits', { chatRouting: chatRouting({}) })?.[0]).toMatchObject({ limit: 3, per: 'agent' });
    expect(shown('route-existing-rules-carry-over', { chatRouting: chatRouting({}) })?.[1]).toBe('assigned, 0 s');
    expect(shown('req-plan-eligible', { chatAccount: blind('not_allowed') })).toBeUndefined();
    expect(shown('chat-hours-to-schedule', { schedules: saw([], 'GET') })).toBeUndefined();
  });
});
