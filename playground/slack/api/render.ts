import type { Json } from '../json.ts';
import type { Conversation } from '../state/directory.ts';
import { filetypeOf } from '../state/files.ts';
import type { State } from '../state/state.ts';
import type { Message, StoredFile, User, View } from '../types.ts';

/** A message as Slack's answers and payloads show it. */
export function messageJson(state: State, message: Message, withMetadata = false): Json {
  const { botId, threadTs, edited, metadata } = message;
  const replies = state.messages.replies(message.channel, message.ts);
  const files = (message.files ?? []).flatMap((id) => state.files.find(id) ?? []);
  return {
    type: 'message',
    ts: message.ts,
    user: message.user,
    text: message.text,
    team: state.team.id,
    ...(botId ? { bot_id: botId, app_id: state.bot.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(threadTs ? { thread_ts: threadTs, parent_user_id: state.messages.find(message.channel, threadTs)?.user } : {}),
    ...(replies.length > 0 ? { thread_ts: message.ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts } : {}),
    ...(edited ? { edited } : {}),
    ...(files.length > 0 ? { files: files.map((file) => fileJson(state, file)), upload: false } : {}),
    ...(withMetadata && metadata ? { metadata } : {}),
  };
}

/** A conversation as `conversations.info` shows it. */
export function conversationJson(state: State, conversation: Conversation): Json {
  const { kind } = conversation;
  if (kind === 'im') {
    const user = [...conversation.members].find((id) => id !== state.bot.userId);
    return { id: conversation.id, is_im: true, user, is_archived: false, is_open: true, context_team_id: state.team.id };
  }
  return {
    id: conversation.id,
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_im: false,
    is_mpim: kind === 'mpim',
    is_private: kind !== 'public',
    is_archived: conversation.archived,
    is_member: conversation.members.has(state.bot.userId),
    is_general: false,
    is_shared: false,
    num_members: conversation.members.size,
    context_team_id: state.team.id,
  };
}

/** Minutes east of Greenwich that a time zone's clocks show at an instant, in seconds. */
function offsetSeconds(tz: string, at: number): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(at);
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -60 : 60) * (Number(match[2]) * 60 + Number(match[3]));
}

/** A person as `users.info` shows them. */
export function userJson(state: State, user: User, withLocale: boolean): Json {
  const stranger = user.teamId !== undefined && user.teamId !== state.team.id;
  const email = user.email !== undefined && state.scopes.includes('users:read.email') && !stranger ? { email: user.email } : {};
  const common = {
    id: user.id,
    team_id: user.teamId ?? state.team.id,
    name: user.name,
    deleted: user.deleted ?? false,
    profile: { real_name: user.realName, display_name: user.name, team: user.teamId ?? state.team.id, ...email },
    is_bot: user.isBot ?? false,
    is_app_user: false,
    updated: 1_700_000_000,
    ...(stranger ? { is_stranger: true } : {}),
  };
  if (user.deleted) return common;
  return {
    ...common,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: offsetSeconds(user.tz, state.clock.now()),
    is_admin: user.isAdmin ?? user.isOwner ?? false,
    is_owner: user.isOwner ?? false,
    is_primary_owner: false,
    is_restricted: (user.isRestricted ?? false) || (user.isUltraRestricted ?? false),
    is_ultra_restricted: user.isUltraRestricted ?? false,
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** A view as the `views.*` methods answer it and payloads carry it. */
export function viewJson(state: State, { id, hash, type, view, rootId, previousId, state: values }: View): Json {
  return {
    id,
    team_id: state.team.id,
    type,
    blocks: view['blocks'],
    private_metadata: view['private_metadata'] ?? '',
    callback_id: view['callback_id'] ?? '',
    state: { values },
    hash,
    title: view['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view['clear_on_close'] ?? false,
    notify_on_close: view['notify_on_close'] ?? false,
    close: view['close'] ?? null,
    submit: view['submit'] ?? null,
    previous_view_id: previousId ?? null,
    root_view_id: rootId,
    app_id: state.bot.appId,
    external_id: view['external_id'] ?? '',
    app_installed_team_id: state.team.id,
    bot_id: state.bot.botId,
  };
}

/** The addresses by which a block may name a file: its private one and its permalink. */
export const fileUrls = (state: State, id: string) => [`${state.origin}/files-pri/${id}`, `${state.origin}/files/${id}`] as const;

/** A file as `files.info` shows it: until it is processed, its type is not known. */
export function fileJson(state: State, file: StoredFile): Json {
  const ready = file.stage === 'ready';
  const [urlPrivate, permalink] = fileUrls(state, file.id);
  const shares: Record<string, { ts: string }[]> = {};
  for (const { channel, ts } of file.shares) shares[channel] = [...(shares[channel] ?? []), { ts }];
  return {
    id: file.id,
    created: Math.floor(file.created / 1000),
    timestamp: Math.floor(file.created / 1000),
    name: file.name,
    title: file.title,
    mimetype: ready ? file.mimetype : '',
    filetype: ready ? filetypeOf(file.name) : '',
    size: file.bytes.length,
    user: state.bot.userId,
    url_private: urlPrivate,
    url_private_download: `${urlPrivate}/download`,
    permalink,
    channels: file.shares.map((share) => share.channel),
    shares: { public: shares },
    ...(file.altText ? { alt_txt: file.altText } : {}),
  };
}
