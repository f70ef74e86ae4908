import { type Instant, instant } from '../../src/migration/time.ts';

export const firstMoment = instant(new Date('2025-01-01T00:00Z'));
export const lastMoment = instant(new Date('2028-12-31T23:59Z'));

export const everyZone: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Old names of zones that accounts still have, and the zones that they are. */
export const oldNames = [
  ['US/Pacific', 'America/Los_Angeles', 'US'],
  ['Asia/Calcutta', 'Asia/Kolkata', 'IN'],
  ['Europe/Kiev', 'Europe/Kyiv', 'UA'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh', 'VN'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires', 'AR'],
  ['ROK', 'Asia/Seoul', 'KR'],
  ['GB', 'Europe/London', 'GB'],
  ['Eire', 'Europe/Dublin', 'IE'],
] as const;

/** One change of a zone's clocks: its offsets from UTC before and after. */
export interface Change {
  readonly zone: string;
  readonly at: Instant;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/** Every change of offset of every zone, from 2025 to 2028. */
export const changes: readonly Change[] = everyZone.flatMap((zone) => [...changesOf(zone)]);

function* changesOf(zone: string): Generator<Change> {
  let from = Temporal.Instant.from(firstMoment).toZonedDateTimeISO(zone);
  for (;;) {
    const next = from.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > Date.parse(lastMoment)) return;
    const before = next.subtract({ nanoseconds: 1 });
    const [beforeMs, afterMs] = [before.offsetNanoseconds / 1e6, next.offsetNanoseconds / 1e6];
    if (beforeMs !== afterMs) yield { zone, at: instant(new Date(next.epochMilliseconds)), beforeMs, afterMs };
    from = next;
  }
}
