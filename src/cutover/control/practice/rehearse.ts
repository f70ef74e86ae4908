import type { Subdomain } from '../../../migration/account.ts';
import { type Decision, grant, may, type Person, refuse, schedule } from '../../../migration/decisions.ts';
import type { Happening, SandboxDoubt } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import type { Plan, RehearsalOf } from '../../../migration/plan.ts';
import { type Role, roles, type Team } from '../../../migration/roles.ts';
import { isPastReturn, isUnderWay } from '../../decisions.ts';

/** A rehearsal that is planned or under way on this account. */
export function rehearsal({ scheduled, run }: Migration): RehearsalOf | undefined {
  return run.finishedAt === undefined ? scheduled?.plan.rehearsalOf : undefined;
}

/** Why this account is no sandbox of that one: by what it is said to be, and by where it is. A brand's host is the account itself. */
export function sandboxDoubt({ account }: Migration, of: Subdomain, hosts: readonly Subdomain[] = []): SandboxDoubt | undefined {
  if (account === undefined || account.kind !== 'sandbox') return 'not_sandbox';
  return account.subdomain === of || hosts.includes(account.subdomain) ? 'same_subdomain' : undefined;
}

/** What was so when it was planned must be so whenever anything begins; after a click there is nothing to hold back any more. */
export function rehearsalRefused(migration: Migration): readonly Happening[] {
  const of = isPastReturn(migration) ? undefined : rehearsal(migration);
  const why = of && sandboxDoubt(migration, of.subdomain);
  return why ? [{ type: 'rehearsal_refused', why }] : [];
}

/** Settings by which the same people work the same way; the sandbox's own stay as they are. */
const SAME = ['approval', 'language'] as const;

/**
 * The same runbook on the sandbox with the same people: they are given there what they are on the production account. A sandbox
 * that has admins of its own is theirs to lend.
 */
export function rehearse(sandbox: Migration, production: Migration, person: Person, plan: Plan): Decision {
  if (sandbox.team.admin.length > 0 && !may(sandbox, person, 'admin'))
    return refuse({ because: 'not_sandbox_admin', who: sandbox.team.admin });
  const of = rehearsal(sandbox);
  if (isUnderWay(sandbox) && of?.account !== plan.rehearsalOf?.account) return refuse({ because: 'sandbox_planned' });
  const given = missingRoles(sandbox.team, production.team);
  const team = withRoles(sandbox.team, given);
  const settings = SAME.flatMap((key): readonly Happening[] => {
    const value = production.settings[key] ?? '';
    return value === (sandbox.settings[key] ?? '') ? [] : [{ type: 'setting_set', key, value }];
  });
  const planned = schedule({ ...sandbox, team }, person, plan, undefined);
  return planned.ok && planned.happened.length > 0 ? grant(...given, ...settings, ...planned.happened) : planned;
}

type Given = Extract<Happening, { type: 'role_given' }>;

function missingRoles(there: Team, here: Team): readonly Given[] {
  return roles.flatMap((role) =>
    here[role].filter((user) => !there[role].includes(user)).map((user): Given => ({ type: 'role_given', role, user })),
  );
}

function withRoles(team: Team, given: readonly Given[]): Team {
  const both = (role: Role) => [...team[role], ...given.flatMap((each) => (each.role === role ? [each.user] : []))];
  return { admin: both('admin'), lead: both('lead'), approver: both('approver'), operator: both('operator'), backup: both('backup') };
}

/** On the production account: the rehearsals of this sandbox that have ended and are not told of yet. */
export function toldOf(production: Migration, sandboxKey: string, sandbox: Migration, account: string): readonly Happening[] {
  const known = new Set(production.practice.rehearsals.flatMap(({ sandbox: key, plan }) => (key === sandboxKey ? [plan] : [])));
  return sandbox.practice.toTell
    .filter(({ plan, of }) => of === account && !known.has(plan))
    .map(({ plan, opensAt, end, measured }) => ({
      type: 'rehearsed',
      sandbox: sandboxKey,
      plan,
      opensAt,
      end,
      ...(measured ? { measured } : {}),
    }));
}
