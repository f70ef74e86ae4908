import { z } from 'zod';
import { stringOf } from '../../json.ts';
import type { Message } from '../../types.ts';
import { flag, read, word } from '../args.ts';
import { need, Refusal } from '../refusal.ts';
import { messageJson } from '../render.ts';
import { type Call, content, type Handler, metadataOf, REWRITTEN, visible, writable } from './access.ts';

const target = z.object({ channel: word, ts: word });

/** The thread a message goes to: the thread of the message named, which must be there. */
function threadOf({ state, args }: Call, channel: string): { threadTs?: string } {
  const wanted = stringOf(args['thread_ts']);
  if (!wanted) return {};
  const parent = state.messages.find(channel, wanted);
  if (!parent || parent.deleted) throw new Refusal('cannot_reply_to_message');
  return { threadTs: parent.threadTs ?? parent.ts };
}

const post: Handler = (call) => {
  const { state, args } = call;
  const { channel, reply_broadcast } = read(z.object({ channel: word, reply_broadcast: flag }), args);
  const conversation = writable(state, channel);
  const { text, blocks } = content(state, args);
  const metadata = metadataOf(args);
  const message = state.messages.post({
    channel: conversation.id,
    user: state.bot.userId,
    botId: state.bot.botId,
    text: text ?? '',
    blocks: blocks ?? [],
    ...threadOf(call, conversation.id),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(reply_broadcast ? { broadcast: true } : {}),
  });
  return { ok: true, channel: conversation.id, ts: message.ts, message: messageJson(state, message, true) };
};

/** The bot's own message, or a refusal. */
function ownMessage({ state, args }: Call, refusal: string): Message {
  const { channel, ts } = read(target, args);
  visible(state, channel);
  const message = state.messages.find(channel, ts);
  if (!message || message.deleted) throw new Refusal('message_not_found');
  if (message.user !== state.bot.userId) throw new Refusal(refusal);
  return message;
}

const update: Handler = (call) => {
  const { state, args } = call;
  const message = ownMessage(call, 'cant_update_message');
  if (state.directory.channels.get(message.channel)?.archived) throw new Refusal('is_inactive');
  const { text, blocks } = content(state, args, REWRITTEN);
  const metadata = metadataOf(args);
  const next = state.messages.revise(
    message,
    { text: text ?? '', ...(blocks ? { blocks } : {}), ...(metadata ? { metadata } : {}) },
    state.bot.userId,
  );
  return { ok: true, channel: next.channel, ts: next.ts, text: next.text, message: messageJson(state, next, true) };
};

const remove: Handler = (call) => {
  const message = ownMessage(call, 'cant_delete_message');
  call.state.messages.remove(message);
  return { ok: true, channel: message.channel, ts: message.ts };
};

const postEphemeral: Handler = (call) => {
  const { state, args } = call;
  const { channel, user } = read(z.object({ channel: word, user: word }), args);
  const conversation = writable(state, channel);
  if (!conversation.members.has(user)) throw new Refusal('user_not_in_channel');
  const { text, blocks } = content(state, args, REWRITTEN);
  const { threadTs } = threadOf(call, conversation.id);
  const message = state.messages.postEphemeral(user, {
    channel: conversation.id,
    user: state.bot.userId,
    botId: state.bot.botId,
    text: text ?? '',
    blocks: blocks ?? [],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  return { ok: true, message_ts: message.ts };
};

const getPermalink: Handler = ({ state, args }) => {
  const { channel, message_ts: ts } = read(z.object({ channel: word, message_ts: word }), args);
  const conversation = visible(state, channel);
  const message = need(state.messages.find(conversation.id, ts), 'message_not_found');
  if (message.deleted) throw new Refusal('message_not_found');
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel}` : '';
  const permalink = `https://${state.team.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}${thread}`;
  return { ok: true, channel, permalink };
};

/** The `chat.*` methods. */
export const CHAT: Readonly<Record<string, Handler>> = {
  'chat.postMessage': post,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
};
