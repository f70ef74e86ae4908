import { z } from 'zod';
import type { Json } from '../../json.ts';
import type { State } from '../../state/state.ts';
import { count, json, read, word } from '../args.ts';
import { need, Refusal } from '../refusal.ts';
import { fileJson } from '../render.ts';
import { type Call, content, type Handler, writable } from './access.ts';

const getUploadUrl: Handler = ({ state, args }) => {
  const { filename, length, alt_txt } = read(z.object({ filename: word, length: count, alt_txt: z.string().optional() }), args);
  const size = need(length, 'missing_argument');
  if (size <= 0) throw new Refusal('invalid_arguments');
  if ((alt_txt ?? '').length > 1000) throw new Refusal('alt_txt_too_large');
  const { id, secret } = state.files.begin(filename, size, alt_txt);
  return { ok: true, upload_url: `${state.origin}/upload/v1/${secret}`, file_id: id };
};

const completion = z.object({
  files: json.pipe(z.array(z.object({ id: word, title: z.string().optional() })).min(1)),
  channel_id: word.optional(),
  channels: word.optional(),
  thread_ts: word.optional(),
  initial_comment: z.string().optional(),
});

const complete: Handler = (call) => {
  const { state, args } = call;
  const wanted = read(completion, args);
  const stored = wanted.files.map(({ id }) => {
    const file = need(state.files.find(id), 'file_not_found');
    if (file.stage !== 'uploaded') throw new Refusal('file_not_found');
    return file;
  });
  const targets = (wanted.channels ?? wanted.channel_id ?? '').split(',').filter(Boolean);
  const channels = targets.map((channel) => writable(state, channel, 'posting_to_channel_denied').id);
  const comment = commentOf(call, wanted.initial_comment);
  const ids = stored.map((file) => file.id);
  let waiting = ids.length;
  for (const [at, file] of stored.entries()) {
    state.files.complete(file.id, wanted.files[at]?.title ?? file.name, () => {
      waiting -= 1;
      if (waiting === 0) for (const channel of channels) share(state, channel, ids, comment, wanted.thread_ts);
    });
  }
  return { ok: true, files: ids.map((id, at) => ({ id, title: wanted.files[at]?.title ?? id })) };
};

interface Comment {
  readonly text: string;
  readonly blocks: readonly Json[];
}

/** What is said with the files: `blocks` are left out where there is an `initial_comment`. */
function commentOf({ state, args }: Call, initial: string | undefined): Comment {
  if (initial !== undefined || args['blocks'] === undefined) return { text: initial ?? '', blocks: [] };
  try {
    return { text: '', blocks: content(state, { blocks: args['blocks'] }).blocks ?? [] };
  } catch (error) {
    // This method has one name for whatever is wrong with its blocks.
    throw error instanceof Refusal ? new Refusal('invalid_blocks', error.extra) : error;
  }
}

function share(state: State, channel: string, ids: readonly string[], comment: Comment, threadTs: string | undefined): void {
  const thread = threadTs === undefined ? {} : { threadTs };
  const { userId, botId } = state.bot;
  const message = state.messages.post({ channel, user: userId, botId, ...comment, files: ids, ...thread });
  for (const id of ids) state.files.share(id, channel, message.ts);
}

const info: Handler = ({ state, args }) => {
  const { file } = read(z.object({ file: word }), args);
  const stored = need(state.files.find(file), 'file_not_found');
  if (stored.stage === 'waiting') throw new Refusal('file_not_found');
  return { ok: true, file: fileJson(state, stored), comments: [], response_metadata: { next_cursor: '' } };
};

/** The `files.*` methods. */
export const FILES: Readonly<Record<string, Handler>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
};
