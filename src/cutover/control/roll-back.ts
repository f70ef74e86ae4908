import { type Decision, grant, may, type Person, refuse } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { CONTROLLERS, isPastReturn, isUnderWay } from '../decisions.ts';
import { clickAt } from '../phases.ts';

/**
 * Before the point of no return the plan ends, and what Ferry changed is put back. After it there is nothing to press
 * that brings a brand back: brands that were not asked for stay as they are, and what can be done is told in full.
 */
export function rollBack(migration: Migration, person: Person, reason: string | undefined): Decision {
  if (!may(migration, person, ...CONTROLLERS)) return refuse({ because: 'not_your_role', needs: CONTROLLERS });
  const { scheduled, run } = migration;
  if (scheduled === undefined || migration.archived) return refuse({ because: 'not_running' });
  if (isUnderWay(migration) && !isPastReturn(migration)) return grant({ type: 'cancelled', because: 'rolled_back', reason });
  if (run.rolledBack) return grant();
  return grant({ type: 'rolled_back', reason }, ...notTurned(migration).map((brand) => ({ type: 'brand_left', brand }) as const));
}

/** Brands of the window whose click was neither claimed nor seen. */
function notTurned(migration: Migration) {
  const { scheduled, run } = migration;
  if (run.finishedAt !== undefined) return [];
  const brands = scheduled?.plan.brands.map(({ subdomain }) => subdomain) ?? [];
  return brands.filter((brand) => clickAt(brand, migration) === undefined && !run.left.includes(brand));
}
