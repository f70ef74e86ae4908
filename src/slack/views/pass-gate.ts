import type { ModalView } from '@slack/types';
import { readReport } from '../../checklist/readings.ts';
import { passGate as decidePass } from '../../cutover/control/pass-gate.ts';
import type { RedGate } from '../../cutover/control/red-gate.ts';
import { refusal } from '../actions/item/change-item.ts';
import { context, cut, plain, section } from '../blocks/frame.ts';
import { titleIn } from '../blocks/status.ts';
import { say } from '../request/answers.ts';
import { pressValue } from '../request/press.ts';
import type { AccountRequest } from '../request/request.ts';
import { fieldError, refusedIn } from './outcome.ts';
import type { View } from './view.ts';

/** Block ids and action ids of its two fields. */
const NAME = 'account';
const REASON = 'reason';
/** A reason that the board, the thread and the report can all show. */
const MOST_REASON = 300;
const MOST_SHOWN = 12;

/** Exactly what would be passed over, the account's name to type, and the reason. */
export function passGateView({ texts, key, migration }: AccountRequest, red: RedGate): ModalView {
  const t = texts.cutover.flows.pass;
  const lines = red.blockers.map((blocker) => `• ${cut(plain(texts.status.blocker(blocker, titleIn(texts))), 200)}`);
  const shown = lines.length > MOST_SHOWN ? [...lines.slice(0, MOST_SHOWN), texts.status.more(lines.length - MOST_SHOWN)] : lines;
  const input = (id: string, label: string, hint: string | undefined, length: number): ModalView['blocks'][number] => ({
    type: 'input',
    block_id: id,
    label: { type: 'plain_text', text: label },
    ...(hint ? { hint: { type: 'plain_text', text: hint } } : {}),
    element: { type: 'plain_text_input', action_id: id, max_length: length, ...(id === REASON ? { multiline: true } : {}) },
  });
  return {
    type: 'modal',
    callback_id: 'pass_gate',
    private_metadata: pressValue({ account: key, of: red.of, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) }),
    title: { type: 'plain_text', text: cut(t.title, 24) },
    submit: { type: 'plain_text', text: cut(t.submit, 24) },
    close: { type: 'plain_text', text: cut(t.close, 24) },
    blocks: [
      section(t.body(red.gate, shown, red.chats)),
      input(NAME, t.nameLabel(key), undefined, 100),
      input(REASON, t.reasonLabel, t.reasonHint, MOST_REASON),
      context(t.notPassed),
    ],
  };
}

export const passGate: View = {
  callbackId: 'pass_gate',
  submit: async (request, parts) => {
    const { press, person, texts, key } = request;
    const t = texts.cutover.flows.pass;
    if (press.plan === undefined || press.plan !== request.migration.scheduled?.version)
      return { [NAME]: fieldError(texts.refusals.oldButton) };
    const reason = request.value(REASON)?.trim() ?? '';
    if (reason === '') return { [REASON]: t.empty };
    const { readings } = readReport(await parts.store.report(key));
    const decision = await parts.record(key, { kind: 'person', slackUserId: request.user.id }, (migration) =>
      decidePass({ migration, readings, now: parts.clock() }, person, key, request.value(NAME) ?? '', reason, press.of ?? ''),
    );
    if (!decision.ok) return refusedIn(NAME, refusal(decision.refusal, request), request);
    await request.answer(say(t.done));
    await parts.settle(key);
    return undefined;
  },
};
