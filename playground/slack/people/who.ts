import type { Conversation } from '../state/directory.ts';
import type { State } from '../state/state.ts';
import type { User } from '../types.ts';

/** A person who can act: known and not deactivated. */
export function person(state: State, userId: string): User {
  const user = state.directory.users.get(userId);
  if (!user) throw new Error(`Nobody is called ${userId}`);
  if (user.deleted) throw new Error(`${userId} is deactivated and can do nothing in Slack`);
  return user;
}

/** A conversation this person sees. */
export function inChannel(state: State, user: User, channelId: string): Conversation {
  const channel = state.directory.find(channelId);
  const isGuest = user.isRestricted || user.isUltraRestricted || (user.teamId !== undefined && user.teamId !== state.team.id);
  const open = channel?.kind === 'public' && !isGuest;
  if (!channel || !(open || channel.members.has(user.id))) throw new Error(`${user.id} does not see ${channelId}`);
  return channel;
}

/** The person's direct conversation with the bot. */
export function directWith(state: State, userId: string): Conversation {
  return state.directory.direct([userId]).conversation;
}
