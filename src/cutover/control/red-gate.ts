import { itemBlockers } from '../../checklist/gate.ts';
import { itemById } from '../../checklist/items/items.ts';
import type { Readings } from '../../checklist/readings.ts';
import type { Blocker } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { digest, type Fingerprint } from '../../migration/plan.ts';
import type { Instant } from '../../migration/time.ts';
import type { RunbookLine } from '../step.ts';
import { statusBlockers } from '../steps/gate-look.ts';
import { linesOf } from '../steps/steps.ts';
import { CHATS, notPassed, openChats } from './passed.ts';

/** A gate that is red, and what of that an admin may pass over. */
export interface RedGate {
  /** `G1`, `G2` or `G3:<brand>`; the drain is part of its first brand's G3. */
  readonly gate: string;
  readonly blockers: readonly Blocker[];
  /** Live chats still open; undefined where that is not known or not among the blockers. */
  readonly chats: number | undefined;
  /** Exactly what was shown. */
  readonly of: Fingerprint;
}

/** What a gate is judged by. */
export interface Seen {
  readonly migration: Migration;
  readonly readings: Readings;
  readonly now: Instant;
}

/**
 * What can be passed over now. Never a signature, a person's presence, the phrase, the window, a Slack that is away or a
 * widget that cannot be read: without those nobody would have decided, nobody would be there, or nothing could be proved.
 */
export function redGate(seen: Seen): RedGate | undefined {
  const { migration } = seen;
  const line = linesOf(migration).find(({ key, step }) => {
    const state = migration.run.steps[key];
    return step.holds && state !== undefined && state.done === undefined;
  });
  const found = line && blockersOf(line, seen);
  if (found === undefined) return undefined;
  const blockers = notPassed(found.blockers, found.gate, migration);
  if (blockers.length === 0) return undefined;
  const chats = blockers.some(({ id }) => id === CHATS) ? openChats(migration) : undefined;
  return { gate: found.gate, blockers, chats, of: digest(['pass', found.gate, blockers, chats ?? '']) };
}

function blockersOf(line: RunbookLine, seen: Seen): Pick<RedGate, 'gate' | 'blockers'> | undefined {
  const { migration, readings } = seen;
  const [first] = linesOf(migration).filter(({ step }) => step.id === 'rb-15m-final-gate');
  switch (line.step.id) {
    case 'rb-7d-gate-activate':
      return { gate: 'G1', blockers: itemBlockers('G1', seen) };
    case 'rb-24h-gate':
      return { gate: 'G2', blockers: itemBlockers('G2', seen) };
    case 'rb-15m-stop-new':
    case 'rb-15m-drain':
    case 'rb-15m-agents-offline':
      // The list of tickets is not for passing over: it is what is compared afterwards.
      return first && { gate: `G3:${first.brand}`, blockers: ofStep(line, itemBlockers('G3', seen)) };
    case 'rb-15m-final-gate':
      return { gate: `G3:${line.brand}`, blockers: [...itemBlockers('G3', seen), ...statusBlockers({ readings }, migration)] };
    default:
      return undefined;
  }
}

function ofStep({ step }: RunbookLine, blockers: readonly Blocker[]): readonly Blocker[] {
  return blockers.filter(({ id }) => {
    const item = itemById(id);
    return item !== undefined && step.items.includes(item.id);
  });
}
