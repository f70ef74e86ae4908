import type { Happening } from '../../migration/events.ts';
import { whyRefused } from '../../migration/finding.ts';
import type { Migration } from '../../migration/migration.ts';
import type { Change } from '../../migration/run/changes.ts';
import { between, type Clock, MINUTE_MS } from '../../migration/time.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, type ZendeskWrites } from '../../zendesk/port.ts';
import { chatLimit } from './chat-limit.ts';
import { guardTagWrite } from './guard-tag.ts';
import { routingTrigger } from './routing-trigger.ts';
import type { WriteMove } from './writes-ahead.ts';

/** What one kind of write does: each look reads Zendesk, and nothing is called done that was not read back. */
export interface Writing {
  /** Reads what is there and says what is wanted; nothing where that is so already. */
  readonly intend: (migration: Migration, parts: WriteParts) => Promise<readonly Happening[]>;
  /** Whether all of it is there, read anew. */
  readonly isMade: (change: Change, parts: WriteParts) => Promise<boolean>;
  /** Whether nothing of it is left: put back as it was, or changed by hand meanwhile, which is then theirs. */
  readonly isUndone: (change: Change, parts: WriteParts) => Promise<'put_back' | 'changed_by_hand' | undefined>;
  readonly make: (change: Change, parts: WriteParts) => Promise<void>;
  readonly undo: (change: Change, migration: Migration, parts: WriteParts) => Promise<void>;
}

export interface WriteParts {
  readonly zendesk: Zendesk & ZendeskWrites;
  readonly clock: Clock;
  readonly notes: Notes;
}

/** Internal notes, in the account's language. */
export interface Notes {
  readonly guard: string;
  /** Beside the tag's coming off where nothing was converted: a note cannot be taken back. */
  readonly notSwitched: string;
}

const writings = { chat_limit: chatLimit, guard_tag: guardTagWrite, routing_trigger: routingTrigger } as const;

/** What was sent may be under way for this long: only then is it sent again. */
const SEND_AGAIN_MS = MINUTE_MS;
/** Target of a write that Zendesk refuses before it is begun. */
const NOT_BEGUN = 'all';
/** Sent so often, a minute apart, and never seen: a person looks. Counted, so that a Ferry that was down gives nothing up for it. */
const MOST_TRIES = 10;

/**
 * One move further, looking first: the intent is in the record before anything is sent, the attempt before its effect, and the
 * outcome is what was read back. `note` stores what it is given at once.
 */
export async function carryOut(
  move: WriteMove,
  migration: Migration,
  parts: WriteParts,
  note: (happened: Happening) => Promise<boolean>,
): Promise<readonly Happening[]> {
  if (move.does === 'intend') {
    const { write } = move;
    const refused = (why: string) => [{ type: 'write_refused', write, target: NOT_BEGUN, why } as const];
    return refusalOf(() => writings[write].intend(migration, parts), refused);
  }
  const { change } = move;
  const of = { write: change.write, target: change.target };
  const writing: Writing = writings[change.write];
  if (move.does === 'make')
    return refusalOf(
      async () => {
        const seen = [{ type: 'write_seen', ...of } as const];
        if (await writing.isMade(change, parts)) return seen;
        if (isUnderWay(change, parts.clock)) return [];
        if (change.tries >= MOST_TRIES) return [{ type: 'write_refused', ...of, why: 'not_seen' }];
        if (!(await note({ type: 'write_tried', ...of }))) return [];
        await writing.make(change, parts);
        return (await writing.isMade(change, parts)) ? seen : [];
      },
      (why) => [{ type: 'write_refused', ...of, why }],
    );
  return refusalOf(
    async () => {
      const already = await writing.isUndone(change, parts);
      if (already) return [{ type: 'undo_seen', ...of, how: already }];
      if (isUnderWay(change.undo, parts.clock)) return [];
      if (change.undo.tries >= MOST_TRIES) return [{ type: 'undo_refused', ...of, why: 'not_seen' }];
      if (!(await note({ type: 'undo_tried', ...of }))) return [];
      await writing.undo(change, migration, parts);
      const how = await writing.isUndone(change, parts);
      return how ? [{ type: 'undo_seen', ...of, how }] : [];
    },
    (why) => [{ type: 'undo_refused', ...of, why }],
  );
}

function isUnderWay({ triedAt }: Pick<Change, 'triedAt'>, clock: Clock): boolean {
  return triedAt !== undefined && between(triedAt, clock()) < SEND_AGAIN_MS;
}

/** A refusal is an outcome, and a person's from there on; what may pass by itself is tried again. */
async function refusalOf(
  work: () => Promise<readonly Happening[]>,
  refused: (why: string) => readonly Happening[],
): Promise<readonly Happening[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ZendeskRefused) return refused(whyRefused(error.status));
    if (error instanceof UnexpectedShape) return refused('unexpected_answer');
    throw error;
  }
}
