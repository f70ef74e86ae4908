import { cancel, pause, resume } from '../../cutover/decisions.ts';
import { boardMessage } from '../blocks/board.ts';
import { runbookMessage } from '../blocks/runbook.ts';
import type { SlackParts } from '../parts.ts';
import { decide, say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { sceneFor } from '../request/scene.ts';
import type { Command } from './command.ts';

const verbs = ['plan', 'dry-run', 'pause', 'resume', 'cancel'] as const;
type Verb = (typeof verbs)[number];

export const cutoverCommands = [{ name: 'cutover', about: 'account', ownWord: isVerb, run: cutover }] as const satisfies readonly Command[];

function isVerb(word: string): word is Verb {
  return verbs.some((verb) => verb === word);
}

/** The runbook as it would run, as it runs, and its controls. */
async function cutover(request: AccountRequest, parts: SlackParts): Promise<void> {
  const [verb, ...rest] = request.words;
  const { texts } = request;
  const scene = await sceneFor(request, parts);
  if (request.migration.scheduled === undefined)
    return request.answer(say(texts.refusals.refused({ because: 'nothing_planned' }, request.key, request.migration.team, (item) => item)));
  if (verb === undefined) return request.answer(boardMessage(scene));
  if (!isVerb(verb)) return request.answer(say(texts.refusals.usage(texts.cutover.plan.usage, `/migrate cutover ${request.key} dry-run`)));
  switch (verb) {
    case 'plan':
      return request.answer(runbookMessage(scene, false));
    case 'dry-run': {
      // The same looks as the gates make; nothing is recorded and nobody is asked.
      const report = request.migration.connected ? await parts.lookAgain(request.key, request.migration) : scene.report;
      return request.answer(runbookMessage({ ...scene, report }, true));
    }
    case 'pause':
    case 'resume':
    case 'cancel':
      return control(verb, rest.join(' '), request, parts);
  }
}

export async function control(
  verb: 'pause' | 'resume' | 'cancel',
  reason: string,
  request: AccountRequest,
  parts: SlackParts,
): Promise<void> {
  const t = request.texts.cutover.control;
  const rules = {
    pause,
    resume,
    cancel: (...[migration, person]: Parameters<typeof pause>) => cancel(migration, person, reason === '' ? undefined : reason),
  };
  if (!(await decide(request, parts, (migration) => rules[verb](migration, request.person)))) return;
  await request.answer(say({ pause: t.paused, resume: t.resumed, cancel: t.cancelled }[verb]));
  await parts.settle(request.key);
}
