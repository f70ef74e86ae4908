import { type Phase, phaseStart } from '../../../cutover/phases.ts';
import type { RunbookLine } from '../../../cutover/step.ts';
import { linesOf } from '../../../cutover/steps/steps.ts';
import type { Migration } from '../../../migration/migration.ts';
import { between, DAY_MS, type Instant, later, MINUTE_MS } from '../../../migration/time.ts';
import { stepTitle } from '../../blocks/step-title.ts';
import type { Scene } from '../../request/request.ts';

/** Distance from T0 of the phases after it, as planned. */
const AFTER_T0: Partial<Record<Phase, number>> = { 'T+2m': 2 * MINUTE_MS, 'T+15m': 15 * MINUTE_MS, 'T+24h': DAY_MS, 'T+4d': 4 * DAY_MS };

/** Planned against actual, step by step: when it was to begin, when it began, how late that was, how long it took. Markdown. */
export function reviewTable(scene: Scene): string {
  const t = scene.texts.cutover.flows.review;
  const rows = linesOf(scene.migration).flatMap((line) => row(line, scene));
  const { run } = scene.migration;
  const typed = Object.keys(run.phrases).length;
  const counts = t.counts(rows.length, typed, Object.values(run.passed).flat().length, run.left.length);
  const head = [t.columns.join(' | '), t.columns.map(() => '---').join(' | ')];
  return `${counts}\n\n${[...head, ...rows].map((each) => `| ${each} |`).join('\n')}`;
}

function row(line: RunbookLine, { texts, migration }: Scene): readonly string[] {
  const state = migration.run.steps[line.key];
  if (state === undefined) return [];
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const clock = (at: Instant | undefined) => (at === undefined ? '—' : texts.common.moment(at, zone));
  const minutes = (from: Instant | undefined, to: Instant | undefined) =>
    from === undefined || to === undefined ? '—' : `${Math.round(between(from, to) / MINUTE_MS)}`;
  const planned = plannedAt(line, migration);
  const { begunAt, done } = state;
  const title = stepTitle(line, texts).replaceAll('|', '/');
  return [[title, clock(planned), clock(begunAt), minutes(planned, begunAt), clock(done?.at), minutes(begunAt, done?.at)].join(' | ')];
}

/** By the plan alone; what follows another brand's proof has no moment of its own. */
export function plannedAt({ step, index }: RunbookLine, migration: Migration): Instant | undefined {
  const opensAt = migration.scheduled?.plan.opensAt;
  if (opensAt === undefined || index > 0) return undefined;
  const offset = AFTER_T0[step.phase];
  return offset === undefined ? phaseStart(step.phase, migration) : later(opensAt, offset);
}
