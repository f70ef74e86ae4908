import { z } from 'zod';
import { isJson, type Json } from '../../json.ts';
import type { State } from '../../state/state.ts';
import { MOST_MODALS } from '../../state/views.ts';
import type { View } from '../../types.ts';
import { asMessages, checkMessage, checkMessageBlocks, checkView, viewTooLarge } from '../../validate/payloads.ts';
import type { Problem } from '../../validate/rule.ts';
import { json, read, word } from '../args.ts';
import { need, Refusal, refusalWith } from '../refusal.ts';
import { viewJson } from '../render.ts';
import { type Call, type Handler, needFiles } from './access.ts';

/** The view among the arguments, checked. */
function viewArgument({ state, args }: Call, allowed: readonly string[]): Json {
  const { view } = read(z.object({ view: json }), args);
  if (view === undefined) throw refusalWith('invalid_arguments', ['[ERROR] missing required field: view']);
  if (viewTooLarge(view)) throw new Refusal('view_too_large');
  const problems = checkView(view, allowed);
  const general = '[ERROR] failed to match all allowed schemas [json-pointer:/view]';
  if (problems.length > 0 || !isJson(view)) throw refusalWith('invalid_arguments', [general, ...asMessages(problems)]);
  needFiles(state, view, '/view', 'invalid_arguments');
  return view;
}

function triggered({ state, args }: Call): { readonly userId: string; readonly viewId?: string } {
  const { trigger_id, interactivity_pointer } = read(
    z.object({ trigger_id: word.optional(), interactivity_pointer: word.optional() }),
    args,
  );
  const granted = state.grants.exchange(need(trigger_id ?? interactivity_pointer, 'invalid_trigger_id'));
  if (typeof granted === 'string') throw new Refusal(granted);
  return granted;
}

function needFreeExternalId(state: State, view: Json, own?: View): void {
  const wanted = view['external_id'];
  const holder = typeof wanted === 'string' && wanted !== '' ? state.views.byExternalId(wanted) : undefined;
  if (holder && holder.id !== own?.id) throw new Refusal('duplicate_external_id');
}

function needHash({ args }: Call, view: View | undefined): void {
  const { hash } = read(z.object({ hash: word.optional() }), args);
  if (hash !== undefined && hash !== view?.hash) throw new Refusal('hash_conflict');
}

const open: Handler = (call) => {
  const view = viewArgument(call, ['modal']);
  needFreeExternalId(call.state, view);
  const { userId } = triggered(call);
  return { ok: true, view: viewJson(call.state, call.state.views.open(userId, view)) };
};

const push: Handler = (call) => {
  const view = viewArgument(call, ['modal']);
  needFreeExternalId(call.state, view);
  const { userId, viewId } = triggered(call);
  const stack = call.state.views.stack(userId);
  if (viewId === undefined || !stack.some((one) => one.id === viewId)) throw new Refusal('not_found');
  if (stack.length >= MOST_MODALS) throw new Refusal('push_limit_reached');
  return { ok: true, view: viewJson(call.state, call.state.views.push(userId, view)) };
};

const update: Handler = (call) => {
  const { state, args } = call;
  const { view_id, external_id } = read(z.object({ view_id: word.optional(), external_id: word.optional() }), args);
  const found = view_id === undefined ? external_id && state.views.byExternalId(external_id) : state.views.find(view_id);
  const known = need(found || undefined, 'not_found');
  const view = viewArgument(call, [known.type]);
  needHash(call, known);
  needFreeExternalId(state, view, known);
  return { ok: true, view: viewJson(state, state.views.update(known, view)) };
};

const publish: Handler = (call) => {
  const { state, args } = call;
  const { user_id } = read(z.object({ user_id: word }), args);
  if (!state.directory.users.has(user_id)) throw refusalWith('invalid_arguments', ['[ERROR] no such user [json-pointer:/user_id]']);
  const view = viewArgument(call, ['home']);
  const known = state.views.home(user_id);
  needHash(call, known);
  needFreeExternalId(state, view, known);
  return { ok: true, view: viewJson(state, state.views.publish(user_id, view)) };
};

const validate: Handler = ({ args }) => {
  const { blocks, message, view } = read(z.object({ blocks: json, message: json, view: json }), args);
  const given = [blocks, message, view].filter((one) => one !== undefined);
  if (given.length !== 1) throw refusalWith('invalid_arguments', ['[ERROR] must provide exactly one of: blocks, message, view']);
  if (blocks !== undefined) return verdict('invalid_blocks', checkMessageBlocks(blocks, ''));
  if (message !== undefined) return verdict('invalid_message', checkMessage(message));
  return verdict('invalid_view', checkView(view, ['modal', 'home'], ''));
};

const verdict = (error: string, errors: readonly Problem[]): Json => (errors.length === 0 ? { ok: true } : { ok: false, error, errors });

/** The `views.*` methods and `blocks.validate`. */
export const VIEWS: Readonly<Record<string, Handler>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
  'blocks.validate': validate,
};
