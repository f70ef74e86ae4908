import { unknownReasons } from '../../../migration/finding.ts';
import { cut, fitted, header, plain, section } from '../../blocks/frame.ts';
import { titleIn } from '../../blocks/status.ts';
import type { Scene } from '../../request/request.ts';
import type { Message } from '../../web/port.ts';

/** The first 24 hours from the record: what is missing is named as missing. */
export function dayMessage(scene: Scene): Message {
  const { key, texts } = scene;
  const title = texts.cutover.told.day.header(key);
  const lines = [...countLines(scene), leftoverLine(scene), waiverLine(scene)];
  return {
    text: `${title}. ${(lines[0] ?? '').replaceAll('*', '')}`,
    blocks: fitted([header(title), section(lines.join('\n'))], texts.cutover.plan.more),
  };
}

function countLines({ texts, migration }: Scene): readonly string[] {
  const t = texts.cutover.told.day;
  const counted = migration.run.firstDay?.counted;
  if (counted?.status !== 'seen') {
    const why = unknownReasons.find((reason) => reason === counted?.why) ?? 'cannot_tell';
    return [t.missing(texts.common.unknown[why])];
  }
  const { byHour, looked, unassigned, ungrouped } = counted;
  const { baseline } = migration;
  const before = baseline && sum(baseline.byHour) / Math.max(1, baseline.days);
  return [
    t.total(sum(byHour)),
    ...(looked > 0 ? [t.unassigned(unassigned, ungrouped, looked)] : []),
    t.byHour(byHour.join(' ')),
    ...(before === undefined ? [] : [t.before(Math.round(before))]),
  ];
}

function leftoverLine({ texts, migration: { run } }: Scene): string {
  const t = texts.cutover.told.day;
  if (run.listed?.tickets.length === 0) return t.noLeftovers;
  const newest = Object.values(run.compared).toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];
  if (newest === undefined) return t.leftoversUnknown;
  const open = newest.tickets.filter(({ now }) => now !== 'solved' && now !== 'merged').length;
  return open === 0 ? t.noLeftovers : t.leftovers(open, newest.tickets.length);
}

function waiverLine({ texts, migration }: Scene): string {
  const ids = Object.keys(migration.waivers);
  const titles = ids.map((id) => plain(titleIn(texts)(id)));
  return ids.length === 0 ? texts.cutover.told.day.noWaivers : texts.cutover.told.day.waivers(ids.length, cut(titles.join(', '), 900));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, each) => all + each, 0);
}
