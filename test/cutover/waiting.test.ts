import { describe, expect, it } from 'vitest';
import { mayBeAsked, noteAsked } from '../../src/cutover/control/asking.ts';
import { type Undoable, undoables } from '../../src/cutover/control/undoable.ts';
import { lineOf } from '../../src/cutover/steps/steps.ts';
import { blockersAt, holding, type Wait, waits } from '../../src/cutover/waits.ts';
import type { Blocker, Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { latestClick } from '../../src/migration/plan.ts';
import { later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { help, shop } from '../support/small-world.ts';
import { account, at, begun, done, looked, night, planIn, saidBy, type Told } from '../support/told-night.ts';

const GATE = `rb-15m-final-gate:${shop}`;
const CLICK = `rb-0-click:${shop}`;
const SWAP = `rb-0-swap:${shop}`;
const wait = (migration: Migration, key: string) => waits(migration).find(({ line }) => line.key === key);
const inShort = (found: Wait | undefined) => found && { who: found.who, roles: found.roles };
const asked: Happening = { type: 'step_asked', step: CLICK };
const finished: Happening = { type: 'finished', remaining: [] };
const swapped: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: 'DEVELOPER', due: undefined };

/** The same plan with its first brand turned by its key. */
function bySwap(): Happening {
  const plan = planIn(14);
  if (plan.type !== 'scheduled') throw new Error('not a plan');
  const keys = { from: 'old', to: 'new', pages: ['https://shop.example/'] };
  return {
    ...plan,
    plan: { ...plan.plan, brands: plan.plan.brands.map((brand, index) => (index === 0 ? { ...brand, path: 'swap', keys } : brand)) },
  };
}

describe('what is waited for', () => {
  it('is every step that has begun and is not done, what holds up the rest first', () => {
    const migration = night(...begun('rb-24h-freeze', 'rb-24h-gate', 'rb-1h-status-page'), done('rb-1h-status-page'));
    expect(waits(migration).map(({ line }) => line.key)).toEqual(['rb-24h-gate', 'rb-24h-freeze']);
    expect(holding(migration)?.line.key).toBe('rb-24h-gate');
    expect(holding(night(...begun('rb-24h-freeze')))).toBeUndefined();
    expect(waits(account())).toEqual([]);
  });

  it('says since when, what is late, and who has spoken already', () => {
    const late: Happening = { type: 'step_late', step: 'rb-24h-freeze', saw: 'asked_again' };
    expect(wait(night(...begun('rb-24h-freeze')), 'rb-24h-freeze')).toMatchObject({ since: at(1), late: undefined, saidBy: [] });
    const spoken = night(...begun('rb-24h-freeze'), late, saidBy('ADMIN', 'rb-24h-freeze'));
    expect(wait(spoken, 'rb-24h-freeze')).toMatchObject({ since: at(1), late: 'asked_again', saidBy: ['ADMIN'] });
  });

  it('is for whom the step asks', () => {
    expect(inShort(wait(night(...begun('rb-24h-freeze')), 'rb-24h-freeze'))).toEqual({ who: ['ADMIN'], roles: ['admin'] });
    expect(inShort(wait(night(...begun('rb-1h-status-page')), 'rb-1h-status-page'))).toEqual({
      who: ['OPERATOR', 'BACKUP'],
      roles: ['operator', 'backup'],
    });
  });

  it('is for the developer by name, where the exchange was given to one', () => {
    const swap = [bySwap(), ...begun(SWAP), { type: 'step_asked', step: SWAP } as const];
    expect(inShort(wait(account(...swap), SWAP))).toEqual({ who: ['OPERATOR', 'BACKUP'], roles: ['operator', 'backup'] });
    expect(inShort(wait(account(swapped, ...swap), SWAP))?.who).toEqual(['DEVELOPER']);
  });

  it.each<[string, Blocker, readonly string[], readonly string[]]>([
    ['a plan’s signature', { kind: 'sign_off', id: 'plan', why: 'missing' }, ['APPROVER'], ['approver']],
    ['the agents’ readiness', { kind: 'sign_off', id: 'agents_ready', why: 'missing' }, ['LEAD'], ['lead']],
    ['a promise', { kind: 'promise', id: 'operator', why: 'missing' }, ['OPERATOR', 'BACKUP'], ['operator', 'backup']],
    ['somebody who is there', { kind: 'presence', id: 'operator', why: 'missing' }, ['OPERATOR', 'BACKUP'], ['operator', 'backup']],
    ['another window', { kind: 'window', id: 'window', why: 'black_out' }, ['ADMIN'], ['admin']],
    ['a brand that is gone', { kind: 'widget', id: shop, why: 'brand_gone' }, ['ADMIN'], ['admin']],
    ['an operator who has left', { kind: 'operator_missing', id: 'OPERATOR', why: 'left' }, ['ADMIN'], ['admin']],
    ['an item of the agents', { kind: 'item', id: 'migrate-close-active-chats', why: 'todo' }, ['LEAD'], ['lead']],
    ['an item of Ferry’s with a word', { kind: 'item', id: 'migrate-note-pending-tickets', why: 'todo' }, ['OPERATOR'], ['operator']],
    ['an item of the operator', { kind: 'item', id: 'drain-stop-new-chats', why: 'todo' }, ['OPERATOR'], ['operator']],
    ['an item that is none of today', { kind: 'item', id: 'gone', why: 'todo' }, ['OPERATOR', 'BACKUP'], ['operator', 'backup']],
    ['an incident', { kind: 'incident', id: 'Messaging is slow', why: 'active' }, ['OPERATOR', 'BACKUP'], ['operator', 'backup']],
  ])('at a gate is for whom %s is a matter', (_, blocker, who, roles) => {
    const found = wait(night(...begun(GATE), looked(`G3:${shop}`, blocker)), GATE);
    expect(inShort(found)).toEqual({ who, roles });
    expect(found?.blockers).toEqual([blocker]);
  });

  it('at the gate of the day before is the operator’s where a promise is missing, and else the approver’s', () => {
    const step = 'rb-24h-gate';
    for (const kind of ['promise', 'presence'] as const)
      expect(inShort(wait(night(...begun(step), looked('G2', { kind, id: 'operator', why: 'missing' })), step))).toEqual({
        who: ['OPERATOR', 'BACKUP'],
        roles: ['operator', 'backup'],
      });
    expect(inShort(wait(night(...begun(step)), step))).toEqual({ who: ['APPROVER'], roles: ['approver'] });
    expect(inShort(wait(night(...begun(step), looked('G2', { kind: 'incident', id: 'a', why: 'active' })), step))?.roles).toEqual([
      'approver',
    ]);
  });

  it('at a gate names each person and role once, and not who scheduled the plan as its approver', () => {
    const missing = (id: string): Blocker => ({ kind: 'sign_off', id, why: 'missing' });
    const both = looked(`G3:${shop}`, missing('plan'), missing('go'), missing('agents_ready'));
    expect(inShort(wait(night(...begun(GATE), both), GATE))).toEqual({ who: ['APPROVER', 'LEAD'], roles: ['approver', 'lead'] });
    const own = account(
      { type: 'role_given', role: 'approver', user: 'ADMIN' },
      planIn(14),
      ...begun(GATE),
      looked(`G3:${shop}`, missing('plan')),
    );
    expect(inShort(wait(own, GATE))?.who).toEqual(['APPROVER']);
  });

  it('at each gate is what was seen there', () => {
    const one: Blocker = { kind: 'item', id: 'drain-stop-new-chats', why: 'todo' };
    for (const [gate, key] of [
      ['G1', 'rb-7d-gate-activate'],
      ['G2', 'rb-24h-gate'],
      [`G3:${help}`, `rb-15m-final-gate:${help}`],
      ['done', 'finish'],
    ] as const) {
      const migration = night(...begun(key), looked(gate, one));
      const line = lineOf(key, migration);
      if (line === undefined) throw new Error(key);
      expect(blockersAt(line, migration)).toEqual([one]);
      expect(blockersAt(line, night(...begun(key)))).toEqual([]);
      const other = lineOf('rb-24h-freeze', migration);
      expect(other && blockersAt(other, migration)).toEqual([]);
    }
  });

  it('ends the plan when its time has come, once a brand has turned leaves the brand, and elsewhere ends nothing', () => {
    const plan = planIn(14);
    const until = plan.type === 'scheduled' ? latestClick(plan.plan, 0) : undefined;
    expect(wait(night(...begun(GATE)), GATE)).toMatchObject({ until, afterwards: 'cancelled' });
    const second = `rb-15m-final-gate:${help}`;
    const one = night(...begun(CLICK), asked, saidBy('OPERATOR', CLICK), ...begun(second));
    expect(wait(one, second)).toMatchObject({ afterwards: 'brandLeft' });
    expect(wait(night(...begun('rb-24h-freeze')), 'rb-24h-freeze')).toMatchObject({ until: undefined, afterwards: 'goesOn' });
  });

  it('ends by itself with the watch of two hours, also after Finish and with what the first opening adds', () => {
    const proved = [shop, help].flatMap((brand): readonly Told[] => [
      { type: 'widget_read', brand, widget: 'messaging' },
      done(`rb-2m-config:${brand}`, 'seen'),
    ]);
    const watched = (...told: readonly Told[]) => wait(night(...proved, ...begun('rb-15p-watch'), ...told), 'rb-15p-watch');
    const over = { since: at(5), until: at(3 + 120), afterwards: 'ends' };
    expect(watched()).toMatchObject(over);
    expect(watched(finished)).toMatchObject(over);
    const opening: Happening = { type: 'first_opening', opensAt: at(600), oneOperator: false };
    expect(watched(opening)).toMatchObject({ ...over, until: at(600 + 120) });
    expect(watched(finished, planIn(3_000))).toMatchObject(over);
  });

  it('is Finish since nothing stands in its way any more, and before that since it is looked at', () => {
    const red = looked('done', { kind: 'item', id: 'after-leftover-chat-tickets', why: 'todo' });
    const since = (...told: readonly Told[]) => wait(night(...begun('finish'), ...told), 'finish')?.since;
    expect([since(), since(red), since(red, looked('done')), since(looked('done'), red)]).toEqual([at(1), at(1), at(3), at(1)]);
  });

  it('is still the gate while Slack has not taken the click, and nobody’s but Ferry’s', () => {
    const blocker: Blocker = { kind: 'slack_away', id: 'slack', why: 'undelivered' };
    const open = [...begun(GATE), done(GATE), looked(`G3:${shop}`, blocker), ...begun(CLICK)];
    const found = waits(night(...open)).find(({ line }) => line.brand === shop);
    expect(found).toMatchObject({ who: [], roles: [], since: at(4), blockers: [blocker], saidBy: [], afterwards: 'cancelled' });
    expect([found?.line.key, found?.line.step.asks]).toEqual([GATE, 'bot']);
    expect(wait(night(...open, asked), CLICK)).toMatchObject({ who: ['OPERATOR', 'BACKUP'] });
  });

  it('goes on of a finished night beside the next plan, and not on an account that is put away', () => {
    const open = [planIn(14), ...begun('rb-24p-next-brand'), finished, planIn(3_000)] as const;
    expect(waits(account(...open)).map(({ line }) => line.key)).toEqual(['rb-24p-next-brand']);
    expect(waits(account(...open, { type: 'archived' }))).toEqual([]);
  });

  it('is not asked of anybody any more once every brand has turned by itself', () => {
    const turned = [shop, help].map((brand): Happening => ({ type: 'widget_read', brand, widget: 'messaging' }));
    expect(waits(night(...begun('rb-15m-drain')))).toHaveLength(1);
    expect(waits(night(...begun('rb-15m-drain'), ...turned.slice(0, 1)))).toHaveLength(1);
    expect(waits(night(...begun('rb-15m-drain'), ...turned))).toEqual([]);
  });
});

describe('a request for a click', () => {
  const open = [...begun(GATE), done(GATE), looked(`G3:${shop}`), ...begun(CLICK)];
  const may = (migration: Migration, seconds: number, key = CLICK) => {
    const line = lineOf(key, migration);
    const looks = migration.run.gates[`G3:${shop}`]?.at ?? at(0);
    return line && mayBeAsked(line, migration, later(looks, seconds * SECOND_MS));
  };
  /** A window that has opened before these things happened. */
  const late = (...told: readonly Told[]) => account(planIn(0), ...told);

  it('is sent on a green look at its gate of the last minute', () => {
    expect(may(late(...open), 60)).toBe(true);
    expect(may(late(...open), 61)).toBe(false);
    expect(may(late(...open), -1)).toBe(false);
    const red = looked(`G3:${shop}`, { kind: 'presence', id: 'operator', why: 'missing' });
    expect(may(late(...open, red), 0)).toBe(false);
    expect(may(late(...begun(CLICK)), 0)).toBe(false);
  });

  it('is not sent before T0, before its step has begun, nor when it is done', () => {
    expect(may(night(...open), 0)).toBe(false);
    expect(may(late(looked(`G3:${shop}`)), 0)).toBe(false);
    expect(may(late(...open, done(CLICK)), 0)).toBe(false);
  });

  it('of any other step may be sent at any time', () => expect(may(night(), 0, 'rb-24h-freeze')).toBe(true));

  it('is noted once, when Slack has it', () => {
    const note = (migration: Migration, key = CLICK) => {
      const decision = noteAsked(migration, key);
      return decision.ok ? decision.happened : [];
    };
    expect(note(late(...open))).toEqual([asked]);
    expect(note(late(...open, asked))).toEqual([]);
    expect(note(late(...open, done(CLICK)))).toEqual([]);
    expect(note(late(...begun('rb-24h-freeze')), 'rb-24h-freeze')).toEqual([]);
    expect(note(late(), CLICK)).toEqual([]);
    expect(note(late(), 'no-such-step')).toEqual([]);
  });
});

describe('what can still be undone', () => {
  const controllers = ['admin', 'approver', 'operator', 'backup'];
  const clicked = [...begun(CLICK), asked, saidBy('OPERATOR', CLICK)];
  /** Every item was said to be done beforehand; this one is not. */
  const unsaid = { type: 'item_taken_back', item: 'migrate-1-activate-account' } as const;
  const of = (migration: Migration, what: Undoable['what'], how: Undoable['how']) =>
    undoables(migration).find((each) => each.what === what && each.how === how);

  it('are the brands until their click, by those who hold the cutover', () => {
    const plan = planIn(14);
    expect(of(night(), 'brands', 'cancel')).toEqual({
      what: 'brands',
      brands: [shop, help],
      until: plan.type === 'scheduled' ? latestClick(plan.plan, 0) : undefined,
      who: controllers,
      how: 'cancel',
    });
    expect(undoables(account(unsaid))).toEqual([]);
    expect(undoables(account())).toMatchObject([{ what: 'activation', how: 'none' }]);
    expect(of(night(finished), 'brands', 'cancel')).toBeUndefined();
    expect(of(night({ type: 'archived' }), 'brands', 'cancel')).toBeUndefined();
  });

  it('is not a brand that was converted; the others are left to another window', () => {
    const one = night(...clicked);
    expect(of(one, 'brands', 'leave')).toMatchObject({ brands: [help], who: controllers });
    expect(of(one, 'brands', 'none')).toEqual({ what: 'brands', brands: [shop], until: undefined, who: [], how: 'none' });
    expect(of(one, 'brands', 'cancel')).toBeUndefined();
    const back = night(...clicked, { type: 'seen_returned', brand: shop });
    expect(of(back, 'brands', 'none')).toBeUndefined();
  });

  it('is by its old key a brand that was swapped', () => {
    const one = account(bySwap(), ...begun(SWAP), { type: 'step_asked', step: SWAP }, saidBy('OPERATOR', SWAP));
    expect(of(one, 'brands', 'old_key')).toMatchObject({ brands: [shop], who: [] });
    expect(of(one, 'brands', 'none')).toBeUndefined();
  });

  it('is not the activation, once it was said or seen', () => {
    const activated = (...told: readonly Told[]) => of(night(unsaid, ...told), 'activation', 'none') !== undefined;
    expect(activated()).toBe(false);
    expect(activated({ type: 'item_said', item: 'migrate-1-activate-account' })).toBe(true);
    expect(activated(...begun('rb-7d-gate-activate'), done('rb-7d-gate-activate'))).toBe(false);
    expect(activated(...begun('rb-7d-gate-activate'), done('rb-7d-gate-activate', 'seen'))).toBe(true);
    expect(activated(...begun('rb-7d-activate'))).toBe(false);
    expect(activated(...begun('rb-7d-activate'), done('rb-7d-activate'))).toBe(true);
    expect(activated(saidBy('ADMIN', 'rb-7d-activate'))).toBe(true);
    expect(activated({ type: 'widget_read', brand: shop, widget: 'messaging' })).toBe(true);
  });

  it('waits ten minutes at least for a click that was asked for late', () => {
    const plan = planIn(14);
    if (plan.type !== 'scheduled') throw new Error('not a plan');
    const soon = account({ ...plan, plan: { ...plan.plan, closesAt: later(plan.plan.opensAt, -MINUTE_MS) } }, ...begun(CLICK), asked);
    expect(wait(soon, CLICK)?.until).toBe(at(12));
  });
});
