import { look } from '../../../checklist/look-through.ts';
import type { Happening } from '../../../migration/events.ts';
import { hourAndDay } from '../../../migration/run/local-clock.ts';
import { between, DAY_MS, later, MINUTE_MS } from '../../../migration/time.ts';
import type { ChatTicketTime } from '../../../zendesk/port.ts';
import type { Place } from '../../step.ts';
import { done, isLookedAtAgain, itemsReady, late } from '../looks.ts';

const DAYS = 28;
/** Enough to be compared with, and fifteen pages: beyond it, fewer days are read, and that is said. The night must not wait for an average. */
const ENOUGH = 1_500;
const LATE_AFTER_MS = 10 * MINUTE_MS;

/** Chat tickets of the last four weeks by hour and day. Where they cannot be read it is tried again, and the lead's word closes the item. */
export async function baseline(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const reading = await look('GET /api/v2/search/export', () => lastDays(place), place);
  if (reading.status === 'seen') {
    const { days, tickets } = reading.value;
    return [
      { type: 'baseline_kept', days, ...counts(tickets, migration.account?.timeZone ?? 'UTC') },
      done(place, 'seen', `${tickets.length}`),
    ];
  }
  if (isLookedAtAgain(place, reading)) return [];
  const spoken = await itemsReady(place);
  if (spoken.length > 0) return spoken;
  const begunAt = migration.run.steps[line.key]?.begunAt ?? clock();
  return between(begunAt, clock()) >= LATE_AFTER_MS ? late(place, reading.why) : [];
}

/** The last day tells how many more of its kind are enough; they come in one request and its pages, whole weeks where there are any. */
async function lastDays({ zendesk, clock }: Place): Promise<{ readonly days: number; readonly tickets: readonly ChatTicketTime[] }> {
  const now = clock();
  const dayAgo = later(now, -DAY_MS);
  const newest = await zendesk.chatTicketTimes(dayAgo, now);
  const days = wholeWeeks(Math.min(DAYS, Math.max(1, Math.floor(ENOUGH / Math.max(1, newest.length)))));
  const older = days === 1 ? [] : await zendesk.chatTicketTimes(later(now, -days * DAY_MS), dayAgo);
  return { days, tickets: [...newest, ...older] };
}

function wholeWeeks(days: number): number {
  return days < 7 ? days : days - (days % 7);
}

function counts(tickets: readonly ChatTicketTime[], zone: string): { byHour: number[]; byDay: number[] } {
  const byHour = new Array<number>(24).fill(0);
  const byDay = new Array<number>(7).fill(0);
  for (const { createdAt } of tickets) {
    const { hour, day } = hourAndDay(createdAt, zone);
    byHour[hour] = (byHour[hour] ?? 0) + 1;
    byDay[day] = (byDay[day] ?? 0) + 1;
  }
  return { byHour, byDay };
}
