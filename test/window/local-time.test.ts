import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../../src/migration/run/local-clock.ts';
import { instant } from '../../src/migration/time.ts';
import {
  addLocalDays,
  clockReaches,
  clockTime,
  isLocalDate,
  laterDay,
  localParts,
  minuteOf,
  resolveLocal,
} from '../../src/window/local-time.ts';

const at = (text: string) => instant(new Date(text));

describe('a time zone', () => {
  it.each([
    'Asia/Seoul',
    'asia/seoul',
    'UTC',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+12',
    'US/Pacific',
    'Asia/Calcutta',
    'America/Port-au-Prince',
  ])('is %s', (name) => expect(isTimeZone(name)).toBe(true));
  it.each([
    '',
    ' ',
    'Asia/Seoul ',
    'Seoul',
    'Mars/Base',
    '+09:00',
    '2025-01-01T00:00Z[UTC]',
    'Z',
    'Asia',
    '../UTC',
    '한국',
    'Asia/Seoul\n',
  ])('is not %j', (name) => expect(isTimeZone(name)).toBe(false));
});

describe('a local time resolved', () => {
  it.each([
    ['2026-12-01', '02:00', 'Asia/Seoul', '2026-11-30T17:00Z'],
    ['2026-12-01', '02:00', 'Asia/Kathmandu', '2026-11-30T20:15Z'],
    ['2026-12-01', '23:59', 'Pacific/Marquesas', '2026-12-02T09:29Z'],
    ['2026-12-01', '12:00', 'Pacific/Chatham', '2026-11-30T22:15Z'],
    ['2026-12-01', '00:00', 'Pacific/Kiritimati', '2026-11-30T10:00Z'],
    ['2028-02-29', '12:00', 'UTC', '2028-02-29T12:00Z'],
    ['2026-03-29', '01:59', 'Europe/Berlin', '2026-03-29T00:59Z'],
    ['2026-03-29', '03:00', 'Europe/Berlin', '2026-03-29T01:00Z'],
    ['2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00Z'],
    // Rules that changed: Mexico gave daylight saving up in 2022, Jordan stayed on it, Paraguay in 2024, Kazakhstan became one zone in 2024.
    ['2026-07-01', '12:00', 'America/Mexico_City', '2026-07-01T18:00Z'],
    ['2026-01-01', '12:00', 'Asia/Amman', '2026-01-01T09:00Z'],
    ['2026-07-01', '12:00', 'America/Asuncion', '2026-07-01T15:00Z'],
    ['2026-07-01', '12:00', 'Asia/Almaty', '2026-07-01T07:00Z'],
  ])('%s %s in %s is %s', (date, time, zone, expected) => {
    expect(resolveLocal(date, time, zone)).toEqual({ kind: 'one', at: at(expected) });
  });

  it.each([
    ['2026-03-29', '02:00', 'Europe/Berlin'],
    ['2026-03-29', '02:59', 'Europe/Berlin'],
    ['2026-03-08', '02:30', 'America/New_York'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe'],
    ['2026-04-24', '00:30', 'Africa/Cairo'],
    ['2011-12-30', '12:00', 'Pacific/Apia'],
  ])('%s %s in %s does not exist', (date, time, zone) => {
    expect(resolveLocal(date, time, zone)).toEqual({ kind: 'gap' });
  });

  it.each([
    ['2026-10-25', '02:00', 'Europe/Berlin', '2026-10-25T00:00Z', '2026-10-25T01:00Z'],
    ['2026-10-25', '02:59', 'Europe/Berlin', '2026-10-25T00:59Z', '2026-10-25T01:59Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30Z', '2026-11-01T06:30Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z', '2026-04-04T15:15Z'],
    ['2026-10-29', '23:30', 'Africa/Cairo', '2026-10-29T20:30Z', '2026-10-29T21:30Z'],
  ])('%s %s in %s comes twice', (date, time, zone, first, second) => {
    expect(resolveLocal(date, time, zone)).toEqual({ kind: 'twice', first: at(first), second: at(second) });
  });

  it.each([
    ['2026-02-29', '02:00'],
    ['2026-04-31', '02:00'],
    ['2026-13-01', '02:00'],
    ['2026-00-10', '02:00'],
    ['2026-01-00', '02:00'],
    ['0026-01-01', '02:00'],
    ['9999-12-31', '23:59'],
    ['2026-1-1', '02:00'],
    ['01.12.2026', '02:00'],
    [' 2026-12-01', '02:00'],
    ['2026-12-01', '24:00'],
    ['2026-12-01', '2:00'],
    ['2026-12-01', '02:60'],
    ['2026-12-01', '02:00:00'],
    ['2026-12-01', '2 am'],
    ['2026-12-01', '02:00Z'],
    ['2026-12-01', '02:00\n'],
    ['', ''],
  ])('%j %j is malformed', (date, time) => {
    expect(resolveLocal(date, time, 'Asia/Seoul')).toEqual({ kind: 'malformed' });
  });
});

describe('what the wall shows', () => {
  it.each([
    ['2026-11-29T17:30Z', 'Asia/Seoul', { date: '2026-11-30', time: '02:30', weekday: 1, minuteOfDay: 150 }],
    ['2026-11-29T17:30:59.999Z', 'America/Los_Angeles', { date: '2026-11-29', time: '09:30', weekday: 7, minuteOfDay: 570 }],
    ['2026-10-25T01:30Z', 'Europe/Berlin', { date: '2026-10-25', time: '02:30', weekday: 7, minuteOfDay: 150 }],
    ['2026-12-04T23:59Z', 'UTC', { date: '2026-12-04', time: '23:59', weekday: 5, minuteOfDay: 1439 }],
  ])('at %s in %s', (moment, zone, expected) => {
    expect(localParts(at(moment), zone)).toEqual(expected);
  });
});

describe('when the clock reaches a minute', () => {
  it.each([
    ['an ordinary one', '2026-12-01', 120, 'Europe/Berlin', 'first', '2026-12-01T01:00Z'],
    ['one on the day after', '2026-12-01', 1_800, 'Europe/Berlin', 'last', '2026-12-02T05:00Z'],
    ['a skipped one: at the jump', '2026-03-29', 150, 'Europe/Berlin', 'first', '2026-03-29T01:00Z'],
    ['the first skipped one', '2026-03-29', 120, 'Europe/Berlin', 'last', '2026-03-29T01:00Z'],
    ['a doubled one, first', '2026-10-25', 150, 'Europe/Berlin', 'first', '2026-10-25T00:30Z'],
    ['a doubled one, last', '2026-10-25', 150, 'Europe/Berlin', 'last', '2026-10-25T01:30Z'],
    ['over a night of 23 hours', '2026-03-28', 1_800, 'Europe/Berlin', 'first', '2026-03-29T04:00Z'],
  ] as const)('%s', (_, date, minute, zone, which, expected) => {
    expect(clockReaches(date, minute, zone, which)).toBe(at(expected));
  });
});

describe('days and minutes', () => {
  it('counts days on the calendar', () => {
    expect(addLocalDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addLocalDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addLocalDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(laterDay('2026-12-09', '2026-12-10')).toBe('2026-12-10');
    expect(laterDay('2027-01-01', '2026-12-31')).toBe('2027-01-01');
  });

  it('knows real days', () => {
    expect(['2026-12-31', '2028-02-29'].every(isLocalDate)).toBe(true);
    expect(['2027-02-29', '2026-06-31', '2026-12-32', 'today', ''].some(isLocalDate)).toBe(false);
  });

  it('reads and writes clock times', () => {
    for (let minute = 0; minute < 1_440; minute += 1) expect(minuteOf(clockTime(minute))).toBe(minute);
    expect(clockTime(1_440)).toBe('24:00');
    expect(minuteOf('24:00')).toBeUndefined();
  });
});
