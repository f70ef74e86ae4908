import type { KnownBlock } from '@slack/types';
import { itemBlockers } from '../../checklist/gate.ts';
import { channelsInScope } from '../../checklist/scope.ts';
import { brandsOf, phaseStart } from '../../cutover/phases.ts';
import type { Asked, RunbookLine } from '../../cutover/step.ts';
import { linesOf } from '../../cutover/steps/steps.ts';
import { guardTag } from '../../cutover/writes/writes-ahead.ts';
import { stepTimes } from '../../migration/run/practice/estimate.ts';
import { planLines } from '../posts/changes.ts';
import { needsText } from '../posts/practice/estimate.ts';
import { rehearsedText } from '../posts/practice/rehearsed.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { context, cut, fitted, header, plain, section } from './frame.ts';
import { titleIn } from './status.ts';
import { stepTitle } from './step-title.ts';

/** How many rehearsals stand under the runbook. */
const REHEARSALS = 3;

/** The runbook in its order, phase by phase: who, what, from when, where the point of no return is. `dry` adds the gates as they look now. */
export function runbookMessage(scene: Scene, dry: boolean): Message {
  const { texts, key } = scene;
  const t = texts.cutover.plan;
  const title = dry ? t.dryHeader(key) : t.header(key);
  const lines = dry ? runbookLines(scene) : timedLines(scene);
  const blocks: KnownBlock[] = [
    header(title),
    ...(dry ? [section(t.dryNote), ...gateTexts(scene).map((text) => section(text))] : []),
    ...pieces(lines).map((text) => section(text)),
    context(texts.cutover.flows.writes.approved(guardTag(scene.migration))),
    ...planLines(scene).map((text) => context(text)),
    ...outOfScope(scene).map((text) => context(text)),
    ...(dry ? [] : practiceLines(scene).map((line) => context(line))),
  ];
  return { text: `${title}. ${lines.length}`, blocks: fitted(blocks, t.more) };
}

/** The exact ordered plan, one line each. */
export function runbookLines(scene: Scene): readonly string[] {
  return linesOf(scene.migration).map((line, index) => `${index + 1}. ${lineText(line, scene)}`);
}

/** The same, each step with what it took where it was measured. */
function timedLines(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const times = stepTimes(migration.practice);
  const own = linesOf(migration);
  return runbookLines(scene).map((text, index) => {
    const time = times.get(own[index]?.step.id ?? '');
    return time
      ? `${text} · ${texts.practice.estimate.step(texts.common.length(time.medianMs), texts.common.length(time.badMs), time.runs)}`
      : text;
  });
}

/** What the plan's length was judged by, and the last rehearsals. */
function practiceLines(scene: Scene): readonly string[] {
  const { migration, texts } = scene;
  const plan = migration.scheduled?.plan;
  const needs = plan ? [needsText(plan.brands.length, plan.estimate, plan.timeZone, texts)] : [];
  return [...needs, ...migration.practice.rehearsals.slice(-REHEARSALS).map((one) => rehearsedText(one, scene))];
}

function lineText(line: RunbookLine, { texts, migration }: Scene): string {
  const t = texts.cutover.plan;
  const { asks } = line.step;
  const title = stepTitle(line, texts);
  const at = line.step.beginsAt?.(migration, line.brand) ?? phaseStart(line.step.phase, migration);
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const turnOf = line.step.phase === 'T0' ? brandsOf(migration)[line.index - 1] : undefined;
  const when = turnOf !== undefined ? t.afterBrand(turnOf) : at ? texts.common.moment(at, zone) : line.step.phase;
  const who = asks === 'bot' ? t.bot(title) : t.person(roleOf(asks, texts), title);
  const swap = line.step.id === 'rb-0-swap' ? [texts.cutover.turns.swap.mark] : [];
  const noReturn = line.step.reversible ? [] : [`*${t.noReturn}*`];
  return [`${when} — ${who}`, ...(line.step.holds ? [t.waits] : []), ...swap, ...noReturn].join(' · ');
}

function roleOf(asks: Exclude<Asked, 'bot'>, texts: Scene['texts']): string {
  if (asks === 'developer') return texts.cutover.turns.developer;
  return texts.common.roles[asks === 'agents' ? 'lead' : asks];
}

/** Channels that this migration leaves alone: said, so that nobody thinks they were forgotten. */
function outOfScope({ migration, texts }: Scene): readonly string[] {
  const left = (['android', 'ios'] as const).filter((channel) => !channelsInScope(migration).includes(channel));
  return left.length === 0 ? [] : [texts.cutover.turns.apps.notInScope(left.map((channel) => texts.common.channels[channel]).join(', '))];
}

function gateTexts({ migration, report, now, texts }: Scene): readonly string[] {
  const context = { migration, readings: report.readings, now };
  return (['G1', 'G2', 'G3'] as const).map((gate) => {
    const red = itemBlockers(gate, context).map((blocker) => texts.status.blocker(blocker, titleIn(texts)));
    return cut(plain(texts.cutover.plan.gate(gate, red.length > 8 ? [...red.slice(0, 8), texts.status.more(red.length - 8)] : red)), 2900);
  });
}

function pieces(lines: readonly string[]): readonly string[] {
  const all: string[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last !== undefined && last.length + line.length < 2800) all[all.length - 1] = `${last}\n${line}`;
    else all.push(line);
  }
  return all;
}
