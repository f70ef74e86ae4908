import { itemState, restsOn } from '../../../checklist/item-state.ts';
import { itemById, type KnownItem } from '../../../checklist/items/items.ts';
import { topicsOf } from '../../../checklist/items/topics.ts';
import { sections } from '../../../checklist/progress.ts';
import { sayDone, waive } from '../../../checklist/words.ts';
import { may } from '../../../migration/decisions.ts';
import { roles, rolesOf } from '../../../migration/roles.ts';
import { checklistMessages, contextOf } from '../../blocks/checklist.ts';
import { section } from '../../blocks/frame.ts';
import { isOpen, itemBlocks } from '../../blocks/item.ts';
import type { SlackParts } from '../../parts.ts';
import { say } from '../../request/answers.ts';
import type { AccountRequest } from '../../request/request.ts';
import { answerQuestionsModal } from '../../views/answer-questions.ts';
import { waiveItemModal } from '../../views/waive-item.ts';
import type { Action, ActionRequest } from '../action.ts';
import { changeItem, type ItemChange, refusal, sceneNow } from './change-item.ts';

/** The buttons of an item, and those that lead to the checklist. */
export const itemActions = [
  { prefix: 'status_blockers', run: showChecklist },
  { prefix: 'item_done', run: withItem((request, parts, item) => changeItem(request, parts, item, saying(undefined))) },
  { prefix: 'item_waive', run: withItem(openWaiver) },
  { prefix: 'item_check', run: withItem(lookAgainAt) },
  { prefix: 'questions_open', run: openQuestions },
] as const satisfies readonly Action[];

/** Somebody's word for an item: what the button and `/migrate done` record. */
export function saying(note: string | undefined): ItemChange {
  return {
    decide: (migration, person, item, readings, now) =>
      sayDone(migration, person, item, note, restsOn(item.id, { migration, readings, now })),
    recorded: (texts, title) => texts.work.said(title),
  };
}

/** Whether the person holds a role here, or is an admin everywhere. */
export function holdsRole({ migration, person }: Pick<AccountRequest, 'migration' | 'person'>): boolean {
  return rolesOf(migration.team, person.user).length > 0 || may(migration, person, 'admin');
}

/** For what only people with a role may see or start. */
export function needsRole(request: AccountRequest) {
  return refusal({ because: 'not_your_role', needs: roles }, request);
}

function withItem(run: (request: ActionRequest, parts: SlackParts, item: KnownItem) => Promise<void>): Action['run'] {
  return async (request, parts) => {
    const item = itemById(request.press.item ?? '');
    if (item === undefined) return request.answer(say(request.texts.refusals.oldButton));
    return run(request, parts, item);
  };
}

/** Asks the rule before it asks for a reason: nobody types one in vain. */
async function openWaiver(request: ActionRequest, parts: SlackParts, item: KnownItem): Promise<void> {
  const scene = await sceneNow(request, parts);
  const decision = waive(contextOf(scene), request.person, item, '');
  if (!decision.ok) return request.answer(refusal(decision.refusal, request));
  await parts.slack.openView(request.trigger, waiveItemModal(request, item));
}

async function lookAgainAt(request: ActionRequest, parts: SlackParts, item: KnownItem): Promise<void> {
  if (!holdsRole(request)) return request.answer(needsRole(request));
  const topics = topicsOf(item.id);
  if (topics.length > 0) await parts.lookAgain(request.key, request.migration, topics);
  const scene = await sceneNow(request, parts);
  const state = itemState(item, contextOf(scene));
  const text = request.texts.work.lookedAgain(request.texts.items[item.id].title, isOpen(state) ? 'open' : 'settled');
  await request.answer({ text, blocks: [section(text), ...itemBlocks(state, scene, 'with_buttons')] });
  await parts.settle(request.key);
}

/** Guests and people from elsewhere see nothing without a role. */
async function showChecklist(request: ActionRequest, parts: SlackParts): Promise<void> {
  if (!request.user.inside && !holdsRole(request)) return request.answer(say(request.texts.refusals.outsider));
  const only = sections.find((each) => each === request.press.section);
  for (const message of checklistMessages(await sceneNow(request, parts), only)) await request.answer(message);
}

async function openQuestions(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { migration, person } = request;
  if (!may(migration, person, 'lead')) return request.answer(refusal({ because: 'not_your_role', needs: ['admin', 'lead'] }, request));
  await parts.slack.openView(request.trigger, answerQuestionsModal(await sceneNow(request, parts)));
}
