import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { addLocalDays, localParts } from '../../src/window/local-time.ts';
import { nextWindows } from '../../src/window/next-windows.ts';
import { judgeWindow } from '../../src/window/rules.ts';
import { blackOutOn, type WindowRules } from '../../src/window/settings.ts';
import { everyZone, firstMoment, lastMoment } from './zones.ts';

const aMoment = fc.integer({ min: Date.parse(firstMoment), max: Date.parse(lastMoment) }).map((ms) => instant(new Date(ms)));
const aZone = fc.constantFrom(...everyZone);
const someHours = fc
  .record({ fromMinute: fc.integer({ min: 0, max: 1_439 }), length: fc.integer({ min: 1, max: 1_439 }) })
  .map(({ fromMinute, length }) => ({ fromMinute, toMinute: fromMinute + length }));
const someRules: fc.Arbitrary<WindowRules> = fc.record({
  noticeMs: fc.integer({ min: 0, max: 720 }).map((hours) => hours * HOUR_MS),
  blackOuts: fc.constantFrom(
    [],
    [{ from: '2026-12-11', to: '2026-12-31' }],
    [
      { from: '2026-01-01', to: '2026-03-01' },
      { from: '2027-05-05', to: '2027-05-05' },
    ],
  ),
  weekend: fc.constantFrom([6, 7], [5, 6], []),
  operatorHours: fc.oneof(fc.constant({ fromMinute: 0, toMinute: 1_440 }), someHours),
});
const asked = fc.record({ brands: fc.integer({ min: 1, max: 6 }), zone: aZone, rules: someRules, now: aMoment });
const QUARTER_MS = 15 * MINUTE_MS;
const minutes = (least: number, most: number) => fc.integer({ min: least, max: most }).map((count) => count * MINUTE_MS);

describe('whatever zone, rules and moment', () => {
  it('no window is accepted early, too short, too long, in a black-out or outside hours', () => {
    fc.assert(
      fc.property(asked, minutes(-3_000, 60_000), minutes(-10, 800), (judging, afterMs, lengthMs) => {
        const opensAt = later(judging.now, afterMs);
        const objections = judgeWindow({ opensAt, closesAt: later(opensAt, lengthMs) }, judging);
        if (objections.length > 0) return;
        expect(afterMs).toBeGreaterThanOrEqual(judging.rules.noticeMs);
        expect(lengthMs).toBeGreaterThanOrEqual((45 + 15 * (judging.brands - 1)) * MINUTE_MS);
        expect(lengthMs).toBeLessThanOrEqual(12 * HOUR_MS);
        const wrong = momentsOf(opensAt, lengthMs).filter((at) => {
          const { date, minuteOfDay } = localParts(at, judging.zone);
          return (
            blackOutOn(date, judging.rules.blackOuts) !== undefined ||
            !(isAwake(minuteOfDay, judging.rules) || isChangeNear(at, judging.zone))
          );
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('what is offered next is allowed, at the same hour, in order, within 90 days, on no Friday before a weekend and no eve', () => {
    fc.assert(
      fc.property(asked, minutes(-3_000, 3_000), minutes(40, 200), fc.integer({ min: 1, max: 4 }), (judging, afterMs, lengthMs, count) => {
        const opensAt = later(judging.now, afterMs);
        const after = { opensAt, closesAt: later(opensAt, lengthMs) };
        const offer = nextWindows(after, { ...judging, count });
        if (offer.kind === 'none') return;
        expect(offer.windows.length).toBeLessThanOrEqual(count);
        for (const [index, window] of offer.windows.entries()) {
          expect(judgeWindow(window, judging)).toEqual([]);
          expect(window.closesAt).toBe(later(window.opensAt, lengthMs));
          const { date, time, weekday } = localParts(window.opensAt, judging.zone);
          expect(time).toBe(localParts(opensAt, judging.zone).time);
          const { weekend } = judging.rules;
          expect(weekend.includes((weekday % 7) + 1) && !weekend.includes(weekday)).toBe(false);
          if (weekend.includes(6) && !weekend.includes(5)) expect(weekday).not.toBe(5);
          expect(blackOutOn(addLocalDays(date, 1), judging.rules.blackOuts)).toBeUndefined();
          expect(window.opensAt > (offer.windows[index - 1]?.opensAt ?? opensAt)).toBe(true);
          expect(window.opensAt < later(judging.now, (90 + 3) * 24 * HOUR_MS)).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
  });
});

/** Every quarter of an hour of a window, and its last minute. */
function momentsOf(opensAt: Instant, lengthMs: number): readonly Instant[] {
  const quarters = Array.from({ length: Math.floor(lengthMs / QUARTER_MS) }, (_, index) => later(opensAt, index * QUARTER_MS));
  return [...quarters, later(opensAt, lengthMs - MINUTE_MS)];
}

function isAwake(minuteOfDay: number, { operatorHours }: WindowRules): boolean {
  const { fromMinute, toMinute } = operatorHours;
  return [minuteOfDay, minuteOfDay + 1_440].some((minute) => fromMinute <= minute && minute < toMinute);
}

/** Of an hour that comes twice, the wall may show a minute outside the hours between two that are inside. */
function isChangeNear(at: Instant, zone: string): boolean {
  const offsetAt = (ms: number) => Temporal.Instant.from(later(at, ms)).toZonedDateTimeISO(zone).offsetNanoseconds;
  return offsetAt(-3 * HOUR_MS) !== offsetAt(3 * HOUR_MS);
}
