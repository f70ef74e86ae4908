import { HOUR_MS, later } from '../../migration/time.ts';
import { addLocalDays } from '../local-time.ts';
import { type DayRule, unkindDay } from '../next-windows.ts';
import { type Judging, judgeWindow, type QuietWindow } from '../rules.ts';

/** What can speak against a candidate: the rules of any window, those of windows that Ferry offers, and that nothing is known of it. */
export type Against = DayRule | 'holiday' | 'eve_of_holiday' | 'other_account' | 'unknown';

/** What candidates are judged by. */
export interface Offering extends Judging {
  /** Local days that are public holidays or the account's own. */
  readonly holidays: ReadonlySet<string>;
  /** Windows of other accounts with the same operator. */
  readonly taken: readonly QuietWindow[];
}

/** An operator needs this long between two windows: from the drain of the one to the watching after the other. */
const BETWEEN_ACCOUNTS_MS = 2 * HOUR_MS;

/** All that speaks against offering a window that begins on this local day. */
export function against(window: QuietWindow, day: string, offering: Offering): readonly Against[] {
  const { holidays, taken, zone, rules } = offering;
  return [
    ...judgeWindow(window, offering).map(({ kind }) => kind),
    ...unkindDay(day, window, zone, rules),
    // What a holiday brings is not known from ordinary weeks.
    ...(holidays.has(day) ? ['holiday' as const] : []),
    ...(!holidays.has(day) && holidays.has(addLocalDays(day, 1)) ? ['eve_of_holiday' as const] : []),
    ...(taken.some((other) => isNear(window, other)) ? ['other_account' as const] : []),
  ];
}

function isNear(window: QuietWindow, other: QuietWindow): boolean {
  return window.opensAt < later(other.closesAt, BETWEEN_ACCOUNTS_MS) && later(window.closesAt, BETWEEN_ACCOUNTS_MS) > other.opensAt;
}
