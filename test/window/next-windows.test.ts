import { describe, expect, it } from 'vitest';
import { later, MINUTE_MS } from '../../src/migration/time.ts';
import { localParts } from '../../src/window/local-time.ts';
import { nextWindows } from '../../src/window/next-windows.ts';
import { at, judging, windowFrom } from './building.ts';

type Change = Parameters<typeof judging>[1];

function starts(local: string, settings: Readonly<Record<string, string>>, change: Change = {}, minutes = 60): readonly string[] | string {
  const asked = judging(settings, change);
  const offer = nextWindows(windowFrom(local, minutes, asked.zone), { ...asked, count: 3 });
  if (offer.kind === 'none') return offer.refusedMost;
  return offer.windows.map(({ opensAt }) => {
    const { date, time } = localParts(opensAt, asked.zone);
    return `${date} ${time}`;
  });
}

describe('the next windows', () => {
  it('are the nearest days at the same hour, Fridays left out', () => {
    expect(starts('2026-12-09 02:00', {})).toEqual(['2026-12-10 02:00', '2026-12-12 02:00', '2026-12-13 02:00']);
  });

  it('are as long as the window was', () => {
    const asked = judging();
    const offer = nextWindows(windowFrom('2026-12-09 02:10', 77), { ...asked, count: 1 });
    const opensAt = at('2026-12-10T02:10+09:00');
    expect(offer).toEqual({ kind: 'found', windows: [{ opensAt, closesAt: later(opensAt, 77 * MINUTE_MS) }] });
  });

  it('keep the notice from now', () => {
    expect(starts('2026-12-01 02:00', {})).toEqual(['2026-12-05 02:00', '2026-12-06 02:00', '2026-12-07 02:00']);
  });

  it('begin today after a window long gone by', () => {
    expect(starts('2026-06-01 22:00', { notice: '0h' })).toEqual(['2026-12-01 22:00', '2026-12-02 22:00', '2026-12-03 22:00']);
  });

  it('leave out a black-out and its eve', () => {
    expect(starts('2026-12-08 02:00', { 'black-outs': '2026-12-11..2026-12-31' })).toEqual([
      '2026-12-09 02:00',
      '2027-01-02 02:00',
      '2027-01-03 02:00',
    ]);
  });

  it('are fewer where the ninety days end', () => {
    const settings = { 'black-outs': '2026-12-09..2027-03-07' };
    // Ninety days from 9 December end on 8 March.
    expect(starts('2026-12-08 02:00', settings)).toEqual(['2027-03-08 02:00']);
  });

  it('pass over a day that skips the hour', () => {
    const zone = 'Europe/Berlin';
    expect(starts('2027-03-27 02:30', {}, { zone })).toEqual(['2027-03-29 02:30', '2027-03-30 02:30', '2027-03-31 02:30']);
  });

  it('are the first of an hour that comes twice, and keep the local hour over the change', () => {
    const asked = { ...judging({}, { zone: 'Europe/Berlin' }), count: 2 };
    expect(nextWindows(windowFrom('2027-10-30 02:30', 60, 'Europe/Berlin'), asked)).toEqual({
      kind: 'found',
      windows: [
        { opensAt: at('2027-10-31T02:30+02:00'), closesAt: at('2027-10-31T03:30+02:00') },
        { opensAt: at('2027-11-01T02:30+01:00'), closesAt: at('2027-11-01T03:30+01:00') },
      ],
    });
  });

  it.each([
    ['hours', { 'operator-hours': '09:00-18:00' }, {}, 60],
    ['black_out', { 'black-outs': '2026-12-10..2027-06-30' }, {}, 60],
    ['short', {}, { brands: 3 }, 60],
    ['too_long', {}, {}, 780],
    ['black_out', { 'black-outs': '2026-12-01..2027-06-30', 'operator-hours': '09:00-18:00' }, {}, 60],
  ])('none fits, and the rule to relax is %s: %j %j', (rule, settings, change, minutes) => {
    expect(starts('2026-12-08 02:00', settings, change, minutes)).toBe(rule);
  });
});
