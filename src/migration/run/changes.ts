import type { Happening, Write } from '../events.ts';
import { assertNever } from '../never.ts';
import type { Instant } from '../time.ts';

/** One change of Ferry's in Zendesk: what was there, what it wants, and how far it has come. It outlives its plan, until it is undone. */
export interface Change {
  readonly write: Write;
  readonly target: string;
  /** Version of the plan it was approved with. */
  readonly plan: number;
  readonly was: string;
  readonly want: string;
  readonly ids: readonly number[];
  readonly intendedAt: Instant;
  readonly triedAt: Instant | undefined;
  readonly tries: number;
  readonly seenAt: Instant | undefined;
  readonly refused: string | undefined;
  readonly undo: Undo;
}

interface Undo {
  readonly triedAt: Instant | undefined;
  readonly tries: number;
  readonly seen: { readonly at: Instant; readonly how: 'put_back' | 'changed_by_hand' } | undefined;
  readonly refused: string | undefined;
}

export type Changes = Readonly<Record<string, Change>>;

export type ChangeHappening = Extract<
  Happening,
  { type: 'write_intended' | 'write_tried' | 'write_seen' | 'write_refused' | 'undo_tried' | 'undo_seen' | 'undo_refused' }
>;

const NOT_UNDONE: Undo = { triedAt: undefined, tries: 0, seen: undefined, refused: undefined };

export function isOfAChange(happened: Happening): happened is ChangeHappening {
  return happened.type.startsWith('write_') || happened.type.startsWith('undo_');
}

export function changed(changes: Changes, happened: ChangeHappening, plan: number, at: Instant): Changes {
  const key = `${happened.write}:${happened.target}`;
  if (happened.type === 'write_intended') {
    const { was, want, ids } = happened;
    return { ...changes, [key]: { ...begun(happened, plan, at), was, want, ids } };
  }
  const refusedAtOnce = happened.type === 'write_refused' && changes[key] === undefined;
  const before = refusedAtOnce ? begun(happened, plan, at) : changes[key];
  return before === undefined ? changes : { ...changes, [key]: further(before, happened, at) };
}

/** Nothing was sent yet: also where Zendesk refuses the look before it. */
function begun({ write, target }: ChangeHappening, plan: number, at: Instant): Change {
  const nothing = { was: '', want: '', ids: [], triedAt: undefined, tries: 0, seenAt: undefined, refused: undefined };
  return { write, target, plan, intendedAt: at, ...nothing, undo: NOT_UNDONE };
}

function further(change: Change, happened: Exclude<ChangeHappening, { type: 'write_intended' }>, at: Instant): Change {
  const { undo } = change;
  switch (happened.type) {
    case 'write_tried':
      return { ...change, triedAt: at, tries: change.tries + 1 };
    case 'write_seen':
      return { ...change, seenAt: at };
    case 'write_refused':
      return { ...change, refused: happened.why };
    case 'undo_tried':
      return { ...change, undo: { ...undo, triedAt: at, tries: undo.tries + 1 } };
    case 'undo_seen':
      return { ...change, undo: { ...undo, seen: { at, how: happened.how } } };
    case 'undo_refused':
      return { ...change, undo: { ...undo, refused: happened.why } };
    default:
      return assertNever(happened);
  }
}

/** Whether something of it may still be there that Ferry has put there. */
export function isStanding({ triedAt, undo }: Change): boolean {
  return triedAt !== undefined && undo.seen === undefined && undo.refused === undefined;
}

/** Whether what was read at that moment may be what Ferry has put there: also where it was put back since. */
export function mayShow(change: Change, readAt: Instant): boolean {
  const { triedAt, intendedAt, undo } = change;
  if (isStanding(change)) return readAt >= intendedAt;
  return triedAt !== undefined && undo.seen !== undefined && readAt >= intendedAt && readAt <= undo.seen.at;
}

/** A new plan begins with what is still to be undone, and forgets the rest. */
export function carriedOver(changes: Changes): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([, change]) => isStanding(change)));
}
