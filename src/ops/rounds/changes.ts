import type { CheckContext } from '../../checklist/check.ts';
import { itemState, voidBy } from '../../checklist/item-state.ts';
import { type ItemId, items } from '../../checklist/items/items.ts';
import type { Readings } from '../../checklist/readings.ts';
import { hasSwapped } from '../../cutover/phases.ts';
import { standingOf, subjectOf } from '../../cutover/subjects.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Instant } from '../../migration/time.ts';

/** What a look that nobody asked for has shown, and people have to be told: a widget that turned or came back by itself, and sign-offs whose subject is another one now. */
export function drifted(migration: Migration, before: Readings, seen: Readings, now: Instant): readonly Happening[] {
  const then = { migration, readings: before, now };
  const here = { migration, readings: seen, now };
  return [
    ...turned(migration, before, seen),
    ...returned(migration, seen),
    ...voided(migration, before, seen),
    ...reopened(then, here),
    ...wordsVoid(here),
  ];
}

/** The runner watches the brands of its plan; here are those of no plan, and the accounts without one. */
function turned(migration: Migration, before: Readings, seen: Readings): readonly Happening[] {
  const open = migration.run.finishedAt === undefined ? migration.scheduled : undefined;
  const planned = open?.plan.brands.map(({ subdomain }): string => subdomain) ?? [];
  const brands = seen.brands?.status === 'seen' ? seen.brands.value.map(({ subdomain }) => subdomain) : [];
  const own = migration.account ? [migration.account.subdomain] : [];
  return [...new Set([...own, ...brands])].flatMap((brand) => {
    const known = planned.includes(brand) || migration.liveBrands.includes(brand) || migration.run.unplanned.includes(brand);
    return !known && shows(before, brand, 'classic') && shows(seen, brand, 'messaging') ? [{ type: 'seen_unplanned', brand } as const] : [];
  });
}

/** What a finished window had turned and is Classic again; of what it had swapped, the pages tell. */
function returned(migration: Migration, seen: Readings): readonly Happening[] {
  const converted = migration.liveBrands.filter((brand) => !hasSwapped(brand, migration));
  const back = converted.filter((brand) => migration.returned[brand] === undefined && shows(seen, brand, 'classic'));
  return back.map((brand) => ({ type: 'seen_returned', brand }));
}

function shows({ widgets }: Readings, brand: string, widget: 'classic' | 'messaging'): boolean {
  const reading = widgets?.[brand];
  return reading?.status === 'seen' && reading.value === widget;
}

/** Told by their own words already, each with what to do. */
const TOLD_OTHERWISE: readonly ItemId[] = ['impact-api-credentials', 'act-no-visible-change'];

/** Hard items that were ready and are seen to be open. */
function reopened(then: CheckContext, here: CheckContext): readonly Happening[] {
  return items
    .filter(({ id, blocking }) => blocking === 'hard' && !TOLD_OTHERWISE.includes(id))
    .filter((item) => itemState(item, then).status === 'ready' && itemState(item, here).status === 'todo')
    .map(({ id }) => ({ type: 'item_reopened', item: id }));
}

/** Whoever gave a word is told once for each thing that it does not rest on. */
function wordsVoid(here: CheckContext): readonly Happening[] {
  return items.flatMap((item) => {
    const { voided: word } = itemState(item, here);
    const of = word && voidBy(item.id, word, here);
    return word && word.by !== 'server' && of !== undefined && word.told !== of
      ? [{ type: 'word_void', item: item.id, user: word.by, of } as const]
      : [];
  });
}

/** Asked for anew with what is true now, which names those who have to sign again; the request that was signed says that it is void. */
function voided(migration: Migration, before: Readings, seen: Readings): readonly Happening[] {
  return (['agents_ready', 'activation'] as const).flatMap((statement) => {
    const was = standingOf(statement, { migration, readings: before });
    const of = subjectOf(statement, { migration, readings: seen });
    if (was !== 'signed' || of === undefined || standingOf(statement, { migration, readings: seen }) !== 'void') return [];
    const asked = migration.asked.some((request) => request.statement === statement && request.of === of);
    return asked ? [] : [{ type: 'sign_off_asked', statement, of } as const];
  });
}
