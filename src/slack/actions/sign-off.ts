import { readReport } from '../../checklist/readings.ts';
import { subjectOf } from '../../cutover/subjects.ts';
import { may, sign } from '../../migration/decisions.ts';
import type { Fingerprint } from '../../migration/plan.ts';
import { signerOf } from '../../migration/sign-offs.ts';
import { titleIn } from '../blocks/status.ts';
import { signOff } from '../commands/sign-off.ts';
import type { SlackParts } from '../parts.ts';
import { decide, say } from '../request/answers.ts';
import { declineView } from '../views/decline-sign-off.ts';
import type { Action, ActionRequest } from './action.ts';

export const signOffActions = [
  { prefix: 'signoff_approve', run: approve },
  { prefix: 'signoff_decline', run: decline },
  { prefix: 'signoff_open', run: signOff },
] as const satisfies readonly Action[];

async function approve(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { statement, of } = request.press;
  const { texts } = request;
  if (statement === undefined || of === undefined) return request.answer(say(texts.refusals.oldButton));
  const { readings } = readReport(await parts.store.report(request.key));
  // The fingerprint travelled in the button: it is compared with the one of what stands now.
  const granted = await decide(request, parts, (migration) =>
    sign(migration, request.person, statement, 'yes', of as Fingerprint, subjectOf(statement, { migration, readings })),
  );
  if (granted) await request.answer(say(texts.cutover.signOff.thanks('yes', texts.common.statements[statement])));
  await parts.settle(request.key);
}

/** A no needs its reason; who may not say no is told at the press, before anything opens. */
async function decline(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { statement, of } = request.press;
  const { texts, migration, person } = request;
  if (statement === undefined || of === undefined) return request.answer(say(texts.refusals.oldButton));
  const needs = [signerOf[statement]];
  if (!may(migration, person, ...needs))
    return request.answer(say(texts.refusals.refused({ because: 'not_your_role', needs }, request.key, migration.team, titleIn(texts))));
  await parts.slack.openView(request.trigger, declineView(request, statement, of));
}
