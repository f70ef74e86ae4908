import type { ModalView } from '@slack/types';
import { readReport } from '../../checklist/readings.ts';
import { subjectOf } from '../../cutover/subjects.ts';
import { sign } from '../../migration/decisions.ts';
import type { Fingerprint } from '../../migration/plan.ts';
import type { Statement } from '../../migration/sign-offs.ts';
import { refusal } from '../actions/item/change-item.ts';
import { say } from '../request/answers.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { fieldError, refusedIn } from './outcome.ts';
import type { View } from './view.ts';

/** Asks for the reason of a no. */
export function declineView({ texts, key }: AccountRequest, statement: Statement, of: string): ModalView {
  const t = texts.cutover.signOff;
  return {
    type: 'modal',
    callback_id: 'decline_signoff',
    private_metadata: pressValue({ account: key, statement, of }),
    title: { type: 'plain_text', text: t.declineTitle },
    submit: { type: 'plain_text', text: t.send },
    close: { type: 'plain_text', text: t.close },
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: t.declineLabel },
        hint: { type: 'plain_text', text: t.declineHint },
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 500 },
      },
    ],
  };
}

export const declineSignOff: View = {
  callbackId: 'decline_signoff',
  submit: async (request, parts) => {
    const { statement, of } = request.press;
    const { texts, person } = request;
    if (statement === undefined || of === undefined) return { reason: fieldError(texts.refusals.oldButton) };
    const { readings } = readReport(await parts.store.report(request.key));
    const decision = await parts.record(request.key, { kind: 'person', slackUserId: request.user.id }, (migration) =>
      // The fingerprint travelled in the modal: it is compared with the one of what stands now.
      sign(migration, person, statement, 'no', of as Fingerprint, subjectOf(statement, { migration, readings }), request.value('reason')),
    );
    if (!decision.ok) return refusedIn('reason', refusal(decision.refusal, request), request);
    await request.answer(say(texts.cutover.signOff.thanks('no', texts.common.statements[statement])));
    await parts.settle(request.key);
    return undefined;
  },
};
