import type { App } from '@slack/bolt';
import { DamagedLog, StoreUnavailable } from '../store/port.ts';
import { GivenUp } from '../zendesk/port.ts';
import { findAction } from './actions/actions.ts';
import { findCommand } from './commands/commands.ts';
import { languageOf, textsIn } from './locales/texts.ts';
import type { SlackParts } from './parts.ts';
import { say } from './request/answers.ts';
import { homeShape, mentionShape, pressShape, slashShape, usersIn, valueIn, viewShape } from './request/payloads.ts';
import { accountsMeant, understood } from './request/plain-words.ts';
import { readPress } from './request/press.ts';
import { type Asking, accountWithRole, isAccount, requestOf, withAccount, withKey } from './request/requests.ts';
import { homeView } from './views/home.ts';
import { findView } from './views/views.ts';
import { type Message, SlackRefused, SlackUnavailable } from './web/port.ts';

/** What a listener needs besides the parts: how a person is answered at a `response_url`, and a number for what went wrong. */
export interface ListenerParts extends SlackParts {
  readonly respond: (responseUrl: string, message: Message) => Promise<void>;
  readonly reference: () => string;
  /** Lets what is written to Slack leave before work begins: a millisecond. */
  readonly breathe: () => Promise<void>;
}

/** What listening comes with: whoever stops waits until what was acknowledged is answered. */
export interface Listening {
  /** Resolves when no request is being worked on. */
  readonly idle: () => Promise<void>;
}

/** Hands every command, press, modal and event to its place. Acknowledges at once; what follows never delays the next one. */
export function listen(app: App, parts: ListenerParts): Listening {
  const isNew = onceOnly();
  const running = new Set<Promise<void>>();
  const afterwards = async (work: () => Promise<void>): Promise<void> => {
    const done = quietly(work, parts);
    running.add(done);
    await done;
    running.delete(done);
  };
  app.command('/migrate', async ({ ack, command }) => {
    await ack();
    if (isNew(command.trigger_id)) await afterwards(() => onCommand(command, parts));
  });
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    if (!('trigger_id' in body) || isNew(body.trigger_id)) await afterwards(() => onAction(body, parts));
  });
  app.view(/.*/, async ({ ack, body }) => {
    const outcome = await onView(body, parts);
    await ack(outcome.errors ? { response_action: 'errors', errors: outcome.errors } : undefined);
    await afterwards(outcome.afterwards);
  });
  app.event('app_home_opened', async ({ event }) => afterwards(() => onHome(event, parts)));
  app.event('app_mention', async ({ event, body }) => {
    if (isNew(body.event_id)) await afterwards(() => onWords(event, parts));
  });
  app.event('message', async ({ event, body }) => {
    if (!isNew(body.event_id)) return;
    if ('channel_type' in event && event.channel_type === 'im' && !('subtype' in event && event.subtype))
      await afterwards(() => onWords(event, parts));
  });
  return { idle: async () => void (await Promise.all(running)) };
}

/** Ids of requests that are remembered: Slack brings the same one again when it is not sure. */
const REMEMBERED = 2_000;

/** Slack may deliver a request twice; what it asks for is done once. The log decides where that is not enough. */
function onceOnly(): (id: string | undefined) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (id === undefined || id === '') return true;
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
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

/** The words after `/migrate`, from a command, a mention or a direct message. */
async function runWords(text: string, asking: Asking, parts: ListenerParts): Promise<void> {
  const [name = '', ...typed] = text.trim().split(/\s+/);
  const request = await requestOf(asking, parts);
  await parts.breathe();
  const found = findCommand(name);
  if (!('command' in found)) return request.answer(say(request.texts.refusals.unknownCommand(name, found.nearest)));
  const { command } = found;
  const words = await Promise.all(typed.map((word) => withChannel(word, parts)));
  if (command.about === 'workspace') {
    const admitted = request.user.inside || (command.name === 'help' && (await accountWithRole(request, parts)) !== undefined);
    if (!admitted) return request.answer(say(request.texts.refusals.outsider));
    return command.run({ ...request, words }, parts);
  }
  // Between reading and drawing too: what comes in meanwhile is acknowledged first.
  const about = await withAccount(request, command, words, parts);
  await parts.breathe();
  if (about) await command.run(about, parts);
}

/** Slack writes a channel as `<#C…|name>`; a plain `#name` is looked for among those that Ferry is in. */
async function withChannel(word: string, { slack }: ListenerParts): Promise<string> {
  const name = /^#([^\s<>|]{1,80})$/.exec(word)?.[1]?.toLowerCase();
  if (name === undefined) return word;
  try {
    const channel = await slack.channelNamed(name);
    return channel === undefined ? word : `<#${channel}|${name}>`;
  } catch (error) {
    // Without the scope it stays a word like any other.
    if (error instanceof SlackRefused) return word;
    throw error;
  }
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

/** Where there is no `response_url`: seen by this person alone in the channel, else in their direct messages. */
async function toPerson(user: string, channel: string | undefined, message: Message, { slack }: ListenerParts): Promise<void> {
  try {
    if (channel) return await slack.whisper(channel, user, message);
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
  }
  await slack.whisper(await slack.directChannel(user), user, message);
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

/** A sentence about several accounts is asked about: an answer about the wrong one is worse than none. */
async function runSentence(text: string, asking: Asking, parts: ListenerParts): Promise<void> {
  const sentence = understood(text);
  const accounts = await accountsMeant(sentence, (word) => isAccount(word, parts));
  const { user, texts } = await requestOf(asking, parts);
  if (accounts.length > 1 && user.inside) return asking.answer(say(texts.refusals.whichAccount(sentence.command, accounts)));
  await runWords([sentence.command, ...accounts.slice(0, 1)].join(' '), asking, parts);
}

/** No request is met with silence: what fails is told in a sentence, with a number where only the log knows more. */
async function answered(asking: Asking, parts: ListenerParts, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reference = parts.reference();
    if (!(error instanceof GivenUp)) parts.log.error({ error, reference, user: asking.user }, 'a request failed');
    await asking.answer(say(await sentenceFor(error, reference, asking, parts)));
  }
}

async function sentenceFor(error: unknown, reference: string, asking: Asking, parts: ListenerParts): Promise<string> {
  const { refusals } = textsIn(await languageFor(asking.user, parts));
  if (error instanceof DamagedLog) return refusals.damaged(error.account, error.version);
  if (error instanceof StoreUnavailable) return refusals.storeDown;
  if (error instanceof GivenUp) return refusals.ending;
  if (error instanceof SlackUnavailable) return refusals.slackDown;
  if (error instanceof SlackRefused) return refusals.slackRefused(error.call, error.code);
  return refusals.failed(reference);
}

async function languageFor(user: string, { slack }: ListenerParts): Promise<ReturnType<typeof languageOf>> {
  try {
    return (await slack.person(user)).language;
  } catch {
    return languageOf(undefined);
  }
}
