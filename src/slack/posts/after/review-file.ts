import { confirmers } from '../../../cutover/decisions.ts';
import { firstClick } from '../../../cutover/phases.ts';
import { linesOf } from '../../../cutover/steps/steps.ts';
import type { Event } from '../../../migration/events.ts';
import { people } from '../../../migration/roles.ts';
import { between, MINUTE_MS } from '../../../migration/time.ts';
import { scoreOf } from '../../../window/score.ts';
import { stepTitle } from '../../blocks/step-title.ts';
import type { Scene } from '../../request/request.ts';
import { scoreTexts } from '../../windows/sentences.ts';
import { happenedOf } from '../report.ts';
import { reviewTable } from './review.ts';

/** Waits that are named, longest first. */
const WAITS = 8;
/** Shorter waits are no waits. */
const SHORT_MS = MINUTE_MS;

const FOUND: readonly Event['happened']['type'][] = [
  'step_late',
  'phrase_void',
  'gate_passed',
  'seen_unplanned',
  'brand_left',
  'incident_seen',
  'step_withdrawn',
  'step_reopened',
  'handed_over',
  'halted',
  'rolled_back',
  'write_refused',
  'undo_refused',
];

/** After Finish: planned against actual, what was waited for, what was found, prediction and truth. Markdown. Pure. */
export function reviewMarkdown(scene: Scene, events: readonly Event[]): string {
  const t = scene.texts.cutover.told.review;
  const own = events.slice(
    Math.max(
      0,
      events.findLastIndex(({ happened }) => happened.type === 'scheduled'),
    ),
  );
  const parts = [
    `# ${scene.texts.cutover.flows.review.title(scene.key)}`,
    reviewTable(scene),
    `## ${t.waited}`,
    bulleted(waitsOf(scene), t.nothing),
    `## ${t.found}`,
    own.some(isFound) ? happenedOf(scene, own.filter(isFound)) : t.nothing,
    `## ${t.prediction}`,
    bulleted(predictionOf(scene, events), t.noPrediction),
  ];
  return `${parts.join('\n\n')}\n`;
}

function isFound({ happened }: Event): boolean {
  return FOUND.includes(happened.type);
}

function predictionOf({ migration, texts }: Scene, events: readonly Event[]): readonly string[] {
  const score = scoreOf(events, firstClick(migration));
  return score === undefined ? [] : scoreTexts(score, texts);
}

/** Steps of people by how long they were open, with whom they waited for. */
function waitsOf({ migration, texts }: Scene): readonly string[] {
  const t = texts.cutover.told.review;
  const waits = linesOf(migration).flatMap((line) => {
    const state = migration.run.steps[line.key];
    if (state?.done === undefined || line.step.asks === 'bot') return [];
    const length = between(state.begunAt, state.done.at);
    const said = [...new Set(state.said.map(({ by }) => by))];
    const roles = confirmers(line.step.asks);
    const able = said.length > 0 ? said : people(migration.team, ...roles).slice(0, 5);
    const who = able.length > 0 ? texts.common.people(able) : roles.map((role) => texts.common.roles[role]).join(', ');
    return length < SHORT_MS ? [] : [{ length, text: t.wait(stepTitle(line, texts), who, texts.common.length(length)) }];
  });
  return waits
    .toSorted((a, b) => b.length - a.length)
    .slice(0, WAITS)
    .map(({ text }) => text);
}

function bulleted(lines: readonly string[], none: string): string {
  return lines.length === 0 ? none : lines.map((line) => `- ${line}`).join('\n');
}
