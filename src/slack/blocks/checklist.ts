import type { KnownBlock } from '@slack/types';
import type { CheckContext } from '../../checklist/check.ts';
import { type ItemState, itemState } from '../../checklist/item-state.ts';
import type { Section } from '../../checklist/items/item.ts';
import { items, type KnownItem } from '../../checklist/items/items.ts';
import { blocking, type OpenItem, progressOf, sections } from '../../checklist/progress.ts';
import { between } from '../../migration/time.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { columns, context, divider, fitted, header, plain, section } from './frame.ts';
import { isOpen, itemBlocks, itemBrief, ownerOf } from './item.ts';
import { openText, progressField } from './status.ts';

/** Slack takes five answers to one command: a checklist is at most this many messages. */
const MESSAGES = 4;
/** How many items are tried in full, with their buttons, before the rest becomes one line each. */
const IN_FULL = { all: [12, 8, 4, 0], section: [100, 36, 30, 24, 18, 12, 6, 0] } as const;
/** Lines are gathered into blocks of about this many characters, so that pages can break between them. */
const GATHERED = 1500;

/** The whole checklist, or one section of it, open blockers first, in as many messages as it takes, four at most. */
export function checklistMessages(scene: Scene, only: Section | undefined): readonly Message[] {
  const shown = inOrder(contextOf(scene)).filter(({ item }) => only === undefined || item.section === only);
  const blockers = blocking(contextOf(scene)).filter(({ item }) => only === undefined || item.section === only);
  const blocks = pagesOf(shown, blockers, scene, only);
  const lead = leadOf(blockers, scene, only);
  return blocks.map((page, index) => ({
    text: index === 0 ? lead.replaceAll('*', '') : scene.texts.work.checklist.page(scene.key, index + 1, blocks.length),
    blocks: [...page],
  }));
}

/** One line of the list: deeper ones stand under their parent. */
export interface Row {
  readonly item: KnownItem;
  readonly state: ItemState;
  readonly depth: number;
}

/** Every item that applies, each under its parent; a detail that does not apply is left out with what stands under it. */
export function inOrder(judged: CheckContext): readonly Row[] {
  return sections.flatMap((name) => {
    const own = items.filter((item) => item.section === name);
    const roots = own.filter(({ parent }) => parent === undefined || own.every(({ id }) => id !== parent));
    return roots.flatMap((item) => rowsUnder(item, own, 0, judged));
  });
}

function rowsUnder(item: KnownItem, own: readonly KnownItem[], depth: number, judged: CheckContext): readonly Row[] {
  const state = itemState(item, judged);
  if (state.status === 'not_applicable') return item.kind === 'article' ? [{ item, state, depth }] : [];
  return [
    { item, state, depth },
    ...own.filter(({ parent }) => parent === item.id).flatMap((child) => rowsUnder(child, own, depth + 1, judged)),
  ];
}

export function contextOf({ migration, report, now }: Scene): CheckContext {
  return { migration, readings: report.readings, now };
}

/** Pages with as many items in full as four messages hold. */
function pagesOf(
  shown: readonly Row[],
  blockers: readonly OpenItem[],
  scene: Scene,
  only: Section | undefined,
): readonly (readonly KnownBlock[])[] {
  const tried = IN_FULL[only === undefined ? 'all' : 'section'].map((most) => paged(unitsOf(shown, blockers, scene, only, most), scene));
  const pages = tried.find(({ length }) => length <= MESSAGES) ?? tried.at(-1) ?? [];
  return pages.slice(0, MESSAGES);
}

/** A unit is never torn apart by the end of a page. */
type Unit = readonly KnownBlock[];

function unitsOf(
  shown: readonly Row[],
  blockers: readonly OpenItem[],
  scene: Scene,
  only: Section | undefined,
  most: number,
): readonly Unit[] {
  const open = shown.filter(({ state }) => isOpen(state) && blockers.every(({ item }) => item.id !== state.id)).map(({ state }) => state);
  const first = [...blockers.map(({ state }) => state), ...(only === undefined ? [] : open)].slice(0, most);
  const told = new Set([...first, ...blockers.map(({ state }) => state)].map(({ id }) => id));
  const rest = shown.filter(({ item }) => !told.has(item.id));
  const more = blockers.slice(most).map(({ state }) => itemBrief(state, scene));
  return [
    [header(scene.texts.work.checklist.header(scene.key, only)), section(leadOf(blockers, scene, only))],
    ...(only === undefined ? [[columns(progressOf(contextOf(scene)).map((each) => progressField(each, scene.texts)))]] : []),
    ...(first.length > 0 ? [[divider]] : []),
    ...first.map((state) => itemBlocks(state, scene, 'with_buttons')),
    ...(rest.length + more.length > 0 ? [[divider]] : []),
    ...listed(scene.texts.work.checklist.alsoBlock, more),
    ...restOf(rest, scene),
    [context(footerOf(scene, only))],
  ];
}

function leadOf(blockers: readonly OpenItem[], scene: Scene, only: Section | undefined): string {
  const { status, work } = scene.texts;
  const first = blockers[0];
  if (first === undefined) return only === undefined ? status.nothingBlocks : work.checklist.nothingHere;
  const unknown = blockers.filter(({ state }) => state.status === 'unknown').length;
  const next = status.next(status.moves.item(ownerOf(first.state, scene), plain(scene.texts.items[first.item.id].title)));
  return `${openText(blockers.length, scene)}${unknown > 0 ? ` ${work.checklist.ofThese(unknown)}` : ''} ${next}`;
}

/** One line each, gathered by section. */
function restOf(rows: readonly Row[], scene: Scene): readonly Unit[] {
  return sections.flatMap((name) => {
    const own = rows.filter(({ item }) => item.section === name);
    return listed(
      scene.texts.common.sections[name],
      own.map((row) => `${'↳ '.repeat(depthAmong(own, row))}${itemBrief(row.state, scene)}`),
    );
  });
}

function listed(heading: string, lines: readonly string[]): readonly Unit[] {
  return lines.length === 0 ? [] : gathered([`*${heading}*`, ...lines]).map((text) => [section(text)]);
}

/** How many of the items that it stands under are in the same list: the others are shown elsewhere. */
function depthAmong(rows: readonly Row[], { item }: Row): number {
  const parent = rows.find((row) => row.item.id === item.parent);
  return parent === undefined ? 0 : 1 + depthAmong(rows, parent);
}

function gathered(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length > GATHERED) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts;
}

function footerOf({ texts, report, now, key }: Scene, only: Section | undefined): string {
  const lookedUp = texts.status.lookedUp(report.lookedAt && texts.common.ago(between(report.lookedAt, now)));
  return `${lookedUp} · ${texts.work.checklist.footer(key, only)}`;
}

function paged(units: readonly Unit[], scene: Scene): readonly (readonly KnownBlock[])[] {
  const more = scene.texts.work.checklist.more(scene.key);
  const pages: (readonly KnownBlock[])[] = [];
  for (const unit of units) {
    const last = pages.at(-1);
    const longer = last && [...last, ...unit];
    if (longer && isWhole(longer, more)) pages[pages.length - 1] = longer;
    else pages.push(unit);
  }
  return pages.map((page, index) =>
    index === MESSAGES - 1 && pages.length > MESSAGES ? [...page.slice(0, -1), context(more)] : fitted(page, more),
  );
}

/** Whether Slack takes them in one message: the frame's own judgement. */
function isWhole(blocks: readonly KnownBlock[], more: string): boolean {
  const kept = fitted(blocks, more);
  return kept.length === blocks.length && kept.at(-1) === blocks.at(-1);
}
