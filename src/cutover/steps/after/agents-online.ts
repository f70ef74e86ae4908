import { look } from '../../../checklist/look-through.ts';
import type { Readings } from '../../../checklist/readings.ts';
import type { Happening } from '../../../migration/events.ts';
import { between, MINUTE_MS } from '../../../migration/time.ts';
import type { Place } from '../../step.ts';
import { done, late, wasSaid } from '../looks.ts';

const LATE_AFTER_MS = 10 * MINUTE_MS;

/**
 * At least one agent of each messaging group online, where groups can be seen; else one of the account. The lead's word stands in
 * where nothing can be looked up, and says which groups are not meant where some are empty.
 */
export async function agentsOnline(place: Place): Promise<readonly Happening[]> {
  const { readings } = await place.refresh(['messagingAgents']);
  const { messagingAgents } = readings;
  if (messagingAgents?.status !== 'seen') return wasSaid(place) ? [done(place, 'said', '')] : overdue(place, 'cannot_tell');
  if (messagingAgents.value === 0) return overdue(place, 'nobody');
  const empty = await groupsWithout(place, readings);
  if (empty.length === 0) return [done(place, 'seen', `${messagingAgents.value}`)];
  return wasSaid(place) ? [done(place, 'said', `${messagingAgents.value}`)] : overdue(place, empty.join(', '));
}

function overdue(place: Place, saw: string): readonly Happening[] {
  const begunAt = place.migration.run.steps[place.line.key]?.begunAt ?? place.clock();
  return between(begunAt, place.clock()) >= LATE_AFTER_MS ? late(place, saw) : [];
}

/** Names of the groups with agents who have Chat access, and of which none is online. Empty where that cannot be seen. */
async function groupsWithout(place: Place, readings: Readings): Promise<readonly string[]> {
  const staffed = staffedGroups(readings);
  if (staffed.length === 0) return [];
  const online = await look('GET /api/v2/agent_availabilities', () => place.zendesk.messagingGroupsOnline(), place);
  return online.status === 'seen' ? staffed.filter(({ id }) => !online.value.includes(id)).map(({ name }) => name) : [];
}

function staffedGroups({ groups, memberships, chatAgents }: Readings): readonly { readonly id: number; readonly name: string }[] {
  if (groups?.status !== 'seen' || memberships?.status !== 'seen' || chatAgents?.status !== 'seen') return [];
  const withAccess = new Set(chatAgents.value.filter(({ enabled }) => enabled).map(({ id }) => id));
  const staffed = new Set(memberships.value.filter(({ userId }) => withAccess.has(userId)).map(({ groupId }) => groupId));
  return groups.value.filter(({ id }) => staffed.has(id));
}
