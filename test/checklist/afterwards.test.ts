import { describe, expect, it } from 'vitest';
import { itemBlockers } from '../../src/checklist/gate.ts';
import { triggersSeen } from '../../src/checklist/look/rules.ts';
import type { Readings } from '../../src/checklist/readings.ts';
import type { Happening } from '../../src/migration/events.ts';
import { instant } from '../../src/migration/time.ts';
import { HOST, saw } from '../support/scene.ts';
import { blind, context, find, state, triggers } from './contexts.ts';

const TAG = 'pending-tickets-guard-tag';
const touching: Readings = {
  triggers: triggers(),
  automations: saw({ count: 1, rules: [{ title: 'Solve', spares: ['messaging_migration_guard'] }] }, 'GET'),
};
const plan: Happening = {
  type: 'scheduled',
  plan: {
    opensAt: instant(new Date('2026-11-24T10:00:00Z')),
    closesAt: instant(new Date('2026-11-24T11:00:00Z')),
    timeZone: 'UTC',
    brands: [],
    runbookVersion: 2,
  },
};
const ticket = (id: number) => ({ id, status: 'pending', brandId: undefined, groupId: undefined }) as const;
const listed: Happening = { type: 'tickets_listed', tickets: [ticket(1), ticket(2), ticket(3)] };
const write = { write: 'guard_tag', target: '1-2' } as const;
const intended: Happening = { type: 'write_intended', ...write, was: '2', want: 'messaging_migration_guard', ids: [1] };
const tagged: readonly Happening[] = [plan, listed, intended, { type: 'write_seen', ...write }];
const last = { write: 'guard_tag', target: '3-3' } as const;
const rest: readonly Happening[] = [{ type: 'write_intended', ...last, was: '', want: 'messaging_migration_guard', ids: [3] }];

describe('the guard tag on the listed tickets', () => {
  it('is asked for once tickets are listed, where some rule would touch them and a tag is wanted', () => {
    expect(state(TAG, touching, [plan]).status).toBe('not_applicable');
    expect(state(TAG, touching, [plan, listed])).toMatchObject({ status: 'todo', finding: { facts: { without: 3, tickets: 3 } } });
    expect(state(TAG, { ...touching, automations: saw({ count: 0, rules: [] }, 'GET') }, [plan, listed]).status).toBe('not_applicable');
    const none = { type: 'setting_set', key: 'guard-tag', value: 'none' } as const;
    expect(state(TAG, touching, [none, plan, listed]).status).toBe('not_applicable');
  });

  it('holds the last gate until every ticket was read back with it; who had it before needs none', () => {
    expect(state(TAG, touching, tagged)).toMatchObject({ status: 'todo', finding: { facts: { without: 1 } } });
    expect(state(TAG, touching, [...tagged, ...rest])).toMatchObject({ status: 'todo', finding: { facts: { without: 1 } } });
    expect(itemBlockers('G3', context(touching, tagged))).toContainEqual({ kind: 'item', id: TAG, why: 'todo' });
    const all = [...tagged, ...rest, { type: 'write_seen', ...last } as const];
    expect(state(TAG, touching, all)).toMatchObject({ status: 'ready', finding: { evidence: { saw: '3/3' } } });
    expect(itemBlockers('G3', context(touching, all)).some((blocker) => blocker.id === TAG)).toBe(false);
  });

  it('of a plan before this one is none of this one’s', () => {
    const standing: readonly Happening[] = [plan, listed, intended, { type: 'write_tried', ...write }, { type: 'write_seen', ...write }];
    expect(state(TAG, touching, [...standing, plan, listed])).toMatchObject({ status: 'todo', finding: { facts: { without: 3 } } });
  });

  it('is left to a person where Zendesk does not let Ferry set it', () => {
    const refused = [...tagged, ...rest, { type: 'write_refused', ...last, why: 'HTTP 403' } as const];
    expect(state(TAG, touching, refused)).toMatchObject({ status: 'unknown', why: 'not_allowed' });
    expect(state(TAG, touching, [...refused, { type: 'item_said', item: TAG, note: undefined }]).status).toBe('ready');
  });
});

describe('omnichannel routing', () => {
  const off = { agentWorkspace: true, chat: true, omnichannelRouting: false, unifiedStatuses: true };
  const settings = (change: Partial<typeof off> = {}) => saw({ ...off, ...change }, 'GET /api/v2/account/settings');
  const turned = { [HOST]: saw('messaging' as const, 'GET') };
  const queue = { name: 'Messaging', all: [], any: [], groupIds: [7] };
  const routing = 'routing_settings/account';

  it('is asked about once somebody has prepared it', () => {
    for (const id of ['route-omnichannel-prerequisites', 'route-omnichannel-record-settings', 'route-omnichannel-turn-on'] as const) {
      expect(state(id, {}).status).toBe('not_applicable');
      expect(state(id, { settings: settings({ unifiedStatuses: false }) }).status).toBe('not_applicable');
      expect(state(id, { settings: settings() }).status).not.toBe('not_applicable');
      const queued = { settings: settings({ unifiedStatuses: false }), queues: saw([queue], 'GET') };
      expect(state(id, queued)).toMatchObject({ because: { saw: 'unified_agent_statuses: false, queues: 1' } });
    }
  });

  it.each<[string, Readings, object]>([
    ['all is there', { settings: settings(), triggers: triggers(), widgets: turned }, { status: 'ready' }],
    [
      'queues stand in for a trigger',
      { settings: settings(), triggers: triggers({ routing: [] }), queues: saw([queue], 'GET'), widgets: turned },
      { status: 'ready' },
    ],
    [
      'nothing is there',
      { settings: settings({ agentWorkspace: false }), triggers: triggers({ routing: [] }) },
      { status: 'todo', facts: { lacks: ['agent_workspace', 'channel', 'group'] } },
    ],
    ['live chat is all there is', { settings: settings(), triggers: triggers() }, { status: 'todo', facts: { lacks: ['channel'] } }],
    [
      'a widget is not clear',
      { settings: settings(), triggers: triggers(), widgets: { [HOST]: saw('unknown', 'GET') } },
      { status: 'unknown', why: 'cannot_tell' },
    ],
    ['the triggers are not known', { settings: settings(), triggers: blind('unreachable'), widgets: turned }, { status: 'unknown' }],
  ])('tells its prerequisites where %s', (_, readings, expected) => {
    expect(find('route-omnichannel-prerequisites', readings)).toMatchObject(expected);
  });

  it('is recorded with the day of the first copy, and not before there is one', () => {
    const copy = (lists: object, more: object = {}) => ({ chatCopy: saw({ letters: 9, lists: { ...lists }, ...more }, 'GET') });
    const id = 'route-omnichannel-record-settings';
    const at = instant(new Date('2026-11-20T09:00:00Z'));
    expect(find(id, copy({ [routing]: {} }, { first: { [routing]: { at, list: {} } } }))).toMatchObject({
      status: 'ready',
      evidence: { saw: `${routing}, 2026-11-20` },
    });
    expect(find(id, copy({ bans: [] }))).toMatchObject({ status: 'todo' });
    expect(find(id, copy({}, { tooLong: [routing] }))).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(find(id)).toMatchObject({ status: 'unknown', why: 'not_looked' });
  });

  it.each<[string, Readings, object]>([
    ['is off', { settings: settings() }, { status: 'todo', facts: { online: -1 } }],
    ['is on and nobody is back', { settings: settings({ omnichannelRouting: true }), messagingAgents: saw(0, 'GET') }, { status: 'todo' }],
    [
      'is on and agents are back',
      { settings: settings({ omnichannelRouting: true }), messagingAgents: saw(2, 'GET') },
      { status: 'ready' },
    ],
    ['is on and who is back is not known', { settings: settings({ omnichannelRouting: true }) }, { status: 'unknown', why: 'not_looked' }],
    [
      'is on without the statuses of every channel',
      { settings: settings({ omnichannelRouting: true, unifiedStatuses: false }), messagingAgents: saw(2, 'GET') },
      { status: 'unknown', why: 'cannot_tell' },
    ],
  ])('%s', (_, readings, expected) => {
    expect(find('route-omnichannel-turn-on', readings)).toMatchObject(expected);
  });
});

describe('surveys after a session that an agent has ended', () => {
  const said = (item: string): Happening => ({ type: 'item_said', item, note: undefined });
  const style = said('style-decide-conversation-style');
  const rule = { id: 1, title: 'Survey', active: true, any: [], actions: [{ field: 'satisfaction_score', value: '' }] };
  const ended = { field: 'messaging_session', operator: 'is', value: 'ended' };
  const seen = (change: object) =>
    saw(triggersSeen([{ ...rule, all: [ended], ...change }], { chat: ['29'], messaging: ['75'] }), 'GET /api/v2/triggers');

  it('are asked for where surveys are on, and a macro that tells the end once the style is chosen', () => {
    expect(state('after-csat-end-session', {}, [style]).status).toBe('not_applicable');
    expect(state('after-csat-end-session', {}, [style, said('after-csat')]).status).toBe('unknown');
    expect(state('agents-end-session-macro').status).toBe('not_applicable');
    expect(state('agents-end-session-macro', {}, [style]).status).toBe('todo');
  });

  it('are found by an active trigger; finding none overrules nobody', () => {
    expect(find('after-csat-end-session', { triggers: seen({}) })).toMatchObject({ status: 'ready', evidence: { saw: 'Survey' } });
    const others = [
      { active: false },
      { all: [] },
      { actions: [] },
      { all: [{ ...ended, operator: 'is_not' }] },
      { all: [{ ...ended, value: 'pending' }] },
      { all: [{ field: 'messaging_session_ended', operator: 'is', value: 'false' }] },
      { all: [ended, { field: 'via_id', operator: 'is', value: '29' }] },
    ];
    for (const other of others)
      expect(find('after-csat-end-session', { triggers: seen(other) })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    const told = [style, said('after-csat'), said('after-csat-end-session')];
    expect(state('after-csat-end-session', { triggers: seen({ active: false }) }, told).status).toBe('ready');
  });
});
