import { handOver } from '../../cutover/control/hand-over.ts';
import { rollBack } from '../../cutover/control/roll-back.ts';
import { cancel, pause, resume } from '../../cutover/decisions.ts';
import type { Decision, Person } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { holdsRole } from '../actions/item/item.ts';
import { endDrill, startDrill } from '../actions/practice/drill.ts';
import { planRehearsal } from '../actions/practice/rehearse.ts';
import { boardMessage } from '../blocks/board.ts';
import { runbookMessage } from '../blocks/runbook.ts';
import type { SlackParts } from '../parts.ts';
import { saidSo } from '../posts/practice/rehearsal.ts';
import { rollBackMessage } from '../posts/way-back/roll-back.ts';
import { decide, say } from '../request/answers.ts';
import type { AccountRequest } from '../request/request.ts';
import { sceneFor } from '../request/scene.ts';
import type { Message } from '../web/port.ts';
import type { Command } from './command.ts';

const verbs = ['plan', 'dry-run', 'pause', 'resume', 'cancel', 'rollback', 'handover', 'rehearse', 'drill'] as const;
type Verb = (typeof verbs)[number];

export const cutoverCommands = [{ name: 'cutover', about: 'account', ownWord: isVerb, run: cutover }] as const satisfies readonly Command[];

function isVerb(word: string): word is Verb {
  return verbs.some((verb) => verb === word);
}

/** The runbook as it would run, as it runs, and its controls. */
async function cutover(request: AccountRequest, parts: SlackParts): Promise<void> {
  const [verb, ...rest] = request.words;
  const { texts } = request;
  if (verb === 'rehearse') return planRehearsal(request, rest, parts);
  if (verb === 'drill') return drill(request, rest, parts);
  const scene = await sceneFor(request, parts);
  if (request.migration.scheduled === undefined)
    return request.answer(say(texts.refusals.refused({ because: 'nothing_planned' }, request.key, request.migration.team, (item) => item)));
  const of = request.migration.scheduled.plan.rehearsalOf;
  const shown = (message: Message) => request.answer(of ? saidSo(message, of, texts) : message);
  if (verb === undefined) return shown(boardMessage(scene));
  if (!isVerb(verb)) return request.answer(say(texts.refusals.usage(texts.cutover.plan.usage, `/migrate cutover ${request.key} dry-run`)));
  switch (verb) {
    case 'plan':
      return shown(runbookMessage(scene, false));
    case 'dry-run': {
      // The same looks as the gates make; nothing is recorded and nobody is asked. Zendesk's requests are not everybody's to spend.
      const report =
        request.migration.connected && holdsRole(request) ? await parts.lookAgain(request.key, request.migration) : scene.report;
      return shown(runbookMessage({ ...scene, report }, true));
    }
    case 'pause':
    case 'resume':
    case 'cancel':
    case 'rollback':
    case 'handover':
      return control(verb, rest.join(' '), request, parts);
  }
}

/** `drill` begins one, `drill stop` ends the one that runs. */
async function drill(request: AccountRequest, [word, ...more]: readonly string[], parts: SlackParts): Promise<void> {
  const { texts, key } = request;
  if (word === undefined) return startDrill(request, parts);
  if (word.toLowerCase() === 'stop' && more.length === 0) return endDrill(request, parts);
  return request.answer(say(texts.refusals.usage(texts.practice.drill.usage, `/migrate cutover ${key} drill`)));
}

export async function control(
  verb: 'pause' | 'resume' | 'cancel' | 'rollback' | 'handover',
  reason: string,
  request: AccountRequest,
  parts: SlackParts,
  shown?: number,
): Promise<void> {
  const why = reason === '' ? undefined : reason;
  type Rule = (migration: Migration, person: Person) => Decision;
  const rules: Readonly<Record<typeof verb, Rule>> = {
    pause: (migration, person) => pause(migration, person, shown),
    resume: (migration, person) => resume(migration, person, shown),
    cancel: (migration, person) => cancel(migration, person, why),
    rollback: (migration, person) => rollBack(migration, person, why),
    handover: handOver,
  };
  if (!(await decide(request, parts, (migration) => rules[verb](migration, request.person)))) return;
  await request.answer(await answerTo(verb, request, parts));
  await parts.settle(request.key);
}

/** What became of it, from the record as it is now. */
async function answerTo(verb: Parameters<typeof control>[0], request: AccountRequest, parts: SlackParts): Promise<Message> {
  const { control: t, flows } = request.texts.cutover;
  const migration = replay(await parts.store.read(request.key));
  switch (verb) {
    case 'pause':
      return say(t.paused);
    case 'resume':
      return say(t.resumed);
    case 'cancel':
      return say(t.cancelled);
    case 'rollback':
      return migration.run.rolledBack ? rollBackMessage({ ...(await sceneFor(request, parts)), migration }) : say(flows.rollBack.before);
    case 'handover':
      return say(flows.handOver.done(request.texts.common.people([migration.run.driver?.user].flatMap((user) => user ?? []))));
  }
}
