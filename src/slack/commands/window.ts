import { readReport } from '../../checklist/readings.ts';
import { may } from '../../migration/decisions.ts';
import { A_SCREEN } from '../../window/choice/choose.ts';
import { isLocalDate, minuteOf } from '../../window/local-time.ts';
import { refusal } from '../actions/item/change-item.ts';
import { planWindow } from '../actions/window.ts';
import { whichMessage } from '../blocks/window-set.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { scheduleWindowModal, typedWindow, whichOf } from '../views/schedule-window.ts';
import { showMore, showWindows } from '../windows/command.ts';
import type { Command } from './command.ts';

/** What begins like a date or a time is no account. */
const DATE_LIKE = /^\d+[-./:]/;

export const windowCommands = [
  { name: 'windows', about: 'account', ownWord: (word) => word.toLowerCase() === 'more', run: windows },
  { name: 'schedule', about: 'account', ownWord: (word) => DATE_LIKE.test(word), run: schedule },
] as const satisfies readonly Command[];

/** `more` shows the next three, as the button does. */
async function windows(request: AccountRequest, parts: SlackParts): Promise<void> {
  if (request.words.length > 1 || (request.words.length === 1 && request.words[0]?.toLowerCase() !== 'more'))
    return request.answer(say(request.texts.refusals.usage(request.texts.windows.usage, `/migrate windows ${request.key}`)));
  return request.words.length === 0 ? showWindows(request, parts) : showMore(request, parts, A_SCREEN);
}

/** Arguments left out open the form, with what was given filled in. */
async function schedule(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, migration, person, words, trigger } = request;
  if (!may(migration, person, 'admin')) return request.answer(refusal({ because: 'not_your_role', needs: ['admin'] }, request));
  const [date, time, ...rest] = words;
  const complete = rest.length > 0 || (date !== undefined && !isLocalDate(date)) || (time !== undefined && minuteOf(time) === undefined);
  if (!complete && trigger === '') return request.answer(say(usage(request)));
  if (!complete) {
    const report = readReport(await parts.store.report(key));
    const given = { ...(date === undefined ? {} : { date }), ...(time === undefined ? {} : { time }) };
    return void (await parts.slack.openView(trigger, scheduleWindowModal(request, report, parts.clock(), given)));
  }
  const typed = typedWindow({ date: date ?? '', time: time ?? '', duration: rest.join('') }, request, parts.clock());
  if (typed.kind === 'wrong') return request.answer(say(typed.sentence));
  if (typed.kind === 'twice') return request.answer(whichMessage(typed.windows, whichOf(request)));
  const decision = await planWindow(request, parts, typed.window.opensAt, typed.window.closesAt);
  if (!decision.ok) await request.answer(refusal(decision.refusal, request));
}

/** A mention in a channel has no trigger, so it opens nothing: what is missing is asked for in words. */
function usage({ key, texts }: AccountRequest): string {
  return texts.refusals.usage(texts.people.schedule.usage, `/migrate schedule ${key} YYYY-MM-DD 02:00 90m`);
}
