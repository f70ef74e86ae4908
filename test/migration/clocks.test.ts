import { describe, expect, it } from 'vitest';
import { hourAndDay, lastAt, nextAt, opensAfter } from '../../src/migration/run/local-clock.ts';
import {
  between,
  DAY_MS,
  earliest,
  HOUR_MS,
  type Instant,
  instant,
  later,
  latest,
  MINUTE_MS,
  SECOND_MS,
} from '../../src/migration/time.ts';

const at = (text: string): Instant => instant(new Date(text));
/** A Tuesday. */
const NOON = at('2026-11-24T12:00:00Z');
const SEOUL = 'Asia/Seoul';

describe('moments', () => {
  it('are compared, moved and taken apart to the millisecond', () => {
    expect(later(NOON, -1)).toBe('2026-11-24T11:59:59.999Z');
    expect(between(NOON, later(NOON, 7))).toBe(7);
    expect(between(later(NOON, 7), NOON)).toBe(-7);
    expect([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([1_000, 60 * 1_000, 3_600 * 1_000, 86_400 * 1_000]);
  });

  it('have an earliest and a latest, whatever their order and what is missing', () => {
    const one = later(NOON, 1);
    expect([latest(NOON, one), latest(one, NOON), latest(NOON)]).toEqual([one, one, NOON]);
    expect([earliest([NOON, one]), earliest([one, NOON]), earliest([undefined, one, undefined]), earliest([])]).toEqual([
      NOON,
      NOON,
      one,
      undefined,
    ]);
  });
});

describe('a minute of the day on the clock of a zone', () => {
  it('is shown last today or yesterday, and next today or tomorrow', () => {
    const nine = at('2026-11-24T00:00:00Z');
    expect(lastAt(9 * 60, NOON, SEOUL)).toBe(nine);
    expect(lastAt(9 * 60, nine, SEOUL)).toBe(nine);
    expect(lastAt(9 * 60, later(nine, -1), SEOUL)).toBe(later(nine, -DAY_MS));
    expect(nextAt(9 * 60, later(nine, -1), SEOUL)).toBe(nine);
    expect(nextAt(9 * 60, nine, SEOUL)).toBe(later(nine, DAY_MS));
  });

  it('has its hour, and its day from Monday on', () => {
    expect(hourAndDay(NOON, SEOUL)).toEqual({ hour: 21, day: 1 });
    expect(hourAndDay(at('2026-11-22T15:30:00Z'), SEOUL)).toEqual({ hour: 0, day: 0 });
    expect(hourAndDay(at('2026-11-22T12:00:00Z'), 'UTC')).toEqual({ hour: 12, day: 6 });
  });

  it('that is skipped is the one at which the clock goes on', () => {
    expect(nextAt(150, at('2027-03-27T23:00:00Z'), 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
  });
});

describe('the next opening', () => {
  const weekly = (timeZone: string, ...hours: readonly (readonly [number, number])[]) => ({
    timeZone,
    hours: hours.map(([from, to]) => ({ from, to })),
  });
  const day = (index: number, from: number, to: number) => [index * 1_440 + from * 60, index * 1_440 + to * 60] as const;

  it('is not told while it is open, from its first minute to before its last', () => {
    const tuesday = [weekly('UTC', day(2, 9, 18))];
    expect(opensAfter(tuesday, NOON)).toBe('open');
    expect(opensAfter(tuesday, at('2026-11-24T09:00:00Z'))).toBe('open');
    expect(opensAfter(tuesday, at('2026-11-24T08:59:59Z'))).toBe('2026-11-24T09:00:00.000Z');
    expect(opensAfter(tuesday, at('2026-11-24T18:00:00Z'))).toBe('2026-12-01T09:00:00.000Z');
  });

  it('is the first of all schedules, each on its own clock, and none where nobody has hours', () => {
    const both = [weekly('UTC', day(3, 9, 18)), weekly(SEOUL, day(3, 9, 18))];
    expect(opensAfter(both, NOON)).toBe('2026-11-25T00:00:00.000Z');
    expect(opensAfter([weekly('UTC', day(0, 9, 18))], NOON)).toBe('2026-11-29T09:00:00.000Z');
    expect(opensAfter([weekly('UTC')], NOON)).toBe('no_hours');
    expect(opensAfter([], NOON)).toBe('no_hours');
    expect(opensAfter([weekly('UTC', [4_000, 4_000])], NOON)).toBe('no_hours');
    expect(opensAfter([weekly('Nowhere/At all', day(3, 9, 18))], NOON)).toBe('no_clock');
    expect(opensAfter([weekly('Nowhere/At all'), weekly('UTC', day(3, 9, 18))], NOON)).toBe('2026-11-25T09:00:00.000Z');
    expect(opensAfter([weekly('Nowhere/At all', day(3, 9, 18)), weekly('UTC', day(2, 9, 18))], NOON)).toBe('open');
  });

  it('counts hours that go past midnight on the day they began', () => {
    expect(opensAfter([weekly('UTC', [1_440 + 22 * 60, 2 * 1_440 + 13 * 60])], NOON)).toBe('open');
    expect(opensAfter([weekly('UTC', day(2, 13, 14), day(3, 0, 1))], NOON)).toBe('2026-11-24T13:00:00.000Z');
  });
});
