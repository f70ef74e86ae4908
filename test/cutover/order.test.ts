import { describe, expect, it } from 'vitest';
import { readingsAhead } from '../../src/cutover/control/readings-ahead.ts';
import { isMoot, leave, whenTooLate } from '../../src/cutover/control/too-late.ts';
import { lookedKey, nextMove, onTime } from '../../src/cutover/next-move.ts';
import { clickAt, lastSighting, notAfter, phaseStart, turnedBrands, turnsBy } from '../../src/cutover/phases.ts';
import { lineOf, linesAfterwards, linesOf } from '../../src/cutover/steps/steps.ts';
import { groupNames, standingOf, subjectOf } from '../../src/cutover/subjects.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { help, START, shop } from '../support/small-world.ts';
import { account, at, begun, done, looked, night, planIn, saidBy, type Told } from '../support/told-night.ts';

const CLICK = `rb-0-click:${shop}`;
const finished: Happening = { type: 'finished', remaining: [] };
const shown = (brand: typeof shop): Happening => ({ type: 'widget_read', brand, widget: 'messaging' });
const proved = (brand: typeof shop): readonly Told[] => [shown(brand), done(`rb-2m-config:${brand}`, 'seen')];
const line = (key: string, migration: Migration) => {
  const found = lineOf(key, migration);
  if (found === undefined) throw new Error(key);
  return found;
};

function bySwap(minutes = 14): Happening {
  const plan = planIn(minutes);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const keys = { from: 'old', to: 'new', pages: ['https://shop.example/'] };
  return {
    ...plan,
    plan: { ...plan.plan, brands: plan.plan.brands.map((brand, index) => (index === 0 ? { ...brand, path: 'swap', keys } : brand)) },
  };
}

describe('when a phase begins', () => {
  it('is told from T0, and from when the plan was made where that was later', () => {
    const far = account(planIn(20 * 24 * 60));
    const opensAt = far.scheduled?.plan.opensAt ?? START;
    const from = (phase: Parameters<typeof phaseStart>[0], migration = far) => phaseStart(phase, migration);
    expect(from('T-14d')).toBe(later(opensAt, -14 * DAY_MS));
    expect(from('T-7d')).toBe(later(opensAt, -7 * DAY_MS));
    expect(from('T-24h')).toBe(later(opensAt, -DAY_MS));
    expect(from('T-1h')).toBe(later(opensAt, -HOUR_MS));
    expect(from('T-15m')).toBe(later(opensAt, -15 * MINUTE_MS));
    expect(from('T0')).toBe(opensAt);
    expect(from('T-24h', night())).toBe(at(0));
    expect(from('T-14d', account())).toBeUndefined();
  });

  it('is told from the first click, and from when the last brand was seen', () => {
    const clicked = night(...begun(CLICK), saidBy('OPERATOR', CLICK));
    expect(phaseStart('T+2m', night())).toBeUndefined();
    expect(phaseStart('T+2m', clicked)).toBe(later(at(2), 2 * MINUTE_MS));
    expect(phaseStart('T+15m', night(...proved(shop)))).toBeUndefined();
    const both = night(...proved(shop), ...proved(help));
    expect(lastSighting(both)).toBe(at(3));
    expect(phaseStart('T+15m', both)).toBe(later(at(3), 15 * MINUTE_MS));
    expect(phaseStart('T+24h', both)).toBe(later(at(3), DAY_MS));
    expect(phaseStart('T+4d', both)).toBe(later(at(3), 4 * DAY_MS));
    expect(lastSighting(night(...proved(help), ...proved(shop)))).toBe(at(3));
    expect(lastSighting(night(...proved(shop), { type: 'brand_left', brand: help }))).toBe(at(1));
    expect(lastSighting(account())).toBeUndefined();
  });

  it('of a swapped brand is told from when all its pages showed the new key', () => {
    const keys = (what: 'old' | 'new' | 'partly'): Happening => ({ type: 'keys_read', brand: shop, keys: what });
    const proof = done(`rb-2m-config:${shop}`, 'seen');
    const rest: Happening = { type: 'brand_left', brand: help };
    expect(lastSighting(account(bySwap(), rest, keys('partly'), keys('new'), keys('new'), proof))).toBe(at(3));
    expect(lastSighting(account(bySwap(), rest, keys('new'), proof, keys('partly')))).toBe(at(3));
    expect(lastSighting(account(bySwap(), rest, keys('new'), proof, keys('partly'), keys('new')))).toBe(at(3));
    expect(clickAt(shop, account(bySwap(), keys('partly')))).toBe(at(1));
    expect(clickAt(shop, account(bySwap(), keys('old')))).toBeUndefined();
    expect(turnsBy(shop, account(bySwap()))).toBe('swap');
    expect(turnsBy(shop, account(bySwap(), { type: 'seen_unplanned', brand: shop }))).toBe('convert');
    expect(turnsBy(shop, account(bySwap(), keys('partly'), { type: 'seen_unplanned', brand: shop }))).toBe('swap');
  });

  it('has a latest instant, which is T-15m or ten minutes from the plan where it was past already', () => {
    const far = account(planIn(300));
    const opensAt = far.scheduled?.plan.opensAt ?? START;
    expect(notAfter('T-1h', far)).toBe(later(opensAt, -HOUR_MS));
    expect(notAfter('T-15m', far)).toBe(later(opensAt, -15 * MINUTE_MS));
    expect(notAfter('T-1h', account(planIn(60)))).toBe(later(START, 45 * MINUTE_MS));
    expect(notAfter('T-1h', account(planIn(61)))).toBe(later(START, MINUTE_MS));
    expect(notAfter('T-1h', account(planIn(20)))).toBe(later(START, 10 * MINUTE_MS));
    expect(notAfter('T-1h', account())).toBeUndefined();
  });
});

describe('a brand has turned', () => {
  it('by its claim, else by what was seen; the claim counts first', () => {
    expect(clickAt(shop, night())).toBeUndefined();
    expect(clickAt(shop, night(shown(shop)))).toBe(at(1));
    expect(clickAt(shop, night(shown(shop), saidBy('OPERATOR', CLICK)))).toBe(at(2));
    expect(turnedBrands(night(shown(help)))).toEqual([help]);
    expect(turnedBrands(night(shown(help), { type: 'brand_left', brand: help }))).toEqual([]);
  });
});

describe('a line that is too late', () => {
  const gate = `rb-15m-final-gate:${shop}`;
  const second = `rb-15m-final-gate:${help}`;

  it('ends the plan before any brand has turned, for the reason it was held up', () => {
    const cancelled = (because: string) => [{ type: 'cancelled', because }];
    expect(whenTooLate(line('rb-24h-gate', night()), night())).toEqual(cancelled('nobody_decided'));
    expect(whenTooLate(line(gate, night()), night())).toEqual(cancelled('gate_stayed_red'));
    expect(whenTooLate(line(CLICK, night()), night())).toEqual(cancelled('click_not_made'));
    expect(whenTooLate(line('rb-24h-freeze', night()), night())).toEqual([]);
  });

  it('at the gate of the day before says whether it was people or things that were missing', () => {
    const ends = (...kinds: readonly ('sign_off' | 'promise' | 'operator_missing' | 'item' | 'widget')[]) => {
      const migration = night(looked('G2', ...kinds.map((kind) => ({ kind, id: 'a', why: 'b' }))));
      const [end] = whenTooLate(line('rb-24h-gate', migration), migration);
      return end?.type === 'cancelled' && end.because;
    };
    expect(ends()).toBe('nobody_decided');
    for (const kind of ['sign_off', 'promise', 'operator_missing'] as const) expect(ends(kind)).toBe('nobody_decided');
    expect(ends('sign_off', 'item')).toBe('gate_stayed_red');
    expect(ends('widget')).toBe('gate_stayed_red');
  });

  it('leaves its brand and those after it once one has turned, and none that has', () => {
    const one = night(shown(shop));
    expect(whenTooLate(line(second, one), one)).toEqual([{ type: 'brand_left', brand: help }]);
    expect(whenTooLate(line(gate, one), one)).toEqual([]);
    const other = night(shown(help));
    expect(whenTooLate(line(gate, other), other)).toEqual([{ type: 'brand_left', brand: shop }]);
    expect(whenTooLate(line('rb-15m-drain', other), other)).toEqual([{ type: 'brand_left', brand: shop }]);
    expect(leave(night(), 0).length).toBe(2);
    expect(leave(night(), 1)).toEqual([{ type: 'brand_left', brand: help }]);
    expect(leave(account(), 0)).toEqual([]);
  });

  it('is asked of nobody once every brand has turned, where it was to come before', () => {
    const all = night(shown(shop), shown(help));
    const moot = (key: string, migration = all) => isMoot(line(key, migration), migration);
    expect(moot('rb-15m-drain')).toBe(true);
    expect(moot('rb-24h-freeze')).toBe(true);
    expect(moot('rb-24h-freeze', night(shown(shop), shown(help), ...begun('rb-24h-freeze')))).toBe(false);
    expect(moot('rb-15m-drain', night(shown(shop), shown(help), done('rb-15m-drain')))).toBe(false);
    expect(moot(gate)).toBe(false);
    expect(moot('rb-15p-open-doors')).toBe(false);
    expect(moot('rb-15m-drain', night(shown(shop)))).toBe(false);
    expect(moot('rb-15m-drain', account())).toBe(false);
  });
});

describe('the lines of a plan', () => {
  const ids = (migration: Migration) => linesOf(migration).map(({ key }) => key);

  it('come brand by brand, each by its own path', () => {
    const lines = ids(account(bySwap()));
    expect(lines).toContain(`rb-0-swap:${shop}`);
    expect(lines).not.toContain(CLICK);
    expect(lines).toContain(`rb-0-click:${help}`);
    expect(lines.indexOf(`rb-2m-config:${shop}`)).toBeLessThan(lines.indexOf(`rb-15m-final-gate:${help}`));
    expect(
      linesOf(night())
        .filter(({ step }) => step.id === 'rb-0-click')
        .map(({ brand, index }) => [brand, index]),
    ).toEqual([
      [shop, 0],
      [help, 1],
    ]);
    expect(ids(account()).some((key) => key.includes(':'))).toBe(false);
  });

  it('of a brand on its way back are its gate and exchange, where they were done, and the way back', () => {
    const swap = `rb-0-swap:${shop}`;
    const back: Happening = { type: 'rolled_back', reason: undefined };
    const gate = `rb-15m-final-gate:${shop}`;
    const of = (...told: readonly Told[]) => ids(account(bySwap(), ...told)).filter((key) => key.endsWith(`:${shop}`));
    expect(of(...begun(gate), done(gate), ...begun(swap), saidBy('OPERATOR', swap), back)).toEqual([gate, `rb-0-swap-back:${shop}`]);
    expect(of(...begun(swap), saidBy('OPERATOR', swap), done(swap), back)).toEqual([swap, `rb-0-swap-back:${shop}`]);
    expect(of(...begun(swap), saidBy('OPERATOR', swap))).not.toContain(`rb-0-swap-back:${shop}`);
    expect(of(back)).toContain(swap);
    expect(of(...begun(swap), saidBy('OPERATOR', swap), back, { type: 'brand_returned', brand: shop })).toEqual([]);
  });

  it('of a finished plan are those of the days after it, and those that were open', () => {
    const remaining = (...told: readonly Told[]) => linesAfterwards(night(...told)).map(({ key }) => key);
    expect(remaining()).toContain('rb-24p-report');
    expect(remaining()).toContain('rb-15p-open-doors');
    expect(remaining()).not.toContain('rb-24h-freeze');
    expect(remaining(...begun('rb-24h-freeze'))).toContain('rb-24h-freeze');
    const app: Happening = { type: 'setting_set', key: 'channels', value: 'web,ios' };
    expect(remaining(app)).not.toContain('rb-15p-ios');
    expect(remaining(app, ...begun('rb-15p-ios'))).toContain('rb-15p-ios');
  });
});

describe('what is read besides the lines', () => {
  const ahead = (migration: Migration, now: Instant, looked: readonly (readonly [string, Instant])[] = []) =>
    readingsAhead(migration, new Map(looked), now).map(({ move, at: when }) => [move.kind === 'compare' ? move.mark : move.kind, when]);

  it('are the widgets, every five minutes, until four days after the turn', () => {
    const now = at(30);
    expect(ahead(night(), now)).toEqual([['watch', now]]);
    expect(ahead(night(), now, [['watch', at(28)]])).toEqual([['watch', at(33)]]);
    expect(ahead(night(), now, [['watch', at(31)]])).toEqual([['watch', now]]);
    expect(ahead(account(), now)).toEqual([]);
    const over = night(...proved(shop), ...proved(help), finished);
    const until = later(at(3), 4 * DAY_MS);
    expect(ahead(over, later(until, -1)).map(([what]) => what)).toEqual(['watch']);
    expect(ahead(over, until)).toEqual([]);
    expect(ahead(night(finished), now)).toEqual([]);
  });

  it('are the live chats once a minute, from the drain to the first click, while no line reads them itself', () => {
    const drained = [...begun('rb-15m-drain'), done('rb-15m-drain')];
    const gate = `rb-15m-final-gate:${shop}`;
    const live = (looks: readonly (readonly [string, Instant])[], ...told: readonly Told[]) =>
      ahead(night(...told), at(30), looks).find(([what]) => what === 'live')?.[1];
    expect(live([], ...drained)).toBe(at(30));
    expect(live([['live', later(at(30), -1)]], ...drained)).toBe(later(at(31), -1));
    expect(live([['live', at(31)]], ...drained)).toBe(at(30));
    const read: Happening = { type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active: 0 } };
    const now = at(3);
    expect(ahead(night(...drained, read), now).find(([what]) => what === 'live')).toEqual(['live', at(4)]);
    expect(live([], ...begun('rb-15m-drain'))).toBeUndefined();
    expect(live([], ...drained, ...begun('rb-15m-agents-offline'))).toBeUndefined();
    expect(live([], ...drained, ...begun('rb-15m-ticket-list'))).toBe(at(30));
    expect(live([], ...drained, ...begun(gate))).toBeUndefined();
    const paused: Happening = { type: 'halted', because: 'person_asked' };
    expect(live([], ...drained, ...begun(gate), paused)).toBe(at(30));
    expect(live([], ...drained, ...begun(gate), done(gate), ...begun(CLICK), paused)).toBeUndefined();
    expect(live([], ...drained, shown(shop))).toBeUndefined();
    expect(live([], ...drained, finished)).toBeUndefined();
  });

  it('is the list of tickets where a brand has turned without it, or the operator has exported one', () => {
    const now = at(30);
    const kinds = (...told: readonly Told[]) => ahead(night(...told), now).map(([what]) => what);
    expect(kinds(shown(shop))).toContain('list');
    expect(kinds(...begun('rb-15m-ticket-list'), done('rb-15m-ticket-list'))).toContain('list');
    expect(kinds(...begun('rb-15m-ticket-list'))).not.toContain('list');
    expect(kinds(shown(shop), finished)).not.toContain('list');
    expect(kinds(shown(shop), { type: 'tickets_listed', tickets: [] })).not.toContain('list');
    expect(ahead(night(shown(shop)), now, [['list', at(29)]])[0]).toEqual(['list', now]);
    expect(ahead(night(shown(shop)), now, [['list', later(now, -1)]])[0]).toEqual(['list', later(now, MINUTE_MS - 1)]);
  });

  it('are the comparisons, each at its mark and once, a minute later again where one failed', () => {
    const list: Happening = { type: 'tickets_listed', tickets: [] };
    const migration = night(list, shown(shop));
    const mark = later(at(2), 2 * MINUTE_MS);
    const first = (now: Instant, looked: readonly (readonly [string, Instant])[] = [], of = migration) =>
      ahead(of, now, looked).find(([what]) => what === 'T+2m');
    expect(first(at(3))).toEqual(['T+2m', mark]);
    expect(first(at(30))).toEqual(['T+2m', mark]);
    expect(first(at(30), [['compare:T+2m', later(at(30), -1)]])).toEqual(['T+2m', later(at(30), MINUTE_MS - 1)]);
    expect(first(at(30), [], night(list, shown(shop), { type: 'tickets_compared', mark: 'T+2m', tickets: [] }))).toBeUndefined();
    expect(first(at(30), [], night(shown(shop)))).toBeUndefined();
    expect(first(at(30), [], night(list))).toBeUndefined();
  });
});

describe('the round of a night', () => {
  const signed = (migration: Migration): Happening => {
    const of = subjectOf('plan', { migration, readings: {} });
    if (of === undefined) throw new Error('nothing to sign');
    return { type: 'sign_off_asked', statement: 'plan', of };
  };
  const move = (migration: Migration, now: Instant, looked: readonly (readonly [string, Instant])[] = []) =>
    nextMove(migration, linesOf(migration), new Map([['watch', now], ...looked]), now);

  it('asks for the plan’s signature, and again when the plan is another', () => {
    const request = signed(night());
    expect(move(night(), at(1))).toEqual({ kind: 'record', happened: [request] });
    expect(move(night(request), at(1))).toMatchObject({ kind: 'record', happened: [{ type: 'step_begun' }] });
    expect(move(night(request, { type: 'restaffed', operator: 'BACKUP', backup: undefined }), at(3))).toMatchObject({
      happened: [{ type: 'sign_off_asked' }],
    });
    expect(move(night({ type: 'halted', because: 'person_asked' }), at(2))).toMatchObject({ kind: 'rest' });
  });

  it('counts the minutes of the window once it is under way', () => {
    const open = account(
      planIn(0),
      signed(account(planIn(0))),
      ...begun('rb-15m-stop-new'),
      { type: 't0_reached' },
      {
        type: 'halted',
        because: 'person_asked',
      },
    );
    const running = { ...open, stage: 'cutting_over' } as const;
    const rest = nextMove(running, [], new Map([['watch', later(START, 90_000)]]), later(START, 90_000));
    expect(rest).toEqual({ kind: 'rest', until: later(START, 120_000) });
    const before = { ...running, run: { ...running.run, t0At: undefined } };
    const none = nextMove({ ...before, scheduled: running.scheduled }, [], new Map([['watch', later(START, -1)]]), later(START, -1));
    expect(none).toMatchObject({ kind: 'rest', until: START });
  });

  it('reaches T0 within five minutes, misses it after them, and leaves what has not turned where a brand has', () => {
    const at0 = night().scheduled?.plan.opensAt ?? START;
    const move0 = (migration: Migration, ms: number) => onTime(migration, later(at0, ms));
    expect(move0(night(), -1)).toBeUndefined();
    expect(move0(night(), 0)).toEqual({ kind: 'record', happened: [{ type: 't0_reached' }] });
    expect(move0(night(), 5 * MINUTE_MS)).toEqual({ kind: 'record', happened: [{ type: 't0_reached' }] });
    expect(move0(night(), 5 * MINUTE_MS + 1)).toEqual({ kind: 'record', happened: [{ type: 'start_missed' }] });
    expect(move0(night({ type: 't0_reached' }), MINUTE_MS)).toBeUndefined();
    expect(move0(account(), 0)).toBeUndefined();
    expect(move0(night(shown(shop)), 6 * MINUTE_MS)).toEqual({ kind: 'record', happened: [{ type: 'brand_left', brand: help }] });
    expect(move0(night(shown(shop), shown(help)), 6 * MINUTE_MS)).toBeUndefined();
  });

  it('reminds once a morning, and looks for nothing while it has', () => {
    const lead: Happening = { type: 'role_taken', role: 'lead', user: 'LEAD' };
    const open = [lead, planIn(14 * 24 * 60), ...begun('rb-14d-kickoff')];
    const migration = account(...open, signed(account(...open)));
    const nine = later(START, DAY_MS);
    const found = (looked: readonly (readonly [string, Instant])[]) => nextMove(migration, [], new Map([['watch', nine], ...looked]), nine);
    expect(found([])).toEqual({ kind: 'remind', at: nine });
    expect(found([['remind', later(nine, -1)]])).toEqual({ kind: 'remind', at: nine });
    expect(found([['remind', nine]])).toMatchObject({ kind: 'rest' });
  });

  it('keeps a brand that turned by itself waiting for no gate but its own', () => {
    const gate = `rb-15m-final-gate:${shop}`;
    const second = `rb-15m-final-gate:${help}`;
    const open = [...begun(gate), { type: 't0_reached' } as const];
    const next = (...told: readonly Told[]) => {
      const migration = account(planIn(0), signed(account(planIn(0))), ...open, ...told);
      const now = at(4);
      const lines = [gate, second].map((key) => line(key, migration));
      return nextMove(
        migration,
        lines,
        new Map([
          ['watch', now],
          ['list', now],
          [gate, now],
        ]),
        now,
      );
    };
    expect(next()).toMatchObject({ kind: 'rest' });
    expect(next({ type: 'seen_unplanned', brand: help })).toEqual({ kind: 'record', happened: [{ type: 'step_begun', step: second }] });
    expect(next(shown(help))).toMatchObject({ kind: 'rest' });
  });

  it('goes on with a finished night beside the next plan, each under its own plan and by its own looks', () => {
    const open: readonly Told[] = [planIn(14), ...begun('rb-24p-next-brand'), finished, planIn(3_000)];
    const request = signed(account(...open));
    const migration = account(...open, request);
    const own = account(planIn(14)).scheduled?.version;
    const now = at(30);
    const found = (looked: readonly (readonly [string, Instant])[]) => nextMove(migration, [], new Map([['watch', now], ...looked]), now);
    expect(found([])).toMatchObject({ kind: 'look', line: { key: 'rb-24p-next-brand' }, plan: own });
    expect(found([['rb-24p-next-brand', now]])).toMatchObject({ kind: 'look', plan: own });
    expect(found([[lookedKey('rb-24p-next-brand', own), now]])).toMatchObject({ kind: 'rest' });
    expect(lookedKey('watch', own)).toBe('watch');
    expect(lookedKey('list', undefined)).toBe('list');
    const app: Happening = { type: 'item_taken_back', item: 'after-csat' };
    const due = account(app, planIn(14), ...proved(shop), ...proved(help), finished, planIn(3_000), request);
    expect(nextMove(due, [], new Map([['watch', at(60)]]), at(60))).toMatchObject({
      kind: 'record',
      happened: [{ type: 'step_begun', plan: account(app, planIn(14)).scheduled?.version }],
    });
  });

  it('looks again at what is open when somebody has spoken, and else after its rest', () => {
    const step = 'rb-24h-freeze';
    const migration = night(signed(night()), ...begun(step));
    const only = (of: Migration, now: Instant, looked: Instant) =>
      nextMove(
        of,
        [line(step, of)],
        new Map([
          ['watch', now],
          [step, looked],
        ]),
        now,
      );
    const rests = line(step, migration).step.everyMs;
    expect(only(migration, later(at(2), rests - 1), at(2))).toMatchObject({ kind: 'rest' });
    expect(only(migration, later(at(2), rests), at(2))).toMatchObject({ kind: 'look', line: { key: step } });
    expect(only(migration, at(2), later(at(2), -1))).toMatchObject({ kind: 'look' });
    expect(only(migration, at(2), at(4))).toMatchObject({ kind: 'look' });
  });
});

describe('what is signed', () => {
  const of = (statement: Parameters<typeof subjectOf>[0], migration: Migration, readings = {}) =>
    subjectOf(statement, { migration, readings });
  const waived = (item: string, reason = 'none'): Happening => ({ type: 'item_waived', item, reason });

  it('is another once what it is about is another', () => {
    const moved = account(planIn(15));
    for (const statement of ['plan', 'go'] as const) {
      expect(of(statement, night())).not.toBe(of(statement, moved));
      expect(of(statement, account())).toBeUndefined();
    }
    expect(of('activation', night())).toBe(of('activation', moved));
    expect(of('activation', account(bySwap()))).toBe(of('activation', night()));
    expect(of('activation', account())).not.toBe(of('activation', night()));
    expect(of('agents_ready', night())).toBe(of('agents_ready', account()));
    expect(of('agents_ready', night(), { groupNames: ['Support'] })).not.toBe(of('agents_ready', night()));
    expect(groupNames({})).toEqual([]);
  });

  it('of the go is another with each waiver and its reason; of the agents with those of their section', () => {
    const other = 'chat-limits';
    const own = 'agents-training-session';
    expect(of('go', night(waived(other)))).not.toBe(of('go', night()));
    expect(of('go', night(waived(other, 'one')))).not.toBe(of('go', night(waived(other, 'two'))));
    expect(of('plan', night(waived(other)))).toBe(of('plan', night()));
    expect(of('agents_ready', night(waived(other)))).toBe(of('agents_ready', night()));
    expect(of('agents_ready', night(waived(own)))).not.toBe(of('agents_ready', night()));
  });

  it('stands while there is a yes to it and no no; a yes to another is void', () => {
    const plan = of('plan', night());
    const other = of('plan', account(planIn(15)));
    if (plan === undefined || other === undefined) throw new Error('nothing to sign');
    const verdict = (user: string, what: 'yes' | 'no', subject = plan): Told => [
      user,
      { type: 'signed', statement: 'plan', verdict: what, of: subject, reason: undefined },
    ];
    const standing = (...told: readonly Told[]) => standingOf('plan', { migration: night(...told), readings: {} });
    expect(standing()).toBe('missing');
    expect(standing(verdict('APPROVER', 'yes'))).toBe('signed');
    expect(standing(verdict('APPROVER', 'yes'), verdict('OTHER', 'no'))).toBe('declined');
    expect(standing(verdict('APPROVER', 'yes', other))).toBe('void');
    expect(standing(verdict('APPROVER', 'no', other))).toBe('missing');
    const ended: readonly Told[] = [
      verdict('APPROVER', 'yes', other),
      { type: 'cancelled', because: 'person', reason: undefined },
      planIn(14),
    ];
    expect(standingOf('plan', { migration: account(planIn(15), ...ended), readings: {} })).toBe('missing');
    expect(standingOf('plan', { migration: account(planIn(15), ...ended, verdict('APPROVER', 'yes', other)), readings: {} })).toBe('void');
    expect(standingOf('plan', { migration: account(planIn(15), ...ended, verdict('APPROVER', 'yes')), readings: {} })).toBe('signed');
    expect(standingOf('go', { migration: night(verdict('APPROVER', 'yes')), readings: {} })).toBe('missing');
    expect(standingOf('plan', { migration: account(), readings: {} })).toBe('missing');
  });
});
