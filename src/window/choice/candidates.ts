import { type Instant, instant, later, MINUTE_MS } from '../../migration/time.ts';
import type { Expectation } from '../forecast/expectation.ts';
import { binsOfDay } from '../forecast/weeks.ts';
import { BIN_MS, DAY_BINS } from '../history/bins.ts';
import { addLocalDays, DAY_MINUTES, localParts } from '../local-time.ts';
import { DAYS_AHEAD } from '../next-windows.ts';
import type { QuietWindow } from '../rules.ts';

/** A window that could be offered, before any rule has looked at it. Moments are milliseconds: there are thousands. */
export interface Candidate {
  readonly opensMs: number;
  /** The local day it begins on. */
  readonly day: string;
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  readonly slot: number;
  readonly weeksAhead: number;
  /** Undefined where nothing is forecast. */
  readonly expected: Expectation | undefined;
  /** How far outside of the operator's working day, in minutes. */
  readonly awayMinutes: number;
}

/** What candidates are made from. */
export interface Grid {
  readonly now: Instant;
  readonly zone: string;
  /** The operator's own zone, where it is known. */
  readonly operatorZone: string;
  readonly lengthMs: number;
  readonly expect: (slot: number, weeksAhead: number) => Expectation | undefined;
}

/** When an operator is up anyway, in minutes of their own day: nearer is kinder. */
const DAY_FROM = 9 * 60;
const DAY_TO = 18 * 60;

/** Every quarter of an hour of the next 90 days that the clock on the wall shows, the soonest first. Of an hour that comes twice it is the first. */
export function candidates({ now, zone, operatorZone, lengthMs, expect }: Grid): readonly Candidate[] {
  const today = localParts(now, zone);
  const found: Candidate[] = [];
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = addLocalDays(today.date, ahead);
    const sinceMonday = today.weekday - 1 + ahead;
    const weekday = (sinceMonday % 7) + 1;
    const weeksAhead = Math.floor(sinceMonday / 7);
    const bins = binsOfDay(day, zone);
    const [firstBin = 0] = bins.filter((bin) => bin >= 0);
    // A clock that changes in the middle of this day only blurs what is a tie-break.
    const operatorsMinute = localParts(instant(new Date(firstBin * BIN_MS)), operatorZone).minuteOfDay;
    for (const [index, bin] of bins.entries()) {
      if (bin < 0) continue;
      const slot = (weekday - 1) * DAY_BINS + index;
      const minute = operatorsMinute + ((bin - firstBin) * BIN_MS) / MINUTE_MS;
      const awayMinutes = away(minute % DAY_MINUTES, lengthMs / MINUTE_MS);
      found.push({ opensMs: bin * BIN_MS, day, weekday, slot, weeksAhead, expected: expect(slot, weeksAhead), awayMinutes });
    }
  }
  return found;
}

/** The candidate as a window. */
export function windowOf({ opensMs }: Pick<Candidate, 'opensMs'>, lengthMs: number): QuietWindow {
  const opensAt = instant(new Date(opensMs));
  return { opensAt, closesAt: later(opensAt, lengthMs) };
}

/** From the working day's end to the window's end, or from its begin to the day's begin, whichever is less. */
function away(minute: number, length: number): number {
  if (minute >= DAY_FROM && minute + length <= DAY_TO) return 0;
  const evening = minute + length - DAY_TO;
  const morning = DAY_FROM - minute;
  return Math.min(...[evening, evening + DAY_MINUTES, morning, morning + DAY_MINUTES].filter((each) => each > 0));
}
