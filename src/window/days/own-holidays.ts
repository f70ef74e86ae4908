import { addLocalDays } from '../local-time.ts';
import { type DayRange, parseBlackOuts, stored } from '../settings.ts';

/** The days of ranges, each `YYYY-MM-DD`. */
export function daysOf({ from, to }: DayRange): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < LONGEST_DAYS; day = addLocalDays(day, 1)) days.push(day);
  return days;
}

/** A freeze longer than a year is one that nobody ended. */
const LONGEST_DAYS = 400;

/** The account's own holidays, from its settings as they are stored; written as black-outs are. @throws Error as `windowRules` does */
export function ownHolidays(settings: Readonly<Record<string, string>>): readonly string[] {
  return (stored(settings, 'holidays', parseBlackOuts) ?? []).flatMap(daysOf);
}
