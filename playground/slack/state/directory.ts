import type { Bot, Channel, User, UserGroup } from '../types.ts';
import { freshId } from './ids.ts';

/** What sort of conversation a channel is: decides the scopes it asks for. */
export type Kind = 'public' | 'private' | 'im' | 'mpim';

/** A conversation as it is now. */
export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly members: Set<string>;
  archived: boolean;
}

/** People and conversations of the workspace. */
export interface Directory {
  readonly users: Map<string, User>;
  readonly channels: Map<string, Conversation>;
  readonly groups: ReadonlyMap<string, UserGroup>;
  /** The direct conversation of these people with the bot, made if there is none. */
  direct(users: readonly string[]): { readonly conversation: Conversation; readonly isNew: boolean };
  /** A conversation by id, or by `#name` if it has one. */
  find(channel: string): Conversation | undefined;
  isMember(channel: Conversation, user: string): boolean;
}

/** The directory of a new world. */
export function directory(users: readonly User[], channels: readonly Channel[], groups: readonly UserGroup[], bot: Bot): Directory {
  const people = new Map(users.map((user) => [user.id, user]));
  if (!people.has(bot.userId)) {
    const self: User = { id: bot.userId, name: bot.name, realName: bot.name, locale: 'en-US', tz: 'Etc/UTC', isBot: true };
    people.set(bot.userId, self);
  }
  const conversations = new Map(channels.map((channel) => [channel.id, begin(channel)]));
  const directs = new Map<string, Conversation>();

  return {
    users: people,
    channels: conversations,
    groups: new Map(groups.map((group) => [group.id, group])),
    direct(wanted) {
      const members = [...new Set([...wanted, bot.userId])].sort();
      const key = members.join();
      const known = directs.get(key);
      if (known) return { conversation: known, isNew: false };
      const kind: Kind = wanted.length > 1 ? 'mpim' : 'im';
      const id = freshId(kind === 'im' ? 'D' : 'G');
      const conversation: Conversation = { id, name: wanted.join('-'), kind, members: new Set(members), archived: false };
      directs.set(key, conversation);
      conversations.set(id, conversation);
      return { conversation, isNew: true };
    },
    find(channel) {
      const named = channel.startsWith('#') ? channel.slice(1) : channel;
      const isNamed = (one: Conversation) => one.kind !== 'im' && one.kind !== 'mpim' && one.name === named;
      return conversations.get(channel) ?? [...conversations.values()].find(isNamed);
    },
    isMember: (channel, user) => channel.members.has(user),
  };
}

function begin(channel: Channel): Conversation {
  const kind: Kind = channel.isPrivate ? 'private' : 'public';
  return { id: channel.id, name: channel.name, kind, members: new Set(channel.members), archived: channel.isArchived ?? false };
}
