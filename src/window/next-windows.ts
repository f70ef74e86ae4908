import { between, type Instant, later } from '../migration/time.ts';
import { addLocalDays, laterDay, localParts, type Resolved, resolveLocal } from './local-time.ts';
import { type Judging, judgeWindow, type Objection, type QuietWindow } from './rules.ts';
import { blackOutOn, type WindowRules } from './settings.ts';

/** What can refuse a day: a rule for any window, or one of those for windows that Ferry offers itself. */
export type DayRule = Objection['kind'] | UnkindRule | 'skipped_hour';
type UnkindRule = 'friday' | 'eve_of_weekend' | 'eve_of_black_out';

/** Windows to offer, the nearest first; or, where not one day fits, the rule that refused the most days: the one to relax. */
export type Offer =
  | { readonly kind: 'found'; readonly windows: readonly QuietWindow[] }
  | { readonly kind: 'none'; readonly refusedMost: DayRule };

/** How far ahead a window is looked for: design section 5. */
export const DAYS_AHEAD = 90;
const FRIDAY = 5;
const A_WEEK = 7;

/**
 * The same local start and length on the days after a window, today at the earliest: up to `count` of them in 90 days.
 * An hour that a day skips passes over that day; of one that comes twice it is the first.
 */
export function nextWindows(after: QuietWindow, asked: Judging & { readonly count: number }): Offer {
  const { date, time } = localParts(after.opensAt, asked.zone);
  const lengthMs = between(after.opensAt, after.closesAt);
  const windows: QuietWindow[] = [];
  const refused: DayRule[] = [];
  for (const day of daysFrom(firstDay(date, asked))) {
    const opensAt = opening(resolveLocal(day, time, asked.zone));
    const window = opensAt && { opensAt, closesAt: later(opensAt, lengthMs) };
    const against = refusals(day, window, asked);
    refused.push(...against);
    if (window !== undefined && against.length === 0) windows.push(window);
    if (windows.length >= asked.count) break;
  }
  return windows.length > 0 ? { kind: 'found', windows } : { kind: 'none', refusedMost: mostFrequent(refused) };
}

/** Days gone by would only use up the ninety. */
function firstDay(date: string, { now, zone }: Judging): string {
  return laterDay(addLocalDays(date, 1), localParts(now, zone).date);
}

function daysFrom(day: string): readonly string[] {
  return Array.from({ length: DAYS_AHEAD }, (_, index) => addLocalDays(day, index));
}

function opening(resolved: Resolved): Instant | undefined {
  if (resolved.kind === 'one') return resolved.at;
  return resolved.kind === 'twice' ? resolved.first : undefined;
}

function refusals(day: string, window: QuietWindow | undefined, asked: Judging): readonly DayRule[] {
  if (window === undefined) return ['skipped_hour'];
  return [...judgeWindow(window, asked).map(({ kind }) => kind), ...unkindDay(day, window, asked.zone, asked.rules)];
}

/** Before a weekend or a freeze nobody wants to find out what went wrong: a person may choose such a day, Ferry does not offer it. */
export function unkindDay(day: string, { opensAt }: QuietWindow, zone: string, { blackOuts, weekend }: WindowRules): readonly UnkindRule[] {
  const { weekday } = localParts(opensAt, zone);
  const beforeWeekend = weekend.includes((weekday % A_WEEK) + 1) && !weekend.includes(weekday);
  const eve = blackOutOn(day, blackOuts) === undefined && blackOutOn(addLocalDays(day, 1), blackOuts) !== undefined;
  const rule = weekday === FRIDAY ? 'friday' : 'eve_of_weekend';
  return [...(beforeWeekend ? ([rule] as const) : []), ...(eve ? ['eve_of_black_out' as const] : [])];
}

/** Of two that are equal the one that came first: judgeWindow tells the graver first. */
function mostFrequent(refused: readonly DayRule[]): DayRule {
  const counts = new Map<DayRule, number>();
  for (const rule of refused) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const [first, ...others] = counts;
  if (first === undefined) throw new Error('No day was refused and none was found');
  return others.reduce((most, each) => (each[1] > most[1] ? each : most), first)[0];
}
