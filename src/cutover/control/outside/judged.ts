import type { Readings } from '../../../checklist/readings.ts';
import { type Decision, may, type Person, refuse, schedule } from '../../../migration/decisions.ts';
import type { Blocker, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { RUNBOOK_VERSION } from '../../../migration/plan.ts';
import { firstClick } from '../../phases.ts';

/** What the settings have against the window of a plan, by the window rules. */
export type Against = Migration['run']['outside']['window'];

/** News of the window: settings that were changed since the plan was made speak against it, or do not any more. */
export function judgedAnew(migration: Migration, against: Against): readonly Happening[] {
  const { scheduled, run, archived } = migration;
  const isOpen = scheduled !== undefined && run.finishedAt === undefined && !archived && firstClick(migration) === undefined;
  if (!isOpen || run.outside.window === against) return [];
  return [{ type: 'window_judged', ...(against === undefined ? {} : { against }) }];
}

export function windowBlockers({ run }: Migration): readonly Blocker[] {
  const { window } = run.outside;
  return window === undefined ? [] : [{ kind: 'window', id: 'window', why: window }];
}

/** Planned brands that Zendesk does not list any more; none while the list was not seen. */
export function goneBrands({ scheduled }: Migration, { brands }: Readings): readonly string[] {
  if (brands?.status !== 'seen') return [];
  const seen = new Set<string>(brands.value.map(({ subdomain }) => subdomain));
  return (scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain).filter((brand) => !seen.has(brand));
}

export function brandBlockers(gone: readonly string[]): readonly Blocker[] {
  return gone.map((brand) => ({ kind: 'widget', id: brand, why: 'brand_gone' }) as const);
}

/** Told once a plan. */
export function brandsGone(gone: readonly string[], { scheduled, run }: Migration): readonly Happening[] {
  const told = run.outside.brandsGone;
  return (scheduled?.plan.brands ?? []).flatMap(({ subdomain }) =>
    gone.includes(subdomain) && !told.includes(subdomain) ? [{ type: 'brand_gone', brand: subdomain } as const] : [],
  );
}

/** The same plan without a brand: another plan, which is signed anew. */
export function dropBrand(migration: Migration, person: Person, brand: string, nothingLeft: string): Decision {
  const plan = migration.scheduled?.plan;
  if (plan === undefined) return refuse({ because: 'nothing_planned' });
  if (!may(migration, person, 'admin')) return refuse({ because: 'not_your_role', needs: ['admin'] });
  const brands = plan.brands.filter(({ subdomain }) => subdomain !== brand);
  if (brands.length === 0) return refuse({ because: 'no_brands', detail: nothingLeft });
  return schedule(migration, person, { ...plan, brands, runbookVersion: RUNBOOK_VERSION }, undefined);
}
