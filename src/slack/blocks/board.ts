import type { Button, KnownBlock } from '@slack/types';
import { isUnasked } from '../../cutover/control/asking.ts';
import { isMoot } from '../../cutover/control/too-late.ts';
import { isPastReturn, isUnderWay } from '../../cutover/decisions.ts';
import { brandsOf } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { linesOf } from '../../cutover/steps/steps.ts';
import { comingUp, hangingOn, holding, type Wait } from '../../cutover/waits.ts';
import { isTurning } from '../../migration/plan.ts';
import type { Role } from '../../migration/roles.ts';
import type { StepState } from '../../migration/run.ts';
import { signerOf } from '../../migration/sign-offs.ts';
import { between, MINUTE_MS } from '../../migration/time.ts';
import { sawInWords } from '../locales/findings/sights/in-words.ts';
import { changeLines } from '../posts/changes.ts';
import { returnedMarks } from '../posts/way-back/left-on.ts';
import { undoLines } from '../posts/way-back/undo.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { askButtons, exchangeLines, redLines } from './asks.ts';
import { button, buttons, context, cut, divider, fitted, header, section, sign } from './frame.ts';
import { askedSignOffs, declinedText } from './sign-off.ts';
import { besides, passMark } from './status.ts';
import { stepTitle } from './step-title.ts';

/** Lines of the night and after; those before it have posts of their own. */
const NIGHT = ['T-24h', 'T-1h', 'T-15m', 'T0', 'T+2m', 'T+15m'];
/** Characters of a piece of the list, how many pieces, and how many marks: within one message of Slack. */
const PIECE = 2400;
const PIECES = 4;
const MARKS = 30;
/** Open requests that are named above the list. */
const BESIDES = 3;

/** The one message of a cutover: whom it waits for, the buttons for this step only, the list, what can still be undone. */
export function boardMessage(scene: Scene): Message {
  const { texts } = scene;
  const title = titleOf(scene);
  const lead = leadOf(scene);
  const marks = marksOf(scene);
  const blocks: KnownBlock[] = [
    header(title),
    section(lead.join('\n')),
    ...buttons([...stepButtons(scene), ...controls(scene)]),
    divider,
    ...listOf(scene, linesOf(scene.migration)),
    ...marks.slice(0, MARKS).map((mark) => section(mark)),
    ...(marks.length > MARKS ? [context(texts.cutover.board.moreLines(marks.length - MARKS))] : []),
  ];
  // What can still be undone is there however long the rest is.
  const undo = undoLines(scene);
  const fit = fitted(blocks, texts.cutover.plan.more);
  return {
    text: `${title}. ${lead.join(' ').replaceAll('*', '')}`,
    blocks: undo.length > 0 ? [...fit, context(undo.join('\n'))] : fit,
  };
}

/** `acme · cutting over · minute 7 of 90`: from T0 on until Finish. */
function titleOf({ texts, migration, key, now }: Scene): string {
  const t = texts.cutover.board;
  if (migration.stage === 'live') return t.live(key);
  const { run, scheduled, stage } = migration;
  if (run.finishedAt !== undefined) return t.header(key, t.finished, undefined);
  const { opensAt, closesAt } = scheduled?.plan ?? {};
  // What runs on past its window is in no minute of it.
  const runs = stage === 'cutting_over' && run.t0At !== undefined && opensAt !== undefined && closesAt !== undefined && now < closesAt;
  const minute = runs ? { at: Math.floor(between(opensAt, now) / MINUTE_MS) + 1, of: between(opensAt, closesAt) / MINUTE_MS } : undefined;
  return t.header(key, texts.common.stages[stage], minute);
}

function leadOf(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const t = texts.cutover.board;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const plan = migration.scheduled?.plan;
  const window = plan ? [texts.common.windowForAll(plan.opensAt, plan.closesAt, zone)] : [];
  if (migration.run.finishedAt) return [t.liveBrands(brandsOf(migration).join(', ')), ...window];
  if (migration.stage === 'halted' && migration.halted)
    return [
      t.paused(migration.halted.by ? texts.common.people([migration.halted.by]) : 'Ferry', texts.common.clock(migration.halted.at, zone)),
      ...window,
    ];
  const held = holding(migration);
  const hanging = hangingOn(migration);
  const signatures = unsigned(held, scene);
  const next = held ? [...waiting(held, scene), ...signatures] : [...signatures, ...askedBeside(scene), ...nextLine(scene)];
  return [...(hanging ? waiting(hanging, scene) : []), ...next, ...window];
}

/** Signatures that are asked for, long before their gate too; those that the gate at hand names are among what holds it. */
function unsigned(held: Wait | undefined, scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const named = new Set(held?.blockers.flatMap(({ kind, id }) => (kind === 'sign_off' ? [id] : [])));
  return askedSignOffs(scene)
    .filter(({ statement }) => !named.has(statement))
    .map(({ statement, who, since, declined }) => {
      const title = texts.common.statements[statement];
      if (declined) return `${sign.blocks} ${title}: ${declinedText(statement, who, scene)}`;
      return texts.cutover.board.waitingFor(byNameOrRole(who, signerOf[statement], scene), texts.common.moment(since, zone), title);
    });
}

function waiting(held: Wait, scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const t = texts.cutover.board;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const title = stepTitle(held.line, texts);
  const since = texts.common.clock(held.since, zone);
  const claimed = held.line.step.id === 'rb-2m-config';
  const first =
    held.line.step.asks === 'bot' || claimed ? t.ferryLooks(title, since) : t.waitingFor(texts.common.people(held.who), since, title);
  const { id } = held.line.step;
  const click =
    id === 'rb-0-click' || id === 'rb-0-swap'
      ? [texts.steps[id].ask.replaceAll('{brand}', held.line.brand), ...exchangeLines(held.line, scene)]
      : [];
  const until = held.until ? [t.until(texts.common.moment(held.until, zone), texts.status.afterwards[held.afterwards])] : [];
  const red = redLines(held.line, scene);
  return [first, ...click, ...reported(held, scene), ...until, ...(red.length > 0 ? [t.red(held.blockers.length), ...red] : [])];
}

/** What somebody has done already of what Ferry waits for: the phrase that is typed, the click that is reported. */
function reported({ line, late }: Wait, { texts, migration, now }: Scene): readonly string[] {
  const { run, scheduled } = migration;
  const zone = scheduled?.plan.timeZone ?? 'UTC';
  const phrase = run.phrases[line.brand];
  if (line.step.id === 'rb-15m-final-gate' && phrase && scheduled) {
    const typed = texts.cutover.asks.gate.typed(texts.common.people([phrase.by]), texts.common.clock(phrase.at, zone));
    const { opensAt } = scheduled.plan;
    return now < opensAt ? [typed, texts.cutover.board.clickAt(texts.common.clock(opensAt, zone))] : [typed];
  }
  const click = ['rb-0-click', 'rb-0-swap'].flatMap((id) => run.steps[`${id}:${line.brand}`]?.said.at(-1) ?? [])[0];
  if (line.step.id !== 'rb-2m-config' || click === undefined) return [];
  const who = texts.common.people([click.by]);
  const at = texts.common.clock(click.at, zone);
  return [
    late === undefined ? texts.cutover.board.reported(who, at) : texts.cutover.board.notSeen(who, at, texts.common.saw[late] ?? late),
  ];
}

/** After the switch nothing holds the rest up: what is still asked of people is named all the same. */
function askedBeside(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const all = besides(migration);
  const shown = all.slice(0, BESIDES).map(({ line, who, roles, since }) => {
    return texts.cutover.board.waitingFor(
      byNameOrRole(who, roles[0] ?? 'lead', scene),
      texts.common.clock(since, zone),
      stepTitle(line, texts),
    );
  });
  return all.length > BESIDES ? [...shown, texts.cutover.board.moreAsked(all.length - BESIDES)] : shown;
}

/** The people, or where nobody has the role the role. */
function byNameOrRole(who: readonly string[], role: Role, { texts }: Scene): string {
  return who.length > 0 ? texts.common.people(who) : texts.common.roles[role];
}

function nextLine({ texts, migration }: Scene): readonly string[] {
  const next = comingUp(migration);
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  return next ? [texts.cutover.board.nextPhase(stepTitle(next.line, texts), texts.common.moment(next.at, zone))] : [];
}

/** For what the plan hangs on, whether or not it holds the next step up. No action stands twice in a message of Slack's. */
function stepButtons(scene: Scene): readonly Button[] {
  if (!isUnderWay(scene.migration)) return [];
  const all = [hangingOn(scene.migration), holding(scene.migration)].flatMap((wait) =>
    wait === undefined ? [] : askButtons(wait.line, scene),
  );
  return all.filter(({ action_id: id }, place) => all.findIndex((other) => other.action_id === id) === place);
}

/** What was passed over, who is at the keyboard since when, and what Ferry itself has changed. */
function marksOf(scene: Scene): readonly string[] {
  const { texts, migration } = scene;
  const { driver, passed } = migration.run;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const people = (user: string) => texts.common.people([user]);
  const keyboard =
    driver && texts.cutover.flows.handOver.line(people(driver.user), people(driver.from), texts.common.clock(driver.at, zone));
  const passes = Object.entries(passed).flatMap(([gate, all]) => all.map((pass) => passMark(gate, pass, scene)));
  return [...returnedMarks(scene), ...(keyboard ? [keyboard] : []), ...passes, ...changeLines(scene)];
}

function controls({ texts, migration, key }: Scene) {
  if (!isUnderWay(migration)) return [];
  const t = texts.cutover.board;
  const { rollBack } = texts.cutover.flows;
  const value = pressValue({
    account: key,
    control: migration.control?.version ?? 0,
    ...(migration.scheduled ? { plan: migration.scheduled.version } : {}),
  });
  if (isPastReturn(migration))
    return migration.run.rolledBack
      ? []
      : [button('cutover_rollback', rollBack.button, value, { style: 'danger', confirm: rollBack.confirm })];
  const hold =
    migration.stage === 'halted'
      ? button('cutover_resume', t.resume, value, { style: 'primary' })
      : button('cutover_pause', t.pause, value);
  return [hold, button('cutover_cancel', t.cancel, value, { style: 'danger', confirm: t.cancelConfirm })];
}

/** Those of the night among these lines, in a few pieces of text; how many more there are is said. */
export function listOf(scene: Scene, all: readonly RunbookLine[]): readonly KnownBlock[] {
  const lines = all
    .filter((line) => line.step.id !== 'finish' && NIGHT.includes(line.step.phase) && !isMoot(line, scene.migration))
    .map((line) => lineText(line, scene));
  const pieces: string[][] = [];
  let length = PIECE;
  for (const line of lines) {
    length += line.length + 1;
    if (length > PIECE) {
      pieces.push([]);
      length = line.length;
    }
    pieces.at(-1)?.push(line);
  }
  const left = pieces.slice(PIECES).reduce((sum, piece) => sum + piece.length, 0);
  const shown = pieces.slice(0, PIECES).map((piece) => section(piece.join('\n')));
  return left > 0 ? [...shown, context(scene.texts.cutover.board.moreLines(left))] : shown;
}

function lineText(line: RunbookLine, scene: Scene): string {
  const { texts, migration } = scene;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const state = migration.run.steps[line.key];
  const title = cut(stepTitle(line, texts), 120);
  if (state === undefined || isUnasked(line, migration)) return `◦ ${title}`;
  if (state.done) return `${sign.seen} ${texts.common.clock(state.done.at, zone)}  ${title} — ${evidence(line, state, scene)}`;
  const endsAt = line.step.endsAt?.(migration);
  const { until, underWay, asked } = texts.cutover.board.line;
  const open = endsAt ? until(texts.common.moment(endsAt, zone)) : line.step.asks === 'bot' ? underWay : asked;
  return `${sign.now} ${texts.common.clock(state.begunAt, zone)}  *${title}* — ${open}`;
}

function evidence(line: RunbookLine, state: StepState, { texts, migration }: Scene): string {
  const t = texts.cutover.board;
  const said = state.said.at(-1);
  if (line.step.id === 'rb-15m-ticket-list' && migration.run.listed) return texts.cutover.posts.listed(migration.run.listed.tickets.length);
  if (isTurning(line.step.id) && said) {
    const who = texts.common.people([said.by]);
    const proof = migration.run.steps[`rb-2m-config:${line.brand}`]?.done;
    const claimed = line.step.id === 'rb-0-swap' ? texts.cutover.turns.swap.claimed : t.line.claimed;
    // Said at one moment and seen at another: a word that was not true at first is not what proved it.
    const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
    return proof === undefined ? claimed(who) : `${t.line.said(who)}; ${t.line.seen} ${texts.common.clock(proof.at, zone)}`;
  }
  const word = sawInWords(state.done?.saw ?? '', state.done?.sight, texts);
  if (state.done?.how === 'seen')
    return state.done.saw === '' || (word ?? state.done.saw).length > 60 ? t.line.seen : `${t.line.seen} (${word ?? state.done.saw})`;
  if (state.done?.saw === 'passed_over' && word !== undefined) return word;
  return said ? t.line.said(texts.common.people([said.by])) : t.line.made;
}
