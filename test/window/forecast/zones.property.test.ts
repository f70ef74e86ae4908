import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../../../src/migration/run/local-clock.ts';
import { DAY_MS, type Instant, instant, later, MINUTE_MS } from '../../../src/migration/time.ts';
import { candidates, windowOf } from '../../../src/window/choice/candidates.ts';
import { countryOfZone } from '../../../src/window/days/holidays.ts';
import { calendarOf, SLOTS, slotOf, WEEKS } from '../../../src/window/forecast/weeks.ts';
import { BIN_MS, DAY_BINS } from '../../../src/window/history/bins.ts';
import { localParts } from '../../../src/window/local-time.ts';
import { changes, everyZone, firstMoment, oldNames } from '../zones.ts';

/** Every way in which a clock of any zone changes from 2025 to 2028, by one zone that does so. */
const kinds = [...new Map(changes.map((change) => [`${change.at} ${change.beforeMs} ${change.afterMs}`, change])).values()];

const offsetMs = (at: Instant, zone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
const moment = (bin: number) => instant(new Date(bin * BIN_MS));

describe('weeks in every zone, 2025 to 2028', () => {
  it('are made of whole quarters: no offset is anything else', () => {
    const offsets = [
      ...everyZone.map((zone) => offsetMs(firstMoment, zone)),
      ...changes.flatMap(({ beforeMs, afterMs }) => [beforeMs, afterMs]),
    ];
    expect(offsets.filter((offset) => offset % BIN_MS !== 0)).toEqual([]);
    expect(kinds.length).toBeGreaterThan(20);
  });

  it('put each quarter into the slot that the clock on the wall shows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 80 }), fc.nat(), ({ zone, at }, days, turn) => {
        const { bins, days: dates } = calendarOf(later(at, days * DAY_MS), zone);
        // The days round the change, and some others.
        for (let step = 0; step < 400; step += 1) {
          const index = (turn + step * 21) % (WEEKS * SLOTS);
          const bin = bins[index] ?? -1;
          if (bin < 0) continue;
          const local = localParts(moment(bin), zone);
          expect({ zone, slot: slotOf(local), date: local.date }).toEqual({
            zone,
            slot: index % SLOTS,
            date: dates[Math.floor(index / DAY_BINS)],
          });
        }
        const real = [...bins].filter((bin) => bin >= 0);
        expect(new Set(real).size).toBe(real.length);
      }),
      { numRuns: 150 },
    );
  });

  it('offer no hour twice and none that is skipped, and say the local time that they mean', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 89 }), ({ zone, at }, days) => {
        const now = later(at, -days * DAY_MS);
        const all = candidates({ now, zone, operatorZone: 'UTC', lengthMs: 45 * MINUTE_MS, expect: () => undefined });
        expect(new Set(all.map(({ opensMs }) => opensMs)).size).toBe(all.length);
        expect(new Set(all.map(({ day, slot }) => `${day} ${slot}`)).size).toBe(all.length);
        const near = all.filter(({ opensMs }) => Math.abs(opensMs - Date.parse(at)) < 2 * DAY_MS);
        expect(near.length).toBeGreaterThan(100);
        for (const candidate of near) {
          const local = localParts(windowOf(candidate, 0).opensAt, zone);
          expect({ zone, ...local }).toMatchObject({ zone, date: candidate.day, weekday: candidate.weekday });
          expect(slotOf(local)).toBe(candidate.slot);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(oldNames)('are those of %s where the account has its old name %s', (old, zone) => {
    expect(isTimeZone(old)).toBe(true);
    for (const { at } of changes.filter((change) => change.zone === zone || change.zone === old)) {
      for (const now of [later(at, -DAY_MS), later(at, 3 * DAY_MS)]) expect(calendarOf(now, old)).toEqual(calendarOf(now, zone));
    }
    expect(calendarOf(firstMoment, old)).toEqual(calendarOf(firstMoment, zone));
  });

  it.each(oldNames)('know the country of %s by its old name, too', async (old, zone, country) => {
    expect(await countryOfZone(old)).toBe(country);
    expect(await countryOfZone(zone)).toBe(country);
  });

  it('count the weeks ahead by Mondays of the zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...everyZone), fc.integer({ min: 0, max: 4 * 365 }), (zone, days) => {
        const all = candidates({
          now: later(firstMoment, days * DAY_MS),
          zone,
          operatorZone: zone,
          lengthMs: BIN_MS,
          expect: () => undefined,
        });
        const mondays = all.filter(
          ({ weekday, slot }, index) => index > 0 && weekday === 1 && slot === (all.find((each) => each.weekday === 1)?.slot ?? 0),
        );
        expect(mondays.every(({ weeksAhead }, index) => index === 0 || weeksAhead === (mondays[index - 1]?.weeksAhead ?? 0) + 1)).toBe(
          true,
        );
        expect(all[0]?.weeksAhead).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
