import type { CheckContext } from '../checklist/check.ts';
import { items } from '../checklist/items/items.ts';
import { brandsInScope } from '../checklist/scope.ts';
import type { Migration } from '../migration/migration.ts';
import { digest, type Fingerprint, fingerprint, RUNBOOK_VERSION } from '../migration/plan.ts';
import { type Standing, type Statement, standing } from '../migration/sign-offs.ts';

/**
 * What each statement is about, in one fixed writing: exactly what the request shows, and nothing that changes by itself.
 * Undefined while there is nothing to sign.
 */
export function subjectOf(
  statement: Statement,
  { migration, readings }: Pick<CheckContext, 'migration' | 'readings'>,
): Fingerprint | undefined {
  const { scheduled, account, waivers } = migration;
  switch (statement) {
    case 'plan':
      return scheduled && fingerprint(scheduled.plan);
    case 'go':
      return scheduled && digest(['go', fingerprint(scheduled.plan), waiversIn(waivers)]);
    case 'activation':
      return account && digest(['activation', account.subdomain, [...brandsOf(migration, readings)].sort(), RUNBOOK_VERSION]);
    case 'agents_ready':
      return digest(['agents_ready', groupNames(readings), waiversIn(waivers, 'prepare-agents')]);
  }
}

export function standingOf(statement: Statement, context: Pick<CheckContext, 'migration' | 'readings'>): Standing {
  const of = subjectOf(statement, context);
  if (of === undefined) return 'missing';
  const { signOffs } = context.migration;
  // What was signed of a plan that has ended is not void because something changed: the next plan is simply not signed yet.
  const ended = statement === 'plan' || statement === 'go' ? context.migration.scheduled?.endedBefore : undefined;
  return standing(statement, of, ended === undefined ? signOffs : signOffs.filter((each) => each.of === of || each.at > ended));
}

/** The names of the groups as last seen, in one order; empty where they never were. */
export function groupNames(readings: CheckContext['readings']): readonly string[] {
  return readings.groupNames ?? [];
}

function brandsOf(migration: Migration, readings: CheckContext['readings']): readonly string[] {
  return migration.scheduled?.plan.brands.map(({ subdomain }) => subdomain) ?? brandsInScope(migration, readings);
}

function waiversIn(waivers: Migration['waivers'], section?: string): readonly (readonly [string, string])[] {
  const wanted = items.filter((item) => section === undefined || item.section === section);
  return wanted.flatMap(({ id }) => (waivers[id] ? [[id, waivers[id].reason] as const] : []));
}
