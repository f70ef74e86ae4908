import { describe, expect, it } from 'vitest';
import type { Forecast } from '../../../src/window/forecast/forecast.ts';
import { chatsOf, dice, forecastOf, hourOfWeek, NOW, type PastChat, usual, WEEK } from '../../support/synthetic-chats.ts';

const HOUR = 3_600_000;
const now = Date.parse(NOW);

function known(chats: readonly PastChat[], options: Parameters<typeof forecastOf>[1] = {}): Forecast {
  const made = forecastOf(chats, options);
  if (made.kind === 'none') throw new Error(`no forecast: ${made.why.kind}`);
  return made;
}

/** The slot of a weekday (0 is Monday) and hour. */
const slot = (day: number, hour: number) => (day * 24 + hour) * 4;
const busy = { perHour: (ms: number) => usual(hourOfWeek(ms), 8), meanMinutes: 12, weeks: 12 };

describe('the forecast', () => {
  it('tells nights from noons, by a model that has beaten the plain weeks', () => {
    const told = known(chatsOf(busy, 1));
    expect(told.by).toBe('model');
    expect(told.tests.model.loss).toBeLessThan(told.tests.plain.loss);
    const [noon, night] = [told.at(slot(1, 13), 1), told.at(slot(1, 3), 1)];
    // 24 an hour at noon: 18 begin in three quarters, and five are under way as they open.
    expect(noon?.mean).toBeGreaterThan(20);
    expect(noon?.mean).toBeLessThan(26);
    expect(night?.p90).toBeLessThan(noon?.median ?? 0);
    expect(noon?.p90).toBeGreaterThan(noon?.median ?? 0);
  });

  it('counts what began before the window and is under way as it opens', () => {
    const long = known(chatsOf({ ...busy, meanMinutes: 60 }, 2));
    const short = known(chatsOf({ ...busy, meanMinutes: 5 }, 2));
    expect((long.at(slot(1, 13), 1)?.mean ?? 0) - (short.at(slot(1, 13), 1)?.mean ?? 0)).toBeGreaterThan(15);
  });

  it('follows growth without running away with it', () => {
    const growing = { ...busy, perHour: (ms: number) => usual(hourOfWeek(ms), 8) * Math.exp((0.06 * (ms - now)) / WEEK) };
    const told = known(chatsOf(growing, 3));
    const [next, far] = [told.at(slot(1, 13), 1)?.mean ?? 0, told.at(slot(1, 13), 12)?.mean ?? 0];
    expect(next).toBeGreaterThan(20);
    expect(far).toBeGreaterThan(next);
    expect(far).toBeLessThan(next * Math.exp(0.06 * 11));
  });

  it('takes an outage for a hole, not for quiet, and says on which days it was', () => {
    const from = now - 2 * WEEK - 50 * HOUR;
    const told = known(chatsOf({ ...busy, perHour: (ms) => (ms >= from && ms < from + 9 * HOUR ? 0 : busy.perHour(ms)) }, 4));
    expect(told.holes).toEqual({ days: [new Date(from).toISOString().slice(0, 10)], silentSince: undefined });
    // A Saturday from ten to seven in the evening: of those hours a week less is known than of Friday's.
    expect(told.at(slot(5, 14), 1)?.weeks).toBe((told.at(slot(4, 14), 1)?.weeks ?? 0) - 1);
  });

  describe('a silence of weeks', () => {
    const silent = (world: typeof busy, from: number, until: number) =>
      known(chatsOf({ ...world, perHour: (ms) => (ms >= from && ms < until ? 0 : world.perHour(ms)) }, 8));
    const office = { ...busy, perHour: (ms: number) => (hourOfWeek(ms) < 120 ? usual(hourOfWeek(ms), 8, 0) : 0) };

    it.each([3, 4, 6])('%i weeks at the end are no habit: nothing is known of them, and that is said', (weeks) => {
      for (const world of [busy, office]) {
        const from = now - weeks * WEEK;
        const told = silent(world, from, now);
        expect(told.holes.silentSince).toBe(new Date(from).toISOString().slice(0, 10));
        expect(told.weeks).toBeLessThanOrEqual(12 - weeks);
        // Noon is as busy as it was before, and stays dearer than the night.
        expect(told.at(slot(1, 13), 1)?.mean).toBeGreaterThan(18);
        expect(told.at(slot(1, 13), 1)?.regularlyEmpty).toBe(false);
        expect(told.tests.model.slots).toBeGreaterThan(0);
      }
    });

    it.each([3, 4, 6])('%i weeks in the middle are a hole, and chats come again since', (weeks) => {
      const told = silent(busy, now - 8 * WEEK, now - (8 - weeks) * WEEK);
      expect(told.holes.silentSince).toBeUndefined();
      expect(told.holes.days.length).toBeGreaterThanOrEqual(7 * weeks);
      expect(told.at(slot(1, 13), 1)?.mean).toBeGreaterThan(18);
    });

    it('stays one though somebody tries once a week whether Chat works', () => {
      const told = known(
        chatsOf({ ...busy, perHour: (ms) => (ms < now - 4 * WEEK ? busy.perHour(ms) : hourOfWeek(ms) === 100 ? 1.5 : 0) }, 9),
      );
      expect(told.holes.silentSince).toBeDefined();
      expect(told.at(slot(1, 13), 1)?.mean).toBeGreaterThan(18);
    });

    it('is a habit where the same night or weekend is silent each week: Chat closes earlier now', () => {
      const closes = (at: (hour: number) => boolean) =>
        known(chatsOf({ ...busy, perHour: (ms) => (ms > now - 5 * WEEK && at(hourOfWeek(ms)) ? 0 : usual(hourOfWeek(ms), 8, 1)) }, 10));
      const night = closes((hour) => hour % 24 < 6);
      expect(night.holes).toEqual({ days: [], silentSince: undefined });
      expect(night.at(slot(1, 3), 1)?.mean).toBeLessThan((night.at(slot(1, 13), 1)?.mean ?? 0) / 5);
      const weekend = closes((hour) => hour >= 116 || hour < 8);
      expect(weekend.holes).toEqual({ days: [], silentSince: undefined });
    });
  });

  it('takes hours that are empty in every week for quiet and known', () => {
    const closing = { ...busy, perHour: (ms: number) => usual(hourOfWeek(ms), 8, 0) };
    const told = known(chatsOf(closing, 5));
    expect(told.holes).toEqual({ days: [], silentSince: undefined });
    expect(told.at(slot(1, 3), 1)).toMatchObject({ p90: 0, mean: 0, regularlyEmpty: true });
    expect(told.at(slot(1, 13), 1)?.regularlyEmpty).toBe(false);
  });

  it('leaves holidays out', () => {
    const day = new Date(now - WEEK).toISOString().slice(0, 10);
    const holiday = chatsOf({ ...busy, perHour: (ms) => (new Date(ms).toISOString().startsWith(day) ? 8 : busy.perHour(ms)) }, 6);
    const [left, counted] = [known(holiday, { leftOut: [day] }).at(slot(0, 13), 1), known(holiday).at(slot(0, 13), 1)];
    expect(left?.weeks).toBe((counted?.weeks ?? 0) - 1);
    expect(left?.mean).toBeGreaterThan(counted?.mean ?? 0);
  });

  it('tells a worse bad case after a night that was busier than told, a little less after one that was not, and the same mean', () => {
    const chats = chatsOf(busy, 1);
    const told = (...nights: readonly ('as_told' | 'worse')[]) => known(chats, { nights });
    const mended = told('worse', ...Array<'as_told'>(9).fill('as_told'));
    const [first, once, twice] = [told(), told('worse'), told('worse', 'worse')];
    const badAt = (each: Forecast) => each.at(slot(1, 13), 1)?.p90 ?? 0;
    expect(badAt(once)).toBeGreaterThan(badAt(first));
    expect(badAt(twice)).toBeGreaterThan(badAt(once));
    expect(badAt(mended)).toBe(badAt(first));
    expect(once.at(slot(1, 13), 1)?.mean).toBe(first.at(slot(1, 13), 1)?.mean);
    expect(once.nights).toMatchObject({ told: 1, worse: 1 });
    expect(told('as_told', 'as_told').nights.badCase).toBeCloseTo(0.9);
  });

  it('counts as live at a window’s opening only what began before it, and knows nothing of it in a hole', () => {
    const [live, all] = [known(chatsOf(busy, 1), { quarters: 0 }), known(chatsOf(busy, 1))];
    expect(live.at(slot(1, 13), 1)?.mean).toBeGreaterThan(3.5);
    expect(live.at(slot(1, 13), 1)?.mean).toBeLessThan(6.5);
    expect(all.at(slot(1, 13), 1)?.mean).toBeGreaterThan(20);
    const from = now - 2 * WEEK - 50 * HOUR;
    const outage = chatsOf({ ...busy, perHour: (ms) => (ms >= from && ms < from + 9 * HOUR ? 0 : busy.perHour(ms)) }, 4);
    expect(known(outage, { quarters: 0 }).at(slot(5, 14), 1)?.weeks).toBe(known(outage).at(slot(5, 14), 1)?.weeks);
  });

  it('speaks by the plain weeks where the model tells no better', () => {
    // The same ten chats at the same minute of every week: nothing is left to be told better than last week tells it.
    const rigid = Array.from({ length: 12 * 10 }, (_, index) => ({
      id: `${index}`,
      beganMs: now - Math.floor(index / 10) * WEEK - 30 * HOUR,
      lengthMs: HOUR / 3,
      department: undefined,
    }));
    expect(known(rigid)).toMatchObject({ by: 'plain' });
  });
});

describe('a history that says little', () => {
  const even = (from: number, each: number): readonly PastChat[] =>
    Array.from({ length: Math.floor((now - HOUR - from) / each) }, (_, index) => ({
      id: `${index}`,
      beganMs: from + index * each,
      lengthMs: 600_000,
      department: undefined,
    }));

  it.each([
    ['nothing at all', [], { kind: 'nothing_read' }],
    ['two weeks only', even(now - 2 * WEEK, HOUR), { kind: 'too_short', weeks: 1.9 }],
    [
      'all chats at one instant',
      Array.from({ length: 5_000 }, (_, index) => ({ id: `${index}`, beganMs: now - 8 * WEEK, lengthMs: 600_000, department: undefined })),
      { kind: 'few_weeks_with_chats', weeks: 1, chats: 5_000 },
    ],
    [
      'lengths below zero',
      even(now - 8 * WEEK, HOUR).map((chat, index) => ({ ...chat, lengthMs: index % 3 === 0 ? -600_000 : 600_000 })),
      { kind: 'odd_times' },
    ],
    [
      'a clock a day ahead',
      even(now - 8 * WEEK, HOUR).map((chat) => ({ ...chat, beganMs: chat.beganMs + 24 * HOUR })),
      { kind: 'clock_off', by: 'ahead', hours: 22 },
    ],
    [
      'a clock eight weeks ahead',
      even(now - 8 * WEEK, HOUR).map((chat) => ({ ...chat, beganMs: chat.beganMs + 8 * WEEK })),
      { kind: 'odd_times' },
    ],
  ])('%s: no forecast, and why', (_, chats, why) => {
    expect(forecastOf(chats)).toMatchObject({ kind: 'none', why });
  });

  it('ten chats a week: no daytime is called empty because chance left it bare', () => {
    const rare = { perHour: (ms: number) => (usual(hourOfWeek(ms), 1, 0) > 0 ? 10 / 84 : 0), meanMinutes: 12, weeks: 12 };
    for (let seed = 0; seed < 20; seed += 1) {
      const told = known(chatsOf(rare, seed));
      for (let at = slot(1, 9); at < slot(1, 18); at += 1)
        expect({ seed, at, bare: told.at(at, 1)?.regularlyEmpty }).toEqual({ seed, at, bare: false });
      expect(told.at(slot(1, 3), 1)?.p90).toBe(0);
    }
  });

  it('a hundred thousand chats a day are counted like ten', () => {
    const next = dice(9);
    const quarter = HOUR / 4;
    const many = { perHour: (ms: number) => usual(hourOfWeek(ms), 2_000, 0.5), meanMinutes: 10, weeks: 5 };
    const told = known(chatsOf(many, Math.floor(next() * 1_000)), { quarters: 3 });
    expect(told.chats).toBeGreaterThan(1_000_000);
    expect(told.at(slot(1, 3), 1)?.p90).toBeGreaterThan(quarter / HOUR);
    expect(told.at(slot(1, 13), 1)?.p90).toBeGreaterThan(told.at(slot(1, 13), 1)?.median ?? 0);
  });

  it('week-long chats do not make the quietest night look busy', () => {
    const chats = chatsOf(busy, 7).map((chat, index) => (index % 50 === 0 ? { ...chat, lengthMs: WEEK } : chat));
    const settled = chats.filter(({ beganMs, lengthMs = 0 }) => beganMs + lengthMs < now);
    expect(known(settled).at(slot(1, 6), 1)?.mean).toBeLessThan(12);
  });
});
