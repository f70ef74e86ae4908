import { findAction } from '../actions/actions.ts';
import { say } from '../request/answers.ts';
import { homeShape, mentionShape, pressShape, slashShape, usersIn, valueIn, viewShape } from '../request/payloads.ts';
import { readPress } from '../request/press.ts';
import { type Asking, requestOf, withKey } from '../request/requests.ts';
import { homeView } from '../views/home.ts';
import { findView } from '../views/views.ts';
import type { Message } from '../web/port.ts';
import { answered, toPerson } from './failures.ts';
import type { ListenerParts } from './parts.ts';
import { runSentence, runWords } from './words.ts';

/** What answers each thing that comes in from Slack, as Slack sends it. None of it ever throws. */
export interface Incoming {
  command(payload: unknown): Promise<void>;
  action(payload: unknown): Promise<void>;
  view(payload: unknown): Promise<ViewAnswer>;
  home(payload: unknown): Promise<void>;
  /** A mention or a direct message. */
  words(payload: unknown): Promise<void>;
}

export function incomingWith(parts: ListenerParts): Incoming {
  const quiet = (work: (payload: unknown, parts: ListenerParts) => Promise<void>) => (payload: unknown) =>
    quietly(() => work(payload, parts), parts);
  return {
    command: quiet(onCommand),
    action: quiet(onAction),
    async view(payload) {
      const { errors, afterwards } = await onView(payload, parts);
      return { errors, afterwards: () => quietly(afterwards, parts) };
    },
    home: quiet(onHome),
    words: quiet(onWords),
  };
}

/** Lets acknowledgements that are waiting go first, and tells the log of what nobody else has caught. */
async function quietly(work: () => Promise<void>, { log, breathe }: ListenerParts): Promise<void> {
  await breathe();
  try {
    await work();
  } catch (error) {
    log.error({ error }, 'a request could not be answered');
  }
}

async function onCommand(payload: unknown, parts: ListenerParts): Promise<void> {
  const { text, user_id, channel_id, trigger_id, response_url } = slashShape.parse(payload);
  const asking: Asking = {
    user: user_id,
    channel: channel_id,
    trigger: trigger_id,
    answer: (message) => afterABreath(() => parts.respond(response_url, message), parts),
  };
  await answered(asking, parts, () => runWords(text, asking, parts));
}

async function afterABreath(work: () => Promise<void>, { breathe }: ListenerParts): Promise<void> {
  await breathe();
  await work();
}

async function onAction(payload: unknown, parts: ListenerParts): Promise<void> {
  const body = pressShape.parse(payload);
  const [pressed] = body.actions;
  const channel = body.container?.channel_id ?? body.channel?.id;
  const responseUrl = body.response_url;
  const asking: Asking = {
    user: body.user.id,
    channel: channel ?? '',
    trigger: body.trigger_id,
    answer: responseUrl ? (message) => parts.respond(responseUrl, message) : (message) => toPerson(body.user.id, channel, message, parts),
  };
  if (pressed === undefined) return;
  await answered(asking, parts, async () => {
    const action = findAction(pressed.action_id);
    const press = readPress(pressed.value);
    const request = await requestOf(asking, parts);
    if (action === undefined || press === undefined) {
      // Links and choices inside a modal are no buttons of ours.
      if (pressed.value !== undefined) await request.answer(say(request.texts.refusals.oldButton));
      return;
    }
    const about = await withKey(request, press.account, parts);
    if (about === undefined) return;
    const ts = body.container?.message_ts;
    await action.run({ ...about, press, actionId: pressed.action_id, message: channel && ts ? { channel, ts } : undefined }, parts);
  });
}

interface ViewAnswer {
  readonly errors: Readonly<Record<string, string>> | undefined;
  readonly afterwards: () => Promise<void>;
}

/** A modal has to be answered with its errors; answers and further work follow once Slack has been told. */
async function onView(payload: unknown, parts: ListenerParts): Promise<ViewAnswer> {
  const body = viewShape.parse(payload);
  const view = findView(body.view.callback_id);
  const press = readPress(body.view.private_metadata);
  const later: (() => Promise<void>)[] = [];
  const asking: Asking = {
    user: body.user.id,
    channel: press?.channel ?? '',
    trigger: body.trigger_id,
    answer: async (message) => void later.push(() => toPerson(body.user.id, press?.channel, message, parts)),
  };
  let errors: Readonly<Record<string, string>> | undefined;
  await answered(asking, parts, async () => {
    const request = await requestOf(asking, parts);
    const about = press && (await withKey(request, press.account, parts));
    if (view === undefined || press === undefined || about === undefined) return;
    const { state } = body.view;
    const deferred = { ...parts, settle: async (key: Parameters<typeof parts.settle>[0]) => void later.push(() => parts.settle(key)) };
    errors = await view.submit(
      { ...about, press, value: (block) => valueIn(state, block), users: (block) => usersIn(state, block) },
      deferred,
    );
  });
  return {
    errors: errors && unmarked(errors),
    afterwards: async () => {
      for (const each of later) await each();
    },
  };
}

/** Slack draws errors at a field as plain text. */
function unmarked(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(errors).map(([block, text]) => [block, text.replaceAll(/[`*]/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>')]),
  );
}

async function onHome(payload: unknown, parts: ListenerParts): Promise<void> {
  const { user, tab } = homeShape.parse(payload);
  if (tab !== 'home') return;
  const request = await requestOf({ user, channel: '', trigger: '', answer: async () => {} }, parts);
  await parts.slack.publishHome(user, await homeView(request, parts));
}

/** A mention or a direct message in plain words gets the matching command's answer. */
async function onWords(payload: unknown, parts: ListenerParts): Promise<void> {
  const parsed = mentionShape.safeParse(payload);
  if (!parsed.success || parsed.data.bot_id !== undefined) return;
  const { user, channel, text, channel_type } = parsed.data;
  const whereTo =
    channel_type === 'im'
      ? async (message: Message) => void (await parts.slack.post(channel, message, { account: '', key: '' }))
      : (message: Message) => toPerson(user, channel, message, parts);
  const asking: Asking = { user, channel, trigger: '', answer: whereTo };
  await answered(asking, parts, () => runSentence(text, asking, parts));
}
