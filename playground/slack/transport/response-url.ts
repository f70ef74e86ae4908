import { z } from 'zod';
import type { ApiAnswer } from '../api/call.ts';
import { type Content, content, type TooLong } from '../api/methods/access.ts';
import { Refusal } from '../api/refusal.ts';
import { isJson, parseJson } from '../json.ts';
import type { Reply } from '../state/grants.ts';
import type { Draft } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import { asMessages, checkMessageBlocks } from '../validate/payloads.ts';

const reply = z.object({
  response_type: z.enum(['in_channel', 'ephemeral']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
});

/** Answers a POST to a response_url. */
export function answerResponseUrl(state: State, secret: string, body: string): ApiAnswer {
  const granted = state.grants.spendReply(secret);
  if (typeof granted === 'string') return { status: 404, headers: {}, body: { ok: false, error: granted } };
  try {
    respond(state, granted, parseJson(body));
    return { status: 200, headers: {}, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: 400, headers: {}, body: error.body };
  }
}

/** The sum over all blocks is looked at where messages are posted, not here. */
const UNLIMITED: TooLong = {};

/** Does what a message to a response_url, or in the acknowledgement of a command, asks for. */
export function respond(state: State, granted: Reply, value: unknown): void {
  const parsed = reply.safeParse(value);
  if (!parsed.success || !isJson(value)) throw new Refusal('invalid_payload');
  const { replace_original, delete_original } = parsed.data;
  if (delete_original) removeOriginal(state, granted);
  else if (replace_original && granted.source) replaceOriginal(state, granted, content(state, value, UNLIMITED));
  else say(state, granted, content(state, value, UNLIMITED), parsed.data);
}

function say(state: State, granted: Reply, said: Content, { response_type, thread_ts }: z.output<typeof reply>): void {
  const threadTs = thread_ts ?? granted.threadTs;
  const draft: Draft = {
    channel: granted.channel,
    user: state.bot.userId,
    botId: state.bot.botId,
    text: said.text ?? '',
    blocks: said.blocks ?? [],
    ...(threadTs === undefined ? {} : { threadTs }),
  };
  if (response_type === 'in_channel') state.messages.post(draft);
  else state.messages.postEphemeral(granted.userId, draft);
}

const findEphemeral = (state: State, { userId, source }: Reply) => state.messages.ephemerals(userId).find((one) => one.ts === source?.ts);

function removeOriginal(state: State, granted: Reply): void {
  const whispered = findEphemeral(state, granted);
  const message = granted.source && state.messages.find(granted.channel, granted.source.ts);
  if (whispered) state.messages.removeEphemeral(whispered);
  else if (message && !message.deleted) state.messages.remove(message);
}

function replaceOriginal(state: State, granted: Reply, said: Content): void {
  const revision = { text: said.text ?? '', blocks: said.blocks ?? [] };
  const whispered = findEphemeral(state, granted);
  const message = granted.source && state.messages.find(granted.channel, granted.source.ts);
  if (whispered) state.messages.reviseEphemeral(whispered, revision);
  else if (message && !message.deleted) state.messages.revise(message, revision, state.bot.userId);
  else throw new Refusal('message_not_found');
}

/** What is wrong with the message in a command's acknowledgement. */
export function ackProblems(value: unknown): readonly string[] {
  const blocks = isJson(value) ? value['blocks'] : undefined;
  return blocks === undefined ? [] : asMessages(checkMessageBlocks(blocks));
}
