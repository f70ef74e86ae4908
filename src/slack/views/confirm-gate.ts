import type { ModalView } from '@slack/types';
import { typePhrase } from '../../cutover/decisions.ts';
import { pathOf } from '../../migration/plan.ts';
import { refusal } from '../actions/item/change-item.ts';
import { section } from '../blocks/frame.ts';
import { say } from '../request/answers.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { fieldError, refusedIn } from './outcome.ts';
import type { View } from './view.ts';

/** The last gate: what is about to happen, and the phrase to type. */
export function confirmGateView({ texts, key, migration }: AccountRequest, brand: string, said: readonly string[]): ModalView {
  const t = texts.cutover.gateModal;
  const path = pathOf(brand, migration.scheduled?.plan);
  return {
    type: 'modal',
    callback_id: 'confirm_gate',
    private_metadata: pressValue({ account: key, brand, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) }),
    title: { type: 'plain_text', text: t.title },
    submit: { type: 'plain_text', text: t.submit },
    close: { type: 'plain_text', text: t.close },
    blocks: [
      section(path === 'swap' ? texts.cutover.turns.swap.modal(brand, key) : t.body(brand, key)),
      ...said.map((line) => section(line)),
      {
        type: 'input',
        block_id: 'phrase',
        label: { type: 'plain_text', text: t.label(`${path} ${brand}`) },
        element: { type: 'plain_text_input', action_id: 'phrase', max_length: 200 },
      },
    ],
  };
}

export const confirmGate: View = {
  callbackId: 'confirm_gate',
  submit: async (request, parts) => {
    const { press, person, texts } = request;
    if (press.plan !== request.migration.scheduled?.version) return { phrase: fieldError(texts.refusals.oldButton) };
    const decision = await parts.record(request.key, { kind: 'person', slackUserId: request.user.id }, (migration) =>
      typePhrase(migration, person, press.brand ?? '', request.value('phrase') ?? ''),
    );
    if (!decision.ok) return refusedIn('phrase', refusal(decision.refusal, request), request);
    await request.answer(say(texts.cutover.control.phraseTaken));
    await parts.settle(request.key);
    return undefined;
  },
};
