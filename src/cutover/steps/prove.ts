import { look } from '../../checklist/look-through.ts';
import type { Happening } from '../../migration/events.ts';
import { between, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Ticket } from '../../zendesk/port.ts';
import { clickAt, provedAt } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { agentsOnline } from './after/agents-online.ts';
import { doorsAt, isOneOperator, pilotsAt, quarterAfter } from './after/opening.ts';
import { watchAfterwards } from './after/watch.ts';
import { done, itemsReady, late, stateOf, wasSaid } from './looks.ts';

const once = { everyMs: MINUTE_MS, holds: false, per: 'account', reversible: true } as const;
const perBrand = { ...once, per: 'brand', beginsAt: (migration, brand) => provedAt(brand, migration) } as const satisfies Partial<Step>;

/** A test that has not arrived by then: the fallback of the step is told. */
const NOT_SOLVED_AFTER_MS = 30 * MINUTE_MS;

/** T+2m and T+15m: does the site show it, can agents answer, has a conversation arrived. */
export const prove = [
  {
    ...perBrand,
    id: 'rb-2m-open-site',
    phase: 'T+2m',
    asks: 'lead',
    items: ['widget-website-checks', 'widget-settings-carried-over', 'web-key-pages-opened'],
    needsWord: true,
    look: itemsReady,
  },
  {
    ...perBrand,
    id: 'rb-15p-test-conversation',
    phase: 'T+15m',
    asks: 'lead',
    items: ['widget-test-conversation'],
    everyMs: 20 * SECOND_MS,
    look: testConversation,
  },
] as const satisfies readonly Step[];

export const openDoors = [
  {
    ...once,
    id: 'rb-2m-agents-online',
    phase: 'T+2m',
    asks: 'agents',
    items: ['req-chat-access-per-agent'],
    everyMs: 30 * SECOND_MS,
    beginsAt: pilotsAt,
    isUnheld: true,
    look: agentsOnline,
  },
  { ...once, id: 'rb-15p-open-doors', phase: 'T+15m', asks: 'lead', items: [], needsWord: true, beginsAt: quarterAfter, look: itemsReady },
  { ...once, id: 'rb-15p-put-back', phase: 'T+15m', asks: 'bot', items: [], look: putBack },
  {
    ...once,
    id: 'rb-15p-watch',
    phase: 'T+15m',
    asks: 'bot',
    items: [],
    everyMs: 5 * MINUTE_MS,
    beginsAt: doorsAt,
    look: watchAfterwards,
  },
  {
    ...once,
    id: 'rb-15p-leftovers',
    phase: 'T+15m',
    asks: 'lead',
    items: ['after-leftover-chat-tickets'],
    everyMs: 10 * MINUTE_MS,
    beginsAt: quarterAfter,
    look: itemsReady,
  },
] as const satisfies readonly Step[];

/** A messaging ticket of this brand, created since the click. With a group it is the proof; without one it says what is wrong. */
async function testConversation(place: Place): Promise<readonly Happening[]> {
  const { migration, line, report } = place;
  const since = clickAt(line.brand, migration);
  const planned = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === line.brand);
  if (since === undefined || planned === undefined) return [];
  const known = migration.run.conversations[line.brand];
  const found = known?.grouped ? undefined : await findConversation(place, since);
  // Where the search cannot be read, the lead's word stands in, and is shown as said. One that was only not reached is made again meanwhile.
  if (found === 'cannot_look' || (found === 'unreachable' && isLong(place))) return wasSaid(place) ? [done(place, 'said', '')] : [];
  if (found === 'unreachable') return [];
  const isNews = found !== undefined && (known === undefined || found.groupId !== undefined);
  const seen: readonly Happening[] = isNews
    ? [{ type: 'conversation_seen', brand: planned.subdomain, ticket: found.id, grouped: found.groupId !== undefined }]
    : [];
  const ticket = known?.grouped ? known.ticket : found?.groupId !== undefined ? found.id : undefined;
  if (ticket === undefined) return [...seen, ...overdue(place)];
  if (isOneOperator(migration)) return [...seen, done(place, 'seen', `#${ticket}`)];
  const word = stateOf('widget-test-conversation', { ...place, report });
  return word?.status === 'ready' || word?.status === 'waived' ? [...seen, done(place, 'seen', `#${ticket}`)] : seen;
}

/** Half an hour after the brand's proof there is still no ticket of a group. */
function overdue(place: Place): readonly Happening[] {
  return isLong(place) ? late(place, 'no_conversation') : [];
}

function isLong({ line, migration, clock }: Place): boolean {
  const proved = provedAt(line.brand, migration);
  return proved !== undefined && between(proved, clock()) >= NOT_SOLVED_AFTER_MS;
}

async function findConversation(
  { migration, line, report, zendesk, clock }: Place,
  since: Parameters<typeof between>[0],
): Promise<Ticket | 'unreachable' | 'cannot_look' | undefined> {
  const reading = await look('GET /api/v2/search', () => zendesk.messagingTicketsCreatedSince(since), { clock });
  if (reading.status === 'unknown') return reading.why === 'unreachable' ? 'unreachable' : 'cannot_look';
  const brands = report.readings.brands?.status === 'seen' ? report.readings.brands.value : undefined;
  const id = brands?.find(({ subdomain }) => subdomain === line.brand)?.id;
  const only = brands === undefined && migration.scheduled?.plan.brands.length === 1;
  const ours = reading.value.filter(
    (ticket) => ticket.createdAt >= wholeSecond(since) && (only || (id !== undefined && ticket.brandId === id)),
  );
  return ours.find(({ groupId }) => groupId !== undefined) ?? ours[0];
}

/** Zendesk stamps whole seconds. */
function wholeSecond(moment: Parameters<typeof between>[0]) {
  return later(moment, -(Date.parse(moment) % SECOND_MS));
}

/** Done when nothing that was lowered for the drain is left so; hours that were closed by hand are named in the post. */
async function putBack(place: Place): Promise<readonly Happening[]> {
  const limit = Object.values(place.migration.changes).find(({ write }) => write === 'chat_limit');
  if (limit === undefined || limit.triedAt === undefined) return [done(place, 'made', '')];
  const { seen, refused } = limit.undo;
  if (refused !== undefined) return late(place, 'chat_limit');
  return seen ? [done(place, 'seen', seen.how === 'put_back' ? limit.was : seen.how)] : [];
}
