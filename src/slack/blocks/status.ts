import type { KnownBlock } from '@slack/types';
import { itemById } from '../../checklist/items/items.ts';
import { blocking, type OpenItem, type Progress, progressOf } from '../../checklist/progress.ts';
import { allTurned } from '../../checklist/scope.ts';
import { isPastReturn, isUnderWay } from '../../cutover/decisions.ts';
import { turnedBrands, turnsBy } from '../../cutover/phases.ts';
import { standingOf } from '../../cutover/subjects.ts';
import { comingUp, hangingOn, holding, type Wait, waits } from '../../cutover/waits.ts';
import { signers } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { people, type Role } from '../../migration/roles.ts';
import type { Pass } from '../../migration/run.ts';
import { type Statement, signerOf, statements } from '../../migration/sign-offs.ts';
import { between } from '../../migration/time.ts';
import { rehearsedText } from '../posts/practice/rehearsed.ts';
import { wayBackLines } from '../posts/way-back/opt-out.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { contextOf } from './checklist.ts';
import { button, buttons, columns, context, cut, divider, fitted, header, plain, section, sign } from './frame.ts';
import { itemLine } from './item.ts';
import { askedSignOffs, declinedBy } from './sign-off.ts';
import { stepTitle } from './step-title.ts';

/** How many blockers a status shows before it says how many more there are. */
const SHOWN = 5;

/** Stage, what blocks with who and where, progress, sign-offs, window, next move: from the record and the last look alone. */
export function statusMessage(scene: Scene): Message {
  const { texts, migration, key } = scene;
  const t = texts.status;
  const open = blocking(contextOf(scene));
  const state = migration.stage === 'live' ? '' : open.length > 0 ? openText(open.length, scene) : t.nothingBlocks;
  const move = nextMove(scene, open);
  const ahead = { ...scene, migration: aheadOf(migration) };
  const lead = [state, t.next(move)].filter((part) => part !== '').join(' ');
  const said: KnownBlock[] = [
    ...warnings(scene).map((warning) => section(warning)),
    ...open.slice(0, SHOWN).map(({ state: itemState }) => section(itemLine(itemState, scene))),
    ...(open.length > SHOWN ? [context(t.more(open.length - SHOWN))] : []),
  ];
  const blocks: KnownBlock[] = [
    header(t.header(key, migration.stage)),
    section(lead),
    ...buttons(statusButtons(scene, open)),
    divider,
    ...(said.length > 0 ? [...said, divider] : []),
    columns([...sectionFields(scene), windowField(ahead), signOffField(ahead)]),
    context(footer(ahead)),
  ];
  return { text: `${t.header(key, migration.stage)}. ${lead.replaceAll('*', '')}`, blocks: fitted(blocks, t.more(open.length)) };
}

/** While brands are still to turn, the window that is over is none: the next one is to be planned, and to be signed. */
function aheadOf(migration: Migration): Migration {
  return migration.run.remaining.length > 0 ? { ...migration, scheduled: undefined } : migration;
}

/** What blocks, or, once every brand has turned, what is open all the same: there is no switch any more that it could block. */
export function openText(count: number, { texts, migration, report: { readings } }: Scene): string {
  return allTurned(migration, readings) ? texts.status.stillOpen(count) : texts.status.blocked(count);
}

/** The next move, by name: one sentence a reader at a phone can act on. */
export function nextMove(scene: Scene, open: readonly OpenItem[]): string {
  const { texts, migration, key, report } = scene;
  const { moves } = texts.status;
  const who = (users: readonly string[], role: string) => (users.length > 0 ? texts.common.people(users) : role);
  if (migration.stage === 'halted') return moves.resume;
  if (!migration.connected && migration.account && report.lookedAt === undefined) return moves.connect(key, migration.account.subdomain);
  if (migration.team.admin.length === 0) return moves.nameAdmin(key);
  if (report.lookedAt === undefined) return moves.look;
  const held = isUnderWay(migration) ? holding(migration) : undefined;
  const waiting = held?.blockers.find(({ kind }) => kind === 'sign_off');
  if (held && waiting) {
    const statement = statements.find((each) => each === waiting.id);
    if (statement && waiting.why === 'declined') return declinedMove(statement, scene);
    if (statement)
      return moves.signOff(who(signers(migration, statement), texts.common.roles[signerOf[statement]]), texts.common.statements[statement]);
  }
  if (held?.line.step.asks === 'bot') return moves.ferry(stepTitle(held.line, texts));
  const step = (wait: Wait, orElse: Role) =>
    moves.step(who(wait.who, texts.common.roles[wait.roles[0] ?? orElse]), stepTitle(wait.line, texts));
  if (held && held.blockers.length === 0) return step(held, 'admin');
  const hanging = hangingOn(migration);
  if (hanging) return step(hanging, 'admin');
  const declined = askedSignOffs(scene).find((asked) => asked.declined);
  if (declined) return declinedMove(declined.statement, scene);
  const [first] = allTurned(migration, report.readings) ? [] : open;
  if (first) return moves.item(ownerOf(first, scene), texts.items[first.item.id].title);
  const [beside] = besides(migration);
  const besideMove = beside && step(beside, 'lead');
  if (migration.stage === 'live') return besideMove ?? moves.nothing;
  if (migration.scheduled === undefined || migration.run.finishedAt !== undefined) return moves.schedule;
  if (isPastReturn(migration) && held === undefined) return besideMove ?? moves.nothing;
  const unsigned = statements.find(
    (statement) => statement !== 'go' && statement !== 'activation' && standingOf(statement, contextOf(scene)) !== 'signed',
  );
  if (unsigned)
    return moves.signOff(who(signers(migration, unsigned), texts.common.roles[signerOf[unsigned]]), texts.common.statements[unsigned]);
  if (held) return step(held, 'admin');
  const { plan } = migration.scheduled;
  const next = comingUp(migration);
  const due = next && { what: stepTitle(next.line, texts), at: next.at };
  const { what, at } = due ?? { what: 'T0', at: plan.opensAt };
  return moves.wait(what, texts.common.moment(at, plan.timeZone));
}

/**
 * What is still asked of people once a brand of the plan has turned and nothing holds the rest up: Finish once it can be pressed, then what was
 * asked last.
 */
export function besides(migration: Migration): readonly Wait[] {
  const { scheduled, run } = migration;
  if (scheduled === undefined || (!isPastReturn(migration) && run.finishedAt === undefined)) return [];
  const mayFinish = run.finishedAt === undefined && run.gates['done']?.blockers.length === 0;
  const open = waits(migration).filter(({ line, since }) => line.step.asks !== 'bot' && since >= scheduled.at);
  const isFinish = ({ line }: Wait) => line.step.id === 'finish';
  const others = open.filter((wait) => !isFinish(wait)).toSorted((a, b) => (a.since < b.since ? 1 : -1));
  return mayFinish ? [...open.filter(isFinish), ...others] : others;
}

function declinedMove(statement: Statement, scene: Scene): string {
  const { texts, migration } = scene;
  const { declined, declinedBefore } = texts.status.moves;
  const who = declinedBy(statement, scene);
  const maySign = who.some((user) => migration.team[signerOf[statement]].includes(user));
  return (maySign ? declined : declinedBefore)(texts.common.people(who), texts.common.statements[statement]);
}

function ownerOf({ item }: OpenItem, { migration, texts }: Scene): string {
  const assigned = migration.owners[item.id]?.user;
  if (assigned) return texts.common.people([assigned]);
  const role = item.owner === 'bot' ? 'admin' : item.owner === 'agents' ? 'lead' : item.owner;
  const able = people(migration.team, role);
  return able.length > 0 ? texts.common.people(able.slice(0, 3)) : texts.common.roles[role];
}

function statusButtons({ key, migration, texts, report }: Scene, open: readonly OpenItem[]) {
  const t = texts.status.buttons;
  const value = pressValue({ account: key });
  const share = open.some(({ item }) => item.id.startsWith('agents-share-'));
  const questions = open.some(({ item }) => item.id === 'before-evaluate-account') && Object.keys(migration.answers).length === 0;
  const unsigned =
    migration.scheduled !== undefined && isUnderWay(migration) && standingOf('plan', { migration, readings: report.readings }) !== 'signed';
  return [
    ...(questions ? [button('questions_open', t.questions, value, { style: 'primary' })] : []),
    ...(share ? [button('links_share', t.share, value, questions ? {} : { style: 'primary' })] : []),
    ...(unsigned ? [button('signoff_open', t.signOff, value)] : []),
    ...(open.length > 0 ? [button('status_blockers', t.blockers, value)] : []),
    button('status_refresh', t.look, value),
    ...(migration.scheduled ? [button('status_why', t.why, value)] : []),
  ];
}

function warnings(scene: Scene): readonly string[] {
  const { key, migration, texts, report, now } = scene;
  const t = texts.status;
  const zone = migration.account?.timeZone ?? 'UTC';
  const end = migration.lastEnd;
  return [
    ...(migration.archived ? [t.archived(key)] : []),
    ...(!migration.connected && !migration.archived && migration.account
      ? [`${sign.unknown} ${t.notConnected(key, migration.account.subdomain)}`]
      : []),
    ...(migration.tokensRefused || (report.readings.settings?.status === 'unknown' && report.readings.settings.why === 'token_refused')
      ? [`${sign.blocks} ${t.tokensRefused}`]
      : []),
    ...Object.entries(migration.run.passed).flatMap(([gate, all]) => all.map((pass) => passMark(gate, pass, scene))),
    ...(end && now >= end.at ? [`${sign.blocks} ${endText(end.because, t.at(end.at, zone), texts)}`] : []),
  ];
}

function endText(because: string, at: string, { status, cutover }: Scene['texts']): string {
  return because === 'returned' ? cutover.turns.swap.lastEnd(at) : status.lastEnd(status.ends[because] ?? because, at);
}

function sectionFields(scene: Scene): readonly string[] {
  const { texts } = scene;
  return progressOf(contextOf(scene))
    .filter(({ section: id }) => id !== 'resources')
    .map((progress) => progressField(progress, texts));
}

/** How far a section is: red only while something in it is asked for now. */
export function progressField(progress: Progress, { common, status }: Scene['texts']): string {
  const { section: id, ready, waived, total, blocked } = progress;
  const mark = blocked ? sign.blocks : ready + waived < total ? sign.open : sign.ready;
  return `*${common.sections[id]}*\n${mark} ${status.sectionCount(progress)}`;
}

function windowField({ key, migration, texts, zone }: Scene): string {
  const t = texts.status;
  if (migration.scheduled === undefined) return `*${t.windowLabel}*\n${t.noWindow}: \`/migrate windows ${key}\``;
  const { opensAt, closesAt, timeZone } = migration.scheduled.plan;
  const yours = zone !== undefined && zone !== timeZone ? `\n${texts.common.window(opensAt, closesAt, zone)}` : '';
  return `*${t.windowLabel}*\n${texts.common.window(opensAt, closesAt, timeZone)}${yours}`;
}

function signOffField(scene: Scene): string {
  const { texts, migration } = scene;
  const unsigned = statements.filter((statement) => standingOf(statement, contextOf(scene)) !== 'signed');
  const waitingFor = [...new Set(unsigned.flatMap((statement) => signers(migration, statement)))];
  return `*${texts.status.signOffsLabel}*\n${texts.status.signOffs(statements.length - unsigned.length, statements.length, waitingFor.length > 0 ? texts.common.people(waitingFor.slice(0, 3)) : '')}`;
}

function footer(scene: Scene): string {
  const { texts, migration, report, now } = scene;
  const t = texts.status;
  const plan = migration.scheduled?.plan;
  const named = (user: string | undefined) => (user ? texts.common.people([user]) : texts.common.nobody);
  return [
    t.lookedUp(report.lookedAt && texts.common.ago(between(report.lookedAt, now))),
    ...(plan ? [t.duty(named(plan.operator), named(plan.backup))] : []),
    ...migration.practice.rehearsals.slice(-1).map((last) => rehearsedText(last, scene)),
    ...(isUnderWay(migration) ? [isPastReturn(migration) ? pastReturn(scene) : t.canCancel] : []),
  ].join(' · ');
}

/** Where every brand that has turned was swapped, there is a way back, and it is said. */
function pastReturn(scene: Scene): string {
  const { texts, migration } = scene;
  const isConverted = turnedBrands(migration).some((brand) => turnsBy(brand, migration) === 'convert');
  return isConverted ? texts.status.cannotCancel : wayBackLines(scene).join(' ');
}

/** The title of an item in the reader's language; its id where it is none of ours. */
export function titleIn({ items }: Scene['texts']): (id: string) => string {
  return (id) => {
    const item = itemById(id);
    return item ? items[item.id].title : id;
  };
}

/** A gate that was passed over, as it is marked wherever the cutover is shown. */
export function passMark(gate: string, { by, reason, blockers, chats }: Pass, { texts }: Pick<Scene, 'texts'>): string {
  const red = blockers.slice(0, 6).map((blocker) => cut(plain(texts.status.blocker(blocker, titleIn(texts))), 160));
  const more = blockers.length > red.length ? [texts.status.more(blockers.length - red.length)] : [];
  const who = by === 'server' ? texts.work.item.server : texts.common.people([by]);
  return texts.cutover.flows.pass.mark(gate, who, [...red, ...more], chats, plain(reason));
}
