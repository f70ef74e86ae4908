import type { ItemId } from '../../checklist/items/items.ts';
import type { Migration } from '../../migration/migration.ts';
import { turnKey } from '../../migration/plan.ts';
import type { Role } from '../../migration/roles.ts';
import type { Instant } from '../../migration/time.ts';
import { CONTROLLERS, isUnderWay } from '../decisions.ts';
import { brandsOf, clickAt, turnedBrands, turnsBy } from '../phases.ts';
import { lineOf } from '../steps/steps.ts';

/** One thing that can still be undone, or cannot any more: what, until when, by whom and how. */
export interface Undoable {
  readonly what: 'brands' | 'activation';
  readonly brands: readonly string[];
  /** Until the click; at the latest this, when it is not asked for any more. */
  readonly until: Instant | undefined;
  /** Nobody: there is no way back. */
  readonly who: readonly Role[];
  readonly how: 'cancel' | 'leave' | 'old_key' | 'none';
}

/** What can still be undone, and what cannot. A pure reading of the record. */
export function undoables(migration: Migration): readonly Undoable[] {
  const turned = turnedBrands(migration).filter((brand) => migration.returned[brand] === undefined);
  const swapped = turned.filter((brand) => turnsBy(brand, migration) === 'swap');
  const converted = turned.filter((brand) => turnsBy(brand, migration) === 'convert');
  const gone = { until: undefined, who: [] } as const;
  return [
    ...stillOpen(migration),
    ...(swapped.length > 0 ? [{ ...gone, what: 'brands', brands: swapped, how: 'old_key' } as const] : []),
    ...(converted.length > 0 ? [{ ...gone, what: 'brands', brands: converted, how: 'none' } as const] : []),
    ...(activation(migration) ? [{ ...gone, what: 'activation', brands: [], how: 'none' } as const] : []),
  ];
}

/** The brands that were neither clicked nor seen turned: the first of them is asked for first. */
function stillOpen(migration: Migration): readonly Undoable[] {
  if (!isUnderWay(migration)) return [];
  const brands = brandsOf(migration).filter((brand) => clickAt(brand, migration) === undefined);
  const line = brands[0] === undefined ? undefined : lineOf(turnKey(brands[0], migration.scheduled?.plan), migration);
  if (line === undefined) return [];
  const how = turnedBrands(migration).length === 0 ? 'cancel' : 'leave';
  return [{ what: 'brands', brands, until: line.step.deadline?.(migration, line)?.at, who: CONTROLLERS, how }];
}

/** How it is known that messaging is on for the account: seen, or by whose word. */
export type Activation = { readonly known: 'seen' } | { readonly known: 'said'; readonly by: string | undefined; readonly at: Instant };

const STEP = 'rb-7d-activate';
const ITEM: ItemId = 'migrate-1-activate-account';

/**
 * What is known of it, whichever plan it was seen or said in: it cannot be undone, so no new plan makes it open. Where its click
 * is asked for anew, what was said before stands here until somebody takes it back.
 */
export function activation({ run: { steps, turned }, liveBrands, activeSeenAt, words }: Migration): Activation | undefined {
  if (activeSeenAt !== undefined || liveBrands.length > 0 || Object.keys(turned).length > 0) return { known: 'seen' };
  const said = steps[STEP]?.said.at(-1) ?? words[ITEM];
  const at = said?.at ?? steps[STEP]?.done?.at;
  return at && { known: 'said', by: said?.by, at };
}
