import { look } from '../../../checklist/look-through.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { between, HOUR_MS, type Instant, later, MINUTE_MS } from '../../../migration/time.ts';
import type { Ticket } from '../../../zendesk/port.ts';
import { incidentsMatter, newIncidents } from '../../control/outside/incidents.ts';
import { lastSighting } from '../../phases.ts';
import type { Place } from '../../step.ts';
import { done, late } from '../looks.ts';
import { doorsAt } from './opening.ts';

const WATCH_MS = 2 * HOUR_MS;
const UNASSIGNED_AFTER_MS = 10 * MINUTE_MS;
const NAMED = 20;

/** What is seen at the first opening: conversations that wait for the first agents, and how many of these are there. */
export interface Flood {
  readonly waiting: number;
  readonly ungrouped: number;
  readonly online: number | undefined;
}

const FLOOD = /^opening waiting=(\d+) ungrouped=(\d+) online=(\d+|\?)$/;

/** Kept in the record as one line. */
export function floodIn(saw: string): Flood | undefined {
  const [, waiting, ungrouped, online] = FLOOD.exec(saw) ?? [];
  if (waiting === undefined || ungrouped === undefined) return undefined;
  return { waiting: Number(waiting), ungrouped: Number(ungrouped), online: online === '?' ? undefined : Number(online) };
}

/** Two hours from the doors, and two more from the first opening where that comes later. */
export function watchPeriods(migration: Migration): readonly { readonly from: Instant; readonly at: 'doors' | 'opening' }[] {
  const doors = doorsAt(migration);
  const opensAt = migration.run.opening?.opensAt;
  if (doors === undefined) return [];
  if (opensAt === undefined || opensAt < doors) return [{ from: doors, at: 'doors' }];
  if (opensAt === doors) return [{ from: opensAt, at: 'opening' }];
  return [
    { from: doors, at: 'doors' },
    { from: opensAt, at: 'opening' },
  ];
}

/** When the last of them is over. */
export function watchEndsAt(migration: Migration): Instant | undefined {
  const last = watchPeriods(migration).at(-1);
  return last && later(last.from, WATCH_MS);
}

/** The two hours go on after Finish, and with them the look at Zendesk's own status. */
export async function watchAfterwards(place: Place): Promise<readonly Happening[]> {
  const { migration, clock } = place;
  const alone = migration.run.finishedAt !== undefined && incidentsMatter(migration, clock());
  const incidents = alone ? newIncidents((await place.refresh(['incidents'])).readings, migration) : [];
  return [...incidents, ...(await watchTickets(place))];
}

/** Messaging tickets unassigned for ten minutes or without a group; at the first opening, how many wait for how many agents. */
async function watchTickets(place: Place): Promise<readonly Happening[]> {
  const { migration, line } = place;
  const since = lastSighting(migration);
  const endsAt = watchEndsAt(migration);
  if (since === undefined || endsAt === undefined) return [];
  const now = place.clock();
  if (now >= endsAt) return [done(place, 'made', migration.run.steps[line.key]?.late?.saw ?? '0')];
  const period = watchPeriods(migration).findLast(({ from }) => from <= now);
  if (period === undefined || now >= later(period.from, WATCH_MS)) return [];
  const reading = await look('GET /api/v2/search', () => place.zendesk.messagingTicketsCreatedSince(since), place);
  if (reading.status === 'unknown') return [];
  const open = reading.value.filter(({ status }) => status !== 'solved' && status !== 'closed' && status !== 'deleted');
  return period.at === 'opening' ? flood(place, open, period.from) : unassigned(place, open, now);
}

/** Begins the line where nobody is online any more. */
export const NOBODY_ONLINE = 'online=0';

async function unassigned(place: Place, open: readonly Ticket[], now: Instant): Promise<readonly Happening[]> {
  const waiting = open.filter(
    (ticket) => ticket.groupId === undefined || (ticket.assigneeId === undefined && between(ticket.createdAt, now) > UNASSIGNED_AFTER_MS),
  );
  const named = waiting.map(({ id }) => `#${id}`).slice(0, NAMED);
  const { messagingAgents } = (await place.refresh(['messagingAgents'])).readings;
  const came = place.migration.run.steps['rb-2m-agents-online']?.done !== undefined;
  const gone = came && messagingAgents?.status === 'seen' && messagingAgents.value === 0;
  if (gone) return late(place, [NOBODY_ONLINE, ...named].join(' '));
  return waiting.length === 0 ? [] : late(place, named.join(' '));
}

/** Told at the first look of the opening, and again whenever as many more wait. */
async function flood(place: Place, open: readonly Ticket[], opensAt: Instant): Promise<readonly Happening[]> {
  const waiting = open.filter(({ assigneeId }) => assigneeId === undefined).length;
  const ungrouped = open.filter(({ groupId }) => groupId === undefined).length;
  const { messagingAgents } = (await place.refresh(['messagingAgents'])).readings;
  const online = messagingAgents?.status === 'seen' ? messagingAgents.value : undefined;
  const before = place.migration.run.steps[place.line.key]?.late;
  const told = before && before.at >= opensAt ? floodIn(before.saw) : undefined;
  const left = online === 0 && (told?.online ?? 1) > 0;
  if (waiting + ungrouped === 0 && !left) return [];
  if (told && waiting < 2 * Math.max(1, told.waiting) && ungrouped <= told.ungrouped && !left) return [];
  return late(place, `opening waiting=${waiting} ungrouped=${ungrouped} online=${online ?? '?'}`);
}
