import { itemById } from '../checklist/items/items.ts';
import { signers } from '../migration/decisions.ts';
import type { Blocker } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import { isTurning } from '../migration/plan.ts';
import { people, type Role } from '../migration/roles.ts';
import { viewOf } from '../migration/run/earlier.ts';
import { signerOf, statements } from '../migration/sign-offs.ts';
import { type Instant, latest } from '../migration/time.ts';
import { isUnasked } from './control/asking.ts';
import { developerOf } from './control/outside/people.ts';
import { isMoot, whenTooLate } from './control/too-late.ts';
import { confirmers } from './decisions.ts';
import { phaseStart } from './phases.ts';
import type { RunbookLine } from './step.ts';
import { linesAfterwards, linesOf } from './steps/steps.ts';

/** One thing that is waited for: what, for whom, since when, until when, and what then. */
export interface Wait {
  readonly line: RunbookLine;
  readonly who: readonly string[];
  readonly roles: readonly Role[];
  readonly since: Instant;
  readonly until: Instant | undefined;
  /** What happens at `until` if nobody acts. */
  readonly afterwards: 'cancelled' | 'brandLeft' | 'ends' | 'goesOn';
  readonly blockers: readonly Blocker[];
  /** A claimed click that is not seen yet, or something else that is late. */
  readonly late: string | undefined;
  readonly saidBy: readonly string[];
}

/** Everything that is open, what holds the rest up first. A pure reading of the record. */
export function waits(migration: Migration): readonly Wait[] {
  const lines = linesOf(migration);
  const open = lines.flatMap((line, index) => (isMoot(line, migration) ? [] : (waitOf(line, migration, lines[index - 1]) ?? [])));
  return [...open.filter(({ line }) => line.step.holds), ...open.filter(({ line }) => !line.step.holds), ...ofEarlier(migration)];
}

/** What is left of the finished nights before this plan: each line from T+15m on that is still open. Nobody waits for an account that is put away. */
function ofEarlier(migration: Migration): readonly Wait[] {
  if (migration.archived) return [];
  return migration.earlier.flatMap(({ scheduled: { version } }) => {
    const view = viewOf(version, migration);
    return view === undefined ? [] : linesAfterwards(view).flatMap((line) => waitOf(line, view, undefined) ?? []);
  });
}

function waitOf(line: RunbookLine, migration: Migration, before: RunbookLine | undefined): Wait | undefined {
  const state = migration.run.steps[line.key];
  if (state === undefined || state.done !== undefined) return undefined;
  // Until its request has reached Slack nobody is to act on it: Ferry is still at the gate before it.
  if (before !== undefined && isUnasked(line, migration)) return stillAtGate(before, state.begunAt, migration);
  // Typed, and nothing else to press: Ferry goes on when it is time.
  if (line.step.id === 'rb-15m-final-gate' && migration.run.phrases[line.brand] && blockersAt(line, migration).length === 0)
    return stillAtGate(line, state.begunAt, migration);
  return {
    line,
    roles: rolesFor(line, migration),
    who: whoFor(line, migration),
    since: sinceWhen(line, state.begunAt, migration),
    ...endOf(line, migration),
    blockers: blockersAt(line, migration),
    late: state.late?.saw,
    saidBy: state.said.map(({ by }) => by),
  };
}

/** Finish waits for its approver from when nothing stood in its way any more, and not from when Ferry began to look. */
function sinceWhen({ step }: RunbookLine, begunAt: Instant, { run }: Migration): Instant {
  const gate = run.gates['done'];
  return step.id === 'finish' && gate?.blockers.length === 0 ? latest(begunAt, gate.at) : begunAt;
}

function stillAtGate(gate: RunbookLine, since: Instant, migration: Migration): Wait {
  const line = { ...gate, step: { ...gate.step, asks: 'bot' } } as const;
  const blockers = blockersAt(gate, migration);
  return { line, roles: [], who: [], since, ...endOf(gate, migration), blockers, late: undefined, saidBy: [] };
}

/** Until when it is waited for, and what comes of it then: by the same rule that ends it, or what it holds up. */
function endOf(line: RunbookLine, migration: Migration): Pick<Wait, 'until' | 'afterwards'> {
  const endsAt = line.step.endsAt?.(migration);
  if (endsAt !== undefined) return { until: endsAt, afterwards: 'ends' };
  if (migration.run.finishedAt !== undefined) return { until: undefined, afterwards: 'goesOn' };
  const lines = linesOf(migration);
  // A click that was asked for late has minutes of its own, whatever comes after it.
  const heldUp = line.step.holds && !isTurning(line.step.id) ? lines.slice(lines.findIndex(({ key }) => key === line.key) + 1) : [];
  const ends = [line, ...heldUp].flatMap((each): readonly (Pick<Wait, 'afterwards'> & { readonly until: Instant })[] => {
    const [first] = isDone(each, migration) ? [] : whenTooLate(each, migration);
    const until = each.step.deadline?.(migration, each)?.at;
    if (first === undefined || until === undefined) return [];
    return [{ until, afterwards: first.type === 'cancelled' ? 'cancelled' : 'brandLeft' }];
  });
  const [soonest] = ends.toSorted((a, b) => (a.until < b.until ? -1 : 1));
  return soonest ?? { until: undefined, afterwards: 'goesOn' };
}

function isDone({ key }: RunbookLine, { run }: Migration): boolean {
  return run.steps[key]?.done !== undefined;
}

/** The people of these roles; for a signature only those who may give it. */
function whoFor(line: RunbookLine, migration: Migration): readonly string[] {
  const needed = blockersAt(line, migration).map((blocker): readonly string[] | undefined => {
    if (blocker.kind === 'sign_off')
      return statements.filter((each) => each === blocker.id).flatMap((statement) => signers(migration, statement));
    const roles = rolesOf(blocker);
    return roles.length > 0 ? people(migration.team, ...roles) : undefined;
  });
  const named = needed.flatMap((users) => users ?? []);
  return needed.some((users) => users !== undefined) ? [...new Set(named)] : askedPeople(line, migration, confirmers(line.step.asks));
}

/** By name where the web developer's step was given to somebody, else whoever has the role. */
export function askedPeople({ step }: RunbookLine, migration: Migration, roles: readonly Role[]): readonly string[] {
  const developer = step.asks === 'developer' ? developerOf(migration) : undefined;
  return developer === undefined ? people(migration.team, ...roles) : [developer];
}

/** For a gate: whoever its missing sign-offs and duties need; else whoever may confirm the step. */
function rolesFor(line: RunbookLine, migration: Migration): readonly Role[] {
  const needed = blockersAt(line, migration).flatMap(rolesOf);
  return needed.length > 0 ? [...new Set(needed)] : confirmers(line.step.asks);
}

function rolesOf({ kind, id, why }: Blocker): readonly Role[] {
  if (kind === 'sign_off') return statements.filter((statement) => statement === id).map((statement) => signerOf[statement]);
  if (kind === 'item') return ownersOf(id);
  if (kind === 'window' || why === 'brand_gone' || why === 'left') return ['admin'];
  return kind === 'promise' || kind === 'presence' ? ['operator', 'backup'] : [];
}

/** Who is to mend an item: what Ferry or the agents do has a person who speaks for it. */
function ownersOf(id: string): readonly Role[] {
  const item = itemById(id);
  if (item === undefined) return [];
  return [item.owner === 'agents' ? 'lead' : item.owner === 'bot' ? (item.word ?? 'admin') : item.owner];
}

export function blockersAt({ step, brand }: RunbookLine, { run }: Migration): readonly Blocker[] {
  switch (step.id) {
    case 'rb-7d-gate-activate':
      return run.gates['G1']?.blockers ?? [];
    case 'rb-24h-gate':
      return run.gates['G2']?.blockers ?? [];
    case 'rb-15m-final-gate':
      return run.gates[`G3:${brand}`]?.blockers ?? [];
    case 'finish':
      return run.gates['done']?.blockers ?? [];
    default:
      return [];
  }
}

/** The holding line that is open now: what the night stands at. */
export function holding(migration: Migration): Wait | undefined {
  return waits(migration).find(({ line }) => line.step.holds);
}

/** What holds nothing up and ends the plan all the same if nobody acts: that somebody is there. */
export function hangingOn(migration: Migration): Wait | undefined {
  return waits(migration).find(({ line, until, afterwards }) => !line.step.holds && until !== undefined && afterwards === 'cancelled');
}

/** The first line that has not begun, with when it is due: what comes if nothing is waited for. */
export function comingUp(migration: Migration): { readonly line: RunbookLine; readonly at: Instant } | undefined {
  const line = linesOf(migration).find((each) => migration.run.steps[each.key] === undefined && !isMoot(each, migration));
  const at = line && (line.step.beginsAt?.(migration, line.brand) ?? phaseStart(line.step.phase, migration));
  return line && at ? { line, at } : undefined;
}
