import type { ItemId } from '../../../checklist/items/items.ts';
import type { Blocker, Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { people, type Role } from '../../../migration/roles.ts';
import { DAY_MS, type Instant, later } from '../../../migration/time.ts';

const SWAP_ITEM: ItemId = 'widget-swap-prepared';

/** Whom the swap's preparation is assigned to: asked for the steps of the web developer. */
export function developerOf({ owners }: Pick<Migration, 'owners'>): string | undefined {
  return owners[SWAP_ITEM]?.user;
}

const DUTIES: readonly Role[] = ['operator', 'backup', 'approver'];

/** Who exchanges the key in the plan at hand; nobody where none is exchanged. */
function exchanges({ scheduled, owners }: Migration): string | undefined {
  return scheduled?.plan.brands.some(({ path }) => path === 'swap') ? developerOf({ owners }) : undefined;
}

/** Everybody without whom the plan may not go on: at the keyboard, signing, or exchanging the key. */
export function countedOn(migration: Migration): readonly string[] {
  const { operator, backup } = migration.scheduled?.plan ?? {};
  const planned = [operator, backup, exchanges(migration)].filter((user) => user !== undefined);
  return [...new Set([...people(migration.team, ...DUTIES), ...planned])];
}

/** A window this near is no time to find out by chance. */
const NEAR_MS = 14 * DAY_MS;

/** Whose leaving has to be noticed now: of a plan that is still to be gone through, those of whom it was not told yet. */
export function watchedFor(migration: Migration, now: Instant): readonly string[] {
  const { scheduled, run, archived } = migration;
  const isAhead = scheduled !== undefined && !archived && run.finishedAt === undefined && scheduled.plan.opensAt <= later(now, NEAR_MS);
  return isAhead ? countedOn(migration).filter((user) => !run.outside.peopleLeft.includes(user)) : [];
}

/** Who of those the plan counts on has left the workspace. */
export async function gonePeople(migration: Migration, hasLeft: (user: string) => Promise<boolean>): Promise<readonly string[]> {
  const all = countedOn(migration);
  const left = await Promise.all(all.map(hasLeft));
  return all.filter((_, index) => left[index]);
}

/** Told once a plan, with what each of them was to do in it. */
export function peopleLeft(gone: readonly string[], migration: Migration): readonly Happening[] {
  const counted = countedOn(migration);
  return gone
    .filter((user) => counted.includes(user) && !migration.run.outside.peopleLeft.includes(user))
    .map((user) => {
      const item = exchanges(migration) === user ? { item: SWAP_ITEM } : {};
      return { type: 'person_left', user, roles: [...dutiesOf(user, migration)], ...item } as const;
    });
}

function dutiesOf(user: string, { team, scheduled }: Migration): readonly Role[] {
  const planned = { operator: scheduled?.plan.operator, backup: scheduled?.plan.backup };
  return DUTIES.filter((role) => team[role].includes(user) || ((role === 'operator' || role === 'backup') && planned[role] === user));
}

/** Where nobody is left who could be at the keyboard. */
export function keyboardBlockers(gone: readonly string[], { team }: Migration): readonly Blocker[] {
  const holders = people(team, 'operator', 'backup');
  const [first] = holders;
  return first !== undefined && holders.every((user) => gone.includes(user)) ? [{ kind: 'operator_missing', id: first, why: 'left' }] : [];
}
