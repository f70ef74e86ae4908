import { describe, expect, it } from 'vitest';
import { chatLimit } from '../../src/cutover/writes/chat-limit.ts';
import { guardTagWrite } from '../../src/cutover/writes/guard-tag.ts';
import { routingAhead } from '../../src/cutover/writes/routing-ahead.ts';
import { routingTrigger } from '../../src/cutover/writes/routing-trigger.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import type { Change } from '../../src/migration/run/changes.ts';
import type { ChatLimit, Rule, Ticket, Zendesk } from '../../src/zendesk/port.ts';
import { help, portOf, quietZendesk, type SmallZendesk, shop, ticket } from '../support/small-world.ts';
import { account, at, done, night, planIn, type Told } from '../support/told-night.ts';

/** The plan names the group to which messaging goes. */
function routed(routing = 'Support'): Happening {
  const plan = planIn(14);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  return { ...plan, plan: { ...plan.plan, routing } };
}

function at20(world: Partial<SmallZendesk> = {}, zendesk: Partial<Zendesk> = {}) {
  const own = { ...quietZendesk([shop, help]), triggers: [], ...world };
  const clock = () => at(20);
  const parts = { zendesk: { ...portOf(own, [shop, help], clock), ...zendesk }, clock, notes: { guard: 'guarded', notSwitched: 'not' } };
  return { own, parts };
}

const is = (field: string, value: string, operator = 'is') => ({ field, operator, value });
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 50,
  title: 'Theirs',
  active: true,
  all: [is('via_id', '75')],
  any: [],
  actions: [{ field: 'group_id', value: '1' }],
  ...change,
});
const change = (part: Partial<Change>): Change => ({
  write: 'routing_trigger',
  target: shop,
  plan: 1,
  was: 'absent',
  want: 'Ours',
  ids: [1, 7001],
  intendedAt: at(0),
  triedAt: undefined,
  tries: 0,
  seenAt: undefined,
  refused: undefined,
  undo: { triedAt: undefined, tries: 0, seen: undefined, refused: undefined },
  ...part,
});
const ours = (part: Partial<Rule> = {}) =>
  rule({ title: 'Ours', all: [is('via_id', '75'), is('brand_id', '7001'), is('update_type', 'Create')], ...part });

describe('a trigger that gives messaging tickets to a group', () => {
  const intend = async (world: Partial<SmallZendesk> = {}, migration: Migration = account(routed()), zendesk: Partial<Zendesk> = {}) =>
    (await routingTrigger.intend(migration, at20(world, zendesk).parts)).map((each) =>
      each.type === 'write_intended'
        ? [each.target, each.was, each.want]
        : each.type === 'write_refused'
          ? [each.target, each.why]
          : [each.type],
    );
  const absent = [shop, help].map((brand) => [brand, 'absent', `Ferry: messaging of ${brand} to Support`]);

  it('is wanted for each brand of a plan that names a group, and for no other', async () => {
    expect(await intend()).toEqual(absent);
    expect(await intend({}, night())).toEqual([]);
    expect(await intend({}, account(routed('sUPPORT')))).toEqual(
      absent.map(([brand]) => [brand, 'absent', `Ferry: messaging of ${brand} to sUPPORT`]),
    );
  });

  it('is a person’s where the group, the brand or the channel is not there', async () => {
    expect(await intend({}, account(routed('Sales')))).toEqual([
      [shop, 'no_group'],
      [help, 'no_group'],
    ]);
    expect(await intend({ deleted: new Set([help]) })).toEqual([absent[0], [help, 'no_brand']]);
    const silent = { channelNumbers: async () => ({ chat: ['29'], messaging: [] }) };
    expect(await intend({}, account(routed()), silent)).toEqual([
      [shop, 'no_channel'],
      [help, 'no_channel'],
    ]);
  });

  it.each<[string, Partial<Rule>]>([
    ['names the channel alone', {}],
    ['names the channel as it is now', { all: [is('current_via_id', '75')] }],
    ['names it among any', { all: [], any: [is('via_id', '75')] }],
    ['asks for new tickets', { all: [is('via_id', '75'), is('update_type', 'Create'), is('status', 'new')] }],
  ])('is there already with one that %s', async (_, part) => {
    expect(await intend({ triggers: [rule(part)] })).toEqual([
      [shop, 'there', 'Theirs'],
      [help, 'there', 'Theirs'],
    ]);
  });

  it('is there for its own brand only', async () => {
    expect(await intend({ triggers: [rule({ all: [is('via_id', '75'), is('brand_id', '7001')] })] })).toEqual([
      [shop, 'there', 'Theirs'],
      absent[1],
    ]);
  });

  it.each<[string, Partial<Rule>]>([
    ['is off', { active: false }],
    ['is for another channel', { all: [is('via_id', '29')] }],
    ['leaves messaging out', { all: [is('via_id', '75', 'is_not')] }],
    ['asks for something else too', { all: [is('via_id', '75'), is('priority', 'urgent')] }],
    ['asks for old tickets', { all: [is('via_id', '75'), is('status', 'open')] }],
    ['asks for changes', { all: [is('via_id', '75'), is('update_type', 'Change')] }],
    ['leaves new tickets out', { all: [is('via_id', '75'), is('status', 'new', 'is_not')] }],
    ['is for several channels', { all: [], any: [is('via_id', '75'), is('via_id', '29')] }],
    ['asks for any of other things', { any: [is('priority', 'urgent')] }],
    ['names no channel', { all: [] }],
    ['sets no group', { actions: [] }],
    ['empties the group', { actions: [{ field: 'group_id', value: '' }] }],
  ])('is not there with one that %s', async (_, part) => {
    expect(await intend({ triggers: [rule(part)] })).toEqual(absent);
  });

  it('to another group is a person’s to decide, unless one to this group is there too', async () => {
    const other = rule({ id: 51, title: 'Other', actions: [{ field: 'group_id', value: '2' }] });
    expect(await intend({ triggers: [other] })).toEqual([
      [shop, 'other_group'],
      [help, 'other_group'],
    ]);
    expect(await intend({ triggers: [other, rule()] })).toEqual([
      [shop, 'there', 'Theirs'],
      [help, 'there', 'Theirs'],
    ]);
  });

  it('has a title that is no longer than titles are', async () => {
    const [first] = await intend({}, account(routed('S'.repeat(200))), { groups: async () => [{ id: 1, name: 'S'.repeat(200) }] });
    expect(first?.[2]).toHaveLength(120);
  });

  it('is made for its brand and its group, and is made once it is there', async () => {
    const { own, parts } = at20();
    await routingTrigger.make(change({}), parts);
    expect(own.triggers).toMatchObject([
      {
        title: 'Ours',
        active: false,
        all: [is('via_id', '75'), is('brand_id', '7001'), is('update_type', 'Create')],
        actions: [{ field: 'group_id', value: '1' }],
      },
    ]);
    expect(await routingTrigger.isMade(change({}), parts)).toBe(true);
    const without = at20();
    await routingTrigger.make(change({ ids: [1] }), without.parts);
    await routingTrigger.make(change({ ids: [] }), without.parts);
    expect(without.own.triggers).toEqual([]);
  });

  it('is Ferry’s own by its title, its group and its brand', async () => {
    const made = (part: Partial<Rule>) => routingTrigger.isMade(change({}), at20({ triggers: [ours(part)] }).parts);
    expect(await made({})).toBe(true);
    expect(await made({ title: 'Another' })).toBe(false);
    expect(await made({ actions: [{ field: 'group_id', value: '2' }] })).toBe(false);
    expect(await made({ all: [is('brand_id', '7002')] })).toBe(false);
    expect(await made({ all: [is('group_id', '7001')] })).toBe(false);
    expect(await routingTrigger.isMade(change({ was: 'there' }), at20().parts)).toBe(true);
  });

  it('is switched on and off, and only where it is not so already', async () => {
    const on = change({ target: `${shop}:on`, ids: [50] });
    const { own, parts } = at20({ triggers: [ours({ active: false })] });
    expect(await routingTrigger.isMade(on, parts)).toBe(false);
    await routingTrigger.make(on, parts);
    expect(own.triggers[0]?.active).toBe(true);
    expect(await routingTrigger.isMade(on, parts)).toBe(true);
    expect(await routingTrigger.isUndone(on, parts)).toBeUndefined();
    expect(await routingTrigger.isUndone(change({}), parts)).toBeUndefined();
    await routingTrigger.undo(change({}), night(), parts);
    expect(own.triggers[0]?.active).toBe(false);
    expect(await routingTrigger.isUndone(on, parts)).toBe('put_back');
    expect(await routingTrigger.isUndone(change({}), parts)).toBe('put_back');
    own.triggers = [];
    expect(await routingTrigger.isUndone(on, parts)).toBe('changed_by_hand');
    const asked: number[] = [];
    const counting = at20({ triggers: [ours()] }, {});
    const setTriggerActive = async (id: number) => void asked.push(id);
    await routingTrigger.make(on, { ...counting.parts, zendesk: { ...counting.parts.zendesk, setTriggerActive } });
    expect(asked).toEqual([]);
  });

  describe('once its brand is proved', () => {
    const made = (brand: typeof shop, want = 'Ours'): readonly Happening[] => {
      const of = { write: 'routing_trigger', target: brand } as const;
      return [
        { type: 'write_intended', ...of, was: 'absent', want, ids: [1, 7001] },
        { type: 'write_tried', ...of },
        { type: 'write_seen', ...of },
      ];
    };
    const proof = done(`rb-2m-config:${shop}`, 'seen');
    const both = [routed(), ...made(shop), ...made(help)];

    it('is to be switched on, as it was read; one that is gone is a person’s', async () => {
      expect(await intend({ triggers: [ours()] }, account(...both))).toEqual([]);
      expect(await intend({ triggers: [ours()] }, account(...both, proof))).toEqual([[`${shop}:on`, 'active', 'Ours']]);
      expect(await intend({ triggers: [ours({ active: false })] }, account(...both, proof))).toEqual([[`${shop}:on`, 'inactive', 'Ours']]);
      expect(await intend({}, account(...both, proof))).toEqual([[`${shop}:on`, 'gone']]);
    });

    it('is ahead once each, by brands that are not left, and not after Zendesk has refused to be asked', () => {
      const ahead = (...told: readonly Told[]) => {
        const { make, switchOn } = routingAhead(account(...told));
        return [make, switchOn.map(({ brand }) => brand)];
      };
      expect(ahead(routed())).toEqual([[shop, help], []]);
      expect(ahead(planIn(14))).toEqual([[], []]);
      expect(ahead()).toEqual([[], []]);
      expect(ahead(routed(), { type: 'brand_left', brand: help })).toEqual([[shop], []]);
      expect(ahead(routed(), ...made(shop))).toEqual([[help], []]);
      expect(ahead(...both, proof)).toEqual([[], [shop]]);
      expect(ahead(routed(), ...made(shop).slice(0, 2), ...made(help), proof)).toEqual([[], []]);
      const on: Happening = {
        type: 'write_intended',
        write: 'routing_trigger',
        target: `${shop}:on`,
        was: 'inactive',
        want: 'Ours',
        ids: [50],
      };
      expect(ahead(...both, proof, on)).toEqual([[], []]);
      expect(ahead(routed(), { type: 'write_refused', write: 'routing_trigger', target: 'all', why: 'not_allowed' })).toEqual([[], []]);
      const there: Happening = {
        type: 'write_intended',
        write: 'routing_trigger',
        target: shop,
        was: 'there',
        want: 'Theirs',
        ids: [1, 7001],
      };
      expect(ahead(routed(), there, { type: 'write_seen', write: 'routing_trigger', target: shop }, ...made(help), proof)).toEqual([
        [],
        [],
      ]);
    });
  });
});

describe('the limit of chats', () => {
  const intend = async (limit: ChatLimit) => {
    const [found] = await chatLimit.intend(night(), at20({ limit }).parts);
    return found?.type === 'write_intended' ? [found.was, found.want, found.ids] : found;
  };

  it('is lowered to one, from whatever it was', async () => {
    expect(await intend({ enabled: true, limit: 3 })).toEqual(['3', '1', []]);
    expect(await intend({ enabled: true, limit: 2 })).toEqual(['2', '1', []]);
    expect(await intend({ enabled: false, limit: 1 })).toEqual(['off 1', '1', []]);
    expect(await intend({ enabled: false, limit: undefined })).toEqual(['off', '1', []]);
    expect(await intend({ enabled: true, limit: undefined })).toEqual(['on', '1', []]);
    expect(await intend({ enabled: true, limit: 1 })).toBeUndefined();
    expect(await intend({ enabled: true, limit: 0 })).toBeUndefined();
  });

  it.each<[string, ChatLimit]>([
    ['12', { enabled: true, limit: 12 }],
    ['off 3', { enabled: false, limit: 3 }],
    ['off', { enabled: false, limit: undefined }],
  ])('is put back as it was: %s', async (was, limit) => {
    const { own, parts } = at20({ limit: { enabled: true, limit: 1 } });
    const own1 = change({ write: 'chat_limit', was, want: '1' });
    expect(await chatLimit.isMade(own1, parts)).toBe(true);
    expect(await chatLimit.isUndone(own1, parts)).toBeUndefined();
    await chatLimit.undo(own1, night(), parts);
    expect(own.limit).toEqual(limit);
    expect(await chatLimit.isUndone(own1, parts)).toBe('put_back');
    own.limit = { enabled: true, limit: 7 };
    expect(await chatLimit.isMade(own1, parts)).toBe(false);
    expect(await chatLimit.isUndone(own1, parts)).toBe('changed_by_hand');
  });
});

describe('the guard tag', () => {
  const tagged = (id: number, part: Partial<Ticket> = {}): Ticket => ({ ...ticket(id, 'chat', 7001, at(0)), ...part });
  const list = (...ids: readonly number[]): Happening => ({ type: 'tickets_listed', tickets: ids.map((id) => ({ id, status: 'open' })) });
  const TAG = 'messaging_migration_guard';

  it('is wanted on listed tickets that lack it and are not closed', async () => {
    const tickets = [tagged(1), tagged(2, { tags: [TAG] }), tagged(3, { status: 'closed' }), tagged(5)];
    expect(await guardTagWrite.intend(night(list(1, 2, 3, 4)), at20({ tickets }).parts)).toEqual([
      { type: 'write_intended', write: 'guard_tag', target: '1-4', was: '2,3,4', want: TAG, ids: [1] },
    ]);
    expect(await guardTagWrite.intend(night(), at20({ tickets }).parts)).toEqual([]);
    const none: Happening = { type: 'setting_set', key: 'guard-tag', value: 'none' };
    expect(await guardTagWrite.intend(night(none, list(1)), at20({ tickets }).parts)).toEqual([]);
  });

  it('goes on what lacks it, and comes off what has it, with the note that belongs to each', async () => {
    const seen: unknown[] = [];
    const tagTickets = async (ids: readonly number[], what: object) => void seen.push([ids, what]);
    const own = change({ write: 'guard_tag', want: TAG, ids: [1, 2, 3] });
    const half = [tagged(1), tagged(2, { tags: [TAG] }), tagged(3, { status: 'closed' })];
    const { parts } = at20({ tickets: half });
    const told = { ...parts, zendesk: { ...parts.zendesk, tagTickets } };
    expect(await guardTagWrite.isMade(own, told)).toBe(false);
    expect(await guardTagWrite.isUndone(own, told)).toBeUndefined();
    await guardTagWrite.make(own, told);
    await guardTagWrite.undo(own, night(), told);
    await guardTagWrite.undo(own, account(), told);
    expect(seen).toEqual([
      [[1], { tag: TAG, change: 'add', note: 'guarded' }],
      [[2], { tag: TAG, change: 'remove', note: undefined }],
      [[2], { tag: TAG, change: 'remove', note: 'not' }],
    ]);
    const whole = at20({ tickets: [tagged(1, { tags: [TAG] })] }).parts;
    expect(await guardTagWrite.isMade(own, whole)).toBe(true);
    const bare = at20({ tickets: [tagged(1), tagged(3, { status: 'closed', tags: [TAG] })] }).parts;
    expect(await guardTagWrite.isUndone(own, bare)).toBe('put_back');
    seen.length = 0;
    await guardTagWrite.make(own, { ...whole, zendesk: { ...whole.zendesk, tagTickets } });
    await guardTagWrite.undo(own, night(), { ...bare, zendesk: { ...bare.zendesk, tagTickets } });
    expect(seen).toEqual([]);
  });
});
