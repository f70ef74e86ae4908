import type { Migration } from '../migration.ts';
import type { Plan } from '../plan.ts';
import { untouchedRun } from '../run.ts';
import type { Instant } from '../time.ts';
import { afterPlan, type Practice } from './practice/practice.ts';

/** An account without a plan at hand. */
export const ended = { stage: 'preparing', halted: undefined, control: undefined, scheduled: undefined, run: untouchedRun } as const;

/** A plan that ended without a cutover. */
export interface LastEnd {
  readonly because: string;
  readonly by: string | undefined;
  readonly at: Instant;
  readonly plan: Plan;
  readonly version: number;
  /** The lines of its runbook that had begun, by their key. */
  readonly begun: readonly string[];
}

/** When the plan before the one that is made now had ended. */
export function endedBefore({ lastEnd, run, scheduled }: Migration): Instant | undefined {
  return lastEnd?.at ?? run.finishedAt ?? scheduled?.endedBefore;
}

/** What was asked of a plan that has ended is asked anew of the next one, also where the two are the same. */
export function stillAsked(migration: Migration): Migration['asked'] {
  if (endedBefore(migration) === undefined || (migration.scheduled && migration.run.finishedAt === undefined)) return migration.asked;
  return migration.asked.filter(({ statement }) => statement !== 'plan' && statement !== 'go');
}

/** The plan has ended without a cutover. */
export function end(migration: Migration, because: string, by: string | undefined, at: Instant): Migration {
  const { scheduled, run } = migration;
  const lastEnd = scheduled && { because, by, at, plan: scheduled.plan, version: scheduled.version, begun: Object.keys(run.steps) };
  return { ...migration, ...ended, practice: practiceAfter(migration, because, at), lastEnd };
}

/** The run stays: unassigned tickets, the first opening, T+24h and T+4d go on after Finish. */
export function finish(migration: Migration, remaining: readonly string[], at: Instant, by: string | undefined): Migration {
  const turned = (migration.scheduled?.plan.brands ?? [])
    .map(({ subdomain }) => subdomain)
    .filter((brand) => !migration.run.left.includes(brand));
  return {
    ...migration,
    stage: remaining.length === 0 ? 'live' : 'preparing',
    run: { ...migration.run, finishedAt: at, finishedBy: by, remaining },
    practice: practiceAfter(migration, 'finished', at),
    liveBrands: [...new Set([...migration.liveBrands, ...turned])],
  };
}

function practiceAfter({ practice, scheduled, run }: Migration, because: string, at: Instant): Practice {
  return scheduled && run.finishedAt === undefined ? afterPlan(practice, { ...scheduled, run }, because, at) : practice;
}
