import type { Event, Happening, Mark } from '../events.ts';
import type { Migration, Scheduled } from '../migration.ts';
import { type Run, type RunHappening, runAfter } from '../run.ts';

/** A finished plan that another one followed, or whose account was put away. What is left of it goes on until its T+4d is done. */
export interface EarlierRun {
  readonly scheduled: Scheduled;
  readonly run: Run;
  /** As they stood when it was followed: who signs the next plan has signed this one all the same. */
  readonly signOffs: Migration['signOffs'];
}

/** The finished plans once another one is made, or the account is put away: oldest first. */
export function earlierWith({ earlier, scheduled, run, signOffs }: Migration): readonly EarlierRun[] {
  return scheduled !== undefined && run.finishedAt !== undefined ? [...earlier, { scheduled, run, signOffs }] : earlier;
}

/** What belongs to a finished plan, one event further; undefined where the event is of the plan at hand. */
export function earlierAfter(migration: Migration, happened: RunHappening, event: Event): readonly EarlierRun[] | undefined {
  const version = earlierPlanOf(migration, happened);
  if (version === undefined) return undefined;
  return migration.earlier.map((one) => (one.scheduled.version === version ? { ...one, run: runAfter(one.run, happened, event) } : one));
}

function earlierPlanOf({ earlier, scheduled }: Migration, happened: RunHappening): number | undefined {
  const named = 'plan' in happened ? happened.plan : undefined;
  if (named !== undefined) return named === scheduled?.version ? undefined : named;
  return happened.type === 'tickets_compared' ? unnamed(earlier, happened.mark) : undefined;
}

/** A comparison that names no plan was written when one finished plan was kept: a mark of it came before the same one of the next. */
function unnamed(earlier: readonly EarlierRun[], mark: Mark): number | undefined {
  const last = earlier.at(-1);
  return last !== undefined && last.run.compared[mark] === undefined ? last.scheduled.version : undefined;
}

/** The same, said of a finished plan. What cannot name one is of the account. */
export function named(happened: Happening, plan: number): Happening {
  switch (happened.type) {
    case 'step_begun':
    case 'step_said':
    case 'step_done':
    case 'step_late':
    case 'ticket_noticed':
    case 'tickets_listed':
    case 'tickets_compared':
    case 'first_day_counted':
    case 'handback_read':
    case 'keys_read':
    case 'new_key_gone':
      return { ...happened, plan };
    default:
      return happened;
  }
}

/** The account as it is for a finished plan: nothing of the plan that followed. Undefined where that plan is not a finished one. */
export function viewOf(version: number, migration: Migration): Migration | undefined {
  const one = migration.earlier.find(({ scheduled }) => scheduled.version === version);
  return one && { ...migration, ...one, earlier: [], stage: 'preparing', halted: undefined, lastEnd: undefined };
}

/** The account as it is for the plan of that version: the one at hand, or a finished one. */
export function planView(version: number, migration: Migration): Migration | undefined {
  return migration.scheduled?.version === version ? migration : viewOf(version, migration);
}
