import { beforeEach, describe, expect, it } from 'vitest';
import type { Happening } from '../../src/migration/events.ts';
import { fingerprint } from '../../src/migration/plan.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { ZendeskRefused, ZendeskUnavailable } from '../../src/zendesk/port.ts';
import { key, planned, type SmallWorld, shop, smallWorld, ticket } from '../support/small-world.ts';

const TAG = 'messaging_migration_guard';
let world: SmallWorld;

/** A plan whose drain has begun, signed or not. */
async function draining(signed = true, more: object = {}): Promise<void> {
  const wanted = planned(world, [shop], 10);
  if (wanted.type !== 'scheduled') throw new Error('not a plan');
  const plan = { ...wanted, plan: { ...wanted.plan, ...more } };
  const of = fingerprint(plan.plan);
  const yes: Happening = { type: 'signed', statement: 'plan', verdict: 'yes', of };
  await world.say('ADMIN', plan, { type: 'sign_off_asked', statement: 'plan', of });
  await world.say('APPROVER', ...(signed ? [yes] : []), { type: 'present', user: 'OPERATOR' });
  await world.say('APPROVER', ...['rb-7d-gate-activate', 'rb-24h-gate', 'rb-1h-presence'].flatMap(done));
  await world.say('APPROVER', { type: 'step_begun', step: 'rb-15m-stop-new' });
}

function done(step: string): readonly Happening[] {
  return [
    { type: 'step_begun', step },
    { type: 'step_done', step, how: 'said', saw: '' },
  ];
}

async function pass(seconds: number, steps = 1): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    world.pass(seconds * SECOND_MS);
    await world.advance();
  }
}

const told = async (...types: readonly string[]) =>
  (await world.parts.store.read(key)).map(({ happened }) => happened).filter(({ type }) => types.includes(type));
const tagsOf = (id: number) => world.zendesk.tickets.find((each) => each.id === id)?.tags;

beforeEach(async () => {
  world = await smallWorld([shop]);
});

describe('the chat limit', () => {
  it('is lowered in the drain and put back when the plan ends: intent, attempt and outcome each before the next', async () => {
    await draining();
    await pass(15, 4);
    expect(world.zendesk.limit).toEqual({ enabled: true, limit: 1 });
    expect(await told('write_intended', 'write_tried', 'write_seen')).toMatchObject([
      { type: 'write_intended', was: '3', want: '1' },
      { type: 'write_tried' },
      { type: 'write_seen' },
    ]);
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(15, 4);
    expect(world.zendesk.limit).toEqual({ enabled: true, limit: 3 });
    expect(await told('undo_tried', 'undo_seen')).toMatchObject([{ type: 'undo_tried' }, { type: 'undo_seen', how: 'put_back' }]);
  });

  it('that was off is put back off, with its number', async () => {
    world.zendesk.limit = { enabled: false, limit: 5 };
    await draining();
    await pass(15, 4);
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(15, 4);
    expect(world.zendesk.limit).toEqual({ enabled: false, limit: 5 });
  });

  it('is not touched without the signature under the plan, nor with a no beside it, nor while it is paused', async () => {
    await draining(false);
    await pass(15, 4);
    const { scheduled } = await world.migration();
    const of = fingerprint(scheduled?.plan ?? (undefined as never));
    await world.say('APPROVER', { type: 'signed', statement: 'plan', verdict: 'yes', of });
    await world.say('ADMIN', { type: 'signed', statement: 'plan', verdict: 'no', of });
    await pass(15, 4);
    await world.say('ADMIN', { type: 'signed', statement: 'plan', verdict: 'yes', of }, { type: 'halted', because: 'person_asked' });
    await pass(15, 4);
    expect(world.zendesk.limit).toEqual({ enabled: true, limit: 3 });
    expect(await told('write_intended')).toEqual([]);
  });

  it('is left to a person where the token may not write, and nothing is tried again', async () => {
    let sent = 0;
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.setChatLimit = async () => {
      sent += 1;
      throw new ZendeskRefused('PATCH /routing_settings', 403);
    };
    await draining();
    await pass(15, 20);
    expect(sent).toBe(1);
    expect(await told('write_refused')).toMatchObject([{ write: 'chat_limit', why: 'not_allowed' }]);
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(15, 4);
    // It was sent once, so whether it is as before is looked at; nothing is sent for it.
    expect(sent).toBe(1);
    expect(await told('undo_seen')).toMatchObject([{ how: 'put_back' }]);
  });

  it('is sent once when only the answer was lost, and after a minute again when nothing of it is there', async () => {
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    const real = { ...zendesk };
    let sent = 0;
    zendesk.setChatLimit = async (limit) => {
      sent += 1;
      if (sent === 2) await real.setChatLimit(limit);
      throw new ZendeskUnavailable('PATCH /routing_settings (timed out)');
    };
    await draining();
    await pass(5, 8);
    expect(sent).toBe(1);
    await pass(10, 6);
    expect(sent).toBe(2);
    await pass(10, 12);
    expect(sent).toBe(2);
    expect(await told('write_seen')).toHaveLength(1);
  });

  it('that somebody changed by hand meanwhile stays theirs', async () => {
    await draining();
    await pass(15, 4);
    world.zendesk.limit = { enabled: true, limit: 7 };
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(15, 4);
    expect(world.zendesk.limit).toEqual({ enabled: true, limit: 7 });
    expect(await told('undo_seen')).toMatchObject([{ how: 'changed_by_hand' }]);
  });

  it('is not said to be put back while Zendesk does not answer, and is told after ten minutes', async () => {
    await draining();
    await pass(15, 4);
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    zendesk.setChatLimit = async () => {
      throw new ZendeskUnavailable('PATCH /routing_settings (HTTP 503)');
    };
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(30, 10);
    expect(await told('undo_seen', 'undo_refused')).toEqual([]);
    await pass(30, 14);
    expect(await told('undo_seen', 'undo_refused')).toMatchObject([{ type: 'undo_refused', why: 'not_seen' }]);
  });
});

describe('the guard tag', () => {
  const notes: (string | undefined)[] = [];
  beforeEach(async () => {
    notes.length = 0;
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    const real = { ...zendesk };
    zendesk.tagTickets = async (ids, change) => {
      notes.push(...ids.map(() => change.note));
      await real.tagTickets(ids, change);
    };
    world.zendesk.tickets = [1, 2, 3].map((id) => ticket(id, 'chat', 7001, world.now()));
  });
  const list = () =>
    world.say('OPERATOR', { type: 'tickets_listed', tickets: world.zendesk.tickets.map(({ id, status }) => ({ id, status })) });

  it('goes with its note on the listed tickets that lack it, once each, and comes off four days after the switch where Ferry put it', async () => {
    world.zendesk.tickets = world.zendesk.tickets.map((each) => (each.id === 2 ? { ...each, tags: [TAG, 'own'] } : each));
    await draining();
    await list();
    await pass(15, 8);
    expect([1, 2, 3].map(tagsOf)).toEqual([[TAG], [TAG, 'own'], [TAG]]);
    expect(notes).toEqual(['guarded', 'guarded']);
    world.zendesk.widgets[shop] = 'messaging';
    await world.say(
      'OPERATOR',
      { type: 't0_reached' },
      { type: 'widget_read', brand: shop, widget: 'messaging' },
      ...[
        'rb-15m-stop-new',
        'rb-15m-drain',
        'rb-15m-agents-offline',
        'rb-15m-ticket-list',
        'rb-15m-final-gate:shop',
        'rb-0-click:shop',
        'rb-2m-config:shop',
      ].flatMap(done),
    );
    await pass(60, 3);
    world.pass(4 * DAY_MS - 10 * MINUTE_MS);
    await pass(1, 3);
    expect(tagsOf(1)).toEqual([TAG]);
    await pass(60, 16);
    expect([1, 2, 3].map(tagsOf)).toEqual([[], [TAG, 'own'], []]);
    expect(notes.filter((note) => note !== undefined)).toHaveLength(2);
  });

  it.each(['goes', 'goes although Finish was pressed meanwhile'])(
    'on a ticket that is listed only after the last brand was seen %s, and comes off with the others',
    async (how) => {
      await draining();
      await list();
      await pass(15, 8);
      world.zendesk.widgets[shop] = 'messaging';
      const night = ['rb-15m-ticket-list', 'rb-15m-final-gate:shop', 'rb-0-click:shop', 'rb-2m-config:shop'].flatMap(done);
      await world.say('OPERATOR', { type: 't0_reached' }, { type: 'widget_read', brand: shop, widget: 'messaging' }, ...night);
      await pass(60, 3);
      world.zendesk.tickets.push(ticket(4, 'chat', 7001, world.now()));
      await list();
      if (how !== 'goes') {
        await pass(1);
        expect((await told('write_intended')).length).toBe(3);
        await world.say('APPROVER', { type: 'finished', remaining: [] });
      }
      await pass(15, 8);
      expect(tagsOf(4)).toEqual([TAG]);
      world.pass(4 * DAY_MS);
      await pass(60, 16);
      expect([1, 4].map(tagsOf)).toEqual([[], []]);
    },
  );

  it('comes off with a second note when the plan ends before the switch', async () => {
    await draining();
    await list();
    await pass(15, 8);
    await world.say('OPERATOR', { type: 'cancelled', because: 'person' });
    await pass(15, 8);
    expect([1, 2, 3].map(tagsOf)).toEqual([[], [], []]);
    expect(notes).toEqual([...Array(3).fill('guarded'), ...Array(3).fill('not switched')]);
  });

  it('puts no second note when the answer was lost after it took effect', async () => {
    const zendesk = await world.parts.zendeskOf(key, await world.migration());
    const real = { ...zendesk };
    zendesk.tagTickets = async (ids, change) => {
      await real.tagTickets(ids, change);
      throw new ZendeskUnavailable('PUT /tickets/update_many (timed out)');
    };
    await draining();
    await list();
    await pass(20, 12);
    expect(notes).toEqual(['guarded', 'guarded', 'guarded']);
    expect(await told('write_seen')).toContainEqual(expect.objectContaining({ write: 'guard_tag' }));
  });

  it('goes on every listed ticket, a hundred at a time, and on none where the setting says none', async () => {
    world.zendesk.tickets = Array.from({ length: 230 }, (_, index) => ticket(index + 1, 'chat', 7001, world.now()));
    await world.say('ADMIN', { type: 'setting_set', key: 'guard-tag', value: 'none' });
    await draining();
    await list();
    await pass(15, 8);
    expect(notes).toEqual([]);
    await world.say('ADMIN', { type: 'setting_set', key: 'guard-tag', value: 'kept' });
    await pass(15, 12);
    expect(world.zendesk.tickets.every(({ tags }) => tags.includes('kept'))).toBe(true);
    const batches = (await told('write_intended')).flatMap((one) =>
      one.type === 'write_intended' && one.write === 'guard_tag' ? [one.ids.length] : [],
    );
    expect(batches).toEqual([100, 100, 30]);
  });
});

describe('the routing trigger', () => {
  const TITLE = 'Ferry: messaging of shop to Support';
  const isOn = () => world.zendesk.triggers.find(({ title }) => title === TITLE)?.active;
  const proved = () =>
    world.say(
      'OPERATOR',
      { type: 't0_reached' },
      { type: 'widget_read', brand: shop, widget: 'messaging' },
      ...['rb-15m-final-gate:shop', 'rb-0-click:shop', 'rb-2m-config:shop'].flatMap(done),
    );
  beforeEach(() => {
    world.zendesk.triggers = [];
  });

  it('is made inactive, and on after the proof: intent, attempt and outcome each before the next', async () => {
    await draining(true, { routing: 'Support' });
    await pass(30, 8);
    expect(isOn()).toBe(false);
    await proved();
    await pass(15, 4);
    expect(isOn()).toBe(true);
    const all = await told('write_intended', 'write_tried', 'write_seen');
    const ours = all.flatMap((one) => ('write' in one && one.write === 'routing_trigger' ? [`${one.type} ${one.target}`] : []));
    expect(ours).toEqual(
      ['shop', 'shop:on'].flatMap((each) => ['write_intended', 'write_tried', 'write_seen'].map((type) => `${type} ${each}`)),
    );
  });

  it('is not made without a group in the plan, nor without its signature', async () => {
    await draining();
    await pass(15, 4);
    await draining(false, { routing: 'Support' });
    await pass(15, 4);
    expect(world.zendesk.triggers).toEqual([]);
  });

  it('stays on under every later plan once its brand is on messaging', async () => {
    await draining(true, { routing: 'Support' });
    await pass(15, 4);
    await proved();
    await pass(15, 4);
    await world.say('APPROVER', { type: 'finished', remaining: [] });
    for (let plans = 0; plans < 3; plans += 1) {
      await world.say('ADMIN', planned(world, [shop], 60 * 24 * 30), { type: 'finished', remaining: [] });
      await pass(30, 4);
    }
    await world.say('ADMIN', planned(world, [shop], 60 * 24 * 30), { type: 'cancelled', because: 'person' });
    await pass(30, 4);
    expect(isOn()).toBe(true);
  });

  it('is switched off where its brand is left for another window, or was taken back', async () => {
    await draining(true, { routing: 'Support' });
    await pass(15, 4);
    await proved();
    await pass(15, 4);
    expect(isOn()).toBe(true);
    await world.say('OPERATOR', { type: 'brand_returned', brand: shop }, { type: 'cancelled', because: 'returned' });
    await pass(15, 6);
    expect(isOn()).toBe(false);
    expect(await told('undo_seen')).toContainEqual({ type: 'undo_seen', write: 'routing_trigger', target: 'shop:on', how: 'put_back' });
  });

  it('that somebody has changed since is not switched on: a person is told', async () => {
    await draining(true, { routing: 'Support' });
    await pass(15, 4);
    world.zendesk.triggers = world.zendesk.triggers.map((each) => ({ ...each, actions: [{ field: 'group_id', value: '2' }] }));
    await proved();
    await pass(15, 4);
    expect(isOn()).toBe(false);
    expect(await told('write_refused')).toEqual([{ type: 'write_refused', write: 'routing_trigger', target: 'shop:on', why: 'gone' }]);
  });

  it.each([
    ['one for a single subject', [{ field: 'subject', operator: 'includes', value: 'x' }], 'absent'],
    ['one of another brand', [{ field: 'brand_id', operator: 'is', value: '99' }], 'absent'],
    ['one of this brand', [{ field: 'brand_id', operator: 'is', value: '7001' }], 'there'],
    ['one of every brand', [], 'there'],
  ])('is judged by what is active already: %s', async (_, more, was) => {
    const channel = { field: 'via_id', operator: 'is', value: '75' };
    world.zendesk.triggers = [
      { id: 7, title: 'Theirs', active: true, all: [channel, ...more], any: [], actions: [{ field: 'group_id', value: '1' }] },
    ];
    await draining(true, { routing: 'Support' });
    await pass(15, 4);
    expect((await world.migration()).changes['routing_trigger:shop']).toMatchObject({ was });
    expect(world.zendesk.triggers).toHaveLength(was === 'there' ? 1 : 2);
  });
});
