import { z } from 'zod';

declare const brand: unique symbol;

/** A moment in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`. Fixed width, so `<` compares moments. */
export type Instant = string & { readonly [brand]: 'Instant' };

/** A moment as the record has it. */
export const instantShape = z.iso.datetime({ precision: 3 }).transform((text) => text as Instant); // the pattern is an Instant's writing

/** The current moment comes in from outside; nothing below `ops/` reads the machine's clock. */
export type Clock = () => Instant;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** @throws RangeError for a date that is none. */
export function instant(date: Date): Instant {
  // toISOString has exactly the fixed form for the years 0 to 9999, which is all that dates of ours reach.
  return date.toISOString() as Instant;
}

export function later(moment: Instant, milliseconds: number): Instant {
  return instant(new Date(Date.parse(moment) + milliseconds));
}

/** Milliseconds from `from` to `to`; negative when `to` comes first. */
export function between(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

export function latest(first: Instant, ...others: readonly Instant[]): Instant {
  return others.reduce((a, b) => (a < b ? b : a), first);
}

export function earliest(moments: readonly (Instant | undefined)[]): Instant | undefined {
  return moments.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
}
