import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Plan } from '../../migration/plan.ts';
import type { Instant } from '../../migration/time.ts';

/** An entry for a calendar. `uid` names the plan: a later file with the same one changes or takes back the entry. */
export interface CalendarEntry {
  readonly uid: string;
  readonly plan: Pick<Plan, 'opensAt' | 'closesAt'>;
  /** When it was made or changed: the same entry gives the same file. */
  readonly at: Instant;
  /** 0 for the first file, and one more for each that follows it. */
  readonly sequence: number;
  readonly status: 'planned' | 'called_off';
  readonly summary: string;
  readonly description: string;
}

/** Somebody who is to be at the keyboard is reminded a day and an hour before. */
const REMINDERS_S = [24 * 3_600, 3_600];

/** The entry as an iCalendar file (RFC 5545). Its moments are in UTC: each calendar shows its reader's own clock, whatever becomes of zones. */
export function calendarFile({ uid, plan, at, sequence, status, summary, description }: CalendarEntry): string {
  const isOff = status === 'called_off';
  const calendar = ical({
    prodId: { company: 'Ferry', product: 'Ferry' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    id: uid,
    sequence,
    stamp: new Date(at),
    start: new Date(plan.opensAt),
    end: new Date(plan.closesAt),
    summary,
    description,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (!isOff)
    for (const triggerBefore of REMINDERS_S) event.createAlarm({ type: ICalAlarmType.display, triggerBefore, description: summary });
  return calendar.toString();
}
