import type { Plan } from '../../../migration/plan.ts';
import type { Rehearsed } from '../../../migration/run/practice/practice.ts';
import { between, DAY_MS, later, MINUTE_MS } from '../../../migration/time.ts';
import { formatDuration } from '../../../window/duration.ts';
import { localParts } from '../../../window/local-time.ts';
import { section } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';

/** A rehearsal that did not come to Finish: a window of the sandbox's own is not what is wanted next. */
export function rehearsalEndMessage(said: string, plan: Plan, { texts }: Scene): Message {
  const again = texts.practice.rehearsal.again(rehearseExample(plan));
  return { text: said.replaceAll('*', ''), blocks: [section(said), section(again)] };
}

/** The same rehearsal a week later: to be copied. */
function rehearseExample({ opensAt, closesAt, timeZone, rehearsalOf }: Plan): string {
  const { date, time } = localParts(later(opensAt, 7 * DAY_MS), timeZone);
  return `/migrate cutover ${rehearsalOf?.account ?? ''} rehearse ${date} ${time} ${formatDuration(between(opensAt, closesAt))}`;
}

/** One rehearsal in one line, as it is shown on the production account. */
export function rehearsedText(
  rehearsed: Rehearsed & { readonly sandbox: string },
  { texts, migration }: Pick<Scene, 'texts' | 'migration'>,
): string {
  const { sandbox, opensAt, end, measured } = rehearsed;
  const zone = migration.account?.timeZone ?? 'UTC';
  const minutes = measured && Math.ceil(measured.toDoorsMs / MINUTE_MS);
  return texts.practice.rehearsal.ended(
    sandbox,
    opensAt,
    zone,
    end === 'finished' ? { minutes } : { because: texts.status.ends[end] ?? end },
  );
}
