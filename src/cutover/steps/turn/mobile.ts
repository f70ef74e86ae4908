import { look } from '../../../checklist/look-through.ts';
import { channelsInScope } from '../../../checklist/scope.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { MINUTE_MS } from '../../../migration/time.ts';
import type { Place, Step } from '../../step.ts';
import { done, wasSaid } from '../looks.ts';

const app = {
  per: 'account',
  phase: 'T+15m',
  asks: 'admin',
  items: ['migrate-4b-mobile-apps'],
  holds: false,
  needsWord: true,
  reversible: true,
  everyMs: 5 * MINUTE_MS,
  look: released,
} as const satisfies Omit<Step, 'id'>;

/** A mobile app turns by a release of its own, on a day of its own: asked for after the web, and only where the channel is in scope. */
export const apps = [
  { ...app, id: 'rb-15p-android' },
  { ...app, id: 'rb-15p-ios' },
] as const satisfies readonly Step[];

const CHANNELS = { 'rb-15p-android': 'android', 'rb-15p-ios': 'ios' } as const;

export function isInScope({ id }: Pick<Step, 'id'>, migration: Migration): boolean {
  return (id !== 'rb-15p-android' && id !== 'rb-15p-ios') || channelsInScope(migration).includes(CHANNELS[id]);
}

/** Apps in scope for which nobody has given the word yet. Finish waits for them; the switch of the web never does. */
export function appsOpen(migration: Migration): readonly (keyof typeof CHANNELS)[] {
  return apps.filter((step) => isInScope(step, migration)).flatMap(({ id }) => (migration.run.steps[id]?.said.length ? [] : [id]));
}

/** The word of the admin decides. A messaging ticket since then is shown as help: it may have come from the web as well. */
async function released(place: Place): Promise<readonly Happening[]> {
  const { line, migration, zendesk } = place;
  const noticed = migration.run.noticed[line.key];
  if (wasSaid(place)) return [done(place, 'said', noticed === undefined ? '' : `#${noticed}`)];
  if (noticed !== undefined) return [];
  const begunAt = migration.run.steps[line.key]?.begunAt ?? place.clock();
  const reading = await look('GET /api/v2/search', () => zendesk.messagingTicketsCreatedSince(begunAt), place);
  const ticket = reading.status === 'seen' ? reading.value.at(-1) : undefined;
  return ticket ? [{ type: 'ticket_noticed', step: line.key, ticket: ticket.id }] : [];
}
