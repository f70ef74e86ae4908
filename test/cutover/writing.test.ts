import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/cutover/subjects.ts';
import { carryOut } from '../../src/cutover/writes/carry-out.ts';
import { guardTag, nameOf, untagged, WRITES, type WriteMove, writesAhead } from '../../src/cutover/writes/writes-ahead.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import type { Change } from '../../src/migration/run/changes.ts';
import { type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { type ChatLimit, UnexpectedShape, ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { help, portOf, quietZendesk, shop } from '../support/small-world.ts';
import { account, at, begun, night, planIn, type Told } from '../support/told-night.ts';

const LIMIT = { write: 'chat_limit', target: 'account' } as const;
const TAG = { write: 'guard_tag', target: '1-2' } as const;
const intended = (of: typeof LIMIT | typeof TAG, ids: number[] = []): Happening => ({
  type: 'write_intended',
  ...of,
  was: of === LIMIT ? '3' : '',
  want: '1',
  ids,
});
const tried = (of: typeof LIMIT | typeof TAG): Happening => ({ type: 'write_tried', ...of });
const seen = (of: typeof LIMIT | typeof TAG): Happening => ({ type: 'write_seen', ...of });
const list: Happening = { type: 'tickets_listed', tickets: [1, 2].map((id) => ({ id, status: 'open' })) };
const drain = begun('rb-15m-stop-new');

function verdict(statement: 'plan' | 'go', what: 'yes' | 'no', user = 'APPROVER', of: Migration = night()): Told {
  const subject = subjectOf(statement, { migration: of, readings: {} });
  if (subject === undefined) throw new Error('nothing to sign');
  return [user, { type: 'signed', statement, verdict: what, of: subject, reason: undefined }];
}
const signed = verdict('plan', 'yes');
const approved = (...told: readonly Told[]) => night(signed, ...told);

function ahead(migration: Migration, looked: readonly (readonly [string, Instant])[] = [], now: Instant = at(30)) {
  const { due, at: when } = writesAhead(migration, new Map(looked), now);
  return [due && nameOf(due), when];
}
const due = (migration: Migration) => ahead(migration)[0];

describe('what Ferry writes next', () => {
  it('is the limit of chats from the drain until the first click, once', () => {
    expect(due(approved(...drain))).toBe('intend:chat_limit');
    expect(due(approved())).toBeUndefined();
    expect(due(approved(...drain, { type: 'widget_read', brand: shop, widget: 'messaging' }))).toBeUndefined();
    expect(due(approved(...drain, intended(LIMIT)))).toBe('make:chat_limit:account');
    expect(due(approved(...drain, intended(LIMIT), tried(LIMIT), seen(LIMIT)))).toBeUndefined();
    const refused: Happening = { type: 'write_refused', ...LIMIT, why: 'not_allowed' };
    expect(due(approved(...drain, intended(LIMIT), refused))).toBeUndefined();
  });

  it('is nothing that the plan’s approver has not signed, or that somebody has said no to', () => {
    expect(due(night(...drain))).toBeUndefined();
    expect(due(night(verdict('go', 'yes'), ...drain))).toBeUndefined();
    expect(due(night(verdict('plan', 'yes', 'APPROVER', account(planIn(15))), ...drain))).toBeUndefined();
    expect(due(approved(verdict('plan', 'no', 'OTHER'), ...drain))).toBeUndefined();
    expect(due(approved(verdict('go', 'no', 'OTHER'), ...drain))).toBe('intend:chat_limit');
    expect(due(approved(verdict('plan', 'no', 'OTHER', account(planIn(15))), ...drain))).toBe('intend:chat_limit');
    expect(due(approved(...drain, { type: 'halted', because: 'person_asked' }))).toBeUndefined();
    expect(due(approved(...drain, { type: 'finished', remaining: [] }))).toBeUndefined();
    expect(due(approved(...drain, { type: 'rolled_back', reason: undefined }))).toBeUndefined();
    expect(due(account())).toBeUndefined();
  });

  it('is the tag on listed tickets that none is wanted for yet, unless Zendesk has refused it', () => {
    expect(due(approved(list))).toBe('intend:guard_tag');
    expect(due(approved(list, intended(TAG, [1]), tried(TAG), seen(TAG)))).toBe('intend:guard_tag');
    expect(due(approved(list, intended(TAG, [1, 2]), tried(TAG), seen(TAG)))).toBeUndefined();
    const refused: Happening = { type: 'write_refused', ...TAG, why: 'not_allowed' };
    expect(due(approved(list, intended(TAG, [1]), refused))).toBeUndefined();
    expect(due(approved({ type: 'setting_set', key: 'guard-tag', value: 'none' }, list))).toBeUndefined();
    expect(untagged(night(list, { ...TAG, type: 'write_intended', was: '2', want: 'x', ids: [] }))).toEqual([1]);
    expect(guardTag(night())).toBe('messaging_migration_guard');
    expect(guardTag(night({ type: 'setting_set', key: 'guard-tag', value: 'vip' }))).toBe('vip');
  });

  it('is put back when its plan has ended, the way back was taken, or the doors are open; what was not sent is not', () => {
    const lowered = [...drain, intended(LIMIT), tried(LIMIT), seen(LIMIT)];
    const undo = 'undo:chat_limit:account';
    const cancelled: Happening = { type: 'cancelled', because: 'person', reason: undefined };
    expect(due(approved(...lowered))).toBeUndefined();
    expect(due(approved(...lowered, cancelled))).toBe(undo);
    expect(due(approved(...lowered, ...begun('rb-15p-put-back')))).toBe(undo);
    expect(due(approved(...lowered, { type: 'rolled_back', reason: undefined }))).toBe(undo);
    expect(due(approved(...drain, intended(LIMIT), cancelled))).toBeUndefined();
    expect(due(approved(...drain, intended(LIMIT), ...begun('rb-15p-put-back')))).toBeUndefined();
    expect(due(approved(...lowered, cancelled, { type: 'undo_seen', ...LIMIT, how: 'put_back' }))).toBeUndefined();
    expect(due(approved(...lowered, cancelled, { type: 'undo_refused', ...LIMIT, why: 'x' }))).toBeUndefined();
  });

  it('waits ten seconds to look again, a minute to begin again, and a second after any other', () => {
    const making = approved(...drain, intended(LIMIT));
    const now = at(30);
    const ago = (seconds: number) => later(now, -seconds * SECOND_MS);
    expect(ahead(making, [['make:chat_limit:account', ago(10)]])[0]).toBe('make:chat_limit:account');
    expect(ahead(making, [['make:chat_limit:account', ago(9)]])).toEqual([undefined, later(now, SECOND_MS)]);
    expect(ahead(approved(...drain), [['intend:chat_limit', ago(60)]])[0]).toBe('intend:chat_limit');
    expect(ahead(approved(...drain), [['intend:chat_limit', ago(59)]])).toEqual([undefined, later(now, SECOND_MS)]);
    expect(ahead(making, [[WRITES, ago(1)]])[0]).toBe('make:chat_limit:account');
    expect(ahead(making, [[WRITES, now]])).toEqual([undefined, later(now, SECOND_MS)]);
  });

  it('takes the tag off four days after the switch, or at once where there was none', () => {
    const tagged = [list, intended(TAG, [1, 2]), tried(TAG), seen(TAG)];
    const turned = [shop, help].flatMap((brand): readonly Told[] => [
      { type: 'widget_read', brand, widget: 'messaging' },
      { type: 'step_done', step: `rb-2m-config:${brand}`, how: 'seen', saw: '' },
    ]);
    const migration = approved(...tagged, ...turned);
    const last = migration.run.turned[help] ?? at(0);
    const [, when] = ahead(migration);
    expect(when).toBe(later(last, 4 * 24 * 60 * MINUTE_MS));
    expect(ahead(migration, [], when as Instant)[0]).toBe('undo:guard_tag:1-2');
    expect(due(approved(...tagged))).toBeUndefined();
    expect(due(approved(...tagged, { type: 'cancelled', because: 'person', reason: undefined }))).toBe('undo:guard_tag:1-2');
  });
});

describe('one write', () => {
  const now = at(30);
  const none = { triedAt: undefined, tries: 0, seen: undefined, refused: undefined };
  const change = (part: Partial<Change>): Change => ({
    ...LIMIT,
    plan: 1,
    was: '3',
    want: '1',
    ids: [],
    intendedAt: at(0),
    triedAt: undefined,
    tries: 0,
    seenAt: undefined,
    refused: undefined,
    undo: none,
    ...part,
  });

  interface Run {
    readonly limit?: ChatLimit;
    readonly noted?: boolean;
    readonly stuck?: boolean;
    readonly error?: unknown;
  }

  /** What is recorded, what is noted before it, and the limit afterwards. */
  async function run(move: WriteMove, { limit = { enabled: true, limit: 3 }, noted = true, stuck = false, error }: Run = {}) {
    const world = { ...quietZendesk([shop, help]), limit };
    const notes: Happening[] = [];
    const port = portOf(world, [shop, help], () => now);
    const failing = async () => {
      throw error;
    };
    const zendesk = { ...port, ...(stuck ? { setChatLimit: async () => {} } : {}), ...(error === undefined ? {} : { chatLimit: failing }) };
    const parts = { zendesk, clock: () => now, notes: { guard: '', notSwitched: '' } };
    const happened = await carryOut(move, night(), parts, async (each) => {
      notes.push(each);
      return noted;
    });
    return { happened, notes: notes.map(({ type }) => type), limit: world.limit.limit };
  }
  const make = (part: Partial<Change> = {}): WriteMove => ({ does: 'make', change: change(part) });
  const undo = (part: Partial<Change['undo']> = {}): WriteMove => ({ does: 'undo', change: change({ undo: { ...none, ...part } }) });
  const low = { limit: { enabled: true, limit: 1 } };

  it('is noted before it is sent, and done once it was read back', async () => {
    expect(await run(make())).toEqual({ happened: [seen(LIMIT)], notes: ['write_tried'], limit: 1 });
    expect(await run(make(), low)).toEqual({ happened: [seen(LIMIT)], notes: [], limit: 1 });
    expect(await run(make(), { stuck: true })).toEqual({ happened: [], notes: ['write_tried'], limit: 3 });
    expect(await run(make(), { noted: false })).toEqual({ happened: [], notes: ['write_tried'], limit: 3 });
    expect((await run({ does: 'intend', write: 'chat_limit' })).happened).toMatchObject([{ type: 'write_intended', was: '3', want: '1' }]);
  });

  it('is sent again after a minute, ten times at most', async () => {
    const ago = (ms: number) => ({ triedAt: later(now, -ms), tries: 1 });
    expect(await run(make(ago(MINUTE_MS - 1)))).toEqual({ happened: [], notes: [], limit: 3 });
    expect((await run(make(ago(MINUTE_MS)))).limit).toBe(1);
    expect((await run(make({ tries: 9 }))).limit).toBe(1);
    expect(await run(make({ tries: 10 }))).toEqual({
      happened: [{ type: 'write_refused', ...LIMIT, why: 'not_seen' }],
      notes: [],
      limit: 3,
    });
  });

  it('is put back by the same rules, and left alone where somebody has changed it', async () => {
    const back = { type: 'undo_seen', ...LIMIT, how: 'put_back' };
    expect(await run(undo(), low)).toEqual({ happened: [back], notes: ['undo_tried'], limit: 3 });
    expect(await run(undo())).toEqual({ happened: [back], notes: [], limit: 3 });
    expect(await run(undo(), { limit: { enabled: true, limit: 7 } })).toEqual({
      happened: [{ ...back, how: 'changed_by_hand' }],
      notes: [],
      limit: 7,
    });
    expect(await run(undo(), { ...low, stuck: true })).toEqual({ happened: [], notes: ['undo_tried'], limit: 1 });
    expect(await run(undo(), { ...low, noted: false })).toEqual({ happened: [], notes: ['undo_tried'], limit: 1 });
    const ago = (ms: number) => ({ triedAt: later(now, -ms), tries: 1 });
    expect(await run(undo(ago(MINUTE_MS - 1)), low)).toEqual({ happened: [], notes: [], limit: 1 });
    expect((await run(undo(ago(MINUTE_MS)), low)).limit).toBe(3);
    expect((await run(undo({ tries: 10 }), low)).happened).toEqual([{ type: 'undo_refused', ...LIMIT, why: 'not_seen' }]);
  });

  it('that Zendesk refuses is a person’s; what may pass by itself is tried again', async () => {
    for (const [error, why] of [
      [new ZendeskRefused('PUT', 403), 'not_allowed'],
      [new UnexpectedShape('PUT'), 'unexpected_answer'],
    ] as const) {
      expect((await run(make(), { error })).happened).toEqual([{ type: 'write_refused', ...LIMIT, why }]);
      expect((await run(undo(), { error })).happened).toEqual([{ type: 'undo_refused', ...LIMIT, why }]);
      const begin = await run({ does: 'intend', write: 'chat_limit' }, { error });
      expect(begin.happened).toEqual([{ type: 'write_refused', write: 'chat_limit', target: 'all', why }]);
    }
    await expect(run(make(), { error: new ZendeskUnavailable('PUT') })).rejects.toThrow(ZendeskUnavailable);
  });
});
