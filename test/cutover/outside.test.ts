import { describe, expect, it } from 'vitest';
import type { Readings } from '../../src/checklist/readings.ts';
import { behindOurBack } from '../../src/cutover/control/outside/behind-our-back.ts';
import { incidentsMatter, newIncidents, whyStillRed } from '../../src/cutover/control/outside/incidents.ts';
import { brandBlockers, brandsGone, dropBrand, goneBrands, judgedAnew, windowBlockers } from '../../src/cutover/control/outside/judged.ts';
import { countedOn, developerOf, gonePeople, keyboardBlockers, peopleLeft, watchedFor } from '../../src/cutover/control/outside/people.ts';
import { closingIn } from '../../src/cutover/steps/after/close.ts';
import { doorsAt, firstOpening, ofTheNight, quarterAfter } from '../../src/cutover/steps/after/opening.ts';
import { floodIn, watchPeriods } from '../../src/cutover/steps/after/watch.ts';
import { groupsFor } from '../../src/cutover/steps/groups.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { routingLeftOn } from '../../src/cutover/writes/left-on.ts';
import type { Subdomain } from '../../src/migration/account.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { blind, triggers } from '../checklist/contexts.ts';
import { saw } from '../support/scene.ts';
import { help, START, shop } from '../support/small-world.ts';
import { account, at, begun, done, is, night, planIn, saidBy, type Told } from '../support/told-night.ts';

const CLICK = `rb-0-click:${shop}`;
const finished: Happening = { type: 'finished', remaining: [] };
const archived: Happening = { type: 'archived' };
const clicked = [...begun(CLICK), { type: 'step_asked', step: CLICK } as const, saidBy('OPERATOR', CLICK)];
const developer: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: 'DEVELOPER', due: undefined };

/** The plan with this brand turned by its key. */
function bySwap(minutes = 14): Happening {
  const plan = planIn(minutes);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const keys = { from: 'old', to: 'new', pages: ['https://shop.example/'] };
  const brands = plan.plan.brands.map((brand, index) => (index === 0 ? { ...brand, path: 'swap' as const, keys } : brand));
  return { ...plan, plan: { ...plan.plan, brands } };
}

const listed = (...names: readonly Subdomain[]): Readings => ({
  brands: saw(
    names.map((name) => ({
      id: 1,
      name,
      subdomain: name,
      active: true,
      isDefault: true,
      hasHelpCenter: false,
      helpCenterState: 'enabled' as const,
    })),
    'GET',
  ),
});

describe('a window that the settings speak against', () => {
  const judged: Happening = { type: 'window_judged', against: 'black_out' };

  it('is told when that changes, both ways', () => {
    expect(judgedAnew(night(), 'black_out')).toEqual([judged]);
    expect(judgedAnew(night(judged), 'black_out')).toEqual([]);
    expect(judgedAnew(night(judged), 'hours')).toEqual([{ type: 'window_judged', against: 'hours' }]);
    expect(judgedAnew(night(judged), undefined)).toEqual([{ type: 'window_judged' }]);
    expect(judgedAnew(night(), undefined)).toEqual([]);
  });

  it('is nobody’s matter without a plan, after a click, and once it is over', () => {
    for (const migration of [account(), night(...clicked), night(finished), night(archived)])
      expect(judgedAnew(migration, 'black_out')).toEqual([]);
  });

  it('keeps the gates shut', () => {
    expect(windowBlockers(night())).toEqual([]);
    expect(windowBlockers(night(judged))).toEqual([{ kind: 'window', id: 'window', why: 'black_out' }]);
  });
});

describe('a planned brand that Zendesk does not list any more', () => {
  it('is gone only where the list was seen', () => {
    expect(goneBrands(night(), listed(shop))).toEqual([help]);
    expect(goneBrands(night(), listed(shop, help))).toEqual([]);
    expect(goneBrands(night(), { brands: blind('unreachable') })).toEqual([]);
    expect(goneBrands(night(), {})).toEqual([]);
    expect(goneBrands(account(), listed())).toEqual([]);
  });

  it('is told once, and keeps the gates shut', () => {
    expect(brandsGone([help], night())).toEqual([{ type: 'brand_gone', brand: help }]);
    expect(brandsGone([help], night({ type: 'brand_gone', brand: help }))).toEqual([]);
    expect(brandsGone([help], account())).toEqual([]);
    expect(brandBlockers([help])).toEqual([{ kind: 'widget', id: help, why: 'brand_gone' }]);
  });

  it('is taken out of the plan by an admin, and is never the last one', () => {
    const drop = (migration: Migration, user: string, brand: string) => {
      const decision = dropBrand(migration, is(user), brand, 'nothing left');
      return decision.ok ? decision.happened : decision.refusal;
    };
    expect(drop(night(), 'ADMIN', help)).toMatchObject([{ type: 'scheduled', plan: { brands: [{ subdomain: shop }] } }]);
    expect(drop(night(), 'OPERATOR', help)).toMatchObject({ because: 'not_your_role', needs: ['admin'] });
    expect(drop(account(), 'ADMIN', help)).toEqual({ because: 'nothing_planned' });
    const plan = planIn(14);
    if (plan.type !== 'scheduled') throw new Error('not a plan');
    const one = account({ ...plan, plan: { ...plan.plan, brands: plan.plan.brands.slice(0, 1) } });
    expect(drop(one, 'ADMIN', shop)).toEqual({ because: 'no_brands', detail: 'nothing left' });
  });
});

describe('people whom the plan counts on', () => {
  const own = ['OPERATOR', 'BACKUP', 'APPROVER'];
  const left = (user: string): Happening => ({ type: 'person_left', user, roles: [] });

  it('are who signs, who is at the keyboard, and who exchanges the key', () => {
    expect(countedOn(night())).toEqual(own);
    expect(countedOn(account(developer, bySwap()))).toEqual([...own, 'DEVELOPER']);
    expect(countedOn(night(developer))).toEqual(own);
    const other = night({ type: 'role_taken', role: 'operator', user: 'OPERATOR' });
    expect(countedOn(other).toSorted()).toEqual([...own].toSorted());
    expect(developerOf(night(developer))).toBe('DEVELOPER');
    expect(developerOf(night())).toBeUndefined();
  });

  it('are watched from fourteen days before the window until Finish, but for those who were told', () => {
    expect(watchedFor(night(), START)).toEqual(own);
    expect(watchedFor(night(left('BACKUP')), START)).toEqual(['OPERATOR', 'APPROVER']);
    expect(watchedFor(account(), START)).toEqual([]);
    expect(watchedFor(night(finished), START)).toEqual([]);
    expect(watchedFor(night(archived), START)).toEqual([]);
    const far = account(planIn(20 * 24 * 60));
    expect(watchedFor(far, later(START, 6 * DAY_MS))).toEqual(own);
    expect(watchedFor(far, later(START, 6 * DAY_MS - 1))).toEqual([]);
  });

  it('are missed with what they were to do, once', async () => {
    expect(await gonePeople(night(), async (user) => user === 'BACKUP')).toEqual(['BACKUP']);
    expect(peopleLeft(['BACKUP'], night())).toEqual([{ type: 'person_left', user: 'BACKUP', roles: ['backup'] }]);
    expect(peopleLeft(['APPROVER'], night())).toEqual([{ type: 'person_left', user: 'APPROVER', roles: ['approver'] }]);
    expect(peopleLeft(['BACKUP'], night(left('BACKUP')))).toEqual([]);
    expect(peopleLeft(['STRANGER'], night())).toEqual([]);
    const taken = night({ type: 'role_taken', role: 'operator', user: 'OPERATOR' });
    expect(peopleLeft(['OPERATOR'], taken)).toEqual([{ type: 'person_left', user: 'OPERATOR', roles: ['operator'] }]);
    const both = night({ type: 'role_taken', role: 'backup', user: 'BACKUP' });
    expect(peopleLeft(['BACKUP'], { ...both, scheduled: night().scheduled })).toEqual([
      { type: 'person_left', user: 'BACKUP', roles: ['backup'] },
    ]);
    const many = night({ type: 'role_given', role: 'approver', user: 'BACKUP' });
    expect(peopleLeft(['BACKUP'], many)).toEqual([{ type: 'person_left', user: 'BACKUP', roles: ['backup', 'approver'] }]);
    expect(peopleLeft(['DEVELOPER'], account(developer, bySwap()))).toEqual([
      { type: 'person_left', user: 'DEVELOPER', roles: [], item: 'widget-swap-prepared' },
    ]);
  });

  it('keep the gates shut where nobody is left for the keyboard', () => {
    expect(keyboardBlockers(['OPERATOR'], night())).toEqual([]);
    expect(keyboardBlockers(['BACKUP', 'OPERATOR'], night())).toEqual([{ kind: 'operator_missing', id: 'OPERATOR', why: 'left' }]);
    const nobody = night(
      { type: 'role_taken', role: 'operator', user: 'OPERATOR' },
      { type: 'role_taken', role: 'backup', user: 'BACKUP' },
    );
    expect(keyboardBlockers([], nobody)).toEqual([]);
  });
});

describe('a widget that nobody was asked for', () => {
  const shows = (widget: 'classic' | 'messaging', ...brands: readonly string[]): Readings => ({
    widgets: Object.fromEntries(brands.map((brand) => [brand, saw(widget, 'GET')])),
  });
  const turned: Happening = { type: 'seen_unplanned', brand: shop };
  const proved = done(`rb-2m-config:${shop}`, 'seen');

  it('has turned: told once, and not of a brand whose click was asked for', () => {
    expect(behindOurBack(shows('messaging', shop), night())).toEqual([turned]);
    expect(behindOurBack(shows('messaging', shop, help), night())).toEqual([turned, { type: 'seen_unplanned', brand: help }]);
    expect(behindOurBack(shows('messaging', shop), night(turned))).toEqual([]);
    expect(behindOurBack(shows('messaging', shop), night(...begun(CLICK)))).toEqual([]);
    expect(behindOurBack(shows('messaging', 'another'), night())).toEqual([]);
    expect(behindOurBack({ widgets: { [shop]: blind('unreachable') } }, night())).toEqual([]);
    expect(behindOurBack({}, night())).toEqual([]);
    expect(behindOurBack(shows('messaging', shop), night(finished))).toEqual([]);
    const swap = account(bySwap(), ...begun(`rb-0-swap:${shop}`));
    expect(behindOurBack(shows('messaging', shop), swap)).toEqual([turned]);
  });

  it('is back on Classic: told once, of a brand that was proved, seen or live', () => {
    const back = [{ type: 'seen_returned', brand: shop }];
    expect(behindOurBack(shows('classic', shop), night())).toEqual([]);
    expect(behindOurBack(shows('classic', shop), night(...clicked, proved))).toEqual(back);
    expect(behindOurBack(shows('classic', shop), night(turned))).toEqual(back);
    expect(behindOurBack(shows('classic', shop), night(...clicked, proved, finished))).toEqual(back);
    expect(behindOurBack(shows('classic', shop), night(turned, { type: 'seen_returned', brand: shop }))).toEqual([]);
  });

  it('is not told to be back on Classic where its old key was asked back, and another brand of the plan stays', () => {
    const swapped = [...begun(`rb-0-swap:${shop}`), saidBy('OPERATOR', `rb-0-swap:${shop}`), proved] as const;
    const asked = account(bySwap(), ...swapped, { type: 'rolled_back' });
    const back = account(bySwap(), ...swapped, { type: 'rolled_back' }, { type: 'brand_returned', brand: shop });
    for (const migration of [asked, back]) expect(behindOurBack(shows('classic', shop), migration)).toEqual([]);
    expect(behindOurBack(shows('messaging', shop), back)).toEqual([turned]);
  });

  it('has turned again after it was back, unless its click has been asked for since', () => {
    const back: readonly Told[] = [...clicked, proved, finished, { type: 'seen_returned', brand: shop }];
    expect(behindOurBack(shows('messaging', shop), night(...back))).toEqual([turned]);
    expect(behindOurBack(shows('messaging', shop), night(...back, planIn(300)))).toEqual([turned]);
    expect(behindOurBack(shows('messaging', shop), night(...back, planIn(300), ...begun(CLICK)))).toEqual([]);
  });
});

describe('incidents of Zendesk', () => {
  const incident = (title: string, ...services: readonly string[]) => ({ title, impact: 'major', services: [...services] });

  it('matter from an hour before T0 until two hours after it, or after the first click', () => {
    const opensAt = at(14);
    expect(incidentsMatter(account(), START)).toBe(false);
    for (const [ms, matters] of [
      [-HOUR_MS - 1, false],
      [-HOUR_MS, true],
      [2 * HOUR_MS, true],
      [2 * HOUR_MS + 1, false],
    ] as const)
      expect(incidentsMatter(night(), later(opensAt, ms))).toBe(matters);
    const soon = account(planIn(0), ...clicked);
    expect(incidentsMatter(soon, later(at(3), 2 * HOUR_MS))).toBe(true);
    expect(incidentsMatter(soon, later(at(3), 2 * HOUR_MS + 1))).toBe(false);
  });

  it('are told once each, where they are of our products', () => {
    const incidents = saw([incident('a', 'Messaging'), incident('a', 'Chat'), incident('b', 'Talk'), incident('c')], 'GET');
    expect(newIncidents({ incidents }, night())).toEqual([
      { type: 'incident_seen', title: 'a' },
      { type: 'incident_seen', title: 'c' },
    ]);
    expect(newIncidents({ incidents }, night({ type: 'incident_seen', title: 'a' }))).toEqual([{ type: 'incident_seen', title: 'c' }]);
    expect(newIncidents({ incidents: blind('unreachable') }, night())).toEqual([]);
    expect(newIncidents({}, night())).toEqual([]);
  });

  it('are why a window has ended, where one was among what stood in its way', () => {
    const blocker = (kind: 'incident' | 'presence') => ({ kind, id: 'a', why: 'b' });
    expect(whyStillRed([blocker('presence'), blocker('incident')])).toBe('incident');
    expect(whyStillRed([blocker('presence')])).toBe('gate_stayed_red');
    expect(whyStillRed()).toBe('gate_stayed_red');
  });
});

describe('routing triggers that are on although their brand is back', () => {
  const rule = (title: string, active = true) => ({ title, active, groupId: 1 });
  const read = (when: Instant, ...routing: readonly ReturnType<typeof rule>[]): Readings => {
    const reading = triggers({ routing: [...routing] });
    return { triggers: { ...reading, at: when } };
  };
  const back: Happening = { type: 'seen_returned', brand: shop };
  const made = (target: string, want: string, was = 'absent'): readonly Happening[] => {
    const of = { write: 'routing_trigger', target } as const;
    return [
      { type: 'write_intended', ...of, was, want, ids: [] },
      { type: 'write_tried', ...of },
      { type: 'write_seen', ...of },
    ];
  };
  const undone = (target: string): Happening => ({ type: 'undo_seen', write: 'routing_trigger', target, how: 'put_back' });
  const on = made(`${shop}:on`, 'Ours');
  const returnedAt = (migration: Migration) => migration.returned[shop]?.at ?? START;

  it('are none of a brand that is not back', () => {
    expect(routingLeftOn(shop, night(...on), read(at(99), rule('Ours')))).toBeUndefined();
  });

  it('are Ferry’s own until they were undone, or seen off after the return', () => {
    const migration = night(...on, back);
    const after = later(returnedAt(migration), 1);
    const ours = { whose: 'ferry', titles: ['Ours'] };
    expect(routingLeftOn(shop, migration, read(after, rule('Ours')))).toEqual(ours);
    expect(routingLeftOn(shop, migration, {})).toEqual(ours);
    expect(routingLeftOn(shop, migration, { triggers: blind('unreachable') })).toEqual(ours);
    expect(routingLeftOn(shop, migration, read(returnedAt(migration)))).toEqual(ours);
    expect(routingLeftOn(shop, migration, read(after))).toBeUndefined();
    expect(routingLeftOn(shop, migration, read(after, rule('Ours', false)))).toBeUndefined();
    const other = night(...on, undone(`${shop}:on`), back);
    expect(routingLeftOn(shop, other, read(after, rule('Theirs'), rule('Off', false)))).toEqual({ whose: 'person', titles: ['Theirs'] });
    expect(routingLeftOn(shop, other, {})).toBeUndefined();
  });

  it('are a person’s where one was there before', () => {
    const migration = night(...made(shop, 'Theirs', 'there'), back);
    const after = later(returnedAt(migration), 1);
    expect(routingLeftOn(shop, migration, {})).toEqual({ whose: 'person', titles: ['Theirs'] });
    expect(routingLeftOn(shop, migration, read(after, rule('Other')))).toBeUndefined();
    const ours = night(...made(shop, 'Ours'), back);
    expect(routingLeftOn(shop, ours, read(after, rule('Other')))).toEqual({ whose: 'person', titles: ['Other'] });
    const unseen = night(...made(shop, 'Theirs', 'there').slice(0, 2), back);
    expect(routingLeftOn(shop, unseen, {})).toBeUndefined();
  });
});

describe('groups that a lead speaks for', () => {
  const groups = saw(
    [
      { id: 1, name: 'Support' },
      { id: 2, name: 'Empty' },
    ],
    'GET',
  );
  const memberships = saw([{ userId: 5, groupId: 1 }], 'GET');
  const of = (step: string, readings: Readings) => {
    const line = lineOf(step, night());
    if (line === undefined) throw new Error(step);
    return groupsFor(line, { groups, memberships, ...readings });
  };

  it('are those with a member, where nobody counts chats and agents', () => {
    expect(of('rb-15m-drain', {})).toEqual(['Support']);
    expect(of('rb-15m-drain', { chats: saw({ incoming: 0, assigned: 0, active: 0 }, 'GET') })).toEqual([]);
    expect(of('rb-15m-drain', { agents: saw({ online: 0, away: 0, invisible: 0 }, 'GET') })).toEqual(['Support']);
    expect(of('rb-15m-agents-offline', {})).toEqual(['Support']);
    expect(of('rb-15m-agents-offline', { agents: saw({ online: 0, away: 0, invisible: 0 }, 'GET') })).toEqual([]);
  });

  it('are none for any other step, and where groups or members were not seen', () => {
    expect(of('rb-15p-open-doors', {})).toEqual([]);
    expect(of('rb-15m-drain', { groups: blind('not_allowed') })).toEqual([]);
    expect(of('rb-15m-drain', { memberships: blind('not_allowed') })).toEqual([]);
  });
});

describe('the first opening after the switch', () => {
  /** Tuesdays from 10 to 18 o'clock: the window opens at 09:14 on one. */
  const tuesday = saw([{ name: 'a', timeZone: 'UTC', minutesAWeek: 480, hours: [{ from: 2_880 + 600, to: 2_880 + 1_080 }] }], 'GET');
  const agents = (online: number): Happening => ({ type: 'live_agents_read', agents: { status: 'seen', online, away: 0, invisible: 0 } });
  const quiet: Happening = { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active: 0 } };
  const busy: Happening = { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 1, active: 0 } };
  const opens = later(START, HOUR_MS);
  const first = (migration: Migration, schedules: Readings['schedules'] = tuesday) => firstOpening(migration, { schedules });

  it('is of a night with one operator where nobody was there and nobody had to stop anything', () => {
    expect(first(night(agents(0), quiet))).toEqual([{ type: 'first_opening', opensAt: opens, oneOperator: true }]);
    const others = [night(quiet), night(agents(0)), night(agents(0), busy), night(agents(1), agents(0), quiet)];
    for (const migration of [...others, night(agents(0), quiet, saidBy('OPERATOR', 'rb-15m-stop-new'))])
      expect(first(migration)).toEqual([{ type: 'first_opening', opensAt: opens, oneOperator: false }]);
  });

  it('is told once, and not where no schedule says when', () => {
    const told: Happening = { type: 'first_opening', opensAt: opens, oneOperator: true };
    expect(first(night(agents(0), quiet, told))).toEqual([]);
    expect(first(account())).toEqual([]);
    expect(firstOpening(night(), {})).toEqual([]);
    expect(first(night(), blind('unreachable'))).toEqual([]);
    expect(first(night(), saw([{ name: 'a', timeZone: 'UTC', minutesAWeek: 0 }], 'GET'))).toEqual([]);
  });

  it('of one operator moves what wants agents to it', () => {
    const proved = [shop, help].flatMap((brand): readonly Told[] => [
      { type: 'widget_read', brand, widget: 'messaging' },
      done(`rb-2m-config:${brand}`, 'seen'),
    ]);
    const told = (oneOperator: boolean): Happening => ({ type: 'first_opening', opensAt: opens, oneOperator });
    expect([doorsAt(night(...proved)), quarterAfter(night(...proved))]).toEqual([at(3), later(at(3), 15 * MINUTE_MS)]);
    expect(doorsAt(night(...proved, told(true)))).toBe(opens);
    expect(quarterAfter(night(...proved, told(true)))).toBe(opens);
    expect(doorsAt(night(...proved, told(false)))).toBe(at(3));
    expect(doorsAt(night())).toBeUndefined();
    expect(watchPeriods(night())).toEqual([]);
    expect(watchPeriods(night(...proved))).toEqual([{ from: at(3), at: 'doors' }]);
    expect(watchPeriods(night(...proved, told(true)))).toEqual([{ from: opens, at: 'opening' }]);
    expect(watchPeriods(night(...proved, told(false)))).toEqual([
      { from: at(3), at: 'doors' },
      { from: opens, at: 'opening' },
    ]);
    const early: Happening = { type: 'first_opening', opensAt: START, oneOperator: false };
    expect(watchPeriods(night(...proved, early))).toEqual([{ from: at(3), at: 'doors' }]);
  });

  it('has the operator open the site and prove the ticket; the lead’s word comes with the doors', () => {
    const one = night({ type: 'first_opening', opensAt: opens, oneOperator: true });
    const step = (key: string) => {
      const line = lineOf(key, night());
      if (line === undefined) throw new Error(key);
      return line.step;
    };
    for (const key of [`rb-2m-open-site:${shop}`, `rb-15p-test-conversation:${shop}`]) {
      expect(ofTheNight(step(key), night()).asks).toBe('lead');
      expect(ofTheNight(step(key), one).asks).toBe('operator');
    }
    expect(ofTheNight(step('rb-15p-open-doors'), one).items).toContain('widget-test-conversation');
    expect(ofTheNight(step('rb-15p-open-doors'), night()).items).not.toContain('widget-test-conversation');
    expect(ofTheNight(step('rb-24h-freeze'), one)).toBe(step('rb-24h-freeze'));
  });
});

describe('lines that are kept in short', () => {
  it('are read back as they were meant', () => {
    expect(floodIn('opening waiting=12 ungrouped=3 online=4')).toEqual({ waiting: 12, ungrouped: 3, online: 4 });
    expect(floodIn('opening waiting=12 ungrouped=3 online=?')).toEqual({ waiting: 12, ungrouped: 3, online: undefined });
    for (const other of ['#7 #8', 'online=0', 'x opening waiting=1 ungrouped=1 online=1', 'opening waiting=1 ungrouped=1 online=1 x'])
      expect(floodIn(other)).toBeUndefined();
    expect(closingIn('open=a,b tags=12')).toEqual({ items: ['a', 'b'], tags: 12 });
    expect(closingIn('open= tags=?')).toEqual({ items: [], tags: undefined });
    for (const other of ['', 'open=a b tags=1', 'open=a tags=x', 'x open=a tags=1', 'open=a tags=1 x'])
      expect(closingIn(other)).toBeUndefined();
  });
});
