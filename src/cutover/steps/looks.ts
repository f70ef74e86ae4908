import { itemState } from '../../checklist/item-state.ts';
import { type ItemId, itemById } from '../../checklist/items/items.ts';
import type { Readings } from '../../checklist/readings.ts';
import type { Happening } from '../../migration/events.ts';
import type { Reading } from '../../migration/finding.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Sight } from '../../migration/run/sight.ts';
import { between, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { LiveAgents, LiveChats } from '../../zendesk/port.ts';
import type { Place } from '../step.ts';

export function done(place: Place, how: 'seen' | 'said' | 'made', saw: string, sight?: Sight): Happening {
  return { type: 'step_done', step: place.line.key, how, saw, ...(sight && { sight }) };
}

/** Said once per line: what is late or wrong, so that it is told once. */
export function late(place: Place, saw: string): readonly Happening[] {
  const state = place.migration.run.steps[place.line.key];
  return state?.late?.saw === saw ? [] : [{ type: 'step_late', step: place.line.key, saw }];
}

export function wasSaid({ migration, line }: Pick<Place, 'migration' | 'line'>): boolean {
  return (migration.run.steps[line.key]?.said.length ?? 0) > 0;
}

/** What could not be reached is looked at once more after this. */
const SECOND_CHANCE_MS = 30 * SECOND_MS;

/** A word that was given long ago does not close a line whose own reading has just failed for the first time. */
export function isLookedAtAgain({ migration, line, clock }: Place, reading: Reading<unknown>): boolean {
  const begunAt = migration.run.steps[line.key]?.begunAt ?? clock();
  return reading.status === 'unknown' && reading.why === 'unreachable' && between(begunAt, clock()) < SECOND_CHANCE_MS;
}

/** Done when every item of the step that applies is ready or waived, and the word was given where one is needed. */
export async function itemsReady(place: Place): Promise<readonly Happening[]> {
  const { step } = place.line;
  if (step.needsWord && !wasSaid(place)) return [];
  if (step.items.length === 0) return wasSaid(place) ? [done(place, 'said', '')] : [];
  const states = step.items.flatMap((id) => stateOf(id, place) ?? []).filter(({ status }) => status !== 'not_applicable');
  if (states.some(({ status }) => status === 'todo' || status === 'unknown')) return [];
  const said = states.some(({ finding }) => finding === undefined || finding.status === 'unknown');
  return [done(place, said || step.needsWord ? 'said' : 'seen', `${states.length}`)];
}

export function stateOf(id: ItemId, { migration, report, clock }: Place) {
  const item = itemById(id);
  return item && itemState(item, { migration, readings: report.readings, now: clock() });
}

/** Done by having been begun: what it tells is in its post. */
export function told(saw: (place: Place) => string = () => '') {
  return async (place: Place): Promise<readonly Happening[]> => [done(place, 'made', saw(place))];
}

/** The live readings as events: when they changed, and once a minute while they are needed. */
export function liveReadings(readings: Readings, migration: Migration): readonly Happening[] {
  const { chats, agents } = migration.run.watch;
  const events: Happening[] = [];
  if (readings.chats) {
    const live = liveOf(readings.chats);
    if (
      isNews(
        chats,
        live.status === 'seen' ? { incoming: live.incoming, assigned: live.assigned, active: live.active } : undefined,
        readings.chats,
      )
    )
      events.push({ type: 'live_chats_read', live });
  }
  if (readings.agents) {
    const seen = agentsOf(readings.agents);
    if (
      isNews(
        agents,
        seen.status === 'seen' ? { online: seen.online, away: seen.away, invisible: seen.invisible } : undefined,
        readings.agents,
      )
    )
      events.push({ type: 'live_agents_read', agents: seen });
  }
  return events;
}

/** A second reading counts only a minute after the first; what has changed counts at once. */
function isNews(
  before: { readonly at: Reading<unknown>['at']; readonly counts: object | undefined } | undefined,
  counts: object | undefined,
  reading: Reading<unknown>,
): boolean {
  if (before === undefined) return true;
  if (JSON.stringify(before.counts) !== JSON.stringify(counts)) return true;
  return between(before.at, reading.at) >= MINUTE_MS;
}

function liveOf(reading: Reading<LiveChats>): Extract<Happening, { type: 'live_chats_read' }>['live'] {
  if (reading.status === 'unknown') return { status: 'unknown', why: reading.why };
  return { status: 'seen', incoming: reading.value.incoming, assigned: reading.value.assigned, active: reading.value.active };
}

function agentsOf(reading: Reading<LiveAgents>): Extract<Happening, { type: 'live_agents_read' }>['agents'] {
  if (reading.status === 'unknown') return { status: 'unknown', why: reading.why };
  return { status: 'seen', online: reading.value.online, away: reading.value.away, invisible: reading.value.invisible };
}

/** The migration as it will be once these have happened: a look that records a reading judges by it at once. */
export function sameBlockers(a: readonly object[] | undefined, b: readonly object[]): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
