import { findCommand } from '../commands/commands.ts';
import { say } from '../request/answers.ts';
import { accountsMeant, understood } from '../request/plain-words.ts';
import { type Asking, accountWithRole, isAccount, requestOf, withAccount } from '../request/requests.ts';
import { SlackRefused } from '../web/port.ts';
import type { ListenerParts } from './parts.ts';

/** The words after `/migrate`, from a command, a mention or a direct message. */
export async function runWords(text: string, asking: Asking, parts: ListenerParts): Promise<void> {
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

/** A sentence about several accounts is asked about: an answer about the wrong one is worse than none. */
export async function runSentence(text: string, asking: Asking, parts: ListenerParts): Promise<void> {
  const sentence = understood(text);
  const accounts = await accountsMeant(sentence, (word) => isAccount(word, parts));
  const { user, texts } = await requestOf(asking, parts);
  if (accounts.length > 1 && user.inside) return asking.answer(say(texts.refusals.whichAccount(sentence.command, accounts)));
  await runWords([sentence.command, ...accounts.slice(0, 1)].join(' '), asking, parts);
}
