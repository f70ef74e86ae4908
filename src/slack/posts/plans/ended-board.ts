import type { KnownBlock } from '@slack/types';
import { linesOf } from '../../../cutover/steps/steps.ts';
import type { Migration } from '../../../migration/migration.ts';
import type { LastEnd } from '../../../migration/run/ending.ts';
import { listOf } from '../../blocks/board.ts';
import { context, divider, fitted, header, section } from '../../blocks/frame.ts';
import { endText, putBackLines } from '../../blocks/notices.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';
import { changeLines } from '../changes.ts';

/** How a plan ended without a cutover. */
export interface Ended extends Pick<LastEnd, 'because' | 'by' | 'at' | 'begun'> {
  /** What Ferry had changed for it, and what has become of it since. */
  readonly changes: Migration['changes'];
}

/** The board of a plan that ended without a cutover: that it did and why, what was done, and what has become of it. It waits for nobody. */
export function endedBoard(scene: Scene, { because, by, at, begun, changes }: Ended): Message {
  const { texts, key, migration } = scene;
  const t = texts.cutover.board;
  const { scheduled } = migration;
  const zone = scheduled?.plan.timeZone ?? 'UTC';
  const title = t.header(key, because === 'returned' ? t.takenBack : t.ended, undefined);
  const lead = [
    endText(because, scene),
    ...(by ? [texts.cutover.outside.endedBy(texts.common.people([by]), texts.common.clock(at, zone))] : []),
    ...(scheduled ? [texts.common.windowForAll(scheduled.plan.opensAt, scheduled.plan.closesAt, zone)] : []),
  ];
  const left = putBackLines(begun, scene);
  return closed(title, lead, scene, [
    ...(left.length > 0 ? [section(left.join('\n'))] : []),
    ...changeLines({ texts, migration: { ...migration, changes } }).map((line) => section(line)),
  ]);
}

/** The board of a plan whose place another one has taken: what Ferry had changed goes on with that one. */
export function replacedBoard(scene: Scene): Message {
  const { texts, key, migration } = scene;
  const t = texts.cutover.board;
  const { plan } = migration.scheduled ?? {};
  const window = plan ? [texts.common.windowForAll(plan.opensAt, plan.closesAt, plan.timeZone)] : [];
  return closed(t.header(key, t.replaced, undefined), [t.replacedBy, ...window], scene, []);
}

function closed(title: string, lead: readonly string[], scene: Scene, after: readonly KnownBlock[]): Message {
  const { texts, migration } = scene;
  const done = linesOf(migration).filter(({ key: line }) => migration.run.steps[line]?.done !== undefined);
  const blocks = [
    header(title),
    section(lead.join('\n')),
    divider,
    ...listOf(scene, done),
    ...after,
    context(texts.cutover.board.superseded),
  ];
  return { text: `${title}. ${lead.join(' ').replaceAll('*', '')}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}
