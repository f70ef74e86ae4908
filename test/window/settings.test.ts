import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/migration/time.ts';
import { ownHolidays } from '../../src/window/days/own-holidays.ts';
import {
  blackOutOn,
  formatOperatorHours,
  parseBlackOuts,
  parseNotice,
  parseOperatorHours,
  windowRules,
} from '../../src/window/settings.ts';

const winter = { from: '2026-12-11', to: '2026-12-31' };

describe('the rules of an account', () => {
  it('are the defaults where nothing is set', () => {
    expect(windowRules({})).toEqual({
      noticeMs: 48 * HOUR_MS,
      blackOuts: [],
      operatorHours: { fromMinute: 0, toMinute: 1_440 },
      weekend: [6, 7],
    });
  });

  it('take the weekend of the country that was set, and holidays of the account’s own apart from its freezes', () => {
    expect(windowRules({ country: 'EG' }).weekend).toEqual([5, 6]);
    expect(windowRules({ country: '' }).weekend).toEqual([6, 7]);
    expect(windowRules({ country: 'DE-BY' }).weekend).toEqual([6, 7]);
    const settings = { holidays: '2026-12-24,2026-12-31..2027-01-02' };
    expect(windowRules(settings).blackOuts).toEqual([]);
    expect(ownHolidays(settings)).toEqual(['2026-12-24', '2026-12-31', '2027-01-01', '2027-01-02']);
    expect(ownHolidays({})).toEqual([]);
  });

  it('are what was set, whatever else is', () => {
    const settings = { notice: '0h', 'black-outs': '2026-12-11..2026-12-31', 'operator-hours': '22:00-06:00', language: 'ko' };
    expect(windowRules(settings)).toEqual({
      noticeMs: 0,
      blackOuts: [winter],
      operatorHours: { fromMinute: 1_320, toMinute: 1_800 },
      weekend: [6, 7],
    });
  });

  it.each([{ notice: 'soon' }, { 'black-outs': 'Christmas' }, { 'operator-hours': 'always' }])('are not guessed from %j', (settings) => {
    expect(() => windowRules(settings)).toThrow(/cannot be read/);
  });
});

describe('notice', () => {
  it('is a duration', () => {
    expect(parseNotice('48h')).toBe(48 * HOUR_MS);
    expect(parseNotice('0h')).toBe(0);
    expect(parseNotice('none')).toBeUndefined();
  });
});

describe('black-outs', () => {
  it.each([
    ['none', []],
    [' None ', []],
    ['2026-12-11..2026-12-31', [winter]],
    ['2026-12-24', [{ from: '2026-12-24', to: '2026-12-24' }]],
    ['2026-12-24..2026-12-24', [{ from: '2026-12-24', to: '2026-12-24' }]],
    ['2027-02-06..2027-02-08, 2026-12-11 .. 2026-12-31', [winter, { from: '2027-02-06', to: '2027-02-08' }]],
  ])('%j are read', (text, expected) => expect(parseBlackOuts(text)).toEqual(expected));

  it.each([
    '',
    ',',
    '2026-12-11,',
    '2026-12-31..2026-12-11',
    '2026-02-30',
    '2026-12-11..',
    '..2026-12-31',
    '2026-12-11...2026-12-31',
    '2026-12-11..2026-12-20..2026-12-31',
    '12-11..12-31',
    '2026-12-11-2026-12-31',
    'none,2026-12-11',
  ])('%j are refused', (text) => expect(parseBlackOuts(text)).toBeUndefined());

  it('hold on their first and last day and on none beside', () => {
    const on = (day: string) => blackOutOn(day, [{ from: '2026-11-01', to: '2026-11-01' }, winter]);
    expect(['2026-12-10', '2026-12-11', '2026-12-20', '2026-12-31', '2027-01-01'].map(on)).toEqual([
      undefined,
      winter,
      winter,
      winter,
      undefined,
    ]);
  });
});

describe('operator hours', () => {
  it.each([
    ['00:00-24:00', 0, 1_440],
    ['09:00-18:00', 540, 1_080],
    ['22:00-06:00', 1_320, 1_800],
    ['22:00 - 00:00', 1_320, 1_440],
    ['22:00-24:00', 1_320, 1_440],
    ['23:59-23:58', 1_439, 2_878],
  ])('%s are minutes %d to %d', (text, fromMinute, toMinute) => expect(parseOperatorHours(text)).toEqual({ fromMinute, toMinute }));

  it.each([
    '',
    '-',
    '09:00',
    '09:00-',
    '9:00-18:00',
    '09:00-25:00',
    '24:00-06:00',
    '09:00-09:00',
    '00:00-00:00',
    '09:00-12:00-18:00',
    '09:60-18:00',
    '9-18',
  ])('%j are refused', (text) => expect(parseOperatorHours(text)).toBeUndefined());

  it('are read as they are written', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 1_439 }), (fromMinute, length) => {
        const hours = { fromMinute, toMinute: fromMinute + length };
        expect(parseOperatorHours(formatOperatorHours(hours))).toEqual(hours);
      }),
    );
    expect(formatOperatorHours({ fromMinute: 0, toMinute: 1_440 })).toBe('00:00-24:00');
    expect(formatOperatorHours({ fromMinute: 1_320, toMinute: 1_800 })).toBe('22:00-06:00');
  });
});
