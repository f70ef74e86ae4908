import { isJson } from '../json.ts';
import type { State } from '../state/state.ts';
import type { Deliver } from '../transport/deliver.ts';
import { ackProblems, respond } from '../transport/response-url.ts';
import { escapeText } from './escape.ts';
import { slashPayload } from './payloads.ts';
import { inChannel, person } from './who.ts';

/** What the person sees of a slash command. */
export type SlashResult =
  | { readonly ok: true; readonly ackBody: unknown }
  | { readonly ok: false; readonly error: 'dispatch_failed' | 'operation_timeout' | 'invalid_ack'; readonly message: string };

/** Sends `/migrate text` as this person from this channel. */
export function slasher(state: State, deliver: Deliver, command = '/migrate') {
  return async (userId: string, channelId: string, text: string): Promise<SlashResult> => {
    const user = person(state, userId);
    const channel = inChannel(state, user, channelId);
    const sent = state.options.shouldEscape === false ? text : escapeText(state, text);
    const payload = slashPayload(state, user, channel, command, sent);
    const ack = await deliver.send({ kind: 'slash_commands', payload });
    state.deeds.push({ at: state.clock.now(), user: user.id, kind: 'command', what: text, ok: ack.ok });
    if (!ack.ok) return { ok: false, error: ack.error, message: `${command} failed with the error "${ack.error}"` };
    const said = typeof ack.body === 'string' && ack.body !== '' ? { text: ack.body } : ack.body;
    const problems = ackProblems(said);
    if (problems.length > 0) return { ok: false, error: 'invalid_ack', message: problems.join('\n') };
    if (isJson(said) && Object.keys(said).length > 0) respond(state, { userId, channel: channel.id }, said);
    return { ok: true, ackBody: said };
  };
}
