import type { KnownBlock } from '@slack/types';
import { isUnasked } from '../../cutover/control/asking.ts';
import { isPastReturn, isUnderWay } from '../../cutover/decisions.ts';
import { brandsOf, phaseStart } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { linesOf } from '../../cutover/steps/steps.ts';
import { holding, type Wait } from '../../cutover/waits.ts';
import { isTurning, pathOf } from '../../migration/plan.ts';
import type { StepState } from '../../migration/run.ts';
import { changeLines } from '../posts/changes.ts';
import { turnedBrands, wayBackLines } from '../posts/opt-out.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { askButtons, exchangeLines, redLines } from './asks.ts';
import { button, buttons, context, cut, divider, fitted, header, section, sign } from './frame.ts';
import { passMark } from './status.ts';
import { stepTitle } from './step-title.ts';

/** Lines of the night and after; those before it have posts of their own. */
const NIGHT = ['T-24h', 'T-1h', 'T-15m', 'T0', 'T+2m', 'T+15m'];

/** The one message of a cutover: whom it waits for, the buttons for this step only, the list, what can still be undone. */
export function boardMessage(scene: Scene): Message {
  const { texts, migration, key } = scene;
  const t = texts.cutover.board;
  const title = migration.stage === 'live' ? t.live(key) : t.header(key, texts.common.stages[migration.stage]);
  const lead = leadOf(scene);
  const blocks: KnownBlock[] = [
    header(title),
    section(lead.join('\n')),
    ...buttons([...stepButtons(scene), ...controls(scene)]),
    divider,
    ...listOf(scene).map((part) => section(part)),
    ...marksOf(scene).map((mark) => section(mark)),
    context(undoText(scene)),
  ];
  return { text: `${title}. ${lead.join(' ').replaceAll('*', '')}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}

function leadOf(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const t = texts.cutover.board;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const plan = migration.scheduled?.plan;
  const window = plan ? [texts.common.windowForAll(plan.opensAt, plan.closesAt, zone)] : [];
  if (migration.run.finishedAt) return [t.liveBrands(brandsOf(migration).join(', ')), ...window];
  if (migration.stage === 'halted' && migration.halted)
    return [
      t.paused(migration.halted.by ? texts.common.people([migration.halted.by]) : 'Ferry', texts.common.clock(migration.halted.at, zone)),
      ...window,
    ];
  const held = holding(migration);
  return [...(held ? waiting(held, scene) : comingUp(scene)), ...window];
}

function waiting(held: Wait, scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const t = texts.cutover.board;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const title = stepTitle(held.line, texts);
  const since = texts.common.clock(held.since, zone);
  const claimed = held.line.step.id === 'rb-2m-config';
  const first =
    held.line.step.asks === 'bot' || claimed ? t.ferryLooks(title, since) : t.waitingFor(texts.common.people(held.who), since, title);
  const { id } = held.line.step;
  const click =
    id === 'rb-0-click' || id === 'rb-0-swap'
      ? [texts.steps[id].ask.replaceAll('{brand}', held.line.brand), ...exchangeLines(held.line, scene)]
      : [];
  const until = held.until ? [t.until(texts.common.moment(held.until, zone), texts.status.afterwards[held.afterwards])] : [];
  const red = redLines(held.line, scene);
  return [first, ...click, ...until, ...(red.length > 0 ? [t.red(held.blockers.length), ...red] : [])];
}

function comingUp({ texts, migration }: Scene): readonly string[] {
  const next = linesOf(migration).find(({ key }) => migration.run.steps[key] === undefined);
  const at = next && (next.step.beginsAt?.(migration, next.brand) ?? phaseStart(next.step.phase, migration));
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  return next && at ? [texts.cutover.board.nextPhase(stepTitle(next, texts), texts.common.moment(at, zone))] : [];
}

function stepButtons(scene: Scene) {
  const held = isUnderWay(scene.migration) ? holding(scene.migration) : undefined;
  return held ? askButtons(held.line, scene) : [];
}

/** What was passed over, who is at the keyboard since when, and what Ferry itself has changed. */
function marksOf(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const { driver, passed } = migration.run;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const people = (user: string) => texts.common.people([user]);
  const keyboard =
    driver && texts.cutover.flows.handOver.line(people(driver.user), people(driver.from), texts.common.clock(driver.at, zone));
  const passes = Object.entries(passed).flatMap(([gate, all]) => all.map((pass) => passMark(gate, pass, scene)));
  return [...(keyboard ? [keyboard] : []), ...passes, ...changeLines(scene)];
}

function controls({ texts, migration, key }: Scene) {
  if (!isUnderWay(migration)) return [];
  const t = texts.cutover.board;
  const { rollBack } = texts.cutover.flows;
  const value = pressValue({ account: key, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) });
  if (isPastReturn(migration))
    return migration.run.rolledBack
      ? []
      : [button('cutover_rollback', rollBack.button, value, { style: 'danger', confirm: rollBack.confirm })];
  const hold =
    migration.stage === 'halted'
      ? button('cutover_resume', t.resume, value, { style: 'primary' })
      : button('cutover_pause', t.pause, value);
  return [hold, button('cutover_cancel', t.cancel, value, { style: 'danger', confirm: t.cancelConfirm })];
}

/** The lines that have begun and those of the night that are to come, in one or two pieces of text. */
function listOf(scene: Scene): readonly string[] {
  const lines = linesOf(scene.migration)
    .filter(({ step }) => step.id !== 'finish' && NIGHT.includes(step.phase))
    .map((line) => lineText(line, scene));
  const pieces: string[] = [];
  for (const line of lines) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + line.length < 2400) pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces.slice(0, 4);
}

function lineText(line: RunbookLine, scene: Scene): string {
  const { texts, migration } = scene;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const state = migration.run.steps[line.key];
  const title = cut(stepTitle(line, texts), 120);
  if (state === undefined || isUnasked(line, migration)) return `◦ ${title}`;
  if (state.done) return `${sign.seen} ${texts.common.clock(state.done.at, zone)}  ${title} — ${evidence(line, state, scene)}`;
  return `${sign.now} ${texts.common.clock(state.begunAt, zone)}  *${title}* — ${texts.cutover.board.line.asked}`;
}

function evidence(line: RunbookLine, state: StepState, { texts, migration }: Scene): string {
  const t = texts.cutover.board;
  const said = state.said.at(-1);
  if (line.step.id === 'rb-15m-ticket-list' && migration.run.listed) return texts.cutover.posts.listed(migration.run.listed.tickets.length);
  if (isTurning(line.step.id) && said && migration.run.steps[`rb-2m-config:${line.brand}`]?.done === undefined) {
    const claimed = line.step.id === 'rb-0-swap' ? texts.cutover.turns.swap.claimed : t.line.claimed;
    return claimed(texts.common.people([said.by]));
  }
  if (state.done?.how === 'seen')
    return state.done.saw === '' || state.done.saw.length > 40 ? t.line.seen : `${t.line.seen} (${state.done.saw})`;
  return said ? t.line.said(texts.common.people([said.by])) : t.line.made;
}

function undoText(scene: Scene): string {
  const { texts, migration } = scene;
  if (!isPastReturn(migration)) return texts.cutover.board.undo.all;
  const turned = turnedBrands(migration).filter((brand) => pathOf(brand, migration.scheduled?.plan) === 'convert');
  return [...(turned.length > 0 ? [texts.cutover.board.undo.some(turned.join(', '))] : []), ...wayBackLines(scene)].join(' ');
}
