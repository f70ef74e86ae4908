import { type Instant, instant } from '../migration/time.ts';

/** What a date and time on the wall of a zone come to: a clock put forward skips some, one put back shows some twice. */
export type Resolved =
  | { readonly kind: 'one'; readonly at: Instant }
  | { readonly kind: 'gap' }
  | { readonly kind: 'twice'; readonly first: Instant; readonly second: Instant }
  | { readonly kind: 'malformed' };

/** What calendar and clock on the wall show. */
export interface LocalParts {
  /** `YYYY-MM-DD`; fixed width, so `<` compares days. */
  readonly date: string;
  /** `HH:MM`, 24 hours; seconds are cut off. */
  readonly time: string;
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  /** 0 to 1439, as the clock shows it. */
  readonly minuteOfDay: number;
}

/** Minutes of a day as clocks show it; 24:00 is this one. */
export const DAY_MINUTES = 1_440;

const HOUR_MINUTES = 60;
// The years 1000 to 2999: another one is a slip of the finger, and these stay within the fixed form of an Instant.
const DATE = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a real day, written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  // 30 February becomes another day.
  return DATE.test(text) && Temporal.PlainDate.from(partsOf(text)).toString() === text;
}

/**
 * The instant of `date` (`YYYY-MM-DD`) and `time` (`HH:MM`, 00:00 to 23:59) in a zone; never a guess.
 * @throws RangeError for a zone that is none: see migration/run/local-clock.ts, isTimeZone
 */
export function resolveLocal(date: string, time: string, zone: string): Resolved {
  if (!isLocalDate(date) || !TIME.test(time)) return { kind: 'malformed' };
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const { earlier, later } = readings(wall, zone);
  if (earlier.equals(later)) return { kind: 'one', at: moment(earlier) };
  return isShown(wall, earlier) ? { kind: 'twice', first: moment(earlier), second: moment(later) } : { kind: 'gap' };
}

/**
 * When the clock reaches a minute of a day; 1440 and more are on the day after. A minute that is skipped is reached at the
 * jump; of one that comes twice, `which` says the one.
 */
export function clockReaches(date: string, minuteOfDay: number, zone: string, which: 'first' | 'last'): Instant {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minuteOfDay });
  const { earlier, later } = readings(wall, zone);
  if (!isShown(wall, earlier)) return moment(earlier.getTimeZoneTransition('next') ?? later);
  return moment(which === 'first' ? earlier : later);
}

/** @throws RangeError for a zone that is none */
export function localParts(at: Instant, zone: string): LocalParts {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const minuteOfDay = local.hour * HOUR_MINUTES + local.minute;
  return { date: local.toPlainDate().toString(), time: clockTime(minuteOfDay), weekday: local.dayOfWeek, minuteOfDay };
}

/** The day `days` after this one; before it, when negative. */
export function addLocalDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The later of two days. */
export function laterDay(one: string, other: string): string {
  if (one < other) return other;
  return one;
}

/** The minute of the day of `HH:MM`, 00:00 to 23:59. */
export function minuteOf(time: string): number | undefined {
  return TIME.test(time) ? Number(time.slice(0, 2)) * HOUR_MINUTES + Number(time.slice(3)) : undefined;
}

/** The minute of a day as `HH:MM`; 1440 is `24:00`. */
export function clockTime(minuteOfDay: number): string {
  const hours = Math.floor(minuteOfDay / HOUR_MINUTES);
  return `${String(hours).padStart(2, '0')}:${String(minuteOfDay % HOUR_MINUTES).padStart(2, '0')}`;
}

function partsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

/**
 * Both ways to read a time on the wall. They differ exactly where `disambiguation: 'reject'` throws, and tell skipped from
 * doubled, which its exception does not.
 */
function readings(wall: Temporal.PlainDateTime, zone: string): { earlier: Temporal.ZonedDateTime; later: Temporal.ZonedDateTime } {
  return {
    earlier: wall.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    later: wall.toZonedDateTime(zone, { disambiguation: 'later' }),
  };
}

function isShown(wall: Temporal.PlainDateTime, reading: Temporal.ZonedDateTime): boolean {
  return reading.toPlainDateTime().equals(wall);
}

function moment(local: Temporal.ZonedDateTime): Instant {
  return instant(new Date(local.epochMilliseconds));
}
