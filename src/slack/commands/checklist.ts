import type { KnownBlock } from '@slack/types';
import { type ItemState, itemStates } from '../../checklist/item-state.ts';
import type { Section } from '../../checklist/items/item.ts';
import { itemById, items, type KnownItem } from '../../checklist/items/items.ts';
import { blocking, sections } from '../../checklist/progress.ts';
import { nothingRead, type ShownItem } from '../../checklist/readings.ts';
import { assign, takeBack } from '../../checklist/words.ts';
import { digest } from '../../migration/plan.ts';
import { MINUTE_MS } from '../../migration/time.ts';
import { changeItem, sceneNow } from '../actions/item/change-item.ts';
import { isLikeCode, readSite } from '../actions/item/check-site.ts';
import { holdsRole, needsRole, saying } from '../actions/item/item.ts';
import { checklistMessages, contextOf } from '../blocks/checklist.ts';

import { context, divider, fitted, header, plain, section } from '../blocks/frame.ts';
import { dateIn, itemLine, sentenceOf } from '../blocks/item.ts';
import { openText } from '../blocks/status.ts';
import { textsIn } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import { say } from '../request/answers.ts';
import { nearest } from '../request/nearest.ts';
import type { AccountRequest, Scene } from '../request/request.ts';
import { waiving } from '../views/waive-item.ts';
import type { Message } from '../web/port.ts';
import { type Command, userIn } from './command.ts';

/** Working the checklist by hand. */
export const checklistCommands = [
  { name: 'checklist', about: 'account', ownWord: isLikeASection, run: checklist },
  { name: 'check', about: 'account', ownWord: isLikeCode, run: check },
  {
    name: 'done',
    about: 'account',
    ownWord: isLikeAnItem,
    run: withItem('done', (request, parts, item, words) => changeItem(request, parts, item, saying(words.join(' ') || undefined))),
  },
  { name: 'waive', about: 'account', ownWord: isLikeAnItem, run: withItem('waive', waiveByHand) },
  {
    name: 'undo',
    about: 'account',
    ownWord: isLikeAnItem,
    run: withItem('undo', (request, parts, item) =>
      changeItem(request, parts, item, { decide: takeBack, recorded: (texts, title) => texts.work.undone(title) }),
    ),
  },
  { name: 'assign', about: 'account', ownWord: isLikeAnItem, run: withItem('assign', assignByHand) },
] as const satisfies readonly Command[];

/** How many nearest items are offered, and how many changes and blockers are told after a look. */
const NEAREST = 3;
const TOLD = 12;

/** The words people type for the sections; the full ids are taken too. */
const shortSections: Readonly<Record<string, Section>> = { requirements: 'prepare-requirements', agents: 'prepare-agents' };

function sectionIn(word: string): Section | undefined {
  const typed = word.toLowerCase();
  return shortSections[typed] ?? sections.find((each) => each === typed);
}

/** A mistyped section is told from an account that is not known. */
function isLikeASection(word: string): boolean {
  return sectionIn(word) !== undefined || nearest(word, [...sections, ...Object.keys(shortSections)], 1).length > 0;
}

function isLikeAnItem(word: string): boolean {
  return itemById(word.toLowerCase()) !== undefined || nearestItems(word).length > 0;
}

async function checklist(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { texts, key, words } = request;
  const [word] = words;
  const only = word === undefined ? undefined : sectionIn(word);
  if (word !== undefined && only === undefined) return request.answer(say(texts.work.checklist.unknownSection(plain(word), key)));
  for (const message of checklistMessages(await sceneNow(request, parts), only)) await request.answer(message);
}

async function check(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { texts, key, migration } = request;
  if (!holdsRole(request)) return request.answer(needsRole(request));
  if (request.words.length > 0) return readSite(request, parts);
  const before = await sceneNow(request, parts);
  await request.answer(say(texts.work.check.begun(key)));
  await parts.lookAgain(key, migration);
  const after = await sceneNow(request, parts);
  await request.answer(checkedMessage(before, after));
  await parts.keepShown(key, shownIn(after));
  await parts.settle(key);
}

/** What a look has changed, and what blocks now. */
export function checkedMessage(before: Scene, after: Scene): Message {
  const { texts, key } = after;
  const t = texts.work.check;
  const changes = changesOf(before, after);
  const blockers = blocking(contextOf(after));
  const first = before.report.lookedAt === undefined && before.report.readings === nothingRead.readings;
  const summary = changes.length === 0 ? t.nothingChanged : t.changed(changes.length);
  const lead = `*${first ? t.firstLook : summary}* ${blockers.length === 0 ? texts.status.nothingBlocks : openText(blockers.length, after)}`;
  const blocks: KnownBlock[] = [
    header(t.header(key)),
    section(lead),
    ...clockIn(after),
    ...(changes.length > 0 ? [divider, ...changes.slice(0, TOLD).map((line) => section(line)), ...rest(changes.length, after)] : []),
    ...(blockers.length > 0
      ? [divider, ...blockers.slice(0, TOLD).map(({ state }) => section(itemLine(state, after))), ...rest(blockers.length, after)]
      : []),
  ];
  return { text: lead.replaceAll('*', ''), blocks: fitted(blocks, texts.work.checklist.more(key)) };
}

/** A clock that is this far off is a wrong one; below it, a server that took its time. */
const MOST_SKEW_MS = MINUTE_MS;

function clockIn({ texts, report: { readings } }: Scene): readonly KnownBlock[] {
  const { clock } = readings;
  if (clock?.status !== 'seen' || Math.abs(clock.value) < MOST_SKEW_MS) return [];
  const minutes = Math.round(Math.abs(clock.value) / MINUTE_MS);
  return [section(texts.work.check.clock(minutes, clock.value > 0 ? 'ahead' : 'behind'))];
}

function rest(count: number, { texts, key }: Scene): readonly KnownBlock[] {
  return count > TOLD ? [context(texts.work.check.andMore(count - TOLD, key))] : [];
}

/** One line for each item that is otherwise than when the last look was shown: looks that nobody saw make nothing old. */
function changesOf(before: Scene, after: Scene): readonly string[] {
  const { texts } = after;
  const was = after.report.shown ?? shownIn(before);
  const now = itemStates(contextOf(after)).filter((state) => was[state.id]?.digest !== digestOf(state));
  return now.map((state) => {
    const old = was[state.id]?.[texts.language];
    return `*${plain(texts.items[state.id].title)}*\n${old === undefined ? '' : `~${old}~ → `}${sentenceOf(state, texts)}`;
  });
}

/** How every item reads now, to be kept for the next time. */
export function shownIn(scene: Scene): Readonly<Record<string, ShownItem>> {
  const [en, ko] = [textsIn('en'), textsIn('ko')];
  return Object.fromEntries(
    itemStates(contextOf(scene)).map((state) => [
      state.id,
      { digest: digestOf(state), en: sentenceOf(state, en), ko: sentenceOf(state, ko) } satisfies ShownItem,
    ]),
  );
}

/** What its sentence rests on, and not its wording: another release is no news. */
function digestOf({ status, why, finding }: ItemState): string {
  return digest([status, why ?? '', finding?.status ?? '', finding?.status === 'todo' ? finding.facts : '']);
}

type ItemRun = (request: AccountRequest, parts: SlackParts, item: KnownItem, words: readonly string[]) => Promise<void>;

/** Finds the item that the first word names; the other words are the command's. */
function withItem(name: 'done' | 'waive' | 'undo' | 'assign', run: ItemRun): (request: AccountRequest, parts: SlackParts) => Promise<void> {
  return async (request, parts) => {
    const { texts, words, key } = request;
    const [typed, ...others] = words;
    const t = texts.work.usage;
    if (typed === undefined) return request.answer(say(texts.refusals.usage(t[name], exampleOf(name, key))));
    const item = itemById(typed.toLowerCase());
    if (item === undefined) return request.answer(say(texts.refusals.unknownItem(plain(typed), nearestItems(typed))));
    return run(request, parts, item, others);
  };
}

function nearestItems(typed: string): readonly string[] {
  return nearest(
    typed,
    items.map(({ id }) => id),
    NEAREST,
  );
}

function exampleOf(name: 'done' | 'waive' | 'undo' | 'assign', key: string): string {
  const rest = { done: '', waive: ' FAQ 2026-12', undo: '', assign: ' @mina 2026-12-01' }[name];
  return `/migrate ${name} ${key} agents-training-session${rest}`;
}

async function waiveByHand(request: AccountRequest, parts: SlackParts, item: KnownItem, words: readonly string[]): Promise<void> {
  const { texts, key } = request;
  const reason = words.join(' ').trim();
  if (reason === '') return request.answer(say(texts.refusals.usage(texts.work.usage.waive, exampleOf('waive', key))));
  return changeItem(request, parts, item, waiving(reason));
}

async function assignByHand(request: AccountRequest, parts: SlackParts, item: KnownItem, words: readonly string[]): Promise<void> {
  const { texts, key, migration } = request;
  const [person, due, ...others] = words;
  const user = userIn(person);
  const example = exampleOf('assign', key);
  if (user === undefined || others.length > 0) return request.answer(say(texts.refusals.usage(texts.work.usage.assign, example)));
  if (due !== undefined && !isDate(due)) return request.answer(say(texts.refusals.usage(texts.work.usage.notADate(plain(due)), example)));
  if (due !== undefined && due < dateIn(parts.clock(), migration.account?.timeZone ?? 'UTC'))
    return request.answer(say(texts.refusals.usage(texts.work.usage.past(due), example)));
  if ((await parts.slack.person(user)).bot) return request.answer(say(texts.work.usage.bot(texts.common.people([user]))));
  return changeItem(request, parts, item, {
    decide: (now, by) => assign(now, by, item, user, due),
    recorded: (all, title) => all.work.assigned(title, all.common.people([user])),
  });
}

/** A day of the calendar as `YYYY-MM-DD`: 30 February is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
