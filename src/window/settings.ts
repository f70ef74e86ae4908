import { HOUR_MS } from '../migration/time.ts';
import { parseCountry, weekendOf } from './days/country.ts';
import { parseDuration } from './duration.ts';
import { clockTime, DAY_MINUTES, isLocalDate, minuteOf } from './local-time.ts';

/** Days from one to another, both of them in it, each `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** Minutes of the day between which an operator can be awake; `toMinute` above 1440 is on the day after. */
export interface OperatorHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What an account's settings ask of a window. */
export interface WindowRules {
  /** From the asking to the window's start; 0 for none. */
  readonly noticeMs: number;
  /** By their first day. */
  readonly blackOuts: readonly DayRange[];
  readonly operatorHours: OperatorHours;
  /** Days of the week on which nobody works, 1 is Monday. */
  readonly weekend: readonly number[];
}

/** What holds where a setting was never set: design section 5. */
const DEFAULT_RULES: WindowRules = {
  noticeMs: 48 * HOUR_MS,
  blackOuts: [],
  operatorHours: { fromMinute: 0, toMinute: DAY_MINUTES },
  weekend: [6, 7],
};

/**
 * The rules of an account, from its settings as they are stored.
 * @throws Error for a stored setting that its parser refuses: a black-out that nobody can read must not be passed over
 */
export function windowRules(settings: Readonly<Record<string, string>>): WindowRules {
  return {
    noticeMs: stored(settings, 'notice', parseNotice) ?? DEFAULT_RULES.noticeMs,
    blackOuts: stored(settings, 'black-outs', parseBlackOuts) ?? DEFAULT_RULES.blackOuts,
    operatorHours: stored(settings, 'operator-hours', parseOperatorHours) ?? DEFAULT_RULES.operatorHours,
    weekend: weekendOf(stored(settings, 'country', parseCountry)) ?? DEFAULT_RULES.weekend,
  };
}

/** The setting `notice` (`48h`; `0h` is none) in milliseconds. */
export function parseNotice(text: string): number | undefined {
  return parseDuration(text);
}

/** The setting `black-outs`: days (`2026-12-24`) and ranges (`2026-12-11..2026-12-31`) by comma, or `none`. */
export function parseBlackOuts(text: string): readonly DayRange[] | undefined {
  if (text.trim().toLowerCase() === 'none') return [];
  const written = text.split(',');
  const ranges = written.flatMap((each) => parseDays(each) ?? []);
  return ranges.length === written.length ? ranges.sort((a, b) => (a.from < b.from ? -1 : 1)) : undefined;
}

/** The setting `operator-hours` (`00:00-24:00`, or over midnight: `22:00-06:00`). Two equal ends are refused: never, or always? */
export function parseOperatorHours(text: string): OperatorHours | undefined {
  const [start, end, ...more] = text.split('-').map((each) => each.trim());
  if (start === undefined || end === undefined || more.length > 0) return undefined;
  const fromMinute = minuteOf(start);
  const toMinute = end === '24:00' ? DAY_MINUTES : minuteOf(end);
  if (fromMinute === undefined || toMinute === undefined || fromMinute === toMinute) return undefined;
  return { fromMinute, toMinute: toMinute < fromMinute ? toMinute + DAY_MINUTES : toMinute };
}

/** Operator hours as one would type them; an end at midnight is `24:00`. */
export function formatOperatorHours({ fromMinute, toMinute }: OperatorHours): string {
  return `${clockTime(fromMinute)}-${clockTime(toMinute > DAY_MINUTES ? toMinute - DAY_MINUTES : toMinute)}`;
}

/** The range that a day lies in. */
export function blackOutOn(day: string, blackOuts: readonly DayRange[]): DayRange | undefined {
  return blackOuts.find(({ from, to }) => from <= day && day <= to);
}

function parseDays(text: string): DayRange | undefined {
  const [from, to = from, ...more] = text.split('..').map((each) => each.trim());
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  return isLocalDate(from) && isLocalDate(to) && from <= to ? { from, to } : undefined;
}

export function stored<T>(settings: Readonly<Record<string, string>>, key: string, parse: (text: string) => T | undefined): T | undefined {
  const text = settings[key];
  // What was taken back to what Ferry looks up is stored empty.
  if (text === undefined || text === '') return undefined;
  const value = parse(text);
  if (value === undefined) throw new Error(`The stored setting ${key} cannot be read: ${text}`);
  return value;
}
