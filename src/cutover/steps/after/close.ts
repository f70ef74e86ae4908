import type { CheckContext } from '../../../checklist/check.ts';
import { isOfTheNight, itemStates } from '../../../checklist/item-state.ts';
import { itemById } from '../../../checklist/items/items.ts';
import { look } from '../../../checklist/look-through.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import type { Change } from '../../../migration/run/changes.ts';
import { between, MINUTE_MS } from '../../../migration/time.ts';
import type { Place } from '../../step.ts';
import { itemsReady, late } from '../looks.ts';

/** Hard items that are still open, but for those of the night, which is over, and what an admin has passed over by name. */
export function hardOpen(context: CheckContext): readonly string[] {
  const passed = Object.values(context.migration.run.passed).flatMap((all) => all.flatMap(({ blockers }) => blockers.map(({ id }) => id)));
  return itemStates(context).flatMap(({ id, status }) => {
    const item = itemById(id);
    const counts = item?.blocking === 'hard' && !(item.gate === 'G3' && isOfTheNight(item)) && !passed.includes(id);
    return counts && (status === 'todo' || status === 'unknown') ? [id] : [];
  });
}

/** Tickets that Ferry has tagged, and whose tag it has not seen come off. */
export function taggedIds(migration: Migration): readonly number[] {
  return standing(migration).flatMap(({ ids }) => ids);
}

function standing({ changes }: Migration): readonly Change[] {
  return Object.values(changes).filter(({ write, triedAt, undo }) => write === 'guard_tag' && triedAt !== undefined && !undo.seen);
}

/** Kept in the record as one line: what holds up the close. */
export function closingIn(saw: string): { readonly items: readonly string[]; readonly tags: number | undefined } | undefined {
  const [, items, tags] = /^open=(\S*) tags=(\d+|\?)$/.exec(saw) ?? [];
  if (items === undefined) return undefined;
  return { items: items === '' ? [] : items.split(','), tags: tags === '?' ? undefined : Number(tags) };
}

/** Stays open while a hard item is open or a guard tag stands; then it is the admin's, whose word for the clean-up closes it. */
export async function close(place: Place): Promise<readonly Happening[]> {
  const { migration, report, clock } = place;
  const open = hardOpen({ migration, readings: report.readings, now: clock() });
  const tags = await standingTags(place);
  // Ferry takes them off itself in these minutes: that they still stand is news only if they stay.
  const told = tags !== undefined && tags > 0 && isTakingOff(place) ? 0 : tags;
  if (open.length > 0 || told !== 0) return late(place, `open=${open.join(',')} tags=${told ?? '?'}`);
  if (tags !== 0) return [];
  const ready = await itemsReady(place);
  const before = migration.run.steps[place.line.key]?.late;
  // What was told to hold it up does not any more.
  return ready.length > 0 || before === undefined ? ready : late(place, CLEAN);
}

/** Nothing holds up the close: an admin's word is all that is left. */
export const CLEAN = 'open= tags=0';

/** So long Ferry needs for its tags: a hundred tickets a request, and each job of Zendesk's some seconds. */
const TAKING_OFF_MS = 10 * MINUTE_MS;
/** Who was not there in these minutes has not tried yet, or was cut off in it. */
const ENOUGH_TRIES = 3;

function isTakingOff({ migration, line, clock }: Place): boolean {
  const begunAt = migration.run.steps[line.key]?.begunAt ?? clock();
  return (
    isComingOff(migration) &&
    (between(begunAt, clock()) < TAKING_OFF_MS || standing(migration).some(({ undo }) => undo.tries < ENOUGH_TRIES))
  );
}

/** Every tag that still stands is on its way off: Zendesk has refused none of them. */
export function isComingOff(migration: Migration): boolean {
  return standing(migration).every(({ undo }) => undo.refused === undefined);
}

/** Read from the tickets themselves: an admin may have taken off by hand what Ferry could not. */
async function standingTags({ migration, zendesk, clock }: Place): Promise<number | undefined> {
  const ids = taggedIds(migration);
  if (ids.length === 0) return 0;
  const tags = new Set(Object.values(migration.changes).flatMap(({ write, want }) => (write === 'guard_tag' ? [want] : [])));
  const reading = await look('GET /api/v2/tickets/show_many', () => zendesk.ticketsById(ids), { clock });
  if (reading.status === 'unknown') return undefined;
  return reading.value.filter((ticket) => ticket.status !== 'closed' && ticket.tags.some((tag) => tags.has(tag))).length;
}
