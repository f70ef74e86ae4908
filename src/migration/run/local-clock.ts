import { type Instant, instant } from '../time.ts';

/** Opening hours of a week, in minutes from Sunday 00:00 of their zone's clock; no zone where Zendesk's name for it is none we know. */
export interface WeeklyHours {
  readonly timeZone: string | undefined;
  readonly hours: readonly { readonly from: number; readonly to: number }[];
}

const DAY_MINUTES = 1_440;
const DAYS_AHEAD = 8;
// An offset such as `+09:00` passes for a zone in Temporal but knows no daylight saving, so it is no place people live in.
const ZONE_NAME = /^[A-Za-z][\w+/-]*$/;

/** Whether the name is one of an IANA zone, in any case of letters; old names count. */
export function isTimeZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId !== '';
  } catch (error) {
    // Neither Temporal nor Intl can be asked for a name (old ones are in no list) but by trying it.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The moment at which the clock of a zone last showed this minute of the day. */
export function lastAt(minuteOfDay: number, at: Instant, zone: string): Instant {
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
  const own = clockAt(today, minuteOfDay, zone);
  return own <= at ? own : clockAt(today.subtract({ days: 1 }), minuteOfDay, zone);
}

/** The moment at which it shows it next, later than `at`. */
export function nextAt(minuteOfDay: number, at: Instant, zone: string): Instant {
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate();
  const own = clockAt(today, minuteOfDay, zone);
  return own > at ? own : clockAt(today.add({ days: 1 }), minuteOfDay, zone);
}

/** Hour of the day, 0 to 23, and day of the week, 0 (Monday) to 6. */
export function hourAndDay(at: Instant, zone: string): { readonly hour: number; readonly day: number } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  return { hour: local.hour, day: local.dayOfWeek - 1 };
}

/** When it opens next, later than `at`; `no_clock` where hours are on a clock that nobody knows, which may be the first to open. */
export function opensAfter(schedules: readonly WeeklyHours[], at: Instant): Instant | 'open' | 'no_hours' | 'no_clock' {
  const withHours = schedules.filter(({ hours }) => hours.length > 0);
  const open = withHours.flatMap(({ timeZone, hours }) => (isKnown(timeZone) ? spells(timeZone, hours, at) : []));
  if (open.some(({ from, to }) => from <= at && at < to)) return 'open';
  if (!withHours.every(({ timeZone }) => isKnown(timeZone))) return 'no_clock';
  const next = open
    .map(({ from }) => from)
    .filter((from) => from > at)
    .toSorted();
  return next[0] ?? 'no_hours';
}

/** What an older Ferry kept of a schedule may be a name that is no zone. */
function isKnown(zone: string | undefined): zone is string {
  return zone !== undefined && isTimeZone(zone);
}

/** Every spell of opening from the day before to a week after. */
function spells(timeZone: string, hours: WeeklyHours['hours'], at: Instant): readonly { readonly from: Instant; readonly to: Instant }[] {
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate();
  return Array.from({ length: DAYS_AHEAD + 1 }, (_, index) => today.add({ days: index - 1 })).flatMap((date) => {
    const begin = (date.dayOfWeek % 7) * DAY_MINUTES;
    return hours
      .filter(({ from, to }) => from >= begin && from < begin + DAY_MINUTES && to > from)
      .map(({ from, to }) => ({ from: clockAt(date, from - begin, timeZone), to: clockAt(date, to - begin, timeZone) }));
  });
}

/** 1440 and more are on a day after; a minute that is skipped is the one at which the clock goes on. */
function clockAt(date: Temporal.PlainDate, minuteOfDay: number, zone: string): Instant {
  const wall = date.toPlainDateTime().add({ minutes: minuteOfDay });
  return instant(new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds));
}
