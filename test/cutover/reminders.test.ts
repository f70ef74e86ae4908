import { describe, expect, it } from 'vitest';
import { itemById, items } from '../../src/checklist/items/items.ts';
import { nextReminder, reminderDue, remindersAt } from '../../src/cutover/control/reminders.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { lastAt, nextAt, opensAfter } from '../../src/migration/run/local-clock.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld } from '../support/small-world.ts';
import { account, begun, done, planIn, type Told, at as toldAt } from '../support/told-night.ts';

const at = (text: string): Instant => instant(new Date(text));

async function pass(world: SmallWorld, ms: number, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    world.pass(ms);
    await world.advance();
  }
}

const reminders = async (world: SmallWorld) =>
  (await world.parts.store.read(key)).flatMap(({ at: moment, happened }) =>
    happened.type === 'reminded' ? [{ ...happened, at: moment }] : [],
  );

describe('a role that nobody holds', () => {
  it('is reminded of every morning from the kickoff on, and goes to the admins after two days', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADMIN', { type: 'role_taken', role: 'lead', user: 'LEAD' }, planned(world, [shop], 14 * 24 * 60));
    await world.advance();
    expect(await reminders(world)).toEqual([]);
    await pass(world, 4 * HOUR_MS, 18);
    expect(await reminders(world)).toMatchObject([
      { at: '2026-11-25T09:00:00.000Z', roles: ['lead'], items: [], escalated: false },
      { at: '2026-11-26T09:00:00.000Z', escalated: true },
      { at: '2026-11-27T09:00:00.000Z', escalated: true },
    ]);
    await world.say('ADMIN', { type: 'role_given', role: 'lead', user: 'LEAD' });
    await pass(world, 4 * HOUR_MS, 12);
    expect(await reminders(world)).toHaveLength(3);
  });
});

describe('a morning', () => {
  const NINE = at('2026-11-25T09:00:00Z');
  const due = (migration: Migration, now: Instant) => reminderDue(migration, now);
  /** Nobody is a lead; the kickoff was the day before. */
  const without = (...told: readonly Told[]) =>
    account({ type: 'role_taken', role: 'lead', user: 'LEAD' }, planIn(14 * 24 * 60), ...begun('rb-14d-kickoff'), ...told);
  const roles = (migration: Migration, nine: Instant) => {
    const [found] = remindersAt(nine, { migration, readings: {}, now: nine });
    return found?.type === 'reminded' ? [found.roles, found.escalated] : undefined;
  };

  it('is answered once, until the end of its working day', () => {
    expect(due(without(), later(NINE, -1))).toBeUndefined();
    expect(due(without(), NINE)).toBe(NINE);
    expect(due(without(), later(NINE, 9 * HOUR_MS))).toBe(NINE);
    expect(due(without(), later(NINE, 9 * HOUR_MS + 1))).toBeUndefined();
    const nothing: Happening = { type: 'reminded', roles: [], items: [], escalated: false };
    const answered = without(nothing);
    const [last] = answered.reminded;
    expect(due({ ...answered, reminded: last ? [{ ...last, at: NINE }] : [] }, later(NINE, 1))).toBeUndefined();
    expect(due({ ...answered, reminded: last ? [{ ...last, at: later(NINE, -1) }] : [] }, later(NINE, 1))).toBe(NINE);
  });

  it('tells of roles that nobody holds after the kickoff, until the window opens, and to the admins after two days', () => {
    expect(roles(without(), NINE)).toEqual([['lead'], false]);
    const kickoff = without().run.steps['rb-14d-kickoff']?.begunAt ?? NINE;
    expect(roles(without(), kickoff)).toBeUndefined();
    expect(roles(without(), later(kickoff, 1))).toEqual([['lead'], false]);
    expect(roles(without(), later(kickoff, 2 * DAY_MS - 1))).toEqual([['lead'], false]);
    expect(roles(without(), later(kickoff, 2 * DAY_MS))).toEqual([['lead'], true]);
    const opensAt = without().scheduled?.plan.opensAt ?? NINE;
    expect(roles(without(), later(opensAt, -1))).toEqual([['lead'], true]);
    expect(roles(without(), opensAt)).toBeUndefined();
    expect(roles(account(planIn(14 * 24 * 60), ...begun('rb-14d-kickoff')), NINE)).toBeUndefined();
    expect(roles(without({ type: 'halted', because: 'person_asked' }), NINE)).toBeUndefined();
  });

  it('tells of an item from its day on, three times, fifteen at a time', () => {
    const given = (item: string, day: string): Happening => ({ type: 'item_assigned', item, user: 'LEAD', due: day });
    const open: Happening = { type: 'item_taken_back', item: 'after-csat' };
    const named = (...told: readonly Told[]) => {
      const [found] = remindersAt(NINE, { migration: account(...told), readings: {}, now: NINE });
      return found?.type === 'reminded' ? found.items : [];
    };
    expect(named(open, given('after-csat', '2026-11-25'))).toEqual(['after-csat']);
    expect(named(open, given('after-csat', '2026-11-26'))).toEqual([]);
    expect(named(given('after-csat', '2026-11-25'))).toEqual([]);
    const told: Happening = { type: 'reminded', roles: [], items: ['after-csat'], escalated: false };
    expect(named(open, given('after-csat', '2026-11-25'), told, told)).toEqual(['after-csat']);
    expect(named(open, given('after-csat', '2026-11-25'), told, told, told)).toEqual([]);
    const many = items.filter(({ mode }) => mode === 'human').slice(0, 20);
    expect(
      named(...many.flatMap(({ id }): readonly Happening[] => [{ type: 'item_taken_back', item: id }, given(id, '2026-11-01')])),
    ).toHaveLength(15);
  });

  it('comes on an account that waits, has days, or has just turned, and on no other', () => {
    const comes = (migration: Migration) => nextReminder(migration, NINE) !== undefined;
    expect(comes(without())).toBe(true);
    expect(comes(without({ type: 'archived' }))).toBe(false);
    expect(comes(account(planIn(14 * 24 * 60)))).toBe(false);
    expect(comes(account({ type: 'item_assigned', item: 'after-csat', user: 'LEAD', due: '2026-11-26' }))).toBe(true);
    expect(comes(account({ type: 'item_assigned', item: 'after-csat', user: 'LEAD', due: undefined }))).toBe(false);
    const turned = [shop, help].flatMap((brand): readonly Told[] => [
      { type: 'widget_read', brand, widget: 'messaging' },
      done(`rb-2m-config:${brand}`, 'seen'),
    ]);
    const mornings = (count: number) => {
      const migration = account(planIn(14), ...turned, { type: 'finished', remaining: [] });
      const reminded = Array.from({ length: count }, (_, day) => ({ at: later(NINE, (day + 1) * DAY_MS), roles: [], items: [] }));
      return { ...migration, reminded };
    };
    expect(comes(mornings(13))).toBe(true);
    expect(comes(mornings(14))).toBe(false);
  });

  it('tells of what is to be done a day after the switch, of that section alone', () => {
    const all = [
      planIn(14),
      ...[shop, help].flatMap((brand): readonly Told[] => [
        { type: 'widget_read', brand, widget: 'messaging' },
        done(`rb-2m-config:${brand}`, 'seen'),
      ]),
      ...items.map(({ id }): Happening => ({ type: 'item_taken_back', item: id })),
    ];
    const named = (now: Instant) => {
      const [found] = remindersAt(now, { migration: account(...all), readings: {}, now });
      return found?.type === 'reminded' ? found.items : [];
    };
    const seen = toldAt(3);
    expect(named(later(seen, DAY_MS - 1))).toEqual([]);
    const first = named(later(seen, DAY_MS));
    expect(first.length).toBeGreaterThan(0);
    for (const id of first) expect(itemById(id)).toMatchObject({ section: 'after', phase: 'T+24h' });
    expect(named(later(seen, 4 * DAY_MS)).length).toBeGreaterThan(first.length);
  });
});

describe('an item with a day', () => {
  const assigned: Happening = { type: 'item_assigned', item: 'after-csat', user: 'LEAD', due: '2026-11-26' };

  it('is reminded of on that morning while it is open, three times at most', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADMIN', { type: 'item_taken_back', item: 'after-csat' }, assigned);
    await pass(world, 4 * HOUR_MS, 6 * 8);
    const sent = await reminders(world);
    expect(sent.map((each) => each.at)).toEqual(['2026-11-26', '2026-11-27', '2026-11-28'].map((day) => `${day}T09:00:00.000Z`));
    expect(sent[0]).toMatchObject({ roles: [], items: ['after-csat'] });
  });

  it('is not reminded of once it is done', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADMIN', assigned);
    await pass(world, 4 * HOUR_MS, 6 * 4);
    expect(await reminders(world)).toEqual([]);
  });

  it('never comes at night: a bot that was down at nine says it the next morning', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADMIN', { type: 'item_taken_back', item: 'after-csat' }, assigned);
    await world.advance();
    world.pass(2 * DAY_MS + 10 * HOUR_MS);
    await world.advance();
    expect(world.now()).toBe('2026-11-26T19:00:00.000Z');
    expect(await reminders(world)).toEqual([]);
    await pass(world, 14 * HOUR_MS);
    expect(await reminders(world)).toHaveLength(1);
  });
});

describe('a gate that stays red for days', () => {
  it('reminds whoever can mend it on three mornings, by item', async () => {
    const world = await smallWorld([shop]);
    await world.say('ADMIN', { type: 'item_taken_back', item: 'act-two-controls' }, planned(world, [shop], 8 * 24 * 60));
    await pass(world, 4 * HOUR_MS, 6 * 6);
    const { gates, steps } = (await world.migration()).run;
    expect(steps['rb-7d-gate-activate']?.done).toBeUndefined();
    const red = (gates['G1']?.blockers ?? []).filter(({ kind }) => kind === 'item').map(({ id }) => id);
    expect(red).not.toEqual([]);
    const sent = await reminders(world);
    expect(sent.filter(({ items }) => items.includes(red[0] ?? ''))).toHaveLength(3);
    expect(sent.every((each) => each.at.endsWith('T09:00:00.000Z'))).toBe(true);
  });
});

describe('after-care', () => {
  it('is due a day and four days after the switch was seen, whoever has set no day', async () => {
    const world = await smallWorld([shop]);
    await world.say(
      'ADMIN',
      planned(world, [shop], 10),
      { type: 'item_taken_back', item: 'after-csat' },
      { type: 'item_taken_back', item: 'after-clean-up' },
    );
    await world.say(
      'ADMIN',
      { type: 'widget_read', brand: shop, widget: 'messaging' },
      { type: 'step_begun', step: `rb-2m-config:${shop}` },
    );
    await world.say('ADMIN', { type: 'step_done', step: `rb-2m-config:${shop}`, how: 'seen', saw: '' });
    const due = async (days: number) => {
      const nine = later(world.now(), days * DAY_MS);
      const migration = await world.migration();
      return remindersAt(nine, { migration, readings: {}, now: nine }).flatMap((each) => (each.type === 'reminded' ? each.items : []));
    };
    expect(await due(0)).toEqual([]);
    expect(await due(2)).toContain('after-csat');
    expect(await due(2)).not.toContain('after-clean-up');
    expect(await due(5)).toEqual(expect.arrayContaining(['after-csat', 'after-clean-up']));
    // Also once the next window is planned.
    await world.say('ADMIN', { type: 'finished', remaining: [help] }, planned(world, [help], 20 * 24 * 60));
    expect(await due(2)).toContain('after-csat');
    expect(await due(5)).toContain('after-clean-up');
  });

  it('is still due beside the next plan, by the night that was finished last', async () => {
    const world = await smallWorld([shop, help]);
    await world.say('ADMIN', planned(world, [shop], 10), { type: 'item_taken_back', item: 'after-csat' });
    await world.say(
      'ADMIN',
      { type: 'widget_read', brand: shop, widget: 'messaging' },
      { type: 'step_begun', step: `rb-2m-config:${shop}` },
      { type: 'step_done', step: `rb-2m-config:${shop}`, how: 'seen', saw: '' },
      { type: 'finished', remaining: [help] },
    );
    await world.say('ADMIN', planned(world, [help], 21 * 24 * 60));
    const migration = await world.migration();
    const nine = later(world.now(), 2 * DAY_MS);
    expect(remindersAt(nine, { migration, readings: {}, now: nine })).toMatchObject([{ items: expect.arrayContaining(['after-csat']) }]);
    expect(nextReminder({ ...migration, stage: 'preparing' }, nine)).toBeDefined();
  });

  it('leaves an account alone that has nothing to be reminded of', async () => {
    const world = await smallWorld([shop]);
    const migration = await world.migration();
    expect(reminderDue(migration, later(world.now(), MINUTE_MS))).toBeUndefined();
    expect(nextReminder(migration, world.now())).toBeUndefined();
  });
});

describe('the clock of a zone', () => {
  it('shows nine at its own nine, also on the days when it is put forward and back', () => {
    expect(nextAt(540, at('2026-03-28T12:00:00Z'), 'Europe/Vilnius')).toBe('2026-03-29T06:00:00.000Z');
    expect(lastAt(540, at('2026-10-25T12:00:00Z'), 'Europe/Vilnius')).toBe('2026-10-25T07:00:00.000Z');
    expect(lastAt(540, at('2026-10-25T06:59:59Z'), 'Europe/Vilnius')).toBe('2026-10-24T06:00:00.000Z');
    // 02:30 is skipped: its clock goes on at 03:30.
    expect(nextAt(150, at('2026-03-28T12:00:00Z'), 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('opens at the earliest opening of any schedule, on the clock of its zone, and not where it is open already', () => {
    const weekdays = [1, 2, 3, 4, 5].map((day) => ({ from: day * 1_440 + 540, to: day * 1_440 + 1_080 }));
    const vilnius = { timeZone: 'Europe/Vilnius', hours: weekdays };
    const seoul = { timeZone: 'Asia/Seoul', hours: weekdays };
    // Saturday night: Monday at nine.
    expect(opensAfter([vilnius], at('2026-11-28T22:00:00Z'))).toBe('2026-11-30T07:00:00.000Z');
    expect(opensAfter([vilnius, seoul], at('2026-11-28T22:00:00Z'))).toBe('2026-11-30T00:00:00.000Z');
    expect(opensAfter([vilnius], at('2026-11-27T10:00:00Z'))).toBe('open');
    expect(opensAfter([], at('2026-11-27T10:00:00Z'))).toBe('no_hours');
    const overMidnight = { timeZone: 'UTC', hours: [{ from: 5 * 1_440 + 1_320, to: 6 * 1_440 + 120 }] };
    expect(opensAfter([overMidnight], at('2026-11-28T01:00:00Z'))).toBe('open');
    expect(opensAfter([overMidnight], at('2026-11-28T03:00:00Z'))).toBe('2026-12-04T22:00:00.000Z');
  });
});
