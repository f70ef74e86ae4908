/** What a person may be for one account. `admin` may also do what a lead may. */
export const roles = ['admin', 'lead', 'approver', 'operator', 'backup'] as const;
export type Role = (typeof roles)[number];

export type Team = Readonly<Record<Role, readonly string[]>>;

export const nobody: Team = { admin: [], lead: [], approver: [], operator: [], backup: [] };

/** Whether the person has one of these roles here. */
export function has(team: Team, user: string, ...wanted: readonly Role[]): boolean {
  return wanted.some((role) => team[role].includes(user));
}

export function rolesOf(team: Team, user: string): readonly Role[] {
  return roles.filter((role) => team[role].includes(user));
}

/** Everybody with one of these roles, each once, in the order of the roles. */
export function people(team: Team, ...wanted: readonly Role[]): readonly string[] {
  return [...new Set(wanted.flatMap((role) => team[role]))];
}
