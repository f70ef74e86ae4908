import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../../src/migration/run/local-clock.ts';
import { type Instant, instant, later, MINUTE_MS } from '../../src/migration/time.ts';
import { localParts, resolveLocal } from '../../src/window/local-time.ts';
import { changes, everyZone, firstMoment, lastMoment } from './zones.ts';

const aMoment = fc
  .integer({ min: Date.parse(firstMoment) / MINUTE_MS, max: Date.parse(lastMoment) / MINUTE_MS })
  .map((minutes) => instant(new Date(minutes * MINUTE_MS)));
const aZone = fc.constantFrom(...everyZone);

/** Year, month, day, hour and minute as the other library of Node tells them: ICU has a table of zones of its own. */
function icuWall(at: Instant, zone: string): string {
  return formatOf(zone).format(Date.parse(at)).replace(' ', 'T');
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const numbers = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...numbers });
  formats.set(timeZone, format);
  return format;
}

function isRejected(date: string, time: string, zone: string): boolean {
  try {
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, { disambiguation: 'reject' });
    return false;
  } catch {
    return true;
  }
}

/** The date and time on a wall that runs `minutes` after the one at `at` with the offset of that moment. */
function wallAfter(at: Instant, offsetMs: number, minutes: number): { date: string; time: string } {
  const text = new Date(Date.parse(at) + offsetMs + minutes * MINUTE_MS).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

const forward = changes.filter(({ beforeMs, afterMs }) => afterMs > beforeMs);
const back = changes.filter(({ beforeMs, afterMs }) => afterMs < beforeMs);

describe('every zone, 2025 to 2028', () => {
  it('is a zone, and there are enough changes to speak of', () => {
    expect(everyZone.every(isTimeZone)).toBe(true);
    expect(forward.length).toBeGreaterThan(400);
    expect(back.length).toBeGreaterThan(400);
  });

  it('comes back to the moment it left', () => {
    fc.assert(
      fc.property(aMoment, aZone, (at, zone) => {
        const { date, time } = localParts(at, zone);
        const resolved = resolveLocal(date, time, zone);
        if (resolved.kind === 'one') return resolved.at === at;
        return resolved.kind === 'twice' && [resolved.first, resolved.second].includes(at);
      }),
      { numRuns: 5_000 },
    );
  });

  it('shows what Intl shows', () => {
    for (const { zone, at } of changes) {
      for (const minutes of [-60, -1, 0, 59, 60]) {
        const moment = later(at, minutes * MINUTE_MS);
        const { date, time } = localParts(moment, zone);
        expect(`${zone} ${date}T${time}`).toBe(`${zone} ${icuWall(moment, zone)}`);
      }
    }
  });

  it('is one exactly where Temporal would not reject', () => {
    fc.assert(
      fc.property(fc.constantFrom(...changes), fc.integer({ min: -200, max: 200 }), ({ zone, at, beforeMs }, minutes) => {
        const { date, time } = wallAfter(at, beforeMs, minutes);
        return (resolveLocal(date, time, zone).kind === 'one') === !isRejected(date, time, zone);
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses every minute that is skipped, and none beside them', () => {
    for (const { zone, at, beforeMs, afterMs } of forward) {
      const skipped = (afterMs - beforeMs) / MINUTE_MS;
      const kinds = [-1, 0, 1, skipped - 1, skipped].map((minutes) => {
        const { date, time } = wallAfter(at, beforeMs, minutes);
        return resolveLocal(date, time, zone).kind;
      });
      expect([zone, at, ...kinds]).toEqual([zone, at, 'one', 'gap', 'gap', 'gap', 'one']);
    }
  });

  it('finds two moments, one wall, for every minute that comes twice, and none beside them', () => {
    for (const { zone, at, beforeMs, afterMs } of back) {
      const doubled = (beforeMs - afterMs) / MINUTE_MS;
      for (const minutes of [0, 1, doubled - 1]) {
        const { date, time } = wallAfter(at, afterMs, minutes);
        const resolved = resolveLocal(date, time, zone);
        const second = later(at, minutes * MINUTE_MS);
        expect([zone, resolved]).toEqual([zone, { kind: 'twice', first: later(second, afterMs - beforeMs), second }]);
        if (resolved.kind === 'twice') expect(localParts(resolved.first, zone)).toEqual(localParts(resolved.second, zone));
      }
      const beside = [-1, doubled].map((minutes) => {
        const { date, time } = wallAfter(at, afterMs, minutes);
        return resolveLocal(date, time, zone).kind;
      });
      expect([zone, at, ...beside]).toEqual([zone, at, 'one', 'one']);
    }
  });
});
