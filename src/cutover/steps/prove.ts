import { look } from '../../checklist/look-through.ts';
import type { Happening } from '../../migration/events.ts';
import { type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Brand, Ticket } from '../../zendesk/port.ts';
import { clickAt, provedAt, turnedBrands } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { agentsOnline } from './after/agents-online.ts';
import { doorsAt, isOneOperator, pilotsAt, quarterAfter } from './after/opening.ts';
import { watchAfterwards, watchEndsAt } from './after/watch.ts';
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
    endsAt: watchEndsAt,
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
  const looked = known?.grouped ? undefined : await findConversation(place, since);
  const found = looked === undefined || typeof looked === 'string' ? looked : looked.ours;
  // Where the search cannot be read, the lead's word stands in, and is shown as said. One that was only not reached is made again meanwhile.
  if (found === 'cannot_look' || (found === 'unreachable' && isLong(place))) return wasSaid(place) ? [done(place, 'said', '')] : [];
  if (found === 'unreachable') return [];
  const isNews = found !== undefined && (known === undefined || found.groupId !== undefined);
  const seen: readonly Happening[] = isNews
    ? [{ type: 'conversation_seen', brand: planned.subdomain, ticket: found.id, grouped: found.groupId !== undefined }]
    : [];
  const ticket = known?.grouped ? known.ticket : found?.groupId !== undefined ? found.id : undefined;
  if (ticket === undefined) {
    const other = looked === undefined || typeof looked === 'string' ? undefined : looked.other;
    return [...seen, ...(isNews ? late(place, `ungrouped=${found.id}`) : strayed(other, place)), ...overdue(place)];
  }
  if (isOneOperator(migration)) return [...seen, done(place, 'seen', `#${ticket}`)];
  const word = stateOf('widget-test-conversation', { ...place, report });
  return word?.status === 'ready' || word?.status === 'waived' ? [...seen, done(place, 'seen', `#${ticket}`)] : seen;
}

/** A ticket that came, and not as it should: it has no group, or another brand. Kept in the record as one line. */
export function strayIn(saw: string): { readonly lacks: 'group' | 'brand'; readonly ticket: number } | undefined {
  const [, what, id] = /^(ungrouped|other_brand)=(\d+)$/.exec(saw) ?? [];
  return what === undefined ? undefined : { lacks: what === 'ungrouped' ? 'group' : 'brand', ticket: Number(id) };
}

function strayed(other: Ticket | undefined, place: Place): readonly Happening[] {
  const isTold = place.migration.run.steps[place.line.key]?.late !== undefined;
  return other === undefined || isTold ? [] : late(place, `other_brand=${other.id}`);
}

/** Half an hour after the brand's proof there is still no ticket of a group; what was told since then tells it as well. */
function overdue(place: Place): readonly Happening[] {
  const told = place.migration.run.steps[place.line.key]?.late;
  const from = dueAt(place);
  if (!isLong(place) || (told !== undefined && from !== undefined && told.at >= from)) return [];
  return late(place, 'no_conversation');
}

function dueAt({ line, migration }: Place): Instant | undefined {
  const proved = provedAt(line.brand, migration);
  return proved && later(proved, NOT_SOLVED_AFTER_MS);
}

function isLong(place: Place): boolean {
  const at = dueAt(place);
  return at !== undefined && place.clock() >= at;
}

async function findConversation(
  place: Place,
  since: Instant,
): Promise<{ readonly ours: Ticket | undefined; readonly other: Ticket | undefined } | 'unreachable' | 'cannot_look'> {
  const { migration, line, zendesk, clock } = place;
  const reading = await look('GET /api/v2/search', () => zendesk.messagingTicketsCreatedSince(since), { clock });
  if (reading.status === 'unknown') return reading.why === 'unreachable' ? 'unreachable' : 'cannot_look';
  const brands = reading.value.length > 0 ? await knownBrands(place) : undefined;
  const id = brands?.find(({ subdomain }) => subdomain === line.brand)?.id;
  const only = brands === undefined && migration.scheduled?.plan.brands.length === 1;
  const created = reading.value.filter((ticket) => ticket.createdAt >= wholeSecond(since));
  const ours = created.filter((ticket) => only || (id !== undefined && ticket.brandId === id));
  // Tickets of a brand that has turned are that brand's own business.
  const turned = new Set(turnedBrands(migration));
  const theirs = new Set(brands?.flatMap((brand) => (turned.has(brand.subdomain) ? [brand.id] : [])) ?? []);
  const other = id === undefined ? undefined : created.find(({ brandId }) => brandId !== undefined && !theirs.has(brandId));
  return { ours: ours.find(({ groupId }) => groupId !== undefined) ?? ours[0], other };
}

/** A list that was not reached at the last gate is read again: without it no ticket is anybody's. */
async function knownBrands({ report, refresh }: Place): Promise<readonly Brand[] | undefined> {
  const last = report.readings.brands;
  const isMissed = last?.status === 'unknown' && last.why === 'unreachable';
  const { brands } = isMissed ? (await refresh(['brands'])).readings : report.readings;
  return brands?.status === 'seen' ? brands.value : undefined;
}

/** Zendesk stamps whole seconds. */
function wholeSecond(moment: Instant) {
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
