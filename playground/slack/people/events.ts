import { randomUUID } from 'node:crypto';
import { userJson } from '../api/render.ts';
import type { Json } from '../json.ts';
import type { State } from '../state/state.ts';
import type { Deliver } from '../transport/deliver.ts';
import type { Message } from '../types.ts';
import { eventPayload, viewPayload } from './payloads.ts';
import { directWith, inChannel, person } from './who.ts';

/** What an event's first attempt came to; `sent` is false where the app is not subscribed or not there. */
export interface EventResult {
  readonly sent: boolean;
  readonly ok: boolean;
  readonly eventId?: string;
  readonly message?: Message;
}

/** What the app subscribes to unless the options say otherwise. */
const EVENTS: readonly string[] = ['app_home_opened', 'app_mention', 'message.im'];

/** World time until each further attempt, counted from the failure before it. */
const RETRY_AFTER_MS = [0, 60_000, 300_000] as const;

/** Events that people cause. */
export interface Events {
  /** Any event by hand; `name` is what one subscribes to, such as `message.im`. */
  emit(name: string, event: Json): Promise<EventResult>;
  openHome(userId: string): Promise<EventResult>;
  mention(userId: string, channelId: string, text: string): Promise<EventResult>;
  dm(userId: string, text: string): Promise<EventResult>;
  invite(channelId: string, userId: string): Promise<EventResult>;
  archive(channelId: string): Promise<EventResult>;
  /** Takes somebody out of the workspace: still known, and `deleted`. */
  deactivate(userId: string): Promise<EventResult>;
}

/** Sends events, up to four times each as Slack does. */
export function eventSender(state: State, deliver: Deliver): Events {
  const subscribed = state.options.events ?? EVENTS;

  const attempt = async (payload: Json, envelopeId: string, num: number, reason: string): Promise<boolean> => {
    const retry = num === 0 ? {} : { retry: { num, reason } };
    const ack = await deliver.send({ kind: 'events_api', payload, envelopeId, ...retry });
    if (ack.ok) return true;
    const wait = RETRY_AFTER_MS[num];
    if (wait === undefined || ack.noRetry) return false;
    const next = ack.error === 'operation_timeout' ? 'http_timeout' : ack.status === undefined ? 'connection_failed' : 'http_error';
    state.clock.at(state.clock.now() + wait, () => void attempt(payload, envelopeId, num + 1, next));
    return false;
  };
  const emit: Events['emit'] = async (name, event) => {
    if (!subscribed.includes(name) || state.revoked !== undefined) return { sent: false, ok: false };
    const payload = eventPayload(state, event);
    const ok = await attempt(payload, randomUUID(), 0, '');
    return { sent: true, ok, eventId: String(payload['event_id']) };
  };
  const say = (userId: string, channel: string, text: string) => state.messages.post({ channel, user: userId, text, blocks: [] });

  return {
    emit,
    async openHome(userId) {
      const user = person(state, userId);
      const channel = directWith(state, user.id).id;
      const home = state.views.home(user.id);
      const view = home ? { view: viewPayload(state, home) } : {};
      return emit('app_home_opened', { type: 'app_home_opened', user: user.id, channel, tab: 'home', event_ts: state.ts(), ...view });
    },
    async mention(userId, channelId, text) {
      const user = person(state, userId);
      const channel = inChannel(state, user, channelId);
      const name = `<@${state.bot.userId}>`;
      const message = say(user.id, channel.id, text.includes(name) ? text : `${name} ${text}`);
      const { ts } = message;
      const team = user.teamId ?? state.team.id;
      if (!channel.members.has(state.bot.userId)) return { sent: false, ok: false, message };
      const event = {
        type: 'app_mention',
        user: user.id,
        text: message.text,
        ts,
        channel: channel.id,
        event_ts: ts,
        team,
        client_msg_id: randomUUID(),
      };
      return { ...(await emit('app_mention', event)), message };
    },
    async dm(userId, text) {
      const user = person(state, userId);
      const { id: channel } = directWith(state, user.id);
      const message = say(user.id, channel, text);
      const { ts } = message;
      const team = user.teamId ?? state.team.id;
      const event = {
        type: 'message',
        channel_type: 'im',
        channel,
        user: user.id,
        text,
        ts,
        event_ts: ts,
        team,
        client_msg_id: randomUUID(),
      };
      return { ...(await emit('message.im', event)), message };
    },
    async invite(channelId, userId) {
      const channel = state.directory.find(channelId);
      if (!channel) throw new Error(`There is no channel ${channelId}`);
      channel.members.add(userId);
      state.tell({ kind: 'channel', channel: channel.id });
      const channel_type = channel.kind === 'public' ? 'C' : 'G';
      const common = { user: userId, channel: channel.id, channel_type, team: state.team.id, event_ts: state.ts() };
      return emit('member_joined_channel', { type: 'member_joined_channel', ...common });
    },
    async archive(channelId) {
      const channel = state.directory.find(channelId);
      if (!channel) throw new Error(`There is no channel ${channelId}`);
      channel.archived = true;
      state.tell({ kind: 'channel', channel: channel.id });
      return emit('channel_archive', { type: 'channel_archive', channel: channel.id, event_ts: state.ts() });
    },
    async deactivate(userId) {
      const gone = { ...person(state, userId), deleted: true };
      state.directory.users.set(userId, gone);
      return emit('user_change', { type: 'user_change', user: userJson(state, gone, true), event_ts: state.ts() });
    },
  };
}
