import { isJson, type Json, objectsOf, parseJson, stringOf } from '../../json.ts';
import type { Conversation } from '../../state/directory.ts';
import type { State } from '../../state/state.ts';
import { asMessages, checkMessageBlocks, MOST_REWRITTEN, MOST_TEXT } from '../../validate/payloads.ts';
import { blocksTooLong } from '../../validate/whole.ts';
import { Refusal, refusalWith } from '../refusal.ts';
import { fileUrls } from '../render.ts';
import { KIND_SCOPES } from '../table.ts';

/** A call that has passed token, scope and rate. */
export interface Call {
  readonly state: State;
  readonly args: Json;
}

/** What one method does. */
export type Handler = (call: Call) => Json;

/** Refuses a call that lacks a scope. */
export function needScope(state: State, scope: string): void {
  if (!state.scopes.includes(scope)) throw new Refusal('missing_scope', { needed: scope, provided: state.scopes.join(',') });
}

/** Refuses unless the app may read (the history of) this kind of conversation. */
export function needKind(state: State, conversation: Conversation, what: 'read' | 'history'): void {
  needScope(state, KIND_SCOPES[what][conversation.kind]);
}

/** A conversation the bot can see: public ones and those it is in. */
export function visible(state: State, channel: string): Conversation {
  const conversation = state.directory.channels.get(channel);
  const seen = conversation && (conversation.kind === 'public' || conversation.members.has(state.bot.userId));
  if (!seen) throw new Refusal('channel_not_found');
  return conversation;
}

/** A conversation the bot may write to; a user's id means the direct one. `archived` is the method's own name for that. */
export function writable(state: State, channel: string, archived = 'is_archived'): Conversation {
  const person = state.directory.users.get(channel);
  const direct = person ? state.directory.direct([person.id]).conversation.id : channel;
  const conversation = visible(state, state.directory.find(direct)?.id ?? direct);
  if (conversation.archived) throw new Refusal(archived);
  const isIn = conversation.members.has(state.bot.userId);
  if (!isIn && !state.scopes.includes('chat:write.public')) throw new Refusal('not_in_channel');
  return conversation;
}

/** The text and blocks of a message, checked as Slack does. */
export interface Content {
  readonly text: string | undefined;
  readonly blocks: readonly Json[] | undefined;
}

/** By which name a method refuses too much text: in all blocks together, and in `text`, which others cut. */
export interface TooLong {
  readonly blocks?: string;
  readonly text?: string;
}

/** New messages. */
const POSTED: TooLong = { blocks: 'msg_blocks_too_long' };
/** Changed and ephemeral messages. */
export const REWRITTEN: TooLong = { blocks: 'msg_too_long', text: 'msg_too_long' };

/** Parses and checks `text` and `blocks`; at least one must say something. */
export function content(state: State, args: Json, tooLong: TooLong = POSTED): Content {
  const blocks = contentBlocks(state, args['blocks'], tooLong.blocks);
  const given = stringOf(args['text']);
  if (tooLong.text !== undefined && given !== undefined && given.length > MOST_REWRITTEN) throw new Refusal(tooLong.text);
  const text = given?.slice(0, MOST_TEXT);
  if (!text?.trim() && (blocks === undefined || blocks.length === 0)) throw new Refusal('no_text');
  return { text, blocks };
}

function contentBlocks(state: State, given: unknown, tooLong: string | undefined): readonly Json[] | undefined {
  const blocks = typeof given === 'string' && given !== '' ? parseJson(given) : given;
  if (blocks === undefined && given !== undefined && given !== '') throw new Refusal('invalid_blocks_format');
  if (blocks === undefined || blocks === null || blocks === '') return undefined;
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const problems = checkMessageBlocks(blocks);
  if (problems.length > 0) throw refusalWith('invalid_blocks', asMessages(problems));
  needFiles(state, blocks, '/blocks', 'invalid_blocks');
  if (tooLong !== undefined && blocksTooLong(blocks)) throw new Refusal(tooLong);
  return objectsOf(blocks);
}

/** Images of uploaded files can be shown once Slack has processed them, and only such files. */
export function needFiles(state: State, value: unknown, pointer: string, error: string): void {
  if (Array.isArray(value)) for (const [at, entry] of value.entries()) needFiles(state, entry, `${pointer}/${at}`, error);
  if (!isJson(value)) return;
  const named = value['slack_file'];
  if (isJson(named)) needPicture(state, named, `${pointer}/slack_file`, error);
  for (const [field, entry] of Object.entries(value)) needFiles(state, entry, `${pointer}/${field}`, error);
}

function needPicture(state: State, named: Json, pointer: string, error: string): void {
  const id = stringOf(named['id']);
  const url = stringOf(named['url']);
  const file =
    id === undefined ? state.files.all().find((one) => fileUrls(state, one.id).some((known) => known === url)) : state.files.find(id);
  if (file?.stage === 'ready' && /^image\/(png|jpeg|gif)$/.test(file.mimetype)) return;
  throw refusalWith(error, [`[ERROR] invalid slack file [json-pointer:${pointer}/${id === undefined ? 'url' : 'id'}]`]);
}

const MOST_METADATA = 16_000;

/** A message's `metadata`; an empty object takes it away. */
export function metadataOf(args: Json): Json | undefined {
  const given = args['metadata'];
  const value = typeof given === 'string' ? parseJson(given) : given;
  if (given === undefined || given === '') return undefined;
  if (!isJson(value)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return {};
  const known = Object.keys(value).every((field) => ['event_type', 'event_payload', 'entities'].includes(field));
  const shaped = typeof value['event_type'] === 'string' && isJson(value['event_payload']);
  if (!known || !shaped) throw new Refusal('invalid_metadata_format');
  if (JSON.stringify(value).length > MOST_METADATA) throw new Refusal('metadata_too_large');
  return value;
}
