import { describe, expect, it } from 'vitest';
import { onlySaid } from '../../src/checklist/gate.ts';
import { isAskedAgain } from '../../src/checklist/look/drain-words.ts';
import { nothingRead } from '../../src/checklist/readings.ts';
import { reopened } from '../../src/cutover/steps/drain.ts';
import type { Happening } from '../../src/migration/events.ts';
import { later, MINUTE_MS } from '../../src/migration/time.ts';
import { shop } from '../support/small-world.ts';
import { at, done, night, passedOver, saidBy, type Told } from '../support/told-night.ts';

const chats = (assigned: number): Happening => ({ type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned, active: 0 } });
const silent = (why: string): Happening => ({ type: 'live_chats_read', live: { status: 'unknown', why } });
const word: Told = ['LEAD', { type: 'item_said', item: 'migrate-close-active-chats' }];

describe('a step of the drain that was done', () => {
  const step = 'rb-15m-drain';
  const again = (...told: readonly Told[]) => reopened(night(done(step, 'seen'), ...told), nothingRead, at(60));

  it('is open again with what is seen against it, and with nothing that is not', () => {
    expect(again(chats(2))).toEqual([{ type: 'step_reopened', step, saw: '2' }]);
    expect(again(chats(0))).toEqual([]);
    expect(reopened(night(chats(2)), nothingRead, at(60))).toEqual([]);
    expect(again(chats(2), { type: 'widget_read', brand: shop, widget: 'messaging' })).toEqual([]);
  });

  it('is open again where nothing is seen any more and nobody’s word stands for it', () => {
    expect(again(chats(0), silent('not_allowed'))).toEqual([{ type: 'step_reopened', step, saw: 'not_allowed' }]);
    expect(again(chats(0), silent('not_allowed'), word)).toEqual([]);
  });

  it('stays done where an admin has passed over it', () => {
    const passed = passedOver(`G3:${shop}`);
    expect(again(chats(2), passed)).toEqual([]);
    expect(again(chats(3), passed)).toHaveLength(1);
  });
});

describe('a look of the drain that came to nothing', () => {
  it('is made again for three minutes before a person is believed, where its reason passes', () => {
    const migration = night({ type: 'step_begun', step: 'rb-15m-stop-new' }, silent('unreachable'));
    const since = at(2);
    const again = (ms: number, why: 'unreachable' | 'not_allowed' = 'unreachable') =>
      isAskedAgain('migrate-close-active-chats', why, { migration, readings: {}, now: later(since, ms) });
    expect(again(3 * MINUTE_MS - 1)).toBe(true);
    expect(again(3 * MINUTE_MS)).toBe(false);
    expect(again(0, 'not_allowed')).toBe(false);
    const agents = isAskedAgain('migrate-agents-offline', 'unreachable', { migration, readings: {}, now: later(at(1), 3 * MINUTE_MS) });
    expect(agents).toBe(false);
  });
});

describe('what passes the last gate by a word alone', () => {
  it('is named with who has said it, and nothing that was seen', () => {
    const said = onlySaid({ migration: night(word), readings: {}, now: at(60) });
    expect(said).toEqual([{ id: 'migrate-close-active-chats', by: 'LEAD' }]);
    const seen = onlySaid({ migration: night(word, chats(0), saidBy('LEAD', 'rb-15m-drain')), readings: {}, now: at(60) });
    expect(seen).toEqual([]);
    expect(onlySaid({ migration: night(), readings: {}, now: at(60) })).toEqual([]);
  });
});
