import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../../../src/migration/time.ts';
import { type Asked, type Choice, choose } from '../../../src/window/choice/choose.ts';
import type { Expectation } from '../../../src/window/forecast/expectation.ts';
import { localParts } from '../../../src/window/local-time.ts';
import { at, judging, windowFrom } from '../building.ts';

const SLOT = (weekday: number, hour: number) => ((weekday - 1) * 24 + hour) * 4;

function expecting(p90: number, mean = p90 / 2): Expectation {
  return { mean, p90, median: Math.round(mean), half: [0, p90], most: [0, p90], regularlyEmpty: false, weeks: 12 };
}

/** An account in Seoul on Tuesday 1 December 2026, noon; a busy world but for what a test makes quiet. */
function asked(
  quiet: (slot: number, week: number) => Expectation | undefined,
  settings: Readonly<Record<string, string>> = {},
  more: Partial<Asked> = {},
): Asked {
  return {
    ...judging(settings),
    holidays: new Set(),
    taken: [],
    operatorZone: 'Asia/Seoul',
    lengthMs: 45 * MINUTE_MS,
    count: 3,
    by: 'forecast',
    expect: (slot, week) => quiet(slot, week) ?? expecting(20),
    ...more,
  };
}

function local(choice: Choice): readonly string[] {
  if (choice.kind === 'none') throw new Error(`none: ${choice.relax.join()}`);
  return choice.windows.map(({ window }) => {
    const { date, time } = localParts(window.opensAt, 'Asia/Seoul');
    return `${date} ${time}`;
  });
}

const sundayAtFour = (slot: number) => (slot === SLOT(7, 4) ? expecting(2) : undefined);

describe('the choice of windows', () => {
  it('offers the quietest quarter first, on the nearest day that the notice allows', () => {
    expect(local(choose(asked(sundayAtFour)))[0]).toBe('2026-12-06 04:00');
    expect(local(choose(asked(sundayAtFour, { notice: '240h' })))[0]).toBe('2026-12-13 04:00');
  });

  it('ranks by the bad case, then the mean, then nearness to the operator’s day, and says what each is behind in', () => {
    const made = choose(
      asked((slot) => {
        if (slot === SLOT(7, 4)) return expecting(2, 1.4);
        if (slot === SLOT(3, 4)) return expecting(2, 0.8);
        return slot === SLOT(4, 4) ? expecting(3, 0.8) : undefined;
      }),
    );
    expect(local(made)).toEqual(['2026-12-09 04:00', '2026-12-06 04:00', '2026-12-10 04:00']);
    if (made.kind === 'none') return;
    expect(made.windows.map(({ behind }) => behind)).toEqual([
      undefined,
      { kind: 'mean', chats: 1.4, best: 0.8 },
      { kind: 'bad_case', chats: 3, best: 2 },
    ]);
  });

  it('takes the hour next to the operator’s day where a whole night is empty: nobody has to get up at four', () => {
    const nights = (slot: number) => (slot % 96 >= 19 * 4 || slot % 96 < 8 * 4 ? expecting(0, 0) : undefined);
    expect(local(choose(asked(nights)))[0]?.slice(11)).toBe('07:45');
  });

  it('counts the operator’s day by the operator’s own clock', () => {
    const always = () => expecting(0, 0);
    expect(local(choose(asked(always, {}, { operatorZone: 'Asia/Seoul' })))[0]?.slice(11)).toBe('12:00');
    // London is nine hours behind: its working day is Seoul's evening.
    expect(local(choose(asked(always, {}, { operatorZone: 'Europe/London' })))[0]?.slice(11)).toBe('18:00');
  });

  it('offers no Friday, no holiday, and no eve of a holiday or of a freeze', () => {
    const days = local(
      choose(asked(() => expecting(0, 0), { 'black-outs': '2026-12-16..2026-12-31' }, { holidays: new Set(['2026-12-09']), count: 9 })),
    ).map((text) => text.slice(0, 10));
    expect(days).toEqual([
      '2026-12-03',
      '2026-12-05',
      '2026-12-06',
      '2026-12-07',
      '2026-12-10',
      '2026-12-12',
      '2026-12-13',
      '2026-12-14',
      '2027-01-02',
    ]);
  });

  it('leaves room round another window of the same operator', () => {
    const taken = [windowFrom('2026-12-06 02:30', 60)];
    expect(local(choose(asked(sundayAtFour, {}, { taken })))[0]).toBe('2026-12-13 04:00');
  });

  it('does not offer what is not known', () => {
    const made = choose(asked(sundayAtFour, {}, { expect: (slot) => (slot < 96 ? expecting(4) : undefined) }));
    expect(local(made).map((text) => text.slice(0, 10))).toEqual(['2026-12-07', '2026-12-14', '2026-12-21']);
  });

  it('names the rule to relax where none fits, and what that would give', () => {
    const frozen = asked(sundayAtFour, { 'black-outs': '2026-12-01..2027-04-01' });
    expect(choose(frozen)).toMatchObject({ kind: 'none', relax: ['black_out'], gives: { window: windowFrom('2026-12-06 04:00', 45) } });
    const tired = asked(sundayAtFour, { 'operator-hours': '12:00-12:30' });
    expect(choose(tired)).toMatchObject({ kind: 'none', relax: ['hours'], gives: { window: windowFrom('2026-12-06 04:00', 45) } });
    const both = asked(sundayAtFour, { 'operator-hours': '12:00-12:30', 'black-outs': '2026-12-01..2027-04-01' });
    expect(choose(both)).toMatchObject({
      kind: 'none',
      relax: ['black_out', 'hours'],
      gives: { window: windowFrom('2026-12-06 04:00', 45) },
    });
  });

  it('names no rule where nothing is known of the hours that they allow: none of them stands in the way', () => {
    const made = choose(asked(() => undefined, { 'operator-hours': '12:00-12:30' }, { expect: () => undefined }));
    expect(made).toEqual({ kind: 'none', relax: [], gives: undefined });
  });

  it('tells of a quieter window that only one rule kept from being the best, and of none that is just as quiet', () => {
    const quietFriday = asked((slot) => {
      if (slot === SLOT(5, 3)) return expecting(0, 0);
      return slot === SLOT(2, 3) ? expecting(2) : undefined;
    });
    expect(choose(quietFriday)).toMatchObject({
      windows: [{ window: windowFrom('2026-12-08 03:00', 45) }, {}, {}],
      passedOver: { rule: 'friday', offered: { window: windowFrom('2026-12-04 03:00', 45), expected: { p90: 0 } } },
    });
    expect(choose(asked((slot) => (slot === SLOT(5, 3) || slot === SLOT(2, 3) ? expecting(1) : undefined)))).toMatchObject({
      passedOver: undefined,
    });
  });

  it('offers no day before a weekend, whichever days that is, and keeps away from the working days that are left', () => {
    const weekdays = (made: Choice) =>
      made.kind === 'none' ? [] : made.windows.map(({ window }) => localParts(window.opensAt, 'Asia/Seoul').weekday);
    const egypt = choose(asked(() => expecting(0, 0), { country: 'EG' }, { count: 30 }));
    expect(weekdays(egypt)).not.toContain(4);
    expect(weekdays(egypt)).toContain(5);
    expect(weekdays(choose(asked(() => expecting(0, 0), { country: 'LT' }, { count: 30 })))).not.toContain(5);
    const guessed = choose(asked(() => undefined, { country: 'EG' }, { by: 'business_hours', expect: () => undefined }));
    expect(local(guessed)[0]).toBe('2026-12-05 01:00');
  });

  it('goes far from business hours where nothing is forecast', () => {
    const made = choose(asked(() => undefined, {}, { by: 'business_hours', expect: () => undefined }));
    expect(local(made)[0]).toBe('2026-12-06 01:00');
    expect(made).toMatchObject({ windows: [{ expected: undefined }, { behind: { kind: 'nearer_to_work' } }, {}] });
  });

  it('never offers an hour that the clock skips, and a doubled one once', () => {
    const berlin = { zone: 'Europe/Berlin', operatorZone: 'Europe/Berlin', now: at('2027-03-20T12:00:00Z'), count: 30 };
    const made = choose(asked((slot) => (slot === SLOT(7, 2) ? expecting(0, 0) : undefined), {}, berlin));
    if (made.kind === 'none') throw new Error('none');
    const best = made.windows
      .filter(({ expected }) => expected?.p90 === 0)
      .map(({ window }) => localParts(window.opensAt, 'Europe/Berlin'));
    expect(best.every(({ time }) => time === '02:00')).toBe(true);
    expect(best.map(({ date }) => date)).not.toContain('2027-03-28');
  });
});
