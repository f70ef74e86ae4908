import { itemState } from '../../checklist/item-state.ts';
import { itemById } from '../../checklist/items/items.ts';
import { readReport } from '../../checklist/readings.ts';
import { redGate } from '../../cutover/control/red-gate.ts';
import { acceptDuty, confirmUnder, endedBy, finish, mayOpenGate } from '../../cutover/decisions.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { groupsToSpeak } from '../../cutover/steps/groups.ts';
import { lineOf } from '../../cutover/steps/steps.ts';
import { may, type Refusal } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { isTurning } from '../../migration/plan.ts';
import { planView, viewOf } from '../../migration/run/earlier.ts';
import { saidLines } from '../blocks/asks.ts';
import { contextOf } from '../blocks/checklist.ts';
import { itemLine } from '../blocks/item.ts';
import { titleIn } from '../blocks/status.ts';
import { stepTitle } from '../blocks/step-title.ts';
import { control } from '../commands/cutover.ts';
import type { SlackParts } from '../parts.ts';
import { strayText } from '../posts/after/late.ts';
import { decide, say } from '../request/answers.ts';
import type { Scene } from '../request/request.ts';
import { sceneFor } from '../request/scene.ts';
import { confirmGateView } from '../views/confirm-gate.ts';
import { passGateView } from '../views/pass-gate.ts';
import type { Action, ActionRequest } from './action.ts';
import { againstText } from './item/drain-words.ts';

export const cutoverActions = [
  { prefix: 'step_confirm', run: whileOpen(stepConfirm) },
  { prefix: 'operator_accept', run: whilePlanned(operatorAccept) },
  { prefix: 'gate_open', run: whilePlanned(gateOpen) },
  { prefix: 'gate_pass', run: whilePlanned(gatePass) },
  { prefix: 'cutover_rollback', run: controls('rollback') },
  { prefix: 'cutover_handover', run: controls('handover') },
  { prefix: 'cutover_finish', run: whilePlanned(cutoverFinish) },
  { prefix: 'cutover_pause', run: controls('pause') },
  { prefix: 'cutover_resume', run: controls('resume') },
  { prefix: 'cutover_cancel', run: controls('cancel') },
] as const satisfies readonly Action[];

function controls(verb: Parameters<typeof control>[0]): Action['run'] {
  return whilePlanned((request, parts) => control(verb, '', request, parts, request.press.control));
}

/** A button of an older plan is answered, not obeyed; its message is redrawn with the next delivery. */
function whilePlanned(run: Action['run']): Action['run'] {
  return async (request, parts) => {
    const { press, texts, key, migration } = request;
    if (press.plan !== undefined && press.plan === migration.scheduled?.version) return run(request, parts);
    const ended = endedBy(migration, press.plan);
    await request.answer(say(ended ? texts.refusals.refused(ended, key, migration.team, titleIn(texts)) : texts.refusals.oldButton));
    await parts.settle(key);
  };
}

/** A line of a finished night goes on beside the next plan, so its button is obeyed under its own plan. */
function whileOpen(run: Action['run']): Action['run'] {
  const planned = whilePlanned(run);
  return (request, parts) => {
    const { plan } = request.press;
    const goesOn = plan !== undefined && viewOf(plan, request.migration) !== undefined;
    return goesOn ? run(request, parts) : planned(request, parts);
  };
}

/** The presser's word for a step; then Ferry looks. What it has not seen it does not call done. */
async function stepConfirm(request: ActionRequest, parts: SlackParts): Promise<void> {
  const key = request.press.step ?? '';
  const own = (migration: Migration) => planView(request.press.plan ?? 0, migration) ?? migration;
  const line = lineOf(key, own(request.migration));
  const report = readReport(await parts.store.report(request.key));
  const groups = line ? groupsToSpeak(line, report.readings) : [];
  const { plan, group } = request.press;
  if (!(await decide(request, parts, (migration) => confirmUnder(plan, migration, request.person, key, group, groups)))) return;
  await parts.settle(request.key);
  const after = own(replay(await parts.store.read(request.key)));
  const title = line ? stepTitle(line, request.texts) : key;
  const against = line?.step.items.map((item) => againstText(item, after, request.texts)).find((text) => text !== undefined);
  if (against !== undefined) return request.answer(say(against));
  const late = after.run.steps[key]?.done === undefined ? after.run.steps[key]?.late?.saw : undefined;
  const stray = late === undefined ? undefined : strayText(late, line?.brand ?? '', { ...request, migration: after });
  if (stray !== undefined) return request.answer(say(stray));
  const seen = after.run.steps[key]?.done !== undefined && !isTurning(line?.step.id ?? '');
  const { thanks, notSeen } = request.texts.cutover.asks;
  if (seen) return request.answer(say(thanks(title)));
  const scene = await sceneFor({ ...request, migration: after }, parts);
  await request.answer(say([notSeen(title), ...stillOpen(line, scene)].join('\n')));
}

/** What Ferry sees otherwise: the items of the step that are not done by what was looked up. */
function stillOpen(line: RunbookLine | undefined, scene: Scene): readonly string[] {
  const states = (line?.step.items ?? []).flatMap((id) => {
    const item = itemById(id);
    return item ? [itemState(item, contextOf(scene))] : [];
  });
  return states.filter(({ status, finding }) => status === 'todo' && finding?.status === 'todo').map((state) => itemLine(state, scene));
}

async function operatorAccept(request: ActionRequest, parts: SlackParts): Promise<void> {
  const asked = request.press.asked ?? 'presence';
  if (!(await decide(request, parts, (migration) => acceptDuty(migration, request.person, asked)))) return;
  await request.answer(say(request.texts.cutover.control.duty));
  await parts.settle(request.key);
}

/** Opens the modal only while everything is green; what is typed there is judged again. */
async function gateOpen(request: ActionRequest, parts: SlackParts): Promise<void> {
  const brand = request.press.brand ?? '';
  const allowed = mayOpenGate(request.migration, request.person, brand);
  if (!allowed.ok)
    return request.answer(
      say(request.texts.refusals.refused(allowed.refusal, request.key, request.migration.team, titleIn(request.texts))),
    );
  const said = saidLines({ ...request, report: readReport(await parts.store.report(request.key)), now: parts.clock() });
  await parts.slack.openView(request.trigger, confirmGateView(request, brand, said));
}

/** An admin is shown exactly what would be passed over; anybody else is told who can. */
async function gatePass(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { migration, person, texts, key } = request;
  const refusal = (why: Refusal) => request.answer(say(texts.refusals.refused(why, key, migration.team, titleIn(texts))));
  if (!may(migration, person, 'admin')) return refusal({ because: 'not_your_role', needs: ['admin'] });
  const { readings } = readReport(await parts.store.report(key));
  const red = redGate({ migration, readings, now: parts.clock() });
  if (red === undefined) return refusal({ because: 'nothing_to_pass' });
  await parts.slack.openView(request.trigger, passGateView(request, red));
}

async function cutoverFinish(request: ActionRequest, parts: SlackParts): Promise<void> {
  await parts.settle(request.key);
  const { readings } = readReport(await parts.store.report(request.key));
  if (!(await decide(request, parts, (migration) => finish(migration, request.person, readings)))) return;
  await request.answer(say(request.texts.cutover.control.finished));
  await parts.settle(request.key);
}
