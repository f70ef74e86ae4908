import type { Button, KnownBlock } from '@slack/types';
import { hintOf, tellsOfGaps } from '../../checklist/checks/hints/hints.ts';
import { type ItemState, mayStandIn } from '../../checklist/item-state.ts';
import type { Item } from '../../checklist/items/item.ts';
import { type ItemId, itemById, type KnownItem } from '../../checklist/items/items.ts';
import { linkTo } from '../../checklist/items/links.ts';
import { topicsOf } from '../../checklist/items/topics.ts';
import { sayDone, wordGivers } from '../../checklist/words.ts';
import { phaseStart } from '../../cutover/phases.ts';
import type { Evidence, Facts } from '../../migration/finding.ts';
import { assertNever } from '../../migration/never.ts';
import { people } from '../../migration/roles.ts';
import { between, type Instant, instant } from '../../migration/time.ts';
import { sightText } from '../locales/findings/sights/in-words.ts';
import { day } from '../locales/format.ts';
import type { Texts } from '../locales/texts.ts';
import type { SeenIn } from '../locales/work/text.ts';
import { rehearsedText } from '../posts/practice/rehearsed.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import { button, cut, plain, buttons as row, section, sign } from './frame.ts';

/** What people typed is shown up to here; the record and the report hold all of it. */
const QUOTED = 160;
/** How many holders of a role are named before the role's word says it better. */
const NAMED = 2;
/** What of the requests is none to Zendesk: who is in a channel, and a page of the customer's own. */
const MEMBERS = 'conversations.members';
const PAGE = 'GET page';
/** How many channels of a share are counted out in one line. */
const CHANNELS = 10;

/**
 * Sign, title and finding; who does it, where and until when, while it is open; and what that rests on. The same line wherever
 * an item is shown.
 */
export function itemLine(state: ItemState, scene: Scene): string {
  const first = `${signOf(state)} *${titleOf(state, scene)}* — ${sentenceOf(state, scene.texts)}`;
  const second = isOpen(state) ? [ownerOf(state, scene), placeOf(state, scene.texts), dueOf(state, scene)] : [];
  return [first, joined(second), joined(evidenceOf(state, scene))].filter((line) => line !== '').join('\n');
}

/** The line with what to do, what happens otherwise, the articles and the id; below it the buttons that would do something. */
export function itemBlocks(state: ItemState, scene: Scene, buttons: 'with_buttons' | 'without'): KnownBlock[] {
  const { item: t } = scene.texts.work;
  const { ask, risk } = scene.texts.items[state.id];
  const open = isOpen(state) ? [...rehearsalIn(state, scene), t.ask(plain(ask)), t.risk(plain(risk))] : [];
  const text = section(
    [itemLine(state, scene), ...hintIn(state, scene), ...open, joined([linksOf(state, scene.texts), `\`${state.id}\``])].join('\n'),
  );
  return buttons === 'without' ? [text] : [text, ...row(buttonsOf(state, scene))];
}

/** What was seen and helps whoever decides, with the request and its age. */
function hintIn(state: ItemState, { migration, report, now, texts }: Scene): readonly string[] {
  const { id } = state;
  const hint = hintOf(id, { migration, readings: report.readings, now });
  const isShown = isOpen(state) || (state.status === 'ready' && tellsOfGaps(id));
  if (hint === undefined || !isShown) return [];
  const byId: Readonly<Partial<Record<ItemId, unknown>>> = texts.hints;
  // A hint is of the item of the same id, and `HintTexts` ties its facts to its text.
  const tell = byId[id] as (facts: Facts) => string;
  const ago = texts.common.ago(between(hint.evidence.at, now));
  return [`${texts.work.item.hint(plain(tell(hint.facts)))} · ${texts.work.item.seen(ago)} ${askedText(hint.evidence.asked, texts)}`];
}

/** Beside the test before production: how the last rehearsal on the sandbox ended. It decides nothing. */
function rehearsalIn({ id }: ItemState, scene: Scene): readonly string[] {
  const last = id === 'migrate-test-first' ? scene.migration.practice.rehearsals.at(-1) : undefined;
  return last ? [rehearsedText(last, scene)] : [];
}

/** Sign, title and finding on one line, with the id to type: for long lists. */
export function itemBrief(state: ItemState, scene: Scene): string {
  return `${signOf(state)} ${titleOf(state, scene)} — ${sentenceOf(state, scene.texts)} · \`${state.id}\``;
}

/** Something is left to do, to find out or to look at again. */
export function isOpen({ status, stale }: ItemState): boolean {
  return status === 'todo' || status === 'unknown' || (status === 'ready' && stale);
}

/** The finding in words, without the title. */
export function sentenceOf(state: ItemState, { work, findings }: Texts): string {
  const { status, finding, why } = state;
  const { gate, blocking } = itemOf(state);
  switch (status) {
    case 'ready':
      return finding?.status === 'ready' ? findingText(state.id, findings).ready : work.item.done;
    case 'todo':
      if (finding?.status === 'todo') return withPeople(plain(findingText(state.id, findings).todo(finding.facts)), state.id);
      return gate === undefined || blocking === 'no' ? work.item.todo : work.item.blocks[gate];
    case 'unknown':
      return work.item.unknown(why ?? 'cannot_tell');
    case 'waived':
      return work.item.waived;
    case 'not_applicable':
      return work.item.notApplicable;
    default:
      return assertNever(status);
  }
}

/** Where a finding names people by their Slack ids, they can be pressed; a name from Zendesk that looks like one cannot. */
function withPeople(text: string, item: ItemId): string {
  return item === 'req-people-with-rights' ? text.replace(/&lt;(@[UW][A-Z0-9]+)&gt;/g, '<$1>') : text;
}

function signOf(state: ItemState): string {
  switch (state.status) {
    case 'ready':
      return state.stale ? sign.unknown : sign.ready;
    case 'todo':
      return itemOf(state).blocking === 'no' ? sign.open : sign.blocks;
    case 'unknown':
      return sign.unknown;
    case 'waived':
    case 'not_applicable':
      return sign.waived;
    default:
      return assertNever(state.status);
  }
}

function titleOf({ id }: ItemState, { texts }: Scene): string {
  return plain(texts.items[id].title);
}

/** Whoever it is assigned to, else those who hold the role, else the role's word. */
export function ownerOf(state: ItemState, { migration, texts }: Scene): string {
  const assigned = migration.owners[state.id]?.user;
  if (assigned !== undefined) return texts.common.people([assigned]);
  const { owner, word } = itemOf(state);
  // What Ferry or the agents do has a person who speaks for it: that one is to be asked.
  const role = owner === 'agents' ? 'lead' : owner === 'bot' ? (word ?? 'admin') : owner;
  const holders = people(migration.team, role);
  return holders.length > 0 && holders.length <= NAMED ? texts.common.people(holders) : texts.common.roles[role];
}

function placeOf({ id }: ItemState, { items }: Texts): string {
  return plain(items[id].place ?? '');
}

/** The day it was given, else the day its phase begins, else the phase in words while nothing is scheduled. */
function dueOf(state: ItemState, { migration, texts, now }: Scene): string {
  const t = texts.work.item;
  const given = migration.owners[state.id]?.due;
  const zone = migration.account?.timeZone ?? 'UTC';
  if (given !== undefined) return given < dateIn(now, zone) ? t.overdue(dayOf(given, texts)) : t.due(dayOf(given, texts));
  const { phase } = itemOf(state);
  const begins = phaseStart(phase, migration);
  return begins === undefined ? t.phases[phase] : t.due(day(begins, migration.scheduled?.plan.timeZone ?? zone, texts.language));
}

/** The date as `2026-11-26` in this zone. */
export function dateIn(at: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
}

/** A calendar day has no zone: it is written as it was typed. */
function dayOf(date: string, { language }: Texts): string {
  return day(instant(new Date(`${date}T12:00:00Z`)), 'UTC', language);
}

/** Seen, said, waived, or why it is not known and who may speak for it. */
function evidenceOf(state: ItemState, scene: Scene): readonly string[] {
  const { finding, word, voided, waiver, status, stale, because } = state;
  const { work, common } = scene.texts;
  const t = work.item;
  const ago = (at: Instant) => common.ago(between(at, scene.now));
  const who = (user: string) => (user === 'server' ? t.server : common.people([user]));
  const rests = finding && finding.status !== 'unknown' ? finding.evidence : because;
  const seen = rests ? [`${t.seen(ago(rests.at))} ${sawOf(rests, scene.texts)}`] : [];
  const said = word ? [`${t.said(who(word.by), ago(word.at))}${quoted(word.note)}`] : [];
  const gone = voided ? [t.voided(who(voided.by), ago(voided.at))] : [];
  const overruled = word && status === 'todo' && finding?.status === 'todo' ? [t.overruled[seenIn(finding.evidence)]] : [];
  const waived = status === 'waived' && waiver ? [`${t.waivedBy(who(waiver.by), ago(waiver.at))}${quoted(waiver.reason)}`] : [];
  const unseen = status === 'ready' && finding?.status === 'unknown' ? [t.unknown(finding.why)] : [];
  return [...waived, ...seen, ...(stale ? [t.stale] : []), ...said, ...gone, ...overruled, ...unseen, ...standIn(state, scene.texts)];
}

/** Where the evidence comes from. */
export function seenIn({ asked }: Pick<Evidence, 'asked'>): SeenIn {
  if (asked === MEMBERS) return 'slack';
  if (asked === PAGE) return 'pages';
  return asked === '/migrate team' ? 'team' : 'zendesk';
}

/** Who may speak for it while it cannot be seen; where nobody may, and somebody has, what can be done instead. */
function standIn({ id, status, why, word, finding }: ItemState, { common, work }: Texts): readonly string[] {
  const item = itemById(id);
  if (item === undefined || status !== 'unknown' || why === undefined) return [];
  if (mayStandIn(item, why)) return [work.item.standIn(wordGivers(item).map((role) => common.roles[role]))];
  return word && finding ? [work.item.wordFallsShort(item.blocking === 'waivable')] : [];
}

/** The request as it is, and what it showed: in words, or as it is. Channels can be pressed. */
function sawOf({ asked, saw, sight }: Evidence, texts: Texts): string {
  if (sight !== undefined) return `${askedText(asked, texts)} → ${plain(cut(sightText(sight, texts.sights), 2 * QUOTED))}`;
  if (asked !== MEMBERS) return `${askedText(asked, texts)} → \`${code(saw)}\``;
  const shares = saw.split(', ').filter((share) => /^[CG][A-Z0-9]+: \d+\/\d+$/.test(share));
  const shown = shares.slice(0, CHANNELS).map((share) => share.replace(/^\w+/, '<#$&>'));
  return shown.length === 0 ? `\`${asked}\`` : `\`${asked}\` → ${shown.join(', ')}${shares.length > CHANNELS ? ', …' : ''}`;
}

/** The request as it is; of a page only that it was read, whichever it was. */
function askedText(asked: string, { work }: Texts): string {
  return asked === PAGE ? work.item.page : `\`${code(asked)}\``;
}

function code(text: string): string {
  return plain(cut(text.replaceAll('`', "'"), 2 * QUOTED));
}

function quoted(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: “${plain(cut(text, QUOTED).replaceAll('\n', ' '))}”`;
}

function linksOf(state: ItemState, { work, language }: Texts): string {
  const { articles } = itemOf(state);
  return articles
    .map((article, index) => `<${linkTo(article, language)}|${work.item.article(articles.length > 1 ? ` ${index + 1}` : '')}>`)
    .join(' · ');
}

/** Only buttons that would do something now, whoever presses them; whether this person may is asked at the press. */
function buttonsOf(state: ItemState, { key, migration, texts }: Scene): readonly Button[] {
  if (!isOpen(state)) return [];
  const { buttons: t } = texts.work.item;
  const item = itemOf(state);
  const value = pressValue({ account: key, item: state.id });
  return [
    ...(state.id === 'before-evaluate-account' ? [button('questions_open', t.questions, value)] : []),
    ...(state.id.startsWith('agents-share-') ? [button(`links_share:${state.id}`, t.share, value)] : []),
    ...(wordCounts(state, migration) ? [button(`item_done:${state.id}`, t.done, value)] : []),
    ...(item.blocking === 'waivable' ? [button(`item_waive:${state.id}`, t.waive, value)] : []),
    ...(topicsOf(state.id).length > 0 ? [button(`item_check:${state.id}`, t.look, value)] : []),
  ];
}

/** The rule itself is asked, on behalf of somebody to whom the item is assigned: the interface is silent and the time has come. */
function wordCounts(state: ItemState, migration: Scene['migration']): boolean {
  const somebody = { user: 'somebody', everywhere: false };
  const owners = { ...migration.owners, [state.id]: { user: somebody.user, due: undefined } };
  const { finding } = state;
  const silent = finding === undefined || (finding.status === 'unknown' && mayStandIn(itemOf(state), finding.why));
  return silent && sayDone({ ...migration, owners }, somebody, itemOf(state), undefined).ok;
}

function findingText(id: ItemId, findings: Texts['findings']): { readonly ready: string; readonly todo: (facts: Facts) => string } {
  const byId: Readonly<Partial<Record<ItemId, unknown>>> = findings;
  // A finding comes from the check of the same id, and `FindingTexts` ties that check's facts to its text.
  return byId[id] as { readonly ready: string; readonly todo: (facts: Facts) => string };
}

function itemOf({ id }: ItemState): KnownItem & Item {
  const item = itemById(id);
  if (item === undefined) throw new Error(`No item ${id}`);
  return item;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
