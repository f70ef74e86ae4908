import { type Decision, grant, may, type Person, refuse } from '../../migration/decisions.ts';
import type { Happening } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { people } from '../../migration/roles.ts';

/** Who is at the keyboard: whom it was handed over to, else the operator who is there, else who else is. */
export function driverOf({ run, scheduled }: Migration): string | undefined {
  const operator = scheduled?.plan.operator;
  if (run.driver) return run.driver.user;
  return operator !== undefined && run.present.includes(operator) ? operator : run.present[0];
}

/**
 * The keyboard changes hands: given by who has it to the other one who is there, or taken by the other one. From then on
 * only that person types the phrase and claims clicks; a phrase that waits has to be typed anew by them.
 */
export function handOver(migration: Migration, person: Person): Decision {
  const { team, run, stage } = migration;
  if (!may(migration, person, 'operator', 'backup')) return refuse({ because: 'not_your_role', needs: ['operator', 'backup'] });
  if (stage === 'halted') return refuse({ because: 'not_running' });
  const from = driverOf(migration);
  if (run.steps['rb-1h-presence'] === undefined || from === undefined) return refuse({ because: 'not_yet' });
  const others = people(team, 'operator', 'backup').filter((user) => user !== from && run.present.includes(user));
  const to = from === person.user ? others[0] : person.user;
  if (to === undefined) return refuse({ because: 'nobody_to_take_over' });
  const here: readonly Happening[] = run.present.includes(to) ? [] : [{ type: 'present', user: to }];
  return grant(...here, { type: 'handed_over', from, to }, ...waitingPhrases(migration));
}

function waitingPhrases({ run, scheduled }: Migration): readonly Happening[] {
  const brands = scheduled?.plan.brands.map(({ subdomain }) => subdomain) ?? [];
  const waits = brands.filter((brand) => run.phrases[brand] && run.steps[`rb-15m-final-gate:${brand}`]?.done === undefined);
  return waits.map((brand) => ({ type: 'phrase_void', brand, because: 'handed_over' }) as const);
}

/** After a hand-over one person drives. Undefined: this person may; else who does. */
export function drivenBy({ run }: Migration, { user }: Person): string | undefined {
  return run.driver === undefined || run.driver.user === user ? undefined : run.driver.user;
}
