import { isJson, type Json } from '../json.ts';
import type { Ephemeral, Message, Thread } from '../types.ts';
import { byTs, freshSecret } from './ids.ts';

/** What a new message is made of. */
export interface Draft {
  readonly channel: string;
  readonly user: string;
  readonly botId?: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: Json;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly files?: readonly string[];
}

/** What may be changed in a message. */
type Revision = Partial<Pick<Message, 'text' | 'blocks' | 'metadata' | 'files'>>;

/** The messages of all conversations, and those that only one person sees. */
export interface Messages {
  post(draft: Draft): Message;
  find(channel: string, ts: string): Message | undefined;
  /** Everything in a conversation in order, deleted and threaded ones too. */
  all(channel: string): readonly Message[];
  /** What is left of a message's thread, in order. */
  replies(channel: string, ts: string): readonly Message[];
  threads(channel: string): readonly Thread[];
  revise(message: Message, revision: Revision, by: string): Message;
  remove(message: Message): void;
  postEphemeral(to: string, draft: Draft): Ephemeral;
  ephemerals(to: string): readonly Ephemeral[];
  reviseEphemeral(message: Ephemeral, revision: Revision): void;
  removeEphemeral(message: Ephemeral): void;
}

/** Gives blocks and their elements the ids that Slack makes up where the app gave none. */
export function withIds(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => ({ ...nameActions(block), block_id: block['block_id'] ?? freshSecret().slice(0, 5) }));
}

const INTERACTIVE = /(button|select|picker|overflow|checkboxes|radio_buttons|_input|buttons)$/;

function nameActions(value: Json): Json {
  const inner = Object.entries(value).map(([field, entry]) => [field, nameInside(entry)] as const);
  const named = Object.fromEntries(inner);
  const type = value['type'];
  const bare = typeof type === 'string' && INTERACTIVE.test(type) && value['action_id'] === undefined;
  return bare ? { ...named, action_id: freshSecret().slice(0, 5) } : named;
}

function nameInside(entry: unknown): unknown {
  if (Array.isArray(entry)) return entry.map(nameInside);
  return isJson(entry) ? nameActions(entry) : entry;
}

/** An empty store; `ts` gives each message its timestamp, `told` hears of each change. */
export function messages(ts: () => string, told: (kind: 'message' | 'ephemeral', channel: string, user?: string) => void): Messages {
  const channels = new Map<string, Map<string, Message>>();
  const whispers = new Map<string, Map<string, Ephemeral>>();
  const begin = (draft: Draft): Message => ({ ...draft, blocks: withIds(draft.blocks), ts: ts(), deleted: false, edits: 0 });
  const put = (message: Message) => {
    const inChannel = channels.get(message.channel) ?? new Map<string, Message>();
    channels.set(message.channel, inChannel.set(message.ts, message));
    sorted.delete(message.channel);
    told('message', message.channel);
    return message;
  };
  const whisper = (message: Ephemeral) => {
    const own = whispers.get(message.to) ?? new Map<string, Ephemeral>();
    whispers.set(message.to, own.set(message.ts, message));
    told('ephemeral', message.channel, message.to);
    return message;
  };
  /** Each channel in its order and by threads, until something in it changes: pages ask for all of it again and again. */
  const sorted = new Map<string, Sorted>();
  const inOrder = (channel: string): Sorted => {
    const known = sorted.get(channel) ?? sort([...(channels.get(channel)?.values() ?? [])]);
    sorted.set(channel, known);
    return known;
  };
  const all = (channel: string) => inOrder(channel).all;
  const revised = <M extends Message>(message: M, revision: Revision): M => {
    const blocks = revision.blocks ? { blocks: withIds(revision.blocks) } : {};
    return { ...message, ...revision, ...blocks, edits: message.edits + 1 };
  };

  return {
    post: (draft) => put(begin(draft)),
    find: (channel, wanted) => channels.get(channel)?.get(wanted),
    all,
    replies: (channel, wanted) => inOrder(channel).threads.get(wanted) ?? [],
    threads(channel) {
      const every = all(channel);
      const tops = every.filter((message) => message.threadTs === undefined || message.threadTs === message.ts);
      return tops.map((top) => ({ ...top, replies: every.filter((reply) => reply !== top && reply.threadTs === top.ts) }));
    },
    revise: (message, revision, by) => put({ ...revised(message, revision), edited: { user: by, ts: ts() } }),
    remove: (message) => void put({ ...message, deleted: true }),
    postEphemeral: (to, draft) => whisper({ ...begin(draft), to }),
    ephemerals: (to) => [...(whispers.get(to)?.values() ?? [])].filter((message) => !message.deleted).sort(byTs),
    reviseEphemeral: (message, revision) => void whisper(revised(message, revision)),
    removeEphemeral: (message) => void whisper({ ...message, deleted: true }),
  };
}

interface Sorted {
  readonly all: readonly Message[];
  /** Replies that were not deleted, by the message they answer. */
  readonly threads: ReadonlyMap<string, readonly Message[]>;
}

function sort(messages: Message[]): Sorted {
  const all = messages.sort(byTs);
  const replies = all.filter(({ threadTs, ts, deleted }) => threadTs !== undefined && threadTs !== ts && !deleted);
  return { all, threads: Map.groupBy(replies, ({ threadTs = '' }) => threadTs) };
}
