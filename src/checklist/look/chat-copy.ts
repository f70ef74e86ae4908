import { z } from 'zod';
import { type Reading, type UnknownReason, unknownReasons, whyRefused } from '../../migration/finding.ts';
import type { Instant } from '../../migration/time.ts';
import { chatLists, UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../zendesk/port.ts';

/** The Chat configuration as it stands, list by list, beside what it was when each list was first seen. */
export interface ChatCopy {
  readonly letters: number;
  readonly lists: Readonly<Record<string, unknown>>;
  /** When each list was read. */
  readonly seenAt?: Readonly<Record<string, Instant>> | undefined;
  /** The first copy of each list that reads otherwise now: the switch and omnichannel routing change what can be read. */
  readonly first?: Readonly<Record<string, { readonly at: Instant; readonly list: unknown }>> | undefined;
  /** Lists that are longer than what is kept. */
  readonly tooLong?: readonly string[] | undefined;
  /** Lists that could not be reached when it was last looked: a moment later they may be. */
  readonly unreached?: readonly string[] | undefined;
  /** Lists that Zendesk does not show, and why: a person copies them. */
  readonly refused?: Readonly<Record<string, UnknownReason>> | undefined;
}

const instants = z.record(
  z.string(),
  z.string().transform((text) => text as Instant), // written by `writeReport`: read back as it was written
);

export const chatCopyShape = z.object({
  letters: z.number(),
  lists: z.record(z.string(), z.unknown()),
  seenAt: instants.optional(),
  first: z
    .record(z.string(), z.object({ at: z.string().transform((text) => text as Instant), list: z.unknown() })) // as above
    .optional(),
  tooLong: z.array(z.string()).optional(),
  unreached: z.array(z.string()).optional(),
  refused: z.record(z.string(), z.enum(unknownReasons)).optional(),
});

/** A copy is kept with the findings, which are read at every command: what is longer is a person's to keep. */
const LONGEST_COPY = 200_000;

/** One list after the other. What fails is left out, and an older copy of it stays; where all of it fails, so does the look. */
export async function readChatCopy(zendesk: Pick<Zendesk, 'chatCopy'>): Promise<ChatCopy> {
  const lists: Record<string, unknown> = {};
  const tooLong: string[] = [];
  const unreached: string[] = [];
  const refused: Record<string, UnknownReason> = {};
  let letters = 0;
  let failed: unknown;
  for (const list of chatLists) {
    try {
      const copy = await zendesk.chatCopy(list);
      const length = JSON.stringify(copy).length;
      if (letters + length > LONGEST_COPY) tooLong.push(list);
      else {
        lists[list] = copy;
        letters += length;
      }
    } catch (error) {
      if (!isOfZendesk(error)) throw error;
      const why = whyNot(error);
      if (why === undefined) unreached.push(list);
      else refused[list] = why;
      failed ??= error;
    }
  }
  if (failed !== undefined && Object.keys(lists).length + tooLong.length === 0) throw failed;
  return {
    letters,
    lists,
    tooLong,
    ...(unreached.length > 0 && { unreached }),
    ...(Object.keys(refused).length > 0 && { refused }),
  };
}

/** Nothing is missing of it that another look could bring. */
export function isWhole({ lists, tooLong = [], unreached = [] }: ChatCopy): boolean {
  return unreached.length === 0 && chatLists.every((list) => lists[list] !== undefined || tooLong.includes(list));
}

function isOfZendesk(error: unknown): boolean {
  return error instanceof ZendeskRefused || error instanceof ZendeskUnavailable || error instanceof UnexpectedShape;
}

/** Why a list is not shown; nothing where it was only not reached. */
function whyNot(error: unknown): UnknownReason | undefined {
  if (error instanceof ZendeskRefused) return error.status === 404 ? 'no_interface' : whyRefused(error.status);
  return error instanceof UnexpectedShape ? 'unexpected_answer' : undefined;
}

/** What is kept when a copy was read again, or could not be: nothing that was once seen is lost. */
export function keptCopy(before: Reading<ChatCopy> | undefined, now: Reading<ChatCopy>): Reading<ChatCopy> {
  if (now.status === 'unknown') return before?.status === 'seen' ? stillKept(before, now.why) : now;
  const was: ChatCopy = before?.status === 'seen' ? before.value : { letters: 0, lists: {} };
  const wasAt = (list: string) => was.seenAt?.[list] ?? before?.at ?? now.at;
  const lists = { ...was.lists, ...now.value.lists };
  const seenAt = Object.fromEntries(Object.keys(lists).map((list) => [list, list in now.value.lists ? now.at : wasAt(list)]));
  const changed = Object.entries(was.lists).filter(([list, old]) => JSON.stringify(old) !== JSON.stringify(lists[list]));
  const first = { ...Object.fromEntries(changed.map(([list, old]) => [list, { at: wasAt(list), list: old }])), ...was.first };
  const letters = JSON.stringify({ lists, first }).length;
  // As old as its oldest list: a part that could not be read again makes the whole of it old.
  const at = Object.values(seenAt).toSorted()[0] ?? now.at;
  const { tooLong, unreached, refused } = now.value;
  return { ...now, at, value: { letters, lists, seenAt, first, tooLong, unreached, refused } };
}

function stillKept(before: Extract<Reading<ChatCopy>, { status: 'seen' }>, why: string): Reading<ChatCopy> {
  return why === 'unreachable' ? { ...before, value: { ...before.value, unreached: chatLists } } : before;
}
