import type { KnownBlock } from '@slack/types';
import { firstClick, phaseStart } from '../../cutover/phases.ts';
import { ticketCsv } from '../../cutover/tickets.ts';
import { type Mark, marks, type TicketState, ticketStates } from '../../migration/events.ts';
import type { Migration } from '../../migration/migration.ts';
import { viewOf } from '../../migration/run/earlier.ts';
import type { Run } from '../../migration/run.ts';
import { type Score, scoreOf } from '../../window/score.ts';
import { sceneNow } from '../actions/item/change-item.ts';
import { holdsRole, needsRole } from '../actions/item/item.ts';
import { shareIn } from '../actions/links.ts';
import { contextOf, inOrder } from '../blocks/checklist.ts';
import { context, divider, fitted, header, plain, section, sign } from '../blocks/frame.ts';
import { isOpen, itemBlocks, itemBrief } from '../blocks/item.ts';
import { languageOf, textsIn } from '../locales/texts.ts';
import type { SlackParts } from '../parts.ts';
import { reportMarkdown } from '../posts/report.ts';
import { say } from '../request/answers.ts';
import type { AccountRequest, Scene } from '../request/request.ts';
import type { Message, SlackFile } from '../web/port.ts';
import { scoreTexts } from '../windows/sentences.ts';
import { type Command, channelIn, noWord } from './command.ts';

/** Sharing the agent links, after-care and the whole record. */
export const workCommands = [
  { name: 'share', about: 'account', ownWord: (word) => isAgain(word) || /^(?:<#|#)/.test(word), run: share },
  { name: 'after', about: 'account', ownWord: noWord, run: after },
  { name: 'report', about: 'account', ownWord: noWord, run: report },
] as const satisfies readonly Command[];

/** How many of the after-care items are shown in full, with their buttons. */
const IN_FULL = 6;

async function share(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { texts, words, key } = request;
  const others = words.filter((word) => !isAgain(word));
  const [typed] = others;
  const channel = typed === undefined ? request.channel : channelIn(typed);
  if (others.length > 1) return request.answer(say(texts.refusals.usage(texts.work.share.usage, `/migrate share ${key} #agents`)));
  if (channel === undefined) return request.answer(say(texts.work.share.pick(plain(typed ?? ''), key)));
  return shareIn(request, parts, channel, words.some(isAgain) ? 'again' : 'once');
}

function isAgain(word: string): boolean {
  return word.toLowerCase() === 'again';
}

async function after(request: AccountRequest, parts: SlackParts): Promise<void> {
  const scene = await sceneNow(request, parts);
  await request.answer(afterMessage(scene, scoreOf(await parts.store.read(request.key), firstClick(scene.migration))));
}

/** What is left to do after the switch, by when, and what became of the listed tickets. */
export function afterMessage(scene: Scene, score?: Score): Message {
  const { texts, key, migration } = scene;
  const t = texts.work.after;
  const rows = inOrder(contextOf(scene)).filter(({ item, state }) => item.section === 'after' && state.status !== 'not_applicable');
  const open = rows.filter(({ state }) => isOpen(state));
  const inFull = open.slice(0, IN_FULL);
  const brief = rows.filter((row) => !inFull.includes(row)).map(({ state }) => itemBrief(state, scene));
  const own = { ...scene, migration: comparedOf(migration) };
  const lead = `*${t.open(open.length)}* ${comparedLead(own.migration.run, scene)}`;
  const blocks: KnownBlock[] = [
    header(t.header(key)),
    section(lead),
    section([`*${t.tickets}*`, ...marks.map((mark) => comparedLine(mark, own))].join('\n')),
    ...(score === undefined ? [] : [section([`*${texts.windows.score.title}*`, ...scoreTexts(score, texts)].join('\n'))]),
    divider,
    ...inFull.flatMap(({ state }) => itemBlocks(state, scene, 'with_buttons')),
    ...(brief.length > 0 ? [section(brief.join('\n'))] : []),
    context(t.footer(key)),
  ];
  return { text: lead.replaceAll('*', ''), blocks: fitted(blocks, texts.work.checklist.more(key)) };
}

/** The plan whose tickets are compared: the one at hand once it has a list, else the finished one before it. */
function comparedOf(migration: Migration): Migration {
  const last = migration.earlier.at(-1);
  return (migration.run.listed === undefined && last && viewOf(last.scheduled.version, migration)) || migration;
}

function comparedLead({ listed, compared }: Run, { texts }: Scene): string {
  const newest = newestOf(compared);
  if (listed === undefined) return texts.work.after.noList;
  return newest === undefined ? texts.work.after.notCompared(listed.tickets.length) : '';
}

/** `T+2m` with its counts, or when it comes. What is missing alarms. */
function comparedLine(mark: Mark, { migration, texts }: Scene): string {
  const t = texts.work.after;
  const zone = migration.scheduled?.plan.timeZone ?? migration.account?.timeZone ?? 'UTC';
  const compared = migration.run.compared[mark];
  if (compared === undefined) {
    const at = phaseStart(mark, migration);
    return `${sign.asked} ${t.marks[mark]} — ${at === undefined ? t.notYet : t.comes(texts.common.moment(at, zone))}`;
  }
  const counts = countsOf(compared.tickets);
  const shown = ticketStates.filter((state) => counts[state] > 0).map((state) => `${texts.cutover.tickets[state]} ${counts[state]}`);
  const mention = counts.missing > 0 ? sign.blocks : sign.seen;
  return `${mention} ${t.marks[mark]} — ${t.compared(compared.tickets.length, texts.common.moment(compared.at, zone))}${shown.length > 0 ? `: ${shown.join(', ')}` : ''}`;
}

function countsOf(tickets: readonly { readonly now: TicketState }[]): Readonly<Record<TicketState, number>> {
  const counts = { open: 0, pending: 0, solved: 0, merged: 0, moved: 0, missing: 0 };
  for (const { now } of tickets) counts[now] += 1;
  return counts;
}

function newestOf(compared: Run['compared']) {
  return Object.values(compared).toSorted((a, b) => (a.version < b.version ? 1 : -1))[0];
}

async function report(request: AccountRequest, parts: SlackParts): Promise<void> {
  const { key, user, texts } = request;
  if (!holdsRole(request)) return request.answer(needsRole(request));
  const [scene, channel] = await Promise.all([sceneNow(request, parts), parts.slack.directChannel(user.id)]);
  for (const file of await filesOf(scene, parts)) await parts.slack.upload(channel, undefined, file);
  await request.answer(
    say(texts.work.report.sent(key, newestOf(comparedOf(scene.migration).run.compared) === undefined ? 'no_tickets' : 'tickets')),
  );
}

/** The Chat configuration as it stood when it was last read; no file where it was not. */
function chatCopyOf({ key, report }: Scene, title: string): readonly SlackFile[] {
  const copy = report.readings.chatCopy;
  return copy?.status === 'seen'
    ? [{ name: `${key}-chat-configuration.json`, title, content: JSON.stringify(copy.value.lists, undefined, 2) }]
    : [];
}

/** In the account's language, as all its files are. */
async function filesOf(scene: Scene, { store }: Pick<SlackParts, 'store'>): Promise<readonly SlackFile[]> {
  const texts = textsIn(languageOf(scene.migration.settings['language']));
  const t = texts.work.report;
  const events = await store.read(scene.key);
  return [
    {
      name: `${scene.key}-report.md`,
      title: t.titles.report(scene.key),
      content: reportMarkdown({ ...scene, texts, zone: undefined }, events),
    },
    {
      name: `${scene.key}-tickets.csv`,
      title: t.titles.tickets(scene.key),
      content: ticketCsv(newestOf(comparedOf(scene.migration).run.compared)?.tickets ?? []),
    },
    {
      name: `${scene.key}-events.jsonl`,
      title: t.titles.events(scene.key),
      content: events.map((event) => `${JSON.stringify(event)}\n`).join(''),
    },
    ...chatCopyOf(scene, t.titles.chat(scene.key)),
  ];
}
