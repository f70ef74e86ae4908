import { type Estimate, lengthNeeded } from '../migration/plan.ts';
import { between, HOUR_MS, type Instant, instant, later, latest, MINUTE_MS } from '../migration/time.ts';
import { addLocalDays, clockReaches, DAY_MINUTES, laterDay, localParts } from './local-time.ts';
import type { DayRange, OperatorHours, WindowRules } from './settings.ts';

/** The quiet window `[opensAt, closesAt)`. */
export interface QuietWindow {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** What a window is judged by. `brands` is how many turn in it, `zone` an IANA name. */
export interface Judging {
  readonly brands: number;
  readonly zone: string;
  readonly rules: WindowRules;
  readonly now: Instant;
  /** What the account's earlier runs took; the usual times where nothing was measured. */
  readonly estimate?: Estimate | undefined;
}

/** Why a window may not be, with what a sentence about it needs. `earliest` is the first whole minute that would do. */
export type Objection =
  | { readonly kind: 'past'; readonly earliest: Instant }
  | { readonly kind: 'notice'; readonly noticeMs: number; readonly earliest: Instant }
  | { readonly kind: 'short'; readonly lengthMs: number; readonly neededMs: number }
  | { readonly kind: 'too_long'; readonly lengthMs: number; readonly mostMs: number }
  | { readonly kind: 'black_out'; readonly day: string; readonly range: DayRange }
  | { readonly kind: 'hours'; readonly hours: OperatorHours; readonly night: string; readonly outside: 'start' | 'end' };

/** Longer than this nobody keeps awake at the keyboard, and it is more likely `120m` typed as `120h`. */
const LONGEST_MS = 12 * HOUR_MS;

/**
 * All that speaks against a window, in the order in which it is to be told; nothing when it may be.
 * Weekday and grid are for what Ferry offers (next-windows.ts): a person may choose any.
 */
export function judgeWindow(window: QuietWindow, { brands, zone, rules, now, estimate }: Judging): readonly Objection[] {
  const objections = [
    tooSoon(window, rules.noticeMs, now),
    wrongLength(window, lengthNeeded(brands, estimate)),
    inBlackOut(window, rules.blackOuts, zone),
    outsideHours(window, rules.operatorHours, zone),
  ];
  return objections.filter((one) => one !== undefined);
}

function tooSoon({ opensAt }: QuietWindow, noticeMs: number, now: Instant): Objection | undefined {
  const earliest = wholeMinute(later(now, noticeMs));
  if (opensAt < now) return { kind: 'past', earliest };
  return opensAt < later(now, noticeMs) ? { kind: 'notice', noticeMs, earliest } : undefined;
}

function wrongLength({ opensAt, closesAt }: QuietWindow, neededMs: number): Objection | undefined {
  const lengthMs = between(opensAt, closesAt);
  if (lengthMs < neededMs) return { kind: 'short', lengthMs, neededMs };
  return lengthMs > LONGEST_MS ? { kind: 'too_long', lengthMs, mostMs: LONGEST_MS } : undefined;
}

/** A freeze is a freeze: a window that reaches into one after midnight is refused, too. One that ends at midnight does not reach. */
function inBlackOut({ opensAt, closesAt }: QuietWindow, blackOuts: readonly DayRange[], zone: string): Objection | undefined {
  const firstDay = localParts(opensAt, zone).date;
  const lastDay = localParts(latest(opensAt, later(closesAt, -1)), zone).date;
  const range = blackOuts.find(({ from, to }) => from <= lastDay && firstDay <= to);
  return range && { kind: 'black_out', day: laterDay(range.from, firstDay), range };
}

/** The whole window has to lie in one night's hours; over midnight it belongs to the night it begins in. */
function outsideHours(window: QuietWindow, hours: OperatorHours, zone: string): Objection | undefined {
  if (hours.toMinute - hours.fromMinute === DAY_MINUTES) return undefined;
  const { date } = localParts(window.opensAt, zone);
  const nights = [addLocalDays(date, -1), date]
    .map((night) => shift(night, hours, zone))
    .filter(({ from, until }) => from <= window.opensAt && window.opensAt < until);
  if (nights.some(({ until }) => window.closesAt <= until)) return undefined;
  const [begun] = nights;
  return { kind: 'hours', hours, night: begun?.night ?? date, outside: begun === undefined ? 'start' : 'end' };
}

/** The operator hours that begin on this day, as instants. */
function shift(night: string, { fromMinute, toMinute }: OperatorHours, zone: string): { night: string; from: Instant; until: Instant } {
  return { night, from: clockReaches(night, fromMinute, zone, 'first'), until: clockReaches(night, toMinute, zone, 'last') };
}

/** Rounded up: people type whole minutes. */
function wholeMinute(moment: Instant): Instant {
  return instant(new Date(Math.ceil(Date.parse(moment) / MINUTE_MS) * MINUTE_MS));
}
