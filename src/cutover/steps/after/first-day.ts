import { look } from '../../../checklist/look-through.ts';
import type { FirstDay, Happening } from '../../../migration/events.ts';
import { between, DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from '../../../migration/time.ts';
import { lastSighting } from '../../phases.ts';
import type { Place } from '../../step.ts';
import { done } from '../looks.ts';

/** Numbers that cannot be read are tried again for this long, and then said to be missing. */
const PATIENCE_MS = 30 * MINUTE_MS;
/** Tickets that are looked up one by one for their agent and group; of a larger day, the newest. */
const LOOKED_UP = 1_000;

/** The report of the first day: counted once, with what is missing named. */
export async function firstDay(place: Place): Promise<readonly Happening[]> {
  const { migration, line, clock } = place;
  const since = lastSighting(migration);
  if (since === undefined) return [];
  if (migration.run.firstDay !== undefined) return [done(place, 'made', '')];
  const reading = await look('GET /api/v2/search/export', () => counted(place, since), place);
  if (reading.status === 'seen') return [{ type: 'first_day_counted', counted: reading.value }, done(place, 'seen', total(reading.value))];
  const begunAt = migration.run.steps[line.key]?.begunAt ?? clock();
  if (between(begunAt, clock()) < PATIENCE_MS) return [];
  return [{ type: 'first_day_counted', counted: { status: 'unknown', why: reading.why } }, done(place, 'made', reading.why)];
}

function total(day: FirstDay): string {
  return day.status === 'seen' ? `${day.byHour.reduce((sum, each) => sum + each, 0)}` : day.why;
}

async function counted({ zendesk }: Place, since: Instant): Promise<FirstDay> {
  const times = await zendesk.messagingTicketTimes(since, later(since, DAY_MS));
  const byHour = Array.from({ length: 24 }, (_, hour) => times.filter(({ createdAt }) => hourOf(since, createdAt) === hour).length);
  const newest = times.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)).slice(0, LOOKED_UP);
  const tickets = await zendesk.ticketsById(newest.map(({ id }) => id));
  const open = tickets.filter(({ status }) => status !== 'solved' && status !== 'closed' && status !== 'deleted');
  return {
    status: 'seen',
    byHour,
    looked: tickets.length,
    unassigned: open.filter(({ assigneeId }) => assigneeId === undefined).length,
    ungrouped: open.filter(({ groupId }) => groupId === undefined).length,
  };
}

/** A sighting within a second leaves what Zendesk stamps with the second's begin in the first hour. */
function hourOf(since: Instant, at: Instant): number {
  return Math.max(0, Math.floor(between(since, at) / HOUR_MS));
}
