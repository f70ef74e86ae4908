import { isJson, type Json, shown } from '../json.ts';
import type { State } from '../state/state.ts';
import { MOST_MODALS } from '../state/views.ts';
import type { Deliver } from '../transport/deliver.ts';
import type { View } from '../types.ts';
import { asMessages, checkView, viewTooLarge } from '../validate/payloads.ts';
import { type Control, controls, entering, isStateful, type StateValues, stateValue, stateValues } from './elements.ts';
import { fieldErrors } from './fields.ts';
import { common, viewPayload } from './payloads.ts';
import { person } from './who.ts';

/** What happened to a submitted modal. `client` errors never reached the app: Slack itself holds the form back. */
export type SubmitResult =
  | { readonly ok: true; readonly action: 'close' | 'clear' }
  | { readonly ok: true; readonly action: 'update' | 'push'; readonly view: View }
  | { readonly ok: false; readonly by: 'client' | 'app'; readonly errors: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly by: 'slack'; readonly error: string; readonly messages: readonly string[] };

/** What a person enters: by block id, the value itself or values by action id. */
export type Entered = Readonly<Record<string, unknown>>;

const trouble = (error: string, messages: readonly string[] = []): SubmitResult => ({ ok: false, by: 'slack', error, messages });

function topView(state: State, userId: string, viewId: string): View {
  const view = state.views.stack(userId).at(-1);
  if (!view || view.id !== viewId) throw new Error(`${viewId} is not the topmost modal of ${userId}`);
  return view;
}

/** The view's values with what is entered now. */
function fill(view: View, entered: Entered): StateValues {
  const all = controls(view.view['blocks']).filter((one) => isStateful(one.type));
  const strange = Object.keys(entered).filter((blockId) => !all.some((one) => one.blockId === blockId));
  if (strange.length > 0) throw new Error(`No field in block ${strange.join(', ')}; there are ${all.map((one) => one.blockId).join(', ')}`);
  return all.reduce(
    (values: StateValues, control) => {
      const given = valueFor(control, entered[control.blockId]);
      return given === undefined ? values : entering(values, control, stateValue(control, given));
    },
    stateValues(view.view['blocks'], view.state),
  );
}

function valueFor({ actionId }: Control, given: unknown): unknown {
  return isJson(given) && !('type' in given) && !('text' in given) ? given[actionId] : given;
}

/** Submits the topmost modal of a person. */
export function submitter(state: State, deliver: Deliver) {
  return async (userId: string, viewId: string, entered: Entered = {}): Promise<SubmitResult> => {
    const user = person(state, userId);
    const values = fill(topView(state, userId, viewId), entered);
    const view = state.views.keep(topView(state, userId, viewId), { state: values });
    if (view.view['submit'] === undefined) throw new Error(`${viewId} has no submit button`);
    const missing = fieldErrors(view, values);
    if (Object.keys(missing).length > 0) return { ok: false, by: 'client', errors: missing };
    const trigger_id = state.grants.trigger(userId, viewId);
    const payload = { type: 'view_submission', ...common(state, user), trigger_id, view: viewPayload(state, view), response_urls: [] };
    const ack = await deliver.send({ kind: 'interactive', payload });
    if (!ack.ok) return trouble(ack.error, ['We had some trouble connecting. Try again?']);
    return obey(state, state.views.find(viewId) ?? view, ack.body);
  };
}

/** Does what the acknowledgement of a submission asks for. */
function obey(state: State, view: View, body: unknown): SubmitResult {
  const action = isJson(body) ? body['response_action'] : undefined;
  if (action === undefined) {
    state.views.pop(view.userId);
    return { ok: true, action: 'close' };
  }
  if (action === 'clear') {
    state.views.clear(view.userId);
    return { ok: true, action };
  }
  const next = isJson(body) ? body : {};
  if (action === 'errors') return showErrors(state, view, next['errors']);
  if (action === 'update' || action === 'push') return showNext(state, view, action, next['view']);
  return trouble('invalid_response_action', [shown(action)]);
}

function showErrors(state: State, view: View, given: unknown): SubmitResult {
  const entries = isJson(given) ? Object.entries(given) : [];
  const inputs = controls(view.view['blocks'])
    .filter((one) => one.block['type'] === 'input')
    .map((one) => one.blockId);
  const strange = entries.filter(([blockId, text]) => !inputs.includes(blockId) || typeof text !== 'string' || text === '');
  if (entries.length === 0 || strange.length > 0)
    return trouble(
      'invalid_errors',
      strange.map(([blockId]) => `No input block ${blockId}`),
    );
  const errors = Object.fromEntries(entries.map(([blockId, text]) => [blockId, String(text)]));
  state.views.keep(view, { errors });
  return { ok: false, by: 'app', errors };
}

function showNext(state: State, view: View, action: 'update' | 'push', next: unknown): SubmitResult {
  const problems = checkView(next, ['modal']);
  if (viewTooLarge(next)) return trouble('view_too_large');
  if (problems.length > 0 || !isJson(next)) return trouble('invalid_view', asMessages(problems));
  if (action === 'update') return { ok: true, action, view: state.views.update(view, next) };
  if (state.views.stack(view.userId).length >= MOST_MODALS) return trouble('push_limit_reached');
  return { ok: true, action, view: state.views.push(view.userId, next) };
}

/** Closes the topmost modal, or all of them, and tells the app where it asked to be told. */
export function closer(state: State, deliver: Deliver) {
  return async (userId: string, viewId: string, all = false): Promise<void> => {
    const user = person(state, userId);
    const view = topView(state, userId, viewId);
    const cleared = all || view.view['clear_on_close'] === true;
    const payload: Json = { type: 'view_closed', ...common(state, user), view: viewPayload(state, view), is_cleared: cleared };
    if (cleared) state.views.clear(userId);
    else state.views.pop(userId);
    if (view.view['notify_on_close'] === true) await deliver.send({ kind: 'interactive', payload });
  };
}
