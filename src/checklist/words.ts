import type { Decision, Person } from '../migration/decisions.ts';
import { grant, may, refuse } from '../migration/decisions.ts';
import type { Migration } from '../migration/migration.ts';
import { isTurning } from '../migration/plan.ts';
import type { Role } from '../migration/roles.ts';
import { applies, whyApplies } from './applies.ts';
import type { CheckContext } from './check.ts';
import { isAfterTheNight, isOfTheNight, NOT_FOR_A_WORD } from './item-state.ts';
import type { Item } from './items/item.ts';
import type { KnownItem } from './items/items.ts';
import { saidStands } from './look/drain-words.ts';

/** Who may give the word for an item: the person the procedure names, an admin where that is a lead, and whoever it was assigned to. */
export function mayGiveWord(migration: Migration, person: Person, item: Item): boolean {
  return migration.owners[item.id]?.user === person.user || may(migration, person, ...wordGivers(item));
}

export function wordGivers({ mode, word }: Item): readonly Role[] {
  // A lead marks what people judge; where a word stands in for an interface, it is the named person's.
  if (mode !== 'both' || word === 'lead' || word === undefined) return ['lead'];
  return word === 'operator' ? ['operator', 'backup'] : [word];
}

/** A word may be given at any time and is kept; where the interface answers, the interface counts. `of`: what was shown beside the item. */
export function sayDone(migration: Migration, person: Person, item: KnownItem, note: string | undefined, of?: string): Decision {
  if (NOT_FOR_A_WORD.includes(item.id)) return refuse({ because: 'not_for_word', item: item.id });
  if (!mayGiveWord(migration, person, item)) return refuse({ because: 'not_your_role', needs: wordGivers(item) });
  if (isAhead(migration, item)) return refuse({ because: 'not_yet' });
  const before = migration.words[item.id];
  const since = isOfTheNight(item) ? migration.scheduled?.at : undefined;
  const stands =
    before !== undefined &&
    before.by === person.user &&
    before.note === note &&
    before.of === of &&
    (since === undefined || before.at >= since) &&
    saidStands(item.id, before.at, migration);
  return stands ? grant() : grant({ type: 'item_said', item: item.id, note, ...(of === undefined ? {} : { of }) });
}

/** Nobody can have done yet what belongs to the night, or to the time after the first brand has turned. */
function isAhead(migration: Migration, item: Item): boolean {
  if (isAfterTheNight(item)) return !hasBrandTurned(migration);
  return isOfTheNight(item) && !nightHasCome(migration, item);
}

/** By a plan, this one or an earlier one, or without any. */
function hasBrandTurned({ run, earlier, liveBrands }: Migration): boolean {
  return earlier.length > 0 || liveBrands.length > 0 || run.unplanned.length > 0 || Object.keys(run.turned).length > 0;
}

/** The runbook has reached the item's phase: some step that is asked for then has begun. */
function nightHasCome({ run, scheduled }: Migration, { phase }: Item): boolean {
  if (scheduled === undefined) return false;
  if (phase === 'T-15m') return run.steps['rb-15m-stop-new'] !== undefined;
  return Object.keys(run.steps).some((key) => isTurning(key.split(':')[0] ?? ''));
}

/**
 * Only an admin goes on without a waivable item; a hard one is not waived but passed over at the gate. What does not apply is no item
 * that anybody goes on without.
 */
export function waive(context: CheckContext, person: Person, item: KnownItem, reason: string): Decision {
  const { migration } = context;
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  if (!applies(item.id, context)) return refuse({ because: 'does_not_apply', item: item.id, seen: whyApplies(item.id, context) });
  if (item.blocking === 'hard') return refuse({ because: 'hard_item', item: item.id });
  const before = migration.waivers[item.id];
  return before?.reason === reason && before.by === person.user ? grant() : grant({ type: 'item_waived', item: item.id, reason });
}

/** Takes a word or a waiver back: by who gave it, or by an admin. */
export function takeBack(migration: Migration, person: Person, item: KnownItem): Decision {
  const given = [migration.words[item.id]?.by, migration.waivers[item.id]?.by];
  if (!given.includes(person.user) && !may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  return given.every((by) => by === undefined) ? grant() : grant({ type: 'item_taken_back', item: item.id });
}

export function assign(migration: Migration, person: Person, item: KnownItem, user: string, due: string | undefined): Decision {
  if (!may(migration, person, 'lead')) return refuse({ because: 'not_your_role', needs: ['lead'] });
  const before = migration.owners[item.id];
  return before?.user === user && before.due === due ? grant() : grant({ type: 'item_assigned', item: item.id, user, due });
}
