import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/migration/time.ts';
import { formatDuration, parseDuration } from '../../src/window/duration.ts';

describe('a duration', () => {
  it.each([
    ['90m', 90],
    ['2h', 120],
    ['1h30m', 90],
    ['48h', 2_880],
    ['0h', 0],
    ['0m', 0],
    ['1h90m', 150],
    [' 2H ', 120],
    ['720h', 43_200],
    ['43200m', 43_200],
  ])('%j is %d minutes', (text, minutes) => expect(parseDuration(text)).toBe(minutes * MINUTE_MS));

  it.each([
    '',
    ' ',
    '90',
    '2',
    'h',
    'm',
    '2d',
    '30s',
    '1.5h',
    '-1h',
    '+1h',
    '30m1h',
    '1h30',
    '2h 2h',
    '721h',
    '720h1m',
    '99999999h',
    '٢h',
    '1e2m',
    '2h\n3m',
  ])('%j is none', (text) => expect(parseDuration(text)).toBeUndefined());

  it.each([
    [0, '0h'],
    [45 * MINUTE_MS, '45m'],
    [HOUR_MS, '1h'],
    [90 * MINUTE_MS, '1h30m'],
    [48 * HOUR_MS, '48h'],
    [44 * MINUTE_MS + 1, '45m'],
    [-MINUTE_MS, '0h'],
  ])('%d ms is written %s', (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 43_200 }),
        (minutes) => parseDuration(formatDuration(minutes * MINUTE_MS)) === minutes * MINUTE_MS,
      ),
    );
  });
});
