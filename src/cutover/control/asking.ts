import { type Decision, grant } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { isTurning } from '../../migration/plan.ts';
import { between, type Instant, MINUTE_MS } from '../../migration/time.ts';
import type { RunbookLine } from '../step.ts';
import { lineOf } from '../steps/steps.ts';

/** A click is asked for on a look at its gate that is no older than this, however long Slack took. */
const GATE_GOOD_MS = MINUTE_MS;

/** Whether a line's request may be sent now. What cannot be taken back needs a green look at its gate from a moment ago. */
export function mayBeAsked({ key, step, brand }: RunbookLine, { run, scheduled }: Migration, now: Instant): boolean {
  if (!isTurning(step.id)) return true;
  if (run.steps[key] === undefined || run.steps[key].done) return false;
  // A clock that was set back: the window is still to come, and how old a look of then is, nobody knows.
  if (scheduled === undefined || now < scheduled.plan.opensAt) return false;
  const gate = run.gates[`G3:${brand}`];
  return gate?.blockers.length === 0 && gate.at <= now && between(gate.at, now) <= GATE_GOOD_MS;
}

/** A click that has begun, and whose request has not reached Slack. */
export function isUnasked({ key, step }: RunbookLine, { run }: Migration): boolean {
  const state = run.steps[key];
  return isTurning(step.id) && state !== undefined && state.done === undefined && state.askedAt === undefined;
}

/** Slack has the request: a person may act on it from here on. */
export function noteAsked(migration: Migration, key: string): Decision {
  const line = lineOf(key, migration);
  return line && isUnasked(line, migration) ? grant({ type: 'step_asked', step: key }) : grant();
}
