import { itemById } from '../checklist/items/items.ts';
import type { Blocker } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import { people, type Role } from '../migration/roles.ts';
import { signerOf, statements } from '../migration/sign-offs.ts';
import type { Instant } from '../migration/time.ts';
import { isUnasked } from './control/asking.ts';
import { confirmers, developerOf } from './decisions.ts';
import type { RunbookLine } from './step.ts';
import { linesOf } from './steps/steps.ts';

/** One thing that is waited for: what, for whom, since when, until when, and what then. */
export interface Wait {
  readonly line: RunbookLine;
  readonly who: readonly string[];
  readonly roles: readonly Role[];
  readonly since: Instant;
  readonly until: Instant | undefined;
  /** What happens at `until` if nobody acts. */
  readonly afterwards: 'cancelled' | 'goesOn';
  readonly blockers: readonly Blocker[];
  /** A claimed click that is not seen yet, or something else that is late. */
  readonly late: string | undefined;
  readonly saidBy: readonly string[];
}

/** Everything that is open, what holds the rest up first. A pure reading of the record. */
export function waits(migration: Migration): readonly Wait[] {
  const lines = linesOf(migration);
  const open = lines.flatMap((line, index) => waitOf(line, migration, lines[index - 1]) ?? []);
  return [...open.filter(({ line }) => line.step.holds), ...open.filter(({ line }) => !line.step.holds)];
}

function waitOf(line: RunbookLine, migration: Migration, before: RunbookLine | undefined): Wait | undefined {
  const state = migration.run.steps[line.key];
  if (state === undefined || state.done !== undefined) return undefined;
  // Until its request has reached Slack nobody is to act on it: Ferry is still at the gate before it.
  if (before !== undefined && isUnasked(line, migration)) return stillAtGate(before, state.begunAt, migration);
  const deadline = line.step.deadline?.(migration, line);
  const roles = rolesFor(line, migration);
  return {
    line,
    roles,
    who: askedPeople(line, migration, roles),
    since: state.begunAt,
    until: deadline?.at,
    afterwards: deadline ? 'cancelled' : 'goesOn',
    blockers: blockersAt(line, migration),
    late: state.late?.saw,
    saidBy: state.said.map(({ by }) => by),
  };
}

function stillAtGate(gate: RunbookLine, since: Instant, migration: Migration): Wait {
  const line = { ...gate, step: { ...gate.step, asks: 'bot' } } as const;
  const until = gate.step.deadline?.(migration, gate)?.at;
  const blockers = blockersAt(gate, migration);
  return { line, roles: [], who: [], since, until, afterwards: 'cancelled', blockers, late: undefined, saidBy: [] };
}

/** By name where the web developer's step was given to somebody, else whoever has the role. */
export function askedPeople({ step }: RunbookLine, migration: Migration, roles: readonly Role[]): readonly string[] {
  const developer = step.asks === 'developer' ? developerOf(migration) : undefined;
  return developer === undefined ? people(migration.team, ...roles) : [developer];
}

/** For a gate: whoever its missing sign-offs and duties need; else whoever may confirm the step. */
function rolesFor(line: RunbookLine, migration: Migration): readonly Role[] {
  const needed = blockersAt(line, migration).flatMap(({ kind, id }): readonly Role[] => {
    if (kind === 'sign_off') return statements.filter((statement) => statement === id).map((statement) => signerOf[statement]);
    if (kind === 'item') return ownersOf(id);
    return kind === 'promise' || kind === 'presence' ? ['operator', 'backup'] : [];
  });
  return needed.length > 0 ? [...new Set(needed)] : confirmers(line.step.asks);
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
