import { describe, expect, it } from 'vitest';
import { itemBlockers } from '../../src/checklist/gate.ts';
import { itemState, restsOn } from '../../src/checklist/item-state.ts';
import { childrenOf, type ItemId, itemById } from '../../src/checklist/items/items.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { UnknownReason } from '../../src/migration/finding.ts';
import { HOUR_MS, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { allWell, aScene, JOON, MINA, NOW, saw, type Told } from '../support/scene.ts';

function state(id: ItemId, options: Parameters<typeof aScene>[0] = {}) {
  const { migration, report, now } = aScene(options);
  const item = itemById(id);
  if (item === undefined) throw new Error(id);
  return itemState(item, { migration, readings: report.readings, now });
}

const off = { ...allWell, settings: saw({ agentWorkspace: false, chat: true, omnichannelRouting: false, unifiedStatuses: false }, 'GET') };
const absent = {
  ...allWell,
  settings: saw({ agentWorkspace: undefined, chat: undefined, omnichannelRouting: undefined, unifiedStatuses: undefined }, 'GET'),
};
const said = (item: string) => ({ happened: { type: 'item_said', item } as const, by: JOON });

describe('what is known of an item', () => {
  it('counts what the interface answers', () => {
    expect(state('req-agent-workspace-enabled', { readings: allWell })).toMatchObject({ status: 'ready', stale: false });
    expect(state('req-agent-workspace-enabled', { readings: off }).status).toBe('todo');
  });

  it('never takes silence for ready', () => {
    expect(state('req-agent-workspace-enabled', {}).status).toBe('unknown');
    expect(state('req-agent-workspace-enabled', { readings: absent })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
  });

  it('lets a word fill an unknown, and never overrule what was seen', () => {
    const told = [said('req-agent-workspace-enabled')];
    expect(state('req-agent-workspace-enabled', { told, readings: absent }).status).toBe('ready');
    expect(state('req-agent-workspace-enabled', { told, readings: off }).status).toBe('todo');
  });

  it('takes a word for mode `api` only where the account has no interface that could answer', () => {
    const told = [said('chat-groups-and-ticket-triggers')];
    const by = (why: UnknownReason) => ({
      ...allWell,
      triggers: { status: 'unknown', why, asked: 'GET /api/v2/triggers', at: NOW } as const,
    });
    expect(state('chat-groups-and-ticket-triggers', { told, readings: by('no_interface') }).status).toBe('ready');
    for (const why of ['not_allowed', 'token_refused', 'unreachable', 'unexpected_answer'] as const)
      expect(state('chat-groups-and-ticket-triggers', { told, readings: by(why) })).toMatchObject({ status: 'unknown', why });
    expect(state('chat-groups-and-ticket-triggers', { readings: by('no_interface') }).status).toBe('unknown');
  });

  it('grows stale when it was seen more than a day ago, and then passes no gate', () => {
    const now = later(NOW, 24 * HOUR_MS + 1);
    expect(state('req-agent-workspace-enabled', { readings: allWell, now })).toMatchObject({ status: 'ready', stale: true });
    const { migration, report } = aScene({ readings: allWell, now });
    expect(itemBlockers('G1', { migration, readings: report.readings, now })).toContainEqual({
      kind: 'item',
      id: 'req-agent-workspace-enabled',
      why: 'stale',
    });
  });

  it('is too old when it was seen by a clock that was ahead', () => {
    const now = later(NOW, -2 * HOUR_MS);
    expect(state('req-agent-workspace-enabled', { readings: allWell, now })).toMatchObject({ status: 'ready', stale: true });
  });

  it.each(['chat-limits', 'first-opening-watch'] as const)(
    'lets the word for %s stand while Ferry itself has lowered the chat limit',
    (id) => {
      const limit = (number: number, readAt = later(NOW, -MINUTE_MS)) => ({
        chatRouting: saw(
          { mode: 'assigned', limit: number, limitEnabled: true, limitPer: 'account', skills: false, reassignAfterSeconds: 30 },
          'GET /api/v2/chat/routing_settings/account',
          readAt,
        ),
      });
      const of = restsOn(id, { migration: aScene().migration, readings: limit(3), now: NOW });
      const word = { happened: { type: 'item_said', item: id, ...(of && { of }) } as const, by: MINA };
      const change = (type: 'write_tried' | 'write_seen') =>
        ({ happened: { type, write: 'chat_limit', target: 'account' }, at: later(NOW, -3 * MINUTE_MS) }) as const;
      const intended: Happening = { type: 'write_intended', write: 'chat_limit', target: 'account', was: '3', want: '1', ids: [] };
      const lowered: readonly Told[] = [
        word,
        { happened: intended, at: later(NOW, -3 * MINUTE_MS) },
        change('write_tried'),
        change('write_seen'),
      ];
      const back = { happened: { type: 'undo_seen', write: 'chat_limit', target: 'account', how: 'put_back' } as const };
      const backNow = { ...back, at: later(NOW, -30 * SECOND_MS) };
      expect(of).toBeDefined();
      expect(state(id, { told: lowered, readings: limit(1) }).voided).toBeUndefined();
      expect(state(id, { told: lowered, readings: limit(3, later(NOW, -10 * MINUTE_MS)) }).voided).toBeUndefined();
      // What was read before it was put back is still of then; what is read afterwards is somebody else's.
      expect(state(id, { told: [...lowered, backNow], readings: limit(1) }).voided).toBeUndefined();
      expect(state(id, { told: [...lowered, backNow], readings: limit(1, NOW) }).voided).toMatchObject({ by: MINA });
      // Before it was lowered, it was lowered by somebody else.
      expect(state(id, { told: lowered, readings: limit(1, later(NOW, -10 * MINUTE_MS)) }).voided).toMatchObject({ by: MINA });
      expect(state(id, { told: lowered, readings: limit(2) }).voided).toMatchObject({ by: MINA });
    },
  );

  it('keeps a word for ever, but a word of the night for its plan only', () => {
    const now = later(NOW, 200 * 24 * HOUR_MS);
    expect(state('req-plan-eligible', { told: [said('req-plan-eligible')], now }).status).toBe('ready');
    expect(state('widget-test-conversation', { told: [said('widget-test-conversation')] }).status).toBe('todo');
  });

  it('shows a waiver over what is open, by whom and why', () => {
    const told = [{ type: 'item_waived', item: 'before-evaluate-account', reason: 'done last year' } as const];
    expect(state('before-evaluate-account', { told })).toMatchObject({ status: 'waived', waiver: { reason: 'done last year' } });
  });

  it('leaves out what does not apply, and applies what an answer calls for', () => {
    expect(state('impact-bans').status).toBe('not_applicable');
    const told = [{ type: 'questions_answered', answers: { 'eval-q04-bans': 'unknown' } } as const];
    expect(state('impact-bans', { told }).status).toBe('todo');
  });

  it('makes a whole of its parts: one unknown part makes it unknown', () => {
    expect(state('migrate-3-tickets-reach-agents', { readings: allWell }).status).not.toBe('ready');
  });

  it('is as its parts are: open with one that is open, ready with all, and without those that do not apply', () => {
    const parts = (id: ItemId) => childrenOf(id);
    const waived = (id: ItemId, but?: ItemId) =>
      parts(id).flatMap((part) => (part.id === but ? [] : [{ type: 'item_waived', item: part.id, reason: 'none' } as const]));
    const settings = 'migrate-2-update-chat-settings';
    expect(state(settings, { told: waived(settings) })).toMatchObject({ status: 'ready', stale: false });
    const open = parts(settings).find(({ id, blocking }) => blocking !== 'no' && state(id).status === 'todo')?.id;
    expect(open).toBeDefined();
    expect(state(settings, { told: waived(settings, open) }).status).toBe('todo');
    const unsure = parts(settings).find(({ id, blocking }) => blocking !== 'no' && state(id).status === 'unknown')?.id;
    expect(state(settings, { told: waived(settings, unsure) })).toMatchObject({ status: 'unknown', why: 'not_looked' });
    const reach = 'migrate-3-tickets-reach-agents';
    expect(state(reach, { told: waived(reach) })).toMatchObject({ status: 'unknown', why: 'cannot_tell' });
    expect(state(reach, { told: [...waived(reach), said(reach)] }).status).toBe('ready');
    const channels = 'migrate-4-activate-channels';
    const web = waived(channels, 'migrate-4b-mobile-apps');
    expect(state(channels, { told: web }).status).toBe('ready');
    expect(state(channels, { told: [...web, { type: 'setting_set', key: 'channels', value: 'web,ios' }] }).status).toBe('todo');
  });

  it('does not ask anybody for the typed phrase', () => {
    const told = [said('migrate-important-notice')];
    expect(state('migrate-important-notice', { told }).status).toBe('unknown');
    const { migration, report, now } = aScene({ told });
    expect(itemBlockers('G3', { migration, readings: report.readings, now }).map(({ id }) => id)).not.toContain('migrate-important-notice');
  });
});
