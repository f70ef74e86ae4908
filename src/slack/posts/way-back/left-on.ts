import { routingLeftOn } from '../../../cutover/writes/left-on.ts';
import { cut, plain } from '../../blocks/frame.ts';
import type { Scene } from '../../request/request.ts';

/** Titles that are named; of more, the list of triggers tells. */
const NAMED = 3;

/** What is left to put back where a brand is on Classic again unasked; nothing where nothing is. */
export function leftOnLines(brand: string, { migration, report, texts }: Scene): readonly string[] {
  const left = routingLeftOn(brand, migration, report.readings);
  if (left === undefined) return [];
  const named = left.titles.slice(0, NAMED).map((title) => cut(plain(title), 120));
  return [texts.cutover.turns.trigger.leftOn(brand, named, left.titles.length - named.length, left.whose)];
}

/** Every brand that is back on Classic unasked: since when, and what is left to put back. */
export function returnedMarks(scene: Scene): readonly string[] {
  const { migration, texts } = scene;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  return Object.values(migration.returned).map(({ brand, at }) =>
    [texts.cutover.board.returned(brand, texts.common.moment(at, zone)), ...leftOnLines(brand, scene)].join('\n'),
  );
}
