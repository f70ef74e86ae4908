import type { Instant } from '../../migration/time.ts';
import { BIN_MS, DAY_BINS, HISTORY_WEEKS, WEEK_BINS } from '../history/bins.ts';
import { addLocalDays, clockReaches, clockTime, localParts, resolveLocal } from '../local-time.ts';

/** Slots of a local week: quarters of an hour from Monday 00:00 on, as the clock on the wall shows them. */
export const SLOTS = WEEK_BINS;
/** This week as far as it has come, and those before it. */
export const WEEKS = HISTORY_WEEKS + 1;
const NONE = -1;
const QUARTER_MINUTES = 15;

/** Weeks laid over each other: which quarter of UTC each local slot of each week was; -1 for an hour that the clock skipped. Week 0 is the present one. */
export interface Calendar {
  readonly bins: Int32Array;
  /** The local day of each week and weekday, `YYYY-MM-DD`. */
  readonly days: readonly string[];
}

/** @throws RangeError for a zone that is none */
export function calendarOf(now: Instant, zone: string): Calendar {
  const today = localParts(now, zone);
  const monday = addLocalDays(today.date, 1 - today.weekday);
  const bins = new Int32Array(WEEKS * SLOTS);
  const days: string[] = [];
  for (let week = 0; week < WEEKS; week += 1) {
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const day = addLocalDays(monday, weekday - 7 * week);
      days.push(day);
      bins.set(binsOfDay(day, zone), week * SLOTS + weekday * DAY_BINS);
    }
  }
  return { bins, days };
}

/** The quarter of each slot of a local day, or -1. An ordinary day is counted through; on one whose clock changes each quarter is asked for. Of an hour that comes twice it is the first. */
export function binsOfDay(day: string, zone: string): Int32Array {
  const midnight = Date.parse(clockReaches(day, 0, zone, 'first'));
  const next = Date.parse(clockReaches(addLocalDays(day, 1), 0, zone, 'first'));
  if (next - midnight === DAY_BINS * BIN_MS) return Int32Array.from({ length: DAY_BINS }, (_, slot) => midnight / BIN_MS + slot);
  return Int32Array.from({ length: DAY_BINS }, (_, slot) => {
    const resolved = resolveLocal(day, clockTime(slot * QUARTER_MINUTES), zone);
    if (resolved.kind === 'one') return Date.parse(resolved.at) / BIN_MS;
    return resolved.kind === 'twice' ? Date.parse(resolved.first) / BIN_MS : NONE;
  });
}

/** The slot of the week that a local weekday (1 is Monday) and minute of the day lie in. */
export function slotOf({ weekday, minuteOfDay }: { readonly weekday: number; readonly minuteOfDay: number }): number {
  return (weekday - 1) * DAY_BINS + Math.floor(minuteOfDay / QUARTER_MINUTES);
}
