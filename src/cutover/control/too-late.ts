import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { brandsOf, clickAt, turnedBrands } from '../phases.ts';
import type { RunbookLine } from '../step.ts';

/**
 * What comes of a line that is past its latest instant: nothing has turned, and the plan ends; or the brands from it on
 * that have not turned are left for another window. Nothing where there are none.
 */
export function whenTooLate(line: RunbookLine, migration: Migration): readonly Happening[] {
  const because = line.step.deadline?.(migration, line)?.because;
  if (because === undefined) return [];
  if (turnedBrands(migration).length === 0) return [{ type: 'cancelled', because }];
  return line.brand !== '' && clickAt(line.brand, migration) !== undefined ? [] : leave(migration, line.brand === '' ? 0 : line.index);
}

/** The brands of the window, from this one on, that have not turned. */
export function leave(migration: Migration, from: number): readonly Happening[] {
  const planned = migration.scheduled?.plan.brands.map(({ subdomain }) => subdomain) ?? [];
  const waiting = new Set(
    brandsOf(migration)
      .slice(from)
      .filter((brand) => clickAt(brand, migration) === undefined),
  );
  return planned.filter((brand) => waiting.has(brand)).map((brand) => ({ type: 'brand_left', brand }));
}

/** Every brand has turned by itself before it was its turn: what was still to come before the click is asked of nobody any more. */
export function isMoot({ key, step, brand }: RunbookLine, migration: Migration): boolean {
  const state = migration.run.steps[key];
  const isOfTheNight = step.holds || step.deadline !== undefined || (state === undefined && BEFORE.includes(step.phase));
  if (brand !== '' || state?.done || !isOfTheNight) return false;
  const brands = brandsOf(migration);
  return brands.length > 0 && brands.length === turnedBrands(migration).length;
}

const BEFORE: readonly RunbookLine['step']['phase'][] = ['T-24h', 'T-1h', 'T-15m'];
