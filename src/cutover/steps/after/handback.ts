import { look } from '../../../checklist/look-through.ts';
import type { Happening } from '../../../migration/events.ts';
import { DAY_MS, type Instant, later } from '../../../migration/time.ts';
import { lastSighting } from '../../phases.ts';
import type { Place } from '../../step.ts';
import { isLookedAtAgain, itemsReady } from '../looks.ts';

/** So many of the first tickets say how handback goes. */
const FIRST = 100;

/** Whether the first solved messaging tickets became Closed, told when that changes; that a returning customer is met, the admin says. */
export async function handback(place: Place): Promise<readonly Happening[]> {
  const since = lastSighting(place.migration);
  const reading = since && (await look('GET /api/v2/search/export', () => solved(place, since), place));
  if (reading && isLookedAtAgain(place, reading)) return [];
  const before = place.migration.run.handback;
  const isNews = reading?.status === 'seen' && (before?.closed !== reading.value.closed || before.solved !== reading.value.solved);
  const news: readonly Happening[] = isNews ? [{ type: 'handback_read', ...reading.value }] : [];
  return [...news, ...(await itemsReady(place))];
}

async function solved({ zendesk }: Place, since: Instant): Promise<{ readonly closed: number; readonly solved: number }> {
  const times = await zendesk.messagingTicketTimes(since, later(since, DAY_MS));
  const first = times.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).slice(0, FIRST);
  const tickets = await zendesk.ticketsById(first.map(({ id }) => id));
  const count = (word: string) => tickets.filter(({ status }) => status === word).length;
  return { closed: count('closed'), solved: count('solved') };
}
