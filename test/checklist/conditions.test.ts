import { describe, expect, it } from 'vitest';
import { wantedShare } from '../../src/checklist/checks/agents.ts';
import { pagesSeen } from '../../src/checklist/checks/hints/pages.ts';
import { named, total } from '../../src/checklist/checks/hints/sight.ts';
import { isIncidentOfOurs } from '../../src/checklist/checks/incidents.ts';
import { namesOf, queuesRoute } from '../../src/checklist/checks/messaging-groups.ts';
import { seenAnswers } from '../../src/checklist/items/answers.ts';
import type { ItemId } from '../../src/checklist/items/items.ts';
import { planChangedAt } from '../../src/checklist/look/plan.ts';
import type { PageSeen } from '../../src/checklist/look/site/page.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { HOUR_MS, type Instant, later } from '../../src/migration/time.ts';
import { HOST, JOON, NOW, saw } from '../support/scene.ts';
import { blind, context, find, setUpWell, state, triggers } from './contexts.ts';

const OLD = later(NOW, -2 * HOUR_MS);
const OTHER = 'acme-eu' as typeof HOST;
const chatters = (on: number, off = 0) =>
  saw(
    Array.from({ length: on + off }, (_, id) => ({ id, enabled: id < on })),
    'GET agents',
  );
const page = (change: Partial<PageSeen> = {}, at: Instant = NOW) =>
  saw<PageSeen>({ status: 200, title: 'Shop', calls: [], unread: 0, gaps: undefined, snippetKey: undefined, ...change }, 'GET page', at);
const settings = (change: object = {}) =>
  saw({ agentWorkspace: true, chat: true, omnichannelRouting: true, unifiedStatuses: false, ...change }, 'GET settings');
const queue = (groupIds: readonly number[], name = 'Queue') => ({ name, all: [], any: [], groupIds: [...groupIds] });
const said = (...items: readonly ItemId[]) => items.map((item) => ({ happened: { type: 'item_said', item } as const, by: JOON }));
const answered = (id: string, answer: 'yes' | 'no' | 'unknown'): Happening => ({ type: 'questions_answered', answers: { [id]: answer } });

/** Whether the item applies, and the line that shows why. */
function why(id: ItemId, readings: Readings = {}, told: Parameters<typeof state>[2] = []) {
  const { status, because } = state(id, readings, told);
  return [status !== 'not_applicable', because?.saw];
}

describe('an item applies by what was seen, and shows it', () => {
  it.each<[ItemId, Readings, boolean, string | undefined]>([
    ['eval-scale-limits', { chatAgents: chatters(800, 50) }, true, '800'],
    ['eval-scale-limits', { chatAgents: chatters(799, 50) }, false, '799'],
    ['impact-bans', { bans: saw({ addresses: 1, visitors: 2 }, 'GET') }, true, undefined],
    ['impact-bans', { bans: saw({ addresses: 0, visitors: 0 }, 'GET') }, false, '0'],
    ['chat-goals', { goals: saw({ count: 2, first: [] }, 'GET') }, true, undefined],
    ['act-chat-trigger-channel-field', { chatTriggers: saw([{ name: 'a', enabled: false, event: 'x' }], 'GET') }, true, '1'],
    ['act-chat-trigger-channel-field', { chatTriggers: saw([], 'GET') }, false, '0'],
    ['act-chat-trigger-channel-field', {}, false, undefined],
    ['chat-trigger-channel-edits', { chatTriggers: saw([{ name: 'a', enabled: true, event: 'x' }], 'GET') }, true, '1'],
    ['chat-trigger-channel-edits', { chatTriggers: saw([{ name: 'a', enabled: false, event: 'x' }], 'GET') }, false, '0'],
    ['chat-departments-enabled', { departments: saw([{ id: 1, name: 'a', enabled: true, groupId: 1 }], 'GET') }, true, '1'],
    ['chat-other-triggers-review', { triggers: triggers({ anyChannel: { count: 3, first: [] } }) }, true, '3'],
    ['chat-other-triggers-review', { triggers: triggers() }, false, '0'],
    ['chat-shortcuts-to-macros', { shortcuts: saw(2, 'GET') }, true, '2'],
    ['chat-shortcuts-to-macros', { shortcuts: saw(0, 'GET') }, false, '0'],
    ['req-agent-workspace-migration', { settings: settings({ agentWorkspace: false }) }, true, undefined],
    ['req-agent-workspace-migration', { settings: settings() }, false, undefined],
    ['req-agent-workspace-migration', { settings: settings({ agentWorkspace: undefined }) }, false, undefined],
    ['req-agent-workspace-migration', { settings: blind('unreachable') }, false, undefined],
    ['chat-limits', { settings: settings() }, false, undefined],
    ['chat-limits', { settings: settings({ omnichannelRouting: false }) }, true, undefined],
    ['chat-limits', { settings: blind('unreachable') }, true, undefined],
    ['act-two-controls', {}, true, undefined],
    ['act-two-controls', { messagingTickets: saw(1, 'GET') }, false, undefined],
    ['act-two-controls', { widgets: { [HOST]: saw('messaging', 'GET') } }, false, undefined],
    ['act-two-controls', { widgets: { [HOST]: saw('classic', 'GET') } }, true, undefined],
    ['act-two-controls', { widgets: { [HOST]: blind('unreachable') }, messagingTickets: blind('unreachable') }, true, undefined],
  ])('%s %#', (id, readings, applies, shown) => {
    expect(why(id, readings)).toEqual([applies, shown]);
  });

  it.each<[ItemId, Partial<PageSeen>, boolean, string]>([
    ['impact-javascript-audit', {}, false, '0 + 0'],
    ['impact-javascript-audit', { unread: 2 }, true, '0 + 2'],
    ['impact-javascript-audit', { calls: [{ call: '$zopim', instead: undefined }] }, true, '1 + 0'],
    ['impact-javascript-audit', { status: 404 }, true, '0 + 0'],
    ['web-csp-allows-messaging', {}, false, 'no policy'],
    ['web-csp-allows-messaging', { gaps: [] }, true, '0'],
    ['web-csp-allows-messaging', { gaps: [{ directive: 'script-src', host: 'https://a' }] }, true, '1'],
    ['web-csp-allows-messaging', { status: 503 }, true, 'no policy'],
  ])('%s by one page that is so %#', (id, change, applies, shown) => {
    expect(why(id, { pages: { 'https://a/': page(change) } })).toEqual([applies, shown]);
    expect(why(id, { pages: { 'https://b/': page(), 'https://a/': page(change) } })).toEqual([applies, shown]);
  });

  it('of pages applies while none was read, or one could not be, and is as old as the oldest', () => {
    const id = 'impact-javascript-audit';
    expect(why(id, { pages: {} })).toEqual([true, undefined]);
    expect(why(id, { pages: { 'https://a/': page(), 'https://b/': blind('page_unreachable') } })).toEqual([true, undefined]);
    const found = { 'https://a/': page({ unread: 1 }), 'https://b/': blind('page_unreachable') };
    expect(why(id, { pages: found })).toEqual([true, '0 + 1']);
    expect(state(id, { pages: { 'https://a/': page(), 'https://b/': page({}, OLD) } }).because?.at).toBe(OLD);
    expect(state(id, { pages: { 'https://a/': page({}, OLD), 'https://b/': page() } }).because?.at).toBe(OLD);
  });

  it('of Pending tickets applies where a rule touches them, by both lists and the older of them', () => {
    const id = 'pending-automations-guard';
    const automations = (count: number, at = NOW) => saw({ count, rules: [] }, 'GET automations', at);
    const touching = triggers({ pending: { count: 2, rules: [] } });
    expect(why(id, { automations: automations(1), triggers: touching })).toEqual([true, '3']);
    expect(why(id, { automations: automations(0), triggers: triggers() })).toEqual([false, '0']);
    expect(why(id, { automations: blind('unreachable'), triggers: triggers() })).toEqual([true, undefined]);
    expect(why(id, { automations: automations(0), triggers: blind('unreachable') })).toEqual([true, undefined]);
    const { because } = state(id, { automations: automations(1, OLD), triggers: touching });
    expect(because).toEqual({ asked: 'GET automations, GET /api/v2/triggers', saw: '3', at: OLD });
    const newer = later(NOW, HOUR_MS);
    const at = touching.status === 'seen' ? touching.at : NOW;
    expect(state(id, { automations: automations(1, newer), triggers: touching }).because?.at).toBe(at);
  });

  it('of the guard tag applies once tickets are listed and a rule would touch them, unless no tag is wanted', () => {
    const id = 'pending-tickets-guard-tag';
    const touching = { automations: saw({ count: 1, rules: [] }, 'GET'), triggers: triggers() };
    const listed: Happening = { type: 'tickets_listed', tickets: [] };
    expect(why(id, touching)).toEqual([false, undefined]);
    expect(why(id, touching, [listed])).toEqual([true, '1']);
    expect(why(id, touching, [listed, { type: 'setting_set', key: 'guard-tag', value: 'none' }])[0]).toBe(false);
    expect(why(id, { ...touching, automations: saw({ count: 0, rules: [] }, 'GET') }, [listed])[0]).toBe(false);
    expect(why(id, { ...touching, automations: blind('unreachable') }, [listed])[0]).toBe(false);
  });

  it('of omnichannel routing applies where it is there and somebody prepares it', () => {
    const id = 'route-omnichannel-turn-on';
    const off = { settings: settings({ omnichannelRouting: false }) };
    expect(why(id, off)).toEqual([false, 'unified_agent_statuses: false, queues: 0']);
    expect(why(id, { ...off, queues: saw([queue([7])], 'GET') })).toEqual([true, 'unified_agent_statuses: false, queues: 1']);
    expect(why(id, { settings: settings({ unifiedStatuses: true }) })[0]).toBe(true);
    expect(why(id, { settings: settings({ omnichannelRouting: undefined, unifiedStatuses: true }) })[0]).toBe(false);
    expect(why(id, { settings: blind('unreachable'), queues: saw([queue([7])], 'GET') })[0]).toBe(false);
  });

  it('of a swap applies where a brand of the plan turns by its key', () => {
    const plan = (path: 'convert' | 'swap'): Happening => ({
      type: 'scheduled',
      plan: { opensAt: NOW, closesAt: later(NOW, HOUR_MS), timeZone: 'UTC', brands: [{ subdomain: HOST, path }], runbookVersion: 3 },
    });
    expect(why('widget-swap-prepared')[0]).toBe(false);
    expect(why('widget-swap-prepared', {}, [plan('convert')])[0]).toBe(false);
    expect(why('widget-swap-prepared', {}, [plan('swap')])[0]).toBe(true);
  });

  it('is of more than one brand, or of a phone only where there is one', () => {
    const brand = (name: typeof HOST) => ({
      id: 1,
      name,
      subdomain: name,
      active: true,
      isDefault: true,
      hasHelpCenter: true,
      helpCenterState: 'enabled' as const,
    });
    expect(why('widget-brand-phasing', { brands: saw([brand(HOST)], 'GET') })[0]).toBe(false);
    expect(why('widget-brand-phasing', { brands: saw([brand(HOST), brand(OTHER)], 'GET') })[0]).toBe(true);
    for (const id of ['migrate-4b-mobile-apps', 'mobile-create-channel'] as const) {
      expect(why(id)[0]).toBe(false);
      expect(why(id, {}, [{ type: 'setting_set', key: 'channels', value: 'web,ios' }])[0]).toBe(true);
    }
  });

  it.each<[ItemId, readonly ItemId[]]>([
    ['agents-end-session-macro', ['style-decide-conversation-style']],
    ['act-no-visible-change', ['migrate-1-activate-account']],
    ['after-ooo-conditions', ['after-out-of-office']],
    ['after-ooo-versus-email', ['after-out-of-office', 'after-continue-over-email']],
    ['after-email-conditions', ['after-continue-over-email']],
    ['after-csat-end-session', ['after-csat', 'style-decide-conversation-style']],
  ])('%s comes after what was decided', (id, before) => {
    expect(why(id)[0]).toBe(false);
    expect(why(id, {}, said(...before))[0]).toBe(true);
    for (const one of before.length > 1 ? before : []) expect(why(id, {}, said(one))[0]).toBe(false);
  });

  it('of leftover tickets applies where any were listed', () => {
    const listed = (...tickets: readonly { id: number; status: string }[]): Happening => ({
      type: 'tickets_listed',
      tickets: [...tickets],
    });
    expect(why('after-leftover-chat-tickets')[0]).toBe(false);
    expect(why('after-leftover-chat-tickets', {}, [listed()])[0]).toBe(false);
    expect(why('after-leftover-chat-tickets', {}, [listed({ id: 1, status: 'open' })])[0]).toBe(true);
  });
});

describe('an item applies by what a person answered', () => {
  it.each<[ItemId, string]>([
    ['eval-scale-limits', 'eval-q10-over-1000-agents'],
    ['eval-scale-limits', 'eval-q11-over-500-integrations'],
    ['eval-scale-limits', 'eval-q12-over-4000-conversations'],
    ['impact-chat-apis', 'eval-q09-incremental-or-realtime-api'],
    ['impact-authentication', 'eval-q05-authentication'],
    ['impact-bans', 'eval-q04-bans'],
    ['impact-proactive', 'eval-q02-proactive-or-visitor-list'],
    ['chat-goals', 'eval-q08-conversion-tracking'],
    ['route-skills-plan', 'eval-q06-skills-routing'],
    ['eval-contact-account-rep', 'eval-q05-authentication'],
  ])('%s with a yes to %s, or where nobody knows', (id, question) => {
    const none = { chatAgents: blind('unreachable') };
    expect(why(id, none)[0]).toBe(false);
    expect(why(id, none, [answered(question, 'yes')])[0]).toBe(true);
    expect(why(id, none, [answered(question, 'unknown')])[0]).toBe(true);
    expect(why(id, none, [answered(question, 'no')])[0]).toBe(false);
  });

  it('but what Zendesk shows counts first', () => {
    const answers = (readings: Readings) =>
      Object.fromEntries(Object.entries(seenAnswers({ readings })).map(([id, each]) => [id, [each?.answer, each?.because.saw]]));
    expect(answers({ chatAgents: chatters(1_000, 1) })).toEqual({ 'eval-q10-over-1000-agents': ['no', '1000'] });
    expect(answers({ chatAgents: chatters(1_001) })).toEqual({});
    expect(answers({ bans: saw({ addresses: 0, visitors: 0 }, 'GET') })).toEqual({ 'eval-q04-bans': ['no', '0'] });
    expect(answers({ goals: saw({ count: 3, first: [] }, 'GET') })).toEqual({ 'eval-q08-conversion-tracking': ['yes', '3'] });
    const entering = (enabled: boolean, event = 'page_enter') => ({ name: 'a', enabled, event });
    const proactive = saw([entering(true), entering(false), entering(true, 'chat_requested')], 'GET');
    expect(answers({ chatTriggers: proactive })).toEqual({ 'eval-q02-proactive-or-visitor-list': ['yes', '1'] });
    const skills = saw({ count: 0, first: [] }, 'GET');
    expect(answers({ skills })).toEqual({});
    expect(answers({ ...setUpWell, skills })['eval-q06-skills-routing']).toEqual(['no', '0']);
  });
});

describe('queues that bring messaging tickets to groups', () => {
  const groups = saw([{ id: 7, name: 'Support' }], 'GET groups', OLD);
  const all = (change: Readings = {}) => context({ settings: settings(), groups, queues: saw([queue([7])], 'GET queues'), ...change });

  it('count where omnichannel routing is on and their group is there, by the oldest look', () => {
    expect(queuesRoute(all())).toEqual({ asked: 'GET queues', saw: 'Queue', at: OLD });
    expect(queuesRoute(all({ settings: settings({ omnichannelRouting: false }) }))).toBeUndefined();
    expect(queuesRoute(all({ queues: saw([queue([8])], 'GET') }))).toBeUndefined();
    expect(queuesRoute(all({ queues: saw([queue([])], 'GET') }))).toBeUndefined();
    expect(queuesRoute(all({ queues: blind('not_allowed') }))).toBeUndefined();
    expect(queuesRoute(all({ groups: blind('not_allowed') }))).toBeUndefined();
  });

  it('are named once each, five at most', () => {
    const names = ['a', 'b', 'b', 'c', 'd', 'e', 'f'].map((name) => queue([7], name));
    expect(queuesRoute(all({ queues: saw(names, 'GET') }))?.saw).toBe('a, b, c, d, e');
  });

  it('call a group by its name, else by its number', () => {
    expect(namesOf([7, 8], all())).toEqual(['Support', '8']);
    expect(namesOf([7], all({ groups: blind('not_allowed') }))).toEqual(['7']);
    expect(namesOf([1, 2, 3, 4, 5, 6], all())).toHaveLength(5);
  });
});

describe('what is named of many', () => {
  it('are the first five and how many more', () => {
    const first = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(named({ count: 9, first })).toEqual({ names: ['a', 'b', 'c', 'd', 'e'], more: 4 });
    expect(total(named({ count: 9, first }))).toBe('9');
  });

  it('of pages is what each answered', () => {
    const pages = {
      'https://a/': page(),
      'https://b/': page({ title: '', status: 404 }),
      'https://c/': blind('page_unreachable', 'GET c'),
    };
    expect(pagesSeen({ ...context(), readings: { pages } })).toEqual({
      facts: { pages: ['https://a/: HTTP 200, Shop', 'https://b/: HTTP 404', 'https://c/: —'] },
      evidence: { asked: 'GET page', saw: '3', at: NOW },
    });
    expect(pagesSeen({ ...context(), readings: { pages: {} } })).toBeUndefined();
  });

  it('an incident counts that names a product of ours among others, or none at all', () => {
    const of = (...services: readonly string[]) => isIncidentOfOurs({ title: 'a', impact: 'major', services: [...services] });
    expect(of('Talk', 'Web Widget')).toBe(true);
    expect(of('Talk')).toBe(false);
    expect(of()).toBe(true);
  });
});

describe('the share of people who have read the links', () => {
  const share = (read: number, members: number, channel = 'C0AGENTS1') => ({ channel, read, members });
  const shares = (...all: readonly ReturnType<typeof share>[]) => find('agents-share-agent-workspace', { shares: saw([...all], 'GET') });

  it('is 80 percent, or what was set, where that is a percentage', () => {
    expect(wantedShare(undefined)).toBe(80);
    expect(wantedShare('75%')).toBe(75);
    for (const limit of [0, 100]) expect(wantedShare(`${limit}%`)).toBe(limit);
    for (const none of ['-1', '101', 'all']) expect(wantedShare(none)).toBe(80);
  });

  it('is judged by the channel with the fewest', () => {
    expect(shares(share(8, 10), share(79, 100, 'C0OTHER01'))).toMatchObject({
      status: 'todo',
      facts: { read: 79, members: 100, wanted: 80 },
      evidence: { saw: 'C0AGENTS1: 8/10, C0OTHER01: 79/100' },
    });
    expect(shares(share(8, 10))).toMatchObject({ status: 'ready' });
    expect(shares(share(0, 0), share(8, 10))).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(shares()).toMatchObject({ status: 'unknown', why: 'not_shared' });
  });
});

describe('articles of the help center', () => {
  const articles = (counts: Record<string, Record<string, number> | undefined>, at: Instant = NOW) =>
    find('req-help-center-recommended', {
      brands: blind('unreachable'),
      articles: Object.fromEntries(Object.entries(counts).flatMap(([host, each]) => (each ? [[host, saw(each, `GET ${host}`, at)]] : []))),
    });

  it('are enough with ten in one language', () => {
    expect(articles({ [HOST]: { en: 10, ko: 3 } })).toMatchObject({
      status: 'ready',
      evidence: { asked: `GET ${HOST}`, saw: `${HOST}: 10` },
    });
    expect(articles({ [HOST]: { en: 9, ko: 9 } })).toMatchObject({ status: 'todo', facts: { brand: HOST, articles: 9, wanted: 10 } });
    expect(articles({ [HOST]: {} })).toMatchObject({ status: 'todo', facts: { articles: 0 } });
    expect(articles({})).toMatchObject({ status: 'unknown', why: 'not_looked' });
    const refused = find('req-help-center-recommended', { brands: blind('unreachable'), articles: { [HOST]: blind('not_allowed') } });
    expect(refused).toEqual({ status: 'unknown', why: 'not_allowed', at: NOW });
  });
});

describe('another plan than before', () => {
  const before = { settings: settings({ features: ['a'] }), chatAccount: setUpWell.chatAccount, departments: setUpWell.departments };
  const changed = (seen: Parameters<typeof planChangedAt>[1]) => planChangedAt(before, { ...before, ...seen });

  it('is told by a switch, a feature, the Chat plan, or an interface that opens or closes; by the newest of them', () => {
    expect(changed({})).toBeUndefined();
    expect(changed({ settings: saw({ ...value(), chat: false }, 'GET', NOW) })).toBe(NOW);
    expect(changed({ settings: saw({ ...value(), features: ['a', 'b'] }, 'GET', NOW) })).toBe(NOW);
    expect(changed({ departments: blind('not_allowed') })).toBe(NOW);
    expect(changed({ departments: blind('no_interface') })).toBe(NOW);
    const account = { status: 'active', plan: 'team', restApi: true, operatingHours: true };
    expect(changed({ departments: blind('not_allowed'), chatAccount: saw(account, 'GET', OLD) })).toBe(NOW);
  });

  it('is not told by what could not be read, or was not read before', () => {
    expect(changed({ departments: blind('unreachable'), settings: blind('token_refused') })).toBeUndefined();
    expect(planChangedAt({}, before)).toBeUndefined();
    expect(planChangedAt(before, {})).toBeUndefined();
    expect(changed({ settings: saw({ ...value(), features: undefined }, 'GET', NOW) })).toBeUndefined();
  });

  function value() {
    if (before.settings.status !== 'seen') throw new Error('not seen');
    return { ...before.settings.value, features: ['a'] };
  }
});
