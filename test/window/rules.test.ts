import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/migration/time.ts';
import { judgeWindow } from '../../src/window/rules.ts';
import { at, judging, twelveHoursMs, windowFrom } from './building.ts';

const night = { fromMinute: 1_320, toMinute: 1_800 };

describe('a window', () => {
  it.each(['2026-12-06 02:00', '2026-12-04 02:07', '2026-12-07 13:59'])('may start on any weekday at any whole minute: %s', (local) => {
    expect(judgeWindow(windowFrom(local, 45), judging())).toEqual([]);
  });

  it('is not in the past', () => {
    const objections = judgeWindow(windowFrom('2026-12-01 11:59', 60), judging());
    expect(objections).toEqual([{ kind: 'past', earliest: at('2026-12-03T12:00+09:00') }]);
  });

  it('may start this very minute where no notice is needed, but not a second ago', () => {
    const window = windowFrom('2026-12-01 12:00', 60);
    expect(judgeWindow(window, judging({ notice: '0h' }))).toEqual([]);
    expect(judgeWindow(window, judging({ notice: '0h' }, { now: at('2026-12-01T12:00:01+09:00') }))).toEqual([
      { kind: 'past', earliest: at('2026-12-01T12:01+09:00') },
    ]);
  });

  it('keeps the notice, to the minute', () => {
    expect(judgeWindow(windowFrom('2026-12-03 12:00', 60), judging())).toEqual([]);
    expect(judgeWindow(windowFrom('2026-12-03 11:59', 60), judging())).toEqual([
      { kind: 'notice', noticeMs: 48 * HOUR_MS, earliest: at('2026-12-03T12:00+09:00') },
    ]);
  });

  it('names an earliest start that does, one minute before which does not', () => {
    const now = at('2026-12-01T12:00:00.001+09:00');
    const [objection] = judgeWindow(windowFrom('2026-12-03 12:00', 60), judging({}, { now }));
    expect(objection).toMatchObject({ kind: 'notice', earliest: at('2026-12-03T12:01+09:00') });
    expect(judgeWindow(windowFrom('2026-12-03 12:01', 60), judging({}, { now }))).toEqual([]);
  });

  it.each([
    [1, 45],
    [2, 60],
    [5, 105],
  ])('for %d brands has %d minutes', (brands, minutes) => {
    expect(judgeWindow(windowFrom('2026-12-06 02:00', minutes), judging({}, { brands }))).toEqual([]);
    expect(judgeWindow(windowFrom('2026-12-06 02:00', minutes - 1), judging({}, { brands }))).toEqual([
      { kind: 'short', lengthMs: (minutes - 1) * MINUTE_MS, neededMs: minutes * MINUTE_MS },
    ]);
  });

  it.each([0, -60])('of %d minutes is short', (minutes) => {
    expect(judgeWindow(windowFrom('2026-12-06 02:00', minutes), judging({ 'black-outs': '2026-12-05' })).map(({ kind }) => kind)).toEqual([
      'short',
    ]);
  });

  it('lasts twelve hours at most', () => {
    expect(judgeWindow(windowFrom('2026-12-06 02:00', 720), judging())).toEqual([]);
    expect(judgeWindow(windowFrom('2026-12-06 02:00', 721), judging())).toEqual([
      { kind: 'too_long', lengthMs: 721 * MINUTE_MS, mostMs: twelveHoursMs },
    ]);
  });

  it('is told all that speaks against it, the gravest first', () => {
    const settings = { 'black-outs': '2026-12-01..2026-12-02', 'operator-hours': '22:00-06:00' };
    const kinds = judgeWindow(windowFrom('2026-12-02 13:00', 30), judging(settings)).map(({ kind }) => kind);
    expect(kinds).toEqual(['notice', 'short', 'black_out', 'hours']);
  });
});

describe('a black-out', () => {
  it('holds for a window of no length that opens on it', () => {
    const objections = judgeWindow(windowFrom('2026-12-11 00:00', 0), judging({ 'black-outs': '2026-12-11' }));
    expect(objections.map(({ kind }) => kind)).toEqual(['short', 'black_out']);
  });

  const range = { from: '2026-12-11', to: '2026-12-31' };
  const refused = (day: string) => [{ kind: 'black_out', day, range }];

  it.each([
    ['ends as it begins', '2026-12-10 23:00', 60, []],
    ['reaches into it', '2026-12-10 23:01', 60, refused('2026-12-11')],
    ['lies on its first day', '2026-12-11 00:00', 60, refused('2026-12-11')],
    ['lies in it', '2026-12-20 23:30', 60, refused('2026-12-20')],
    ['begins on its last night', '2026-12-31 23:59', 60, refused('2026-12-31')],
    ['begins as it ends', '2027-01-01 00:00', 60, []],
    ['spans it whole', '2026-12-10 23:00', 31 * 24 * 60, refused('2026-12-11')],
  ])('and a window that %s', (_, local, minutes, expected) => {
    const objections = judgeWindow(windowFrom(local, minutes), judging({ 'black-outs': '2026-12-11..2026-12-31' }));
    expect(objections.filter(({ kind }) => kind !== 'too_long')).toEqual(expected);
  });

  it('is of the zone of the window', () => {
    const settings = { 'black-outs': '2026-12-11' };
    const window = { opensAt: at('2026-12-10T16:00Z'), closesAt: at('2026-12-10T17:00Z') };
    expect(judgeWindow(window, judging(settings)).map(({ kind }) => kind)).toEqual(['black_out']);
    expect(judgeWindow(window, judging(settings, { zone: 'America/New_York' }))).toEqual([]);
  });
});

describe('operator hours', () => {
  it.each([
    ['22:00-06:00', '2026-12-06 22:00', 480, undefined],
    ['22:00-06:00', '2026-12-06 21:59', 60, { night: '2026-12-06', outside: 'start' }],
    ['22:00-06:00', '2026-12-06 22:00', 481, { night: '2026-12-06', outside: 'end' }],
    ['22:00-06:00', '2026-12-07 02:00', 240, undefined],
    ['22:00-06:00', '2026-12-07 02:00', 241, { night: '2026-12-06', outside: 'end' }],
    ['22:00-06:00', '2026-12-07 06:00', 60, { night: '2026-12-07', outside: 'start' }],
    ['22:00-24:00', '2026-12-06 23:00', 60, undefined],
    ['22:00-24:00', '2026-12-06 23:30', 60, { night: '2026-12-06', outside: 'end' }],
    ['09:00-18:00', '2026-12-06 17:00', 60, undefined],
    ['09:00-18:00', '2026-12-06 17:01', 60, { night: '2026-12-06', outside: 'end' }],
    ['09:00-18:00', '2026-12-06 02:00', 60, { night: '2026-12-06', outside: 'start' }],
    // Begins and ends within hours, with a night between.
    ['09:00-18:00', '2026-12-06 17:00', 17 * 60, { night: '2026-12-06', outside: 'end' }],
    ['00:00-24:00', '2026-12-06 23:30', 60, undefined],
  ])('%s and a window from %s of %d minutes', (setting, local, minutes, expected) => {
    const objections = judgeWindow(windowFrom(local, minutes), judging({ 'operator-hours': setting }));
    expect(objections.find(({ kind }) => kind === 'hours')).toEqual(expected && expect.objectContaining(expected));
  });

  it('carries the hours to be named', () => {
    const objections = judgeWindow(windowFrom('2026-12-06 21:00', 60), judging({ 'operator-hours': '22:00-06:00' }));
    expect(objections).toEqual([{ kind: 'hours', hours: night, night: '2026-12-06', outside: 'start' }]);
  });

  it.each([
    ['a night of 23 hours ends at the same hour', '22:00-06:00', '2027-03-27 23:00', 360, true],
    ['and not later', '22:00-06:00', '2027-03-27 23:00', 361, false],
    ['a night of 25 hours does so, too', '22:00-06:00', '2027-10-30 23:00', 480, true],
    ['and not later', '22:00-06:00', '2027-10-30 23:00', 481, false],
    ['hours that begin in the skipped hour begin at the jump', '02:30-06:00', '2027-03-28 03:00', 60, true],
    ['hours that end in the doubled hour end when it comes again', '22:00-02:30', '2027-10-31 01:00', 150, true],
    ['and not later', '22:00-02:30', '2027-10-31 01:00', 151, false],
    ['hours of nearly a day, on the night where they overlap', '02:30-02:15', '2027-10-31 02:31', 60, true],
  ])('when clocks change in Berlin: %s', (_, setting, local, minutes, fits) => {
    const zone = 'Europe/Berlin';
    expect(judgeWindow(windowFrom(local, minutes, zone), judging({ 'operator-hours': setting }, { zone }))).toHaveLength(fits ? 0 : 1);
  });
});
