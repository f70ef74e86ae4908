import { isJson, objectsOf } from '../json.ts';
import { checkFields } from './check.ts';
import { anything, flag, list, type Problem, plain, type Shape, string } from './rule.ts';
import { blocksTooLong, checkBlocks } from './whole.ts';

const blocks = anything;
const common = { private_metadata: string(3000, 0), callback_id: string(255, 0), external_id: string(255, 0) };
const VIEWS: Readonly<Record<string, Shape>> = {
  modal: {
    required: { title: plain(24), blocks },
    optional: { ...common, close: plain(24), submit: plain(24), clear_on_close: flag, notify_on_close: flag },
  },
  home: { required: { blocks }, optional: common },
};

/** Slack refuses views whose JSON is larger. */
const MOST_VIEW_BYTES = 250_000;
/** The longest text that a message can be changed to, or that one person alone can be told. */
export const MOST_REWRITTEN = 4000;
/** Text above this is cut off. */
export const MOST_TEXT = 40_000;

/** True if a view's JSON is over Slack's limit. */
export function viewTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > MOST_VIEW_BYTES;
}

/** What is wrong with a view; `allowed` names the types that fit the method. */
export function checkView(view: unknown, allowed: readonly string[], pointer = '/view'): Problem[] {
  if (!isJson(view)) return [{ pointer, code: 'failed_constraint', message: 'must provide an object' }];
  const type = view['type'];
  const shape = typeof type === 'string' && allowed.includes(type) ? VIEWS[type] : undefined;
  if (!shape) return [{ pointer: `${pointer}/type`, code: 'unsupported_type', message: `unsupported type: ${String(type)}` }];
  const surface = type === 'home' ? 'home' : 'modal';
  const own = checkFields(shape, view, pointer, true);
  const input = objectsOf(view['blocks']).some((block) => block['type'] === 'input');
  const submit = surface === 'modal' && input && view['submit'] === undefined;
  if (submit) own.push({ pointer, code: 'missing_field', message: 'missing required field: submit (the view has an input block)' });
  return view['blocks'] === undefined ? own : [...own, ...checkBlocks(view['blocks'], surface, `${pointer}/blocks`)];
}

/** What is wrong with a message's blocks. */
export function checkMessageBlocks(value: unknown, pointer = '/blocks'): Problem[] {
  return checkBlocks(value, 'message', pointer);
}

const MESSAGE: Shape = {
  optional: {
    blocks,
    text: string(MOST_TEXT, 0),
    attachments: list(anything, 100, 0),
    metadata: anything,
    thread_ts: string(32),
    mrkdwn: flag,
  },
};

/** What is wrong with a whole message as `blocks.validate` takes it. */
export function checkMessage(message: unknown): Problem[] {
  if (!isJson(message)) return [{ pointer: '', code: 'failed_constraint', message: 'must provide an object' }];
  const own = checkFields(MESSAGE, message, '', false);
  const inner = message['blocks'] === undefined ? [] : checkMessageBlocks(message['blocks']);
  const long = blocksTooLong(message['blocks']);
  return [...own, ...inner, ...(long ? [{ pointer: '/blocks', code: 'failed_constraint', message: 'msg_blocks_too_long' }] : [])];
}

/** Problems as they stand in `response_metadata.messages`. */
export function asMessages(problems: readonly Problem[]): string[] {
  return problems.map((problem) => `[ERROR] ${problem.message} [json-pointer:${problem.pointer}]`);
}
