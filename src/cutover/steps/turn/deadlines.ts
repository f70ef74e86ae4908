import type { Migration } from '../../../migration/migration.ts';
import { latestClick } from '../../../migration/plan.ts';
import { later, latest, MINUTE_MS } from '../../../migration/time.ts';
import { whyStillRed } from '../../control/outside/incidents.ts';
import { brandsOf } from '../../phases.ts';
import type { Ending, RunbookLine } from '../../step.ts';

type Deadline = { readonly at: ReturnType<typeof latestClick>; readonly because: Ending } | undefined;

/** A click that was asked for just before its latest instant is waited for at least this long. */
const CLICK_PATIENCE_MS = 10 * MINUTE_MS;

/** Before the first click: as long as the rest of the runbook fits the window. */
export function firstLatestClick(migration: Migration): Deadline {
  const { scheduled } = migration;
  const [first] = brandsOf(migration);
  return scheduled && { at: latestClick(scheduled.plan, 0), because: whyStillRed(migration.run.gates[`G3:${first}`]?.blockers) };
}

export function gateDeadline({ scheduled, run }: Migration, { index, brand }: RunbookLine): Deadline {
  return scheduled && { at: latestClick(scheduled.plan, index), because: whyStillRed(run.gates[`G3:${brand}`]?.blockers) };
}

/** For a click that nobody has claimed and nobody has seen. */
export function clickDeadline(migration: Migration, line: RunbookLine): Deadline {
  const { scheduled, run } = migration;
  if (scheduled === undefined) return undefined;
  // On some page the new key was seen: what has begun is finished, and left to no other window.
  if (run.watch.keys[line.brand]?.begunAt !== undefined) return undefined;
  const state = run.steps[line.key];
  const asked = state?.askedAt ?? state?.begunAt;
  const at = latestClick(scheduled.plan, line.index);
  return { at: asked ? latest(at, later(asked, CLICK_PATIENCE_MS)) : at, because: 'click_not_made' };
}
