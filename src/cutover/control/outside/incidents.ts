import { isIncidentOfOurs } from '../../../checklist/checks/incidents.ts';
import type { Readings } from '../../../checklist/readings.ts';
import type { Blocker, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { HOUR_MS, type Instant, later } from '../../../migration/time.ts';
import { firstClick } from '../../phases.ts';

const BEFORE_MS = HOUR_MS;
const AFTER_MS = 2 * HOUR_MS;

/** From an hour before T0 to two hours after it, or after the first click where that came later. */
export function incidentsMatter(migration: Migration, now: Instant): boolean {
  const { scheduled } = migration;
  if (scheduled === undefined) return false;
  const { opensAt } = scheduled.plan;
  return now >= later(opensAt, -BEFORE_MS) && now <= later(firstClick(migration) ?? opensAt, AFTER_MS);
}

/** Zendesk's incidents that touch us and were not told yet. */
export function newIncidents({ incidents }: Readings, { run }: Migration): readonly Happening[] {
  if (incidents?.status !== 'seen') return [];
  const titles = incidents.value.filter(isIncidentOfOurs).map(({ title }) => title);
  return [...new Set(titles)].filter((title) => !run.incidents.includes(title)).map((title) => ({ type: 'incident_seen', title }));
}

/** Why a gate that stayed red ends the window: a window that Zendesk's incident has ended says so. */
export function whyStillRed(blockers: readonly Blocker[] = []): 'incident' | 'gate_stayed_red' {
  return blockers.some(({ kind }) => kind === 'incident') ? 'incident' : 'gate_stayed_red';
}
