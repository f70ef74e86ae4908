import { DamagedLog, StoreUnavailable } from '../../store/port.ts';
import { GivenUp } from '../../zendesk/port.ts';
import { languageOf, textsIn } from '../locales/texts.ts';
import { say } from '../request/answers.ts';
import type { Asking } from '../request/requests.ts';
import { type Message, SlackRefused, SlackUnavailable } from '../web/port.ts';
import type { ListenerParts } from './parts.ts';

/** No request is met with silence: what fails is told in a sentence, with a number where only the log knows more. */
export async function answered(asking: Asking, parts: ListenerParts, work: () => Promise<void>): Promise<void> {
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

/** Where there is no `response_url`: seen by this person alone in the channel, else in their direct messages. */
export async function toPerson(user: string, channel: string | undefined, message: Message, { slack }: ListenerParts): Promise<void> {
  try {
    if (channel) return await slack.whisper(channel, user, message);
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
  }
  await slack.whisper(await slack.directChannel(user), user, message);
}
