import type { Readings } from '../../../checklist/readings.ts';
import type { Happening } from '../../../migration/events.ts';
import type { Migration } from '../../../migration/migration.ts';
import { opensAfter } from '../../../migration/run/local-clock.ts';
import { earliest, type Instant, latest } from '../../../migration/time.ts';
import { brandsOf, lastSighting, phaseStart, provedAt } from '../../phases.ts';
import type { Step } from '../../step.ts';

/** Chat was closed and nobody was there: what wants agents moves to the first opening. Not where no schedule says when that is. */
export function isOneOperator({ run }: Migration): boolean {
  return run.opening?.oneOperator === true;
}

/** When the first agents come: at the sighting, or on a one-operator night at the first opening after it. */
export function doorsAt(migration: Migration): Instant | undefined {
  const sighting = lastSighting(migration);
  return sighting && notBeforeOpening(sighting, migration);
}

/** When the pilots come: at the proof of the first brand, whose customers meet messaging from then on; on a one-operator night at the first opening. */
export function pilotsAt(migration: Migration): Instant | undefined {
  const first = earliest(brandsOf(migration).map((brand) => provedAt(brand, migration)));
  return first && notBeforeOpening(first, migration);
}

/** A quarter of an hour after, when the pilots have tested: T+15m, or the first opening of a one-operator night. */
export function quarterAfter(migration: Migration): Instant | undefined {
  const at = phaseStart('T+15m', migration);
  return at && notBeforeOpening(at, migration);
}

function notBeforeOpening(at: Instant, { run }: Migration): Instant {
  return run.opening?.oneOperator ? latest(at, run.opening.opensAt) : at;
}

/**
 * The first opening after T0, once the drain's first step is met: a one-operator night where nobody had to stop anything, and
 * nobody was seen there since the first reading. Nothing where it is open at T0, where no schedule with hours was seen,
 * or where one is on a clock that nobody knows.
 */
export function firstOpening(migration: Migration, readings: Readings): readonly Happening[] {
  const { scheduled, run } = migration;
  if (scheduled === undefined || run.opening !== undefined || readings.schedules?.status !== 'seen') return [];
  const schedules = readings.schedules.value.map(({ timeZone, hours = [] }) => ({ timeZone, hours }));
  const opensAt = opensAfter(schedules, scheduled.plan.opensAt);
  if (opensAt === 'open' || opensAt === 'no_hours' || opensAt === 'no_clock') return [];
  const { agents, chats } = run.watch;
  const nobody = agents?.counts !== undefined && agents.thereAt === undefined && chats?.zeroSince !== undefined;
  const stopped = (run.steps['rb-15m-stop-new']?.said.length ?? 0) > 0;
  return [{ type: 'first_opening', opensAt, oneOperator: nobody && !stopped }];
}

/** On a one-operator night the operator opens the site and proves the ticket; what the lead says of it comes with the doors. */
export function ofTheNight(step: Step, migration: Migration): Step {
  if (!isOneOperator(migration)) return step;
  switch (step.id) {
    case 'rb-2m-open-site':
    case 'rb-15p-test-conversation':
      return { ...step, asks: 'operator' };
    case 'rb-15p-open-doors':
      return { ...step, items: [...step.items, 'widget-test-conversation'] };
    default:
      return step;
  }
}
