import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { Conversation, Kind } from '../../state/directory.ts';
import type { State } from '../../state/state.ts';
import type { Message } from '../../types.ts';
import { flag, page, read, word } from '../args.ts';
import { need, Refusal } from '../refusal.ts';
import { conversationJson, messageJson } from '../render.ts';
import { KIND_SCOPES } from '../table.ts';
import { type Handler, needKind, needScope, visible } from './access.ts';

const MOST_PEOPLE = 8;

const open: Handler = ({ state, args }) => {
  const wanted = read(z.object({ channel: word.optional(), users: word.optional(), return_im: flag, prevent_creation: flag }), args);
  if (wanted.channel !== undefined) return answer(state, direct(state, wanted.channel), false, wanted.return_im);
  const users = need(wanted.users, 'users_list_not_supplied').split(',').filter(Boolean);
  needScope(state, users.length > 1 ? 'mpim:write' : 'im:write');
  if (users.length > MOST_PEOPLE) throw new Refusal('too_many_users');
  for (const id of users) {
    const user = need(state.directory.users.get(id), 'user_not_found');
    if (user.deleted) throw new Refusal('user_disabled');
    if (user.isBot) throw new Refusal('invalid_user_combination');
  }
  const { conversation, isNew } = state.directory.direct(users);
  return answer(state, conversation, isNew, wanted.return_im);
};

/** A direct conversation by its own id. */
function direct(state: State, channel: string): Conversation {
  const conversation = visible(state, channel);
  const { kind } = conversation;
  if (kind !== 'im' && kind !== 'mpim') throw new Refusal('method_not_supported_for_channel_type');
  needScope(state, `${kind}:write`);
  return conversation;
}

function answer(state: State, conversation: Conversation, isNew: boolean, whole: boolean | undefined): Json {
  const channel = whole ? conversationJson(state, conversation) : { id: conversation.id };
  return { ok: true, ...(isNew ? {} : { no_op: true, already_open: true }), channel };
}

const info: Handler = ({ state, args }) => {
  const { channel } = read(z.object({ channel: word }), args);
  const conversation = visible(state, channel);
  needKind(state, conversation, 'read');
  return { ok: true, channel: conversationJson(state, conversation) };
};

const TYPES: Readonly<Record<string, Kind>> = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' };

const list: Handler = ({ state, args }) => listed(state, args, (one) => one.kind === 'public' || one.members.has(state.bot.userId));

/** Of the token's own user. */
const joined: Handler = ({ state, args }) => listed(state, args, (one) => one.members.has(state.bot.userId));

function listed(state: State, args: Json, shown: (one: Conversation) => boolean): Json {
  const { types, exclude_archived } = read(z.object({ types: z.string().optional(), exclude_archived: flag }), args);
  const names = (types || 'public_channel').split(',').map((name) => name.trim());
  const kinds = names.map((name) => need(TYPES[name], 'invalid_types'));
  for (const kind of kinds) needScope(state, KIND_SCOPES.read[kind]);
  const seen = [...state.directory.channels.values()].filter(
    (one) => kinds.includes(one.kind) && shown(one) && !(exclude_archived && one.archived),
  );
  const { items, next } = page(seen, args);
  return { ok: true, channels: items.map((one) => conversationJson(state, one)), response_metadata: { next_cursor: next } };
}

const members: Handler = ({ state, args }) => {
  const { channel } = read(z.object({ channel: word }), args);
  const conversation = visible(state, channel);
  needKind(state, conversation, 'read');
  const { items, next } = page([...conversation.members], args);
  return { ok: true, members: items, response_metadata: { next_cursor: next } };
};

const span = z.object({
  channel: word,
  oldest: z.coerce.number().optional(),
  latest: z.coerce.number().optional(),
  inclusive: flag,
  include_all_metadata: flag,
});

/** Refuses unless the bot may read what was said here; `outside` is the method's own name for a channel it is not in. */
function readable(state: State, channel: string, outside: string): Conversation {
  const conversation = visible(state, channel);
  needKind(state, conversation, 'history');
  if (!conversation.members.has(state.bot.userId)) throw new Refusal(outside);
  return conversation;
}

function within(messages: readonly Message[], wanted: z.output<typeof span>): readonly Message[] {
  return messages.filter(({ ts, deleted }) => {
    const at = Number(ts);
    const after = wanted.oldest === undefined || at > wanted.oldest || (wanted.inclusive === true && at === wanted.oldest);
    const before = wanted.latest === undefined || at < wanted.latest || (wanted.inclusive === true && at === wanted.latest);
    return !deleted && after && before;
  });
}

function messagesPage(state: State, found: readonly Message[], args: Json, withMetadata: boolean | undefined): Json {
  const { items, next } = page(found, args, 'invalid_arguments');
  const metadata = next === '' ? {} : { response_metadata: { next_cursor: next } };
  return { ok: true, messages: items.map((one) => messageJson(state, one, withMetadata)), has_more: next !== '', ...metadata };
}

const history: Handler = ({ state, args }) => {
  const wanted = read(span, args);
  const conversation = readable(state, wanted.channel, 'not_in_channel');
  const top = state.messages.all(conversation.id).filter((one) => one.threadTs === undefined || one.broadcast);
  return messagesPage(state, within(top, wanted).toReversed(), args, wanted.include_all_metadata);
};

const replies: Handler = ({ state, args }) => {
  const wanted = read(span.extend({ ts: word }), args);
  const conversation = readable(state, wanted.channel, 'channel_not_found');
  const named = state.messages.find(conversation.id, wanted.ts);
  if (!named || named.deleted) throw new Refusal('thread_not_found');
  const root = named.threadTs ?? named.ts;
  const thread = state.messages.all(conversation.id).filter((one) => one.ts === root || one.threadTs === root);
  return messagesPage(state, within(thread, wanted), args, wanted.include_all_metadata);
};

/** The `conversations.*` methods, and the one of a user's own. */
export const CONVERSATIONS: Readonly<Record<string, Handler>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': list,
  'users.conversations': joined,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
};
