import { describe, expect, it } from 'vitest';
import type { Event, Happening } from '../../src/migration/events.ts';
import { RUNBOOK_VERSION } from '../../src/migration/plan.ts';
import { later, MINUTE_MS } from '../../src/migration/time.ts';
import { nightsTold, scoreOf } from '../../src/window/score.ts';
import { at } from './building.ts';

const T0 = at('2026-11-29T02:00:00Z');
const forecast = { source: 'chats', by: 'model', mean: 1.2, median: 1, p90: 3, weeks: 12 } as const;
const scheduled: Happening = {
  type: 'scheduled',
  plan: { opensAt: T0, closesAt: later(T0, 45 * MINUTE_MS), timeZone: 'UTC', brands: [], runbookVersion: RUNBOOK_VERSION },
};
const live = (active: number): Happening => ({ type: 'live_chats_read', live: { status: 'seen', incoming: 0, assigned: 0, active } });

/** Happenings with their minutes from T0. */
function log(...told: readonly (readonly [number, Happening])[]): readonly Event[] {
  return told.map(([minutes, happened], index) => ({
    version: index + 1,
    at: later(T0, minutes * MINUTE_MS),
    by: { kind: 'bot' },
    happened,
  }));
}

describe('the score of a night', () => {
  it('sets what was expected beside what was found at T0 and what the switch ended', () => {
    const events = log(
      [-9_000, scheduled],
      [-9_000, { type: 'forecast_kept', forecast }],
      [-60, live(9)],
      [-2, live(2)],
      [0, { type: 't0_reached' }],
      [4, live(1)],
    );
    expect(scoreOf(events, later(T0, 6 * MINUTE_MS))).toEqual({ expected: forecast, found: 2, ended: 1, verdict: 'as_told' });
  });

  it('says when it was busier than nine of ten weeks were to be', () => {
    const events = log([-9_000, scheduled], [-9_000, { type: 'forecast_kept', forecast }], [-2, live(4)], [0, { type: 't0_reached' }]);
    expect(scoreOf(events, undefined)).toMatchObject({ found: 4, ended: undefined, verdict: 'worse' });
  });

  it('compares what is found with what was to be live as the window opens, not with all that it costs', () => {
    const kept = { ...forecast, p90: 9, opening: { mean: 0.4, median: 0, p90: 2 } };
    const night = (active: number) =>
      scoreOf(
        log([-9_000, scheduled], [-9_000, { type: 'forecast_kept', forecast: kept }], [-2, live(active)], [0, { type: 't0_reached' }]),
        undefined,
      );
    expect(night(2)?.verdict).toBe('as_told');
    expect(night(3)?.verdict).toBe('worse');
  });

  it('tells of every earlier night whether it was as told, and leaves out what cannot be compared', () => {
    const night = (from: number, active: number): readonly (readonly [number, Happening])[] => [
      [from - 9_000, scheduled],
      [from - 9_000, { type: 'forecast_kept', forecast }],
      [from - 2, live(active)],
      [from, { type: 't0_reached' }],
    ];
    const called = [20_000, scheduled] as const;
    expect(nightsTold(log(...night(0, 4), ...night(10_000, 1), called, ...night(40_000, 9)))).toEqual(['worse', 'as_told', 'worse']);
  });

  it('takes an old reading, and one that said nothing, for unknown and not for none', () => {
    const old = log([-9_000, scheduled], [-9_000, { type: 'forecast_kept', forecast }], [-30, live(0)], [0, { type: 't0_reached' }]);
    expect(scoreOf(old, undefined)).toMatchObject({ found: undefined, verdict: 'unknown' });
    const unknown: Happening = { type: 'live_chats_read', live: { status: 'unknown', why: 'not_computed' } };
    const silent = log([-9_000, scheduled], [-5, live(0)], [-1, unknown], [0, { type: 't0_reached' }]);
    expect(scoreOf(silent, undefined)).toMatchObject({ expected: undefined, found: undefined });
  });

  it('has none before T0, and none of an earlier plan', () => {
    expect(scoreOf(log([-9_000, scheduled]), undefined)).toBeUndefined();
    expect(scoreOf(log([-9_000, scheduled], [0, { type: 't0_reached' }], [60, scheduled]), undefined)).toBeUndefined();
  });
});
