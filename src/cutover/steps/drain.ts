import { itemState } from '../../checklist/item-state.ts';
import { type ItemId, itemById } from '../../checklist/items/items.ts';
import { drainTopics, look } from '../../checklist/look-through.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { HOUR_MS, later, SECOND_MS } from '../../migration/time.ts';
import { isPassed } from '../control/passed.ts';
import { brandsOf } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import { joined, listOf } from '../tickets.ts';
import { firstOpening } from './after/opening.ts';
import { after } from './gate-look.ts';
import { done, late, liveReadings, wasSaid } from './looks.ts';
import { firstLatestClick } from './turn/deadlines.ts';

const drained = {
  phase: 'T-15m',
  holds: true,
  per: 'account',
  reversible: true,
  everyMs: 20 * SECOND_MS,
  deadline: firstLatestClick,
} as const;

/** The article's order: no new chats, live chats end, agents offline, then the ticket list that counts. */
export const drain = [
  {
    ...drained,
    id: 'rb-15m-stop-new',
    asks: 'operator',
    items: ['drain-stop-new-chats'],
    look: watching('drain-stop-new-chats'),
    mayBegin: ({ run, tokensRefused }) => run.present.length > 0 && !tokensRefused,
    putBack: true,
  },
  { ...drained, id: 'rb-15m-drain', asks: 'agents', items: ['migrate-close-active-chats'], look: watching('migrate-close-active-chats') },
  {
    ...drained,
    id: 'rb-15m-agents-offline',
    asks: 'agents',
    items: ['migrate-agents-offline'],
    look: watching('migrate-agents-offline'),
    putBack: true,
  },
  {
    ...drained,
    id: 'rb-15m-ticket-list',
    asks: 'operator',
    items: ['migrate-note-pending-tickets'],
    everyMs: 30 * SECOND_MS,
    look: listTickets,
  },
] as const satisfies readonly Step[];

/** Reads chats and agents, records what counts, and judges the item by the record. */
function watching(id: ItemId) {
  return async (place: Place): Promise<readonly Happening[]> => {
    const report = await place.refresh(drainTopics(place.report.readings));
    const now = place.clock();
    const read = liveReadings(report.readings, place.migration);
    const item = itemById(id);
    if (item === undefined) return read;
    const state = itemState(item, { migration: after(place.migration, read, now), readings: report.readings, now });
    if (isPassedOver(id, after(place.migration, read, now))) return [...read, done(place, 'said', 'passed_over')];
    if (state.status !== 'ready') return read;
    const saw = state.finding?.status === 'ready' ? state.finding.evidence.saw : '';
    const opening = id === 'drain-stop-new-chats' ? firstOpening(after(place.migration, read, now), report.readings) : [];
    return [...read, ...opening, done(place, saw === '' ? 'said' : 'seen', saw)];
  };
}

/** The drain belongs to the G3 of the window's first brand. */
function isPassedOver(id: ItemId, migration: Migration): boolean {
  const [first] = brandsOf(migration);
  return first !== undefined && isPassed({ kind: 'item', id, why: '' }, `G3:${first}`, migration);
}

/** Three failures, and the operator may stand in with a list exported from the view. */
const PATIENCE_MS = 90 * SECOND_MS;

async function listTickets(place: Place): Promise<readonly Happening[]> {
  const opensAt = place.migration.scheduled?.plan.opensAt ?? place.clock();
  const reading = await look('GET /api/v2/search/export', () => listOf(place.zendesk, later(opensAt, -HOUR_MS)), place);
  if (reading.status === 'seen') {
    // What a brand left behind that had turned before this night is compared with the rest.
    const tickets = [...joined(place.migration.run.listed?.tickets ?? [], reading.value)];
    return [{ type: 'tickets_listed', tickets }, done(place, 'seen', `${tickets.length}`)];
  }
  if (wasSaid(place)) return [done(place, 'said', reading.why)];
  const begunAt = place.migration.run.steps[place.line.key]?.begunAt ?? place.clock();
  return place.clock() >= later(begunAt, PATIENCE_MS) ? late(place, reading.why) : [];
}
