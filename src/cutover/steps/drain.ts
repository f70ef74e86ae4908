import { itemState } from '../../checklist/item-state.ts';
import { type ItemId, itemById } from '../../checklist/items/items.ts';
import { isAskedAgain, openNow } from '../../checklist/look/drain-words.ts';
import { drainTopics, look } from '../../checklist/look-through.ts';
import type { Report } from '../../checklist/readings.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { HOUR_MS, type Instant, later, SECOND_MS } from '../../migration/time.ts';
import { isPassed } from '../control/passed.ts';
import { brandsOf, firstClick } from '../phases.ts';
import type { Place, Step } from '../step.ts';
import type { StepId } from '../step-ids.ts';
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
    const migration = after(place.migration, read, now);
    const state = itemState(item, { migration, readings: report.readings, now });
    if (isPassedOver(id, migration)) return [...read, done(place, 'said', 'passed_over')];
    const back = reopened(migration, report, now);
    if (state.status !== 'ready') return [...read, ...back];
    const { saw, sight } = state.finding?.status === 'ready' ? state.finding.evidence : { saw: '' };
    const opening = id === 'drain-stop-new-chats' ? firstOpening(migration, report.readings) : [];
    return [...read, ...back, ...opening, done(place, saw === '' ? 'said' : 'seen', saw, sight)];
  };
}

/** Steps of the drain that what is seen afterwards opens again. */
const REOPENED = [
  { step: 'rb-15m-drain', id: 'migrate-close-active-chats' },
  { step: 'rb-15m-agents-offline', id: 'migrate-agents-offline' },
] as const satisfies readonly { readonly step: StepId; readonly id: ItemId }[];

/**
 * What was done and is not true any more, by what was just read; or nothing is seen any more, and nobody's word stands for it.
 * Once a brand has turned, its gate says so alone.
 */
export function reopened(migration: Migration, { readings }: Report, now: Instant): readonly Happening[] {
  if (firstClick(migration) !== undefined) return [];
  return REOPENED.flatMap(({ step, id }): readonly Happening[] => {
    const item = itemById(id);
    if (item === undefined || migration.run.steps[step]?.done === undefined || isPassedOver(id, migration)) return [];
    if (openNow(id, migration) > 0) return [{ type: 'step_reopened', step, saw: `${openNow(id, migration)}` }];
    const { status, why } = itemState(item, { migration, readings, now });
    const isSilent = status === 'unknown' && why !== undefined && !isAskedAgain(id, why, { migration, readings, now });
    return isSilent ? [{ type: 'step_reopened', step, saw: why }] : [];
  });
}

/** What was just read of chats and agents, and what it opens again. */
export function liveNow(migration: Migration, report: Report, now: Instant): readonly Happening[] {
  const read = liveReadings(report.readings, migration);
  return [...read, ...reopened(after(migration, read, now), report, now)];
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
