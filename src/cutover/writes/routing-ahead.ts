import type { Subdomain } from '../../migration/account.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Change } from '../../migration/run/changes.ts';
import { brandsOf, provedAt } from '../phases.ts';

/** What is wanted of the routing triggers and not begun yet. Its two moments: made inactive once the plan is signed, on after the brand's proof. */
export interface RoutingAhead {
  readonly make: readonly Subdomain[];
  readonly switchOn: readonly { readonly brand: Subdomain; readonly made: Change }[];
}

/** Nothing where the plan names no group, and nothing more once Zendesk has refused to be asked. */
export function routingAhead(migration: Migration): RoutingAhead {
  const { scheduled, changes } = migration;
  const own = (target: string): Change | undefined => {
    const change = changes[`routing_trigger:${target}`];
    return change?.plan === scheduled?.version ? change : undefined;
  };
  if (scheduled?.plan.routing === undefined || own('all')) return { make: [], switchOn: [] };
  const planned = brandsOf(migration);
  const brands = scheduled.plan.brands.map(({ subdomain }) => subdomain).filter((brand) => planned.includes(brand));
  return {
    make: brands.filter((brand) => own(brand) === undefined),
    switchOn: brands.flatMap((brand) => {
      const made = own(brand);
      const isDue = made?.seenAt !== undefined && made.was === ABSENT && provedAt(brand, migration) !== undefined;
      return isDue && own(onTarget(brand)) === undefined ? [{ brand, made }] : [];
    }),
  };
}

/** Of a trigger that Ferry makes, and of one that is there already and stays a person's. */
export const ABSENT = 'absent';
export const THERE = 'there';

/** A change of its own: what was made is switched on later, and undone apart. */
export function onTarget(brand: string): string {
  return `${brand}:on`;
}

export function brandIn(target: string): string {
  return target.split(':')[0] ?? target;
}
