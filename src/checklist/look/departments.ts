import type { ChatAgent, Department, Group, Membership } from '../../zendesk/port.ts';
import { type Several, several } from './rules.ts';

/** Agents of one department who are not in its group. */
export interface DepartmentGap {
  readonly department: string;
  readonly count: number;
  /** The first of them, by the name that Chat shows of its agents. */
  readonly first: readonly string[];
}

/** Where groups do not hold what Chat departments hold. */
export interface DepartmentGaps {
  /** Departments that are no group, neither by their number nor by their name. */
  readonly withoutGroup: Several;
  readonly departments: number;
  readonly missing: readonly DepartmentGap[];
}

interface People {
  readonly groups: readonly Group[];
  readonly memberships: readonly Membership[];
  readonly agents: readonly ChatAgent[];
}

/** How many departments and how many people of each are kept. */
const KEPT = 5;

/** What the groups lack of the departments that are on. Agents without Chat access are nobody who would answer. */
export function gapsBetween(departments: readonly Department[], { groups, memberships, agents }: People): DepartmentGaps {
  const on = departments
    .filter(({ enabled }) => enabled !== false)
    .map((department) => ({ department, group: groupOf(department, groups) }));
  const without = on.filter(({ group }) => group === undefined).map(({ department: { name } }) => name);
  const membersOf = Map.groupBy(memberships, ({ groupId }) => groupId);
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const missing = on.flatMap(({ department: { name, members = [] }, group }) => {
    const there = new Set(membersOf.get(group?.id ?? 0)?.map(({ userId }) => userId));
    const lacking = group === undefined ? [] : members.filter((id) => byId.get(id)?.enabled === true && !there.has(id));
    const first = lacking.slice(0, KEPT).map((id) => byId.get(id)?.name ?? String(id));
    return lacking.length === 0 ? [] : [{ department: name, count: lacking.length, first }];
  });
  return {
    withoutGroup: several(without),
    departments: missing.length,
    missing: missing.toSorted((a, b) => b.count - a.count).slice(0, KEPT),
  };
}

/** In an account where Chat is part of Support a department is a group; else the one of the same name takes its place. */
function groupOf({ id, name, groupId }: Department, groups: readonly Group[]): Group | undefined {
  const named = (text: string) => text.trim().toLowerCase();
  return groups.find((group) => group.id === (groupId ?? id)) ?? groups.find((group) => named(group.name) === named(name));
}
