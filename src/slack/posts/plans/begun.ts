import type { Phase } from '../../../cutover/phases.ts';
import type { RunbookLine } from '../../../cutover/step.ts';
import { linesOf, steps } from '../../../cutover/steps/steps.ts';
import type { Migration } from '../../../migration/migration.ts';
import { isTurning } from '../../../migration/plan.ts';
import { askMessage, phaseMessage } from '../../blocks/asks.ts';
import { kickoffMessage } from '../../blocks/notices.ts';
import type { Post } from '../announce.ts';

/** Phases that are asked for in one post each. */
const FAR: readonly Phase[] = ['T-14d', 'T-7d', 'T+24h', 'T+4d'];

/** A step's post when it begins: one for all of a far phase, one each at night; none for what Ferry does in silence. */
export function begun(key: string, plan: number | undefined, migration: Migration, again: string): readonly Post[] {
  const step = steps.find(({ id }) => id === key.split(':')[0]);
  if (plan === undefined || step === undefined || step.id === 'finish') return [];
  const thread = `board:${plan}`;
  if (step.id === 'rb-14d-kickoff' || step.id === 'rb-24h-announce')
    return [{ key: `${step.id}:${plan}`, live: false, thread, draw: (scene) => kickoffMessage(step.id === 'rb-24h-announce', scene) }];
  if (step.asks === 'bot' || step.id === 'rb-7d-gate-activate') return [];
  const lines = linesOf(migration);
  if (FAR.includes(step.phase)) {
    const group = lines.filter(
      (line) =>
        line.step.phase === step.phase && line.step.asks !== 'bot' && line.step.id !== 'rb-7d-gate-activate' && line.step.id !== 'finish',
    );
    return [{ key: `phase:${plan}:${step.phase}`, live: true, thread, draw: (scene) => phaseMessage(group, scene) }];
  }
  const line: RunbookLine = lines.find((each) => each.key === key) ?? { key, step, brand: key.split(':')[1] ?? '', index: 0 };
  const asks = {
    ...(isTurning(step.id) ? { asks: key } : {}),
    ...(step.asks === 'operator' || step.asks === 'developer' || step.id === 'rb-24h-gate' ? { duty: true as const } : {}),
  };
  return [{ key: `ask:${plan}:${key}${again}`, live: true, thread, draw: (scene) => askMessage(line, scene), ...asks }];
}

export function finishPost(plan: number | undefined, migration: Migration): readonly Post[] {
  const line = linesOf(migration).find(({ step }) => step.id === 'finish');
  return plan === undefined || line === undefined
    ? []
    : [{ key: `finish:${plan}`, live: true, thread: `board:${plan}`, draw: (scene) => askMessage(line, scene) }];
}
