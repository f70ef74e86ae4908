import { describe, expect, it } from 'vitest';
import { type ItemId, itemById, type KnownItem } from '../../src/checklist/items/items.ts';
import { assign, mayGiveWord, sayDone, takeBack, waive, wordGivers } from '../../src/checklist/words.ts';
import type { Decision, Person } from '../../src/migration/decisions.ts';
import type { Happening } from '../../src/migration/events.ts';
import { type Migration, replay } from '../../src/migration/migration.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from '../../src/migration/time.ts';
import { eventsOf, GUEST, HOST, JOON, MINA, NOW, SOFIA, type Told } from '../support/scene.ts';

const DAN = 'U0DAN0001';
const account = (...told: readonly (Happening | Told)[]): Migration =>
  replay(eventsOf({ type: 'role_given', role: 'backup', user: DAN }, ...told));
const is = (user: string): Person => ({ user, everywhere: false });

function item(id: ItemId): KnownItem {
  const found = itemById(id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** What is recorded, or why nothing is. */
function outcome(decision: Decision): unknown {
  return decision.ok ? decision.happened : decision.refusal.because;
}

const planned: Happening = {
  type: 'scheduled',
  plan: {
    opensAt: later(NOW, DAY_MS),
    closesAt: later(NOW, DAY_MS + HOUR_MS),
    timeZone: 'Asia/Seoul',
    brands: [{ subdomain: HOST, path: 'convert' }],
    operator: MINA,
    backup: DAN,
    runbookVersion: RUNBOOK_VERSION,
  },
};
const begun = (step: string) => ({ type: 'step_begun', step }) as const;

describe('a word for an item', () => {
  const say = (migration: Migration, id: ItemId, user = JOON, note?: string, of?: string) =>
    outcome(sayDone(migration, is(user), item(id), note, of));
  /** People judge this one. */
  const judged = 'widget-website-checks';
  const stopped = 'drain-stop-new-chats';
  const ready = account(planned, begun('rb-15m-stop-new'));

  it('is that of whoever the procedure names, or of whom it was assigned to', () => {
    expect(wordGivers(item(stopped))).toEqual(['operator', 'backup']);
    expect(wordGivers(item('pending-tickets-guard-tag'))).toEqual(['admin']);
    expect(wordGivers(item('migrate-close-active-chats'))).toEqual(['lead']);
    expect(wordGivers(item(judged))).toEqual(['lead']);
    expect(say(ready, stopped, JOON)).toBe('not_your_role');
    expect(say(ready, stopped, DAN)).toEqual([{ type: 'item_said', item: stopped, note: undefined }]);
    const given = account({ type: 'item_assigned', item: stopped, user: GUEST, due: undefined });
    expect(mayGiveWord(given, is(GUEST), item(stopped))).toBe(true);
    expect(mayGiveWord(given, is(SOFIA), item(stopped))).toBe(false);
    expect(sayDone(ready, is(GUEST), item(stopped), undefined)).toEqual({
      ok: false,
      refusal: { because: 'not_your_role', needs: ['operator', 'backup'] },
    });
  });

  it('is not asked for where only Zendesk counts', () => {
    expect(say(account(), 'migrate-2-update-chat-settings')).toBe('not_for_word');
  });

  it('of the night is not taken before its time has come', () => {
    expect(say(account(), stopped, MINA)).toBe('not_yet');
    expect(say(account(planned), stopped, MINA)).toBe('not_yet');
    expect(say(ready, stopped, MINA)).toHaveLength(1);
    expect(say(ready, 'migrate-4a-web-widget', MINA)).toBe('not_yet');
    expect(say(account(planned, begun(`rb-0-click:${HOST}`)), 'migrate-4a-web-widget', MINA)).toHaveLength(1);
    expect(say(account(planned, begun(`rb-0-click:${HOST}`)), stopped, MINA)).toBe('not_yet');
  });

  it('is recorded once, unless it says something else or somebody else says it', () => {
    const before = account({ happened: { type: 'item_said', item: 'test-sandbox-available', note: 'seen', of: 'a' }, by: JOON });
    expect(say(before, 'test-sandbox-available', JOON, 'seen', 'a')).toEqual([]);
    expect(say(before, 'test-sandbox-available', MINA, 'seen', 'a')).toHaveLength(1);
    expect(say(before, 'test-sandbox-available', JOON, 'seen again', 'a')).toHaveLength(1);
    expect(say(before, 'test-sandbox-available', JOON, 'seen', 'b')).toEqual([
      { type: 'item_said', item: 'test-sandbox-available', note: 'seen', of: 'b' },
    ]);
  });

  it('of the night before is given again, and at the moment of the plan counts', () => {
    const said = (at = NOW): Told => ({ happened: { type: 'item_said', item: stopped }, by: MINA, at });
    const plan: Told = { happened: planned, at: NOW };
    const night = begun('rb-15m-stop-new');
    expect(say(account(said(later(NOW, -MINUTE_MS)), plan, night), stopped, MINA)).toHaveLength(1);
    expect(say(account(plan, night, said()), stopped, MINA)).toEqual([]);
  });

  it('is taken back by who gave it or by an admin, where there is one', () => {
    const back = (migration: Migration, user: string) => outcome(takeBack(migration, is(user), item('test-sandbox-available')));
    const said = account({ happened: { type: 'item_said', item: 'test-sandbox-available' }, by: JOON });
    const waived = account({ happened: { type: 'item_waived', item: 'test-sandbox-available', reason: 'none' }, by: SOFIA });
    const taken = [{ type: 'item_taken_back', item: 'test-sandbox-available' }];
    expect(back(said, JOON)).toEqual(taken);
    expect(back(said, MINA)).toEqual(taken);
    expect(back(said, SOFIA)).toBe('not_your_role');
    expect(back(waived, SOFIA)).toEqual(taken);
    expect(back(account(), MINA)).toEqual([]);
    expect(back(account(), JOON)).toBe('not_your_role');
  });
});

describe('going on without an item', () => {
  const drop = (migration: Migration, id: ItemId, user = MINA, reason = 'none') =>
    outcome(waive({ migration, readings: {}, now: NOW }, is(user), item(id), reason));
  const item1 = 'before-evaluate-account';

  it('is an admin’s, and never for a hard one', () => {
    expect(drop(account(), item1, JOON)).toBe('not_your_role');
    expect(drop(account(), item1)).toEqual([{ type: 'item_waived', item: item1, reason: 'none' }]);
    expect(drop(account(), 'drain-stop-new-chats')).toBe('hard_item');
  });

  it('is recorded once, unless the reason or the admin is another', () => {
    const before = account({ happened: { type: 'item_waived', item: item1, reason: 'none' }, by: MINA });
    expect(drop(before, item1)).toEqual([]);
    expect(drop(before, item1, MINA, 'other')).toHaveLength(1);
    const other = account({ happened: { type: 'item_waived', item: item1, reason: 'none' }, by: 'U0ELSE001' });
    expect(drop(other, item1)).toHaveLength(1);
  });
});

describe('an item given to somebody', () => {
  const give = (migration: Migration, by: string, user: string, due?: string) =>
    outcome(assign(migration, is(by), item('test-sandbox-available'), user, due));

  it('is given by a lead or an admin, and once', () => {
    const given = [{ type: 'item_assigned', item: 'test-sandbox-available', user: GUEST, due: '2026-12-01' }];
    expect(give(account(), SOFIA, GUEST, '2026-12-01')).toBe('not_your_role');
    expect(give(account(), JOON, GUEST, '2026-12-01')).toEqual(given);
    expect(give(account(), MINA, GUEST, '2026-12-01')).toEqual(given);
    const before = account({ type: 'item_assigned', item: 'test-sandbox-available', user: GUEST, due: '2026-12-01' });
    expect(give(before, JOON, GUEST, '2026-12-01')).toEqual([]);
    expect(give(before, JOON, GUEST, '2026-12-02')).toHaveLength(1);
    expect(give(before, JOON, SOFIA, '2026-12-01')).toHaveLength(1);
  });
});
