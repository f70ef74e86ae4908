import { messageJson } from '../api/render.ts';
import type { Json } from '../json.ts';
import type { State } from '../state/state.ts';
import type { Deliver } from '../transport/deliver.ts';
import type { Message, User, View } from '../types.ts';
import { actionJson, type Control, controls, entering, isStateful, type StateValues, stateValue, stateValues } from './elements.ts';
import { channelName, common, responseUrl, viewPayload } from './payloads.ts';
import { inChannel, person } from './who.ts';

/** Where the control is: a message (or the person's ephemeral one), an open modal, or the home tab. */
export type Place = { readonly channel: string; readonly ts: string } | { readonly view: string } | { readonly home: true };

/** Whether the app was told, and heard it. */
export type PressResult =
  | { readonly ok: true; readonly sent: boolean }
  | { readonly ok: false; readonly error: 'dispatch_failed' | 'operation_timeout'; readonly status?: number };

/** Presses buttons and fills in controls. */
export type Press = (userId: string, place: Place, actionId: string, blockId?: string, value?: unknown) => Promise<PressResult>;

interface Spot {
  readonly blocks: unknown;
  readonly entered: StateValues;
  keep(values: StateValues): void;
  payload(values: StateValues): Json;
}

/** Presses as people do; a control that is not there is the caller's mistake and throws. */
export function presser(state: State, deliver: Deliver): Press {
  const choices = new Map<string, StateValues>();
  return async (userId, place, actionId, blockId, value) => {
    const user = person(state, userId);
    const spot = 'ts' in place ? messageSpot(state, choices, user, place) : viewSpot(state, user, place);
    const control = findControl(spot.blocks, actionId, blockId);
    const ts = state.ts();
    let values = stateValues(spot.blocks, spot.entered);
    if (isStateful(control.type)) {
      values = entering(values, control, stateValue(control, value));
      spot.keep(values);
      if (control.block['type'] === 'input' && control.block['dispatch_action'] !== true) return { ok: true, sent: false };
    }
    const actions = [actionJson(control, value, ts)];
    const payload = { type: 'block_actions', ...common(state, user), ...spot.payload(values), actions };
    const ack = await deliver.send({ kind: 'interactive', payload });
    const own = control.element['value'];
    const carried = typeof own === 'string' ? { value: own } : {};
    state.deeds.push({ at: state.clock.now(), user: user.id, kind: 'press', what: actionId, ok: ack.ok, ...carried });
    if (ack.ok) return { ok: true, sent: true };
    return { ok: false, error: ack.error, ...(ack.status === undefined ? {} : { status: ack.status }) };
  };
}

function findControl(blocks: unknown, actionId: string, blockId: string | undefined): Control {
  const all = controls(blocks);
  const found = all.find((one) => one.actionId === actionId && (blockId === undefined || one.blockId === blockId));
  if (found) return found;
  throw new Error(`There is no ${actionId} here; there are: ${all.map((one) => one.actionId).join(', ') || 'no controls'}`);
}

function messageSpot(state: State, choices: Map<string, StateValues>, user: User, place: { channel: string; ts: string }): Spot {
  const channel = inChannel(state, user, place.channel);
  const whispered = state.messages.ephemerals(user.id).find((one) => one.ts === place.ts && one.channel === channel.id);
  const message: Message | undefined = whispered ?? state.messages.find(channel.id, place.ts);
  if (!message || message.deleted) throw new Error(`There is no message ${place.ts} in ${channel.id} for ${user.id}`);
  const key = `${user.id} ${channel.id} ${message.ts}`;
  const ephemeral = whispered !== undefined;
  const threadTs = message.threadTs;
  const reply = { userId: user.id, channel: channel.id, source: { ts: message.ts, ephemeral }, ...(threadTs ? { threadTs } : {}) };
  return {
    blocks: message.blocks,
    entered: choices.get(key) ?? {},
    keep: (values) => void choices.set(key, values),
    payload: (values) => ({
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: ephemeral,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      },
      trigger_id: state.grants.trigger(user.id),
      channel: { id: channel.id, name: channelName(channel) },
      ...(ephemeral ? {} : { message: messageJson(state, message) }),
      state: { values },
      response_url: responseUrl(state, reply),
    }),
  };
}

function viewSpot(state: State, user: User, place: { view: string } | { home: true }): Spot {
  const view = 'home' in place ? state.views.home(user.id) : state.views.find(place.view);
  if (!view || view.userId !== user.id) throw new Error(`${user.id} has no such view open`);
  if (view.type === 'modal' && state.views.stack(user.id).at(-1)?.id !== view.id) throw new Error(`${view.id} lies under another modal`);
  const modal = view.type === 'modal' ? view.id : undefined;
  let latest: View = view;
  return {
    blocks: view.view['blocks'],
    entered: view.state,
    keep(values) {
      latest = state.views.keep(view, { state: values });
    },
    payload: () => ({
      container: { type: 'view', view_id: view.id },
      trigger_id: state.grants.trigger(user.id, modal),
      view: viewPayload(state, latest),
    }),
  };
}
