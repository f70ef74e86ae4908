import { randomUUID } from 'node:crypto';
import { viewJson } from '../api/render.ts';
import type { Json } from '../json.ts';
import type { Conversation } from '../state/directory.ts';
import { freshId } from '../state/ids.ts';
import type { State } from '../state/state.ts';
import type { User, View } from '../types.ts';
import { stateValues } from './elements.ts';

const VERIFICATION = 'simulated-verification-token';

/** The fields every interactive payload has. */
export function common(state: State, user: User): Json {
  return {
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId ?? state.team.id },
    api_app_id: state.bot.appId,
    token: VERIFICATION,
    team: state.team,
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** A view as a payload carries it, with all that stands in its fields. */
export function viewPayload(state: State, view: View): Json {
  return { ...viewJson(state, view), state: { values: stateValues(view.view['blocks'], view.state) } };
}

/** The address an answer may be posted to. */
export function responseUrl(state: State, reply: Parameters<State['grants']['reply']>[0]): string {
  return `${state.origin}/response/${state.grants.reply(reply)}`;
}

const CHANNEL_NAMES = { im: 'directmessage', private: 'privategroup', mpim: 'mpdm' } as const;

/** A conversation's name as slash commands and block actions carry it. */
export function channelName({ kind, name }: Conversation): string {
  return kind === 'public' ? name : CHANNEL_NAMES[kind];
}

/** The fields of a slash command. */
export function slashPayload(state: State, user: User, channel: Conversation, command: string, text: string): Json {
  return {
    token: VERIFICATION,
    team_id: user.teamId ?? state.team.id,
    team_domain: state.team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text,
    api_app_id: state.bot.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(state, { userId: user.id, channel: channel.id }),
    trigger_id: state.grants.trigger(user.id),
  };
}

/** An event in its callback. */
export function eventPayload(state: State, event: Json): Json {
  return {
    token: VERIFICATION,
    team_id: state.team.id,
    context_team_id: state.team.id,
    context_enterprise_id: null,
    api_app_id: state.bot.appId,
    event,
    type: 'event_callback',
    event_id: freshId('Ev'),
    event_time: Math.floor(state.clock.now() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: state.team.id, user_id: state.bot.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: randomUUID(),
  };
}
