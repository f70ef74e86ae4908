import { describe, expect, it } from 'vitest';
import { handOver } from '../../src/cutover/control/hand-over.ts';
import { rollBack } from '../../src/cutover/control/roll-back.ts';
import {
  acceptDuty,
  cancel,
  confirmStep,
  confirmUnder,
  endedBy,
  finish,
  gateBrand,
  mayOpenGate,
  pause,
  resume,
  typePhrase,
} from '../../src/cutover/decisions.ts';
import type { Decision, Person } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import type { Migration } from '../../src/migration/migration.ts';
import { help, planned, START, shop } from '../support/small-world.ts';
import { account, begun, done, here, is, looked, night, saidBy } from '../support/told-night.ts';

const green = looked(`G3:${shop}`);
const halted: Happening = { type: 'halted', because: 'person_asked' };
const CLICK = `rb-0-click:${shop}`;
const GATE = `rb-15m-final-gate:${shop}`;

/** What is recorded, in short, or why nothing is. */
function outcome(decision: Decision): unknown {
  return decision.ok ? decision.happened : decision.refusal.because;
}

describe('the word for a step', () => {
  const say = (migration: Migration, user: string, step: string, group?: string, groups: readonly string[] = []) =>
    outcome(confirmStep(migration, is(user), step, group, groups));

  it.each([
    ['the operator’s', CLICK, ['OPERATOR', 'BACKUP']],
    ['the approver’s', 'rb-24h-gate', ['APPROVER']],
    ['an admin’s', 'rb-24h-freeze', ['ADMIN']],
    ['a lead’s', 'rb-15p-open-doors', ['LEAD', 'ADMIN']],
    ['the agents’', 'rb-15m-drain', ['LEAD', 'ADMIN']],
    ['Ferry’s own', 'rb-1h-ticket-list', []],
  ] as const)('is taken from nobody else where it is %s', (_, step, may) => {
    const migration = night(...begun(step));
    const taken = ['ADMIN', 'LEAD', 'APPROVER', 'OPERATOR', 'BACKUP', 'STRANGER'].filter((user) =>
      Array.isArray(say(migration, user, step)),
    );
    expect(taken.toSorted()).toEqual([...may].toSorted());
  });

  it('says whose it would have been', () => {
    const decision = confirmStep(night(...begun(CLICK)), is('LEAD'), CLICK, undefined, []);
    expect(decision).toEqual({ ok: false, refusal: { because: 'not_your_role', needs: ['operator', 'backup'] } });
  });

  it('is not taken in a pause, nor for a step that has not begun or is of no plan', () => {
    expect(say(night(...begun(CLICK), halted), 'OPERATOR', CLICK)).toBe('not_running');
    expect(say(night(), 'OPERATOR', CLICK)).toBe('plan_changed');
    expect(say(account(...begun(CLICK)), 'OPERATOR', CLICK)).toBe('plan_changed');
  });

  it('brings the word for the items of the step, once', () => {
    const first = night(...begun('rb-15m-drain'));
    expect(say(first, 'LEAD', 'rb-15m-drain')).toEqual([
      { type: 'step_said', step: 'rb-15m-drain', group: undefined },
      { type: 'item_said', item: 'migrate-close-active-chats' },
    ]);
    expect(say(night(...begun('rb-15m-drain'), saidBy('LEAD', 'rb-15m-drain')), 'LEAD', 'rb-15m-drain')).toEqual([]);
    const known = night(...begun('rb-15m-drain'), ['LEAD', { type: 'item_said', item: 'migrate-close-active-chats' }]);
    expect(say(known, 'LEAD', 'rb-15m-drain')).toEqual([{ type: 'step_said', step: 'rb-15m-drain', group: undefined }]);
  });

  it('of an earlier night says nothing of this one’s items', () => {
    const before = account(
      ['LEAD', { type: 'item_said', item: 'migrate-close-active-chats' }],
      planned({ now: () => START }, [shop], 14),
      ...begun('rb-15m-drain'),
    );
    expect(say(before, 'LEAD', 'rb-15m-drain')).toHaveLength(2);
  });

  it('is for the items only once every group has been spoken for', () => {
    const groups = ['Support', 'Sales'];
    const open = night(...begun('rb-15m-drain'));
    expect(say(open, 'LEAD', 'rb-15m-drain', 'Sales', groups)).toEqual([{ type: 'step_said', step: 'rb-15m-drain', group: 'Sales' }]);
    const one = night(...begun('rb-15m-drain'), saidBy('LEAD', 'rb-15m-drain', 'Sales'));
    expect(say(one, 'LEAD', 'rb-15m-drain', 'Sales', groups)).toEqual([]);
    expect(say(one, 'LEAD', 'rb-15m-drain', 'Support', groups)).toContainEqual({ type: 'item_said', item: 'migrate-close-active-chats' });
  });

  it('for a step that is done is told to be late, but for a brand’s turn, which may be seen before it is said', () => {
    expect(say(night(...begun('rb-24h-freeze'), done('rb-24h-freeze')), 'ADMIN', 'rb-24h-freeze')).toBe('already_done');
    expect(say(night(...begun(CLICK), done(CLICK)), 'OPERATOR', CLICK)).toEqual([]);
    const own = night(...begun('rb-24h-freeze'), saidBy('ADMIN', 'rb-24h-freeze'), done('rb-24h-freeze'));
    expect(say(own, 'ADMIN', 'rb-24h-freeze')).toEqual([]);
  });

  it('is the driver’s alone after a hand-over, for what is done at the keyboard', () => {
    const handed = night(...begun(CLICK, 'rb-24h-freeze'), { type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' });
    expect(confirmStep(handed, is('OPERATOR'), CLICK, undefined, [])).toEqual({
      ok: false,
      refusal: { because: 'handed_over', to: 'BACKUP' },
    });
    expect(say(handed, 'BACKUP', CLICK)).toHaveLength(1);
    expect(say(handed, 'ADMIN', 'rb-24h-freeze')).toHaveLength(1);
  });

  it('for an exchange of the key is the developer’s it was given to, whoever drives', () => {
    const keys = { from: 'old', to: 'new', pages: ['https://shop.example/'] };
    const plan = planned({ now: () => START }, [shop], 14);
    if (plan.type !== 'scheduled') throw new Error('not a plan');
    const swap = { ...plan, plan: { ...plan.plan, brands: [{ subdomain: shop, path: 'swap', keys } as const] } };
    const given: Happening = { type: 'item_assigned', item: 'widget-swap-prepared', user: 'DEVELOPER', due: undefined };
    const step = `rb-0-swap:${shop}`;
    const migration = account(given, swap, ...begun(step), { type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' });
    expect(say(migration, 'DEVELOPER', step)).toContainEqual({ type: 'step_said', step, group: undefined });
    expect(say(migration, 'BACKUP', step)).toContainEqual({ type: 'step_said', step, group: undefined });
    expect(say(migration, 'OPERATOR', step)).toBe('handed_over');
    expect(say(migration, 'STRANGER', step)).toBe('not_your_role');
    expect(say(account(given, swap, ...begun(GATE)), 'DEVELOPER', GATE)).toBe('not_your_role');
  });

  it('for one of two apps is no word for both', () => {
    const both: Happening = { type: 'setting_set', key: 'channels', value: 'web,ios,android' };
    const open = [both, planned({ now: () => START }, [shop], 14), ...begun('rb-15p-ios', 'rb-15p-android')];
    expect(say(account(...open), 'ADMIN', 'rb-15p-ios')).toEqual([{ type: 'step_said', step: 'rb-15p-ios', group: undefined }]);
    const last = account({ type: 'item_taken_back', item: 'migrate-4b-mobile-apps' }, ...open, saidBy('ADMIN', 'rb-15p-android'));
    expect(say(last, 'ADMIN', 'rb-15p-ios')).toEqual([
      { type: 'step_said', step: 'rb-15p-ios', group: undefined },
      { type: 'item_said', item: 'migrate-4b-mobile-apps' },
    ]);
    expect(say(account(...open, ...begun('rb-15p-open-doors')), 'LEAD', 'rb-15p-open-doors')).toHaveLength(1);
  });

  it('on a button of a plan that there is not is refused', () => {
    const migration = night(...begun(CLICK));
    const version = migration.scheduled?.version;
    expect(outcome(confirmUnder(1, migration, is('OPERATOR'), CLICK, undefined, []))).toBe('plan_changed');
    expect(outcome(confirmUnder(version, migration, is('OPERATOR'), CLICK, undefined, []))).toHaveLength(1);
    expect(outcome(confirmUnder(undefined, migration, is('OPERATOR'), CLICK, undefined, []))).toHaveLength(1);
    expect(outcome(confirmUnder(version, migration, is('LEAD'), CLICK, undefined, []))).toBe('not_your_role');
    const over = night(...begun('rb-24p-next-brand'), { type: 'finished', remaining: [] }, planned({ now: () => START }, [shop], 3_000));
    expect(outcome(confirmUnder(version, over, is('ADMIN'), 'rb-24p-next-brand', undefined, []))).toEqual([
      { type: 'step_said', step: 'rb-24p-next-brand', group: undefined, plan: version },
    ]);
  });
});

describe('“I will be there” and “I am here”', () => {
  const accept = (migration: Migration, user: string, asked: 'promise' | 'presence') => outcome(acceptDuty(migration, is(user), asked));
  const asked = begun('rb-1h-presence');

  it('are for a plan, and for who is to be at the keyboard', () => {
    expect(accept(account(), 'OPERATOR', 'promise')).toBe('nothing_planned');
    expect(accept(night(...asked), 'STRANGER', 'presence')).toBe('not_your_role');
    expect(accept(night(), 'LEAD', 'promise')).toBe('not_your_role');
    expect(acceptDuty(night(), is('STRANGER'), 'promise')).toEqual({
      ok: false,
      refusal: { because: 'not_your_role', needs: ['operator', 'backup'] },
    });
  });

  it('are taken once each, the second only from T-1h on', () => {
    expect(accept(night(), 'BACKUP', 'promise')).toEqual([{ type: 'promised', user: 'BACKUP' }]);
    expect(accept(night({ type: 'promised', user: 'BACKUP' }), 'BACKUP', 'promise')).toEqual([]);
    expect(accept(night(), 'OPERATOR', 'presence')).toBe('not_yet');
    expect(accept(night(...asked), 'OPERATOR', 'presence')).toEqual([{ type: 'present', user: 'OPERATOR' }]);
    expect(accept(night(...asked, here('OPERATOR')), 'OPERATOR', 'presence')).toEqual([]);
  });

  it('of a lead is noted as a lead’s', () => {
    expect(accept(night(), 'LEAD', 'presence')).toBe('not_yet');
    expect(accept(night(...asked), 'LEAD', 'presence')).toEqual([{ type: 'lead_present', user: 'LEAD' }]);
    expect(accept(night(...asked, { type: 'lead_present', user: 'LEAD' }), 'LEAD', 'presence')).toEqual([]);
    const both = night({ type: 'role_given', role: 'lead', user: 'OPERATOR' }, ...asked);
    expect(accept(both, 'OPERATOR', 'presence')).toEqual([{ type: 'present', user: 'OPERATOR' }]);
  });
});

describe('the phrase', () => {
  const type = (migration: Migration, typed: string, user = 'OPERATOR', brand: string = shop) =>
    outcome(typePhrase(migration, is(user), brand, typed));
  const open = night(...begun(GATE), green);

  it('is taken from operator and backup, in any case and with any blanks, and once', () => {
    expect(type(open, '  Convert   SHOP ')).toEqual([{ type: 'phrase_typed', brand: shop }]);
    expect(type(open, `convert ${shop}`, 'BACKUP')).toHaveLength(1);
    expect(type(open, `convert ${shop}`, 'APPROVER')).toBe('not_your_role');
    expect(type(night(...begun(GATE), green, { type: 'phrase_typed', brand: shop }), `convert ${shop}`)).toEqual([]);
  });

  it('has to be the one of the brand that is asked for, and says which that is', () => {
    expect(typePhrase(open, is('OPERATOR'), shop, 'convert shp')).toEqual({
      ok: false,
      refusal: { because: 'wrong_phrase', wanted: `convert ${shop}` },
    });
    expect(type(open, `convert${shop}`)).toBe('wrong_phrase');
    expect(type(open, `convert ${help}`, 'OPERATOR', help)).toBe('plan_changed');
  });

  it('is not taken in a pause, at a red gate, or from who has given the keyboard away', () => {
    expect(type(night(...begun(GATE), green, halted), `convert ${shop}`)).toBe('not_running');
    expect(type(night(...begun(GATE)), `convert ${shop}`)).toBe('gate_closed');
    const red = looked(`G3:${shop}`, { kind: 'presence', id: 'operator', why: 'missing' });
    expect(type(night(...begun(GATE), red), `convert ${shop}`)).toBe('gate_closed');
    const handed = night(...begun(GATE), green, { type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' });
    expect(mayOpenGate(handed, is('OPERATOR'), shop)).toEqual({ ok: false, refusal: { because: 'handed_over', to: 'BACKUP' } });
    expect(type(handed, `convert ${shop}`, 'BACKUP')).toHaveLength(1);
  });

  it('is of the brand whose gate has begun and is not done', () => {
    expect(gateBrand(night())).toBeUndefined();
    expect(gateBrand(open)).toBe(shop);
    const second = `rb-15m-final-gate:${help}`;
    expect(gateBrand(night(...begun(GATE, second), done(GATE)))).toBe(help);
  });
});

describe('pause, resume and cancel', () => {
  const clicked = night(...begun(CLICK), { type: 'step_asked', step: CLICK }, saidBy('OPERATOR', CLICK));

  it.each([
    ['pause', pause, night()],
    ['resume', resume, night(halted)],
    ['cancel', (migration: Migration, person: Person) => cancel(migration, person, 'why'), night()],
    ['roll back', (migration: Migration, person: Person) => rollBack(migration, person, 'why'), night()],
  ] as const)('%s is for admin, approver, operator and backup', (_, act, migration) => {
    for (const user of ['ADMIN', 'APPROVER', 'OPERATOR', 'BACKUP']) expect(outcome(act(migration, is(user)))).toHaveLength(1);
    for (const user of ['LEAD', 'STRANGER'])
      expect(act(migration, is(user))).toEqual({
        ok: false,
        refusal: { because: 'not_your_role', needs: ['admin', 'approver', 'operator', 'backup'] },
      });
  });

  it('are of a plan that goes on', () => {
    expect(outcome(pause(account(), is('ADMIN')))).toBe('not_running');
    expect(outcome(cancel(account(), is('ADMIN'), undefined))).toBe('not_running');
    expect(outcome(rollBack(account(), is('ADMIN'), undefined))).toBe('not_running');
    expect(outcome(resume(night(), is('ADMIN')))).toBe('not_halted');
    expect(outcome(resume(night(halted), is('ADMIN')))).toEqual([{ type: 'resumed' }]);
    const over = night({ type: 'archived' });
    expect(outcome(cancel(over, is('ADMIN'), undefined))).toBe('not_running');
    expect(outcome(rollBack(over, is('ADMIN'), undefined))).toBe('not_running');
  });

  it('of a finished night tell who has finished it', () => {
    const over = night(...begun(CLICK), saidBy('OPERATOR', CLICK), ['APPROVER', { type: 'finished', remaining: [] }]);
    const refusal = { because: 'was_done', what: 'finished', by: 'APPROVER' };
    expect(pause(over, is('ADMIN'))).toMatchObject({ ok: false, refusal });
    expect(cancel(over, is('ADMIN'), undefined)).toMatchObject({ ok: false, refusal });
  });

  it('come too late once a click was reported, and say which brands have turned', () => {
    const refusal = { because: 'past_return', brands: [shop] };
    expect(pause(clicked, is('ADMIN'))).toEqual({ ok: false, refusal });
    expect(cancel(clicked, is('ADMIN'), undefined)).toEqual({ ok: false, refusal });
  });

  it('end the plan with their reason, or hold it', () => {
    expect(outcome(cancel(night(), is('ADMIN'), 'rain'))).toEqual([{ type: 'cancelled', because: 'person', reason: 'rain' }]);
    expect(outcome(rollBack(night(), is('ADMIN'), 'rain'))).toEqual([{ type: 'cancelled', because: 'rolled_back', reason: 'rain' }]);
    expect(outcome(pause(night(), is('ADMIN')))).toEqual([{ type: 'halted', because: 'person_asked' }]);
  });

  it('tell the second of two who press that the first was quicker, unless the board showed it', () => {
    const held = night(['APPROVER', halted]);
    const refusal = { because: 'was_done', what: 'paused', by: 'APPROVER' };
    expect(pause(held, is('ADMIN'))).toMatchObject({ ok: false, refusal });
    expect(outcome(pause(held, is('APPROVER')))).toEqual([]);
    expect(resume(held, is('ADMIN'), 0)).toMatchObject({ ok: false, refusal });
    expect(outcome(resume(held, is('ADMIN'), held.control?.version))).toEqual([{ type: 'resumed' }]);
    expect(outcome(resume(held, is('APPROVER'), 0))).toEqual([{ type: 'resumed' }]);
    const on = night(['APPROVER', halted], ['APPROVER', { type: 'resumed' }]);
    expect(resume(on, is('ADMIN'))).toMatchObject({ ok: false, refusal: { because: 'was_done', what: 'resumed', by: 'APPROVER' } });
    expect(pause(on, is('ADMIN'), 0)).toMatchObject({ ok: false, refusal: { because: 'was_done', what: 'resumed', by: 'APPROVER' } });
  });
});

describe('a button of a plan that somebody has ended', () => {
  it('says who has ended it, and nothing of any other plan or end', () => {
    const ended = night(['APPROVER', { type: 'cancelled', because: 'person', reason: undefined }]);
    const version = ended.lastEnd?.version;
    expect(endedBy(ended, version)).toEqual({ because: 'was_done', what: 'cancelled', by: 'APPROVER', at: ended.lastEnd?.at });
    expect(endedBy(ended, (version ?? 0) + 1)).toBeUndefined();
    expect(endedBy(night({ type: 'cancelled', because: 'declined', reason: undefined }), version)).toBeUndefined();
    expect(endedBy(night(), version)).toBeUndefined();
  });
});

describe('a way back after the first click', () => {
  it('leaves the brands that have not turned, and only those', () => {
    const clicked = [...begun(CLICK), { type: 'step_asked', step: CLICK } as const, saidBy('OPERATOR', CLICK)];
    expect(outcome(rollBack(night(...clicked), is('ADMIN'), 'rain'))).toEqual([
      { type: 'rolled_back', reason: 'rain' },
      { type: 'brand_left', brand: help },
    ]);
    expect(outcome(rollBack(night(...clicked, { type: 'brand_left', brand: help }), is('ADMIN'), undefined))).toEqual([
      { type: 'rolled_back', reason: undefined },
    ]);
  });

  it('is noted once', () => {
    const clicked = [...begun(CLICK), saidBy('OPERATOR', CLICK), { type: 'rolled_back', reason: undefined } as const];
    expect(outcome(rollBack(night(...clicked), is('ADMIN'), undefined))).toEqual([]);
  });

  it('leaves no brand once the night is finished', () => {
    const over = night(...begun(CLICK), saidBy('OPERATOR', CLICK), { type: 'finished', remaining: [] });
    expect(outcome(rollBack(over, is('ADMIN'), undefined))).toEqual([{ type: 'rolled_back', reason: undefined }]);
  });
});

describe('handing over the keyboard', () => {
  const hand = (migration: Migration, user: string) => outcome(handOver(migration, is(user)));
  const both = [...begun('rb-1h-presence'), here('OPERATOR'), here('BACKUP')];

  it('is for operator and backup, outside a pause, once somebody is there', () => {
    expect(handOver(night(...both), is('ADMIN'))).toEqual({
      ok: false,
      refusal: { because: 'not_your_role', needs: ['operator', 'backup'] },
    });
    expect(hand(night(...both, halted), 'OPERATOR')).toBe('not_running');
    expect(hand(night(...begun('rb-1h-presence')), 'OPERATOR')).toBe('not_yet');
    expect(hand(night(here('OPERATOR'), here('BACKUP')), 'OPERATOR')).toBe('not_yet');
  });

  it('gives it to the other one who is there, or takes it', () => {
    expect(hand(night(...both), 'OPERATOR')).toEqual([{ type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' }]);
    expect(hand(night(...both), 'BACKUP')).toEqual([{ type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' }]);
    const backAgain = night(...both, { type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' });
    expect(hand(backAgain, 'BACKUP')).toEqual([{ type: 'handed_over', from: 'BACKUP', to: 'OPERATOR' }]);
  });

  it('needs another one who is there; who takes it is there by that', () => {
    const alone = night(...begun('rb-1h-presence'), here('OPERATOR'));
    expect(hand(alone, 'OPERATOR')).toBe('nobody_to_take_over');
    expect(hand(alone, 'BACKUP')).toEqual([
      { type: 'present', user: 'BACKUP' },
      { type: 'handed_over', from: 'OPERATOR', to: 'BACKUP' },
    ]);
  });

  it('is from who came first, where the operator has not come', () => {
    const third: Happening = { type: 'role_given', role: 'backup', user: 'THIRD' };
    const migration = night(third, ...begun('rb-1h-presence'), here('BACKUP'), here('THIRD'));
    expect(hand(migration, 'THIRD')).toEqual([{ type: 'handed_over', from: 'BACKUP', to: 'THIRD' }]);
  });

  it('takes back a phrase that waits, and no other', () => {
    const typed = [...both, ...begun(GATE), { type: 'phrase_typed', brand: shop } as const];
    expect(hand(night(...typed), 'OPERATOR')).toContainEqual({ type: 'phrase_void', brand: shop, because: 'handed_over' });
    expect(hand(night(...typed), 'OPERATOR')).toHaveLength(2);
    expect(hand(night(...typed, done(GATE)), 'OPERATOR')).toHaveLength(1);
  });
});

describe('finish', () => {
  const seen = looked('done');
  const end = (migration: Migration, user = 'APPROVER') => outcome(finish(migration, is(user), {}));

  it('is the approver’s, once everything has been seen, and once', () => {
    expect(finish(night(seen), is('ADMIN'), {})).toEqual({ ok: false, refusal: { because: 'not_your_role', needs: ['approver'] } });
    expect(end(night())).toBe('not_finished');
    expect(end(night(looked('done', { kind: 'widget', id: shop, why: 'classic' })))).toBe('not_finished');
    expect(end(night(seen))).toEqual([{ type: 'finished', remaining: [] }]);
    expect(end(night(seen, { type: 'finished', remaining: [] }))).toEqual([]);
  });

  it('names the brands that are still to turn in another window', () => {
    const more: Happening = { type: 'setting_set', key: 'brands', value: `${shop},${help},later` };
    expect(end(night(more, seen))).toEqual([{ type: 'finished', remaining: ['later'] }]);
    expect(end(night(more, seen, { type: 'brand_left', brand: help }))).toEqual([{ type: 'finished', remaining: [help, 'later'] }]);
  });
});
