import { readReport } from '../../../checklist/readings.ts';
import { brandsInScope, brandsToTurn } from '../../../checklist/scope.ts';
import { beginDrill, practiseStep, stopDrill } from '../../../cutover/control/practice/drill.ts';
import { replay } from '../../../migration/migration.ts';
import type { SlackParts } from '../../parts.ts';
import { titleOf } from '../../posts/practice/drill.ts';
import { decide, say } from '../../request/answers.ts';
import type { AccountRequest } from '../../request/request.ts';
import type { Action, ActionRequest } from '../action.ts';

/** Channels, public and private. */
const CHANNEL = /^[CG]/;

/** The buttons of a drill: none of them reads or changes anything in Zendesk. */
export const drillActions = [
  { prefix: 'drill_step', run: pressStep },
  { prefix: 'drill_stop', run: (request, parts) => endDrill(request, parts, request.press.drill) },
] as const satisfies readonly Action[];

/** `/migrate cutover <account> drill`: the thread and its first step follow from the record. */
export async function startDrill(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, migration, texts, channel } = request;
  const t = texts.practice.drill;
  const { readings } = readReport(await parts.store.report(key));
  const left = brandsToTurn(migration, readings);
  const brands = left.length > 0 ? left : brandsInScope(migration, readings);
  if (brands.length === 0) return request.answer(say(t.noBrands(key)));
  const home = CHANNEL.test(channel) ? channel : undefined;
  if (!(await decide(request, parts, (now) => beginDrill(now, request.person, brands, parts.clock(), home)))) return;
  await request.answer(say(t.started(key)));
  await parts.settle(key);
}

/** `/migrate cutover <account> drill stop`, and its button. */
export async function endDrill(request: AccountRequest, parts: SlackParts, drill?: number): Promise<void> {
  if (!(await decide(request, parts, (now) => stopDrill(now, request.person, drill)))) return;
  await request.answer(say(request.texts.practice.drill.stopped));
  await parts.settle(request.key);
}

/** The presser's word for a step, with the moment: the next one is asked for. Twice is once. */
async function pressStep(request: ActionRequest, parts: SlackParts): Promise<void> {
  const { press, texts, key } = request;
  const step = press.step ?? '';
  const isTaken = await decide(request, parts, (now) => practiseStep(now, request.person, press.drill ?? 0, step));
  // A message that somebody pressed too late is brought up to the record, too.
  await parts.settle(key);
  if (!isTaken) return;
  const drill = replay(await parts.store.read(key)).practice.drills.find(({ version }) => version === press.drill);
  const recorded = drill?.done.some((each) => each.step === step) ?? false;
  if (recorded) await request.answer(say(texts.practice.drill.recorded(titleOf(step, { texts }))));
}
