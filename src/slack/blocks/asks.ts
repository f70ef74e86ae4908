import type { Button, KnownBlock } from '@slack/types';
import { onlySaid } from '../../checklist/gate.ts';
import { CHATS, openChats } from '../../cutover/control/passed.ts';
import { redGate } from '../../cutover/control/red-gate.ts';
import { confirmers } from '../../cutover/decisions.ts';
import { turnedBrands, turnsBy } from '../../cutover/phases.ts';
import type { RunbookLine } from '../../cutover/step.ts';
import { isOneOperator } from '../../cutover/steps/after/opening.ts';
import { GATE_GROUPS, groupsFor, standingWords } from '../../cutover/steps/groups.ts';
import { askedPeople, blockersAt, waits } from '../../cutover/waits.ts';
import type { Blocker } from '../../migration/events.ts';
import { isTurning } from '../../migration/plan.ts';
import type { Instant } from '../../migration/time.ts';
import { pressValue } from '../request/press.ts';
import type { Scene } from '../request/request.ts';
import type { Message } from '../web/port.ts';
import { button, buttons, context, cut, fitted, plain, section, sign } from './frame.ts';
import { titleIn } from './status.ts';
import { stepTitle } from './step-title.ts';

/** What one line of the runbook asks for, with its button while it is open and with what became of it afterwards. */
export function askMessage(line: RunbookLine, scene: Scene): Message {
  const { texts } = scene;
  const title = stepTitle(line, texts);
  if (isLeft(line, scene)) {
    const text = texts.cutover.posts.brandLeft(line.brand);
    return { text: `${title}: ${text}`, blocks: [section(`*${title}*\n${text}`)] };
  }
  const text = askText(line, scene);
  const blocks: KnownBlock[] = [section(`*${title}*\n${text}`), ...buttons(askButtons(line, scene)), ...outcome(line, scene)];
  return { text: `${title}: ${text}`, blocks: fitted(blocks, texts.cutover.plan.more) };
}

/** Its brand is left for another window: what was still asked for it is asked of nobody any more. */
function isLeft({ key, brand }: RunbookLine, { migration: { run } }: Scene): boolean {
  return run.left.includes(brand) && run.steps[key]?.done === undefined;
}

/** The asking sentence: whom, what, where, until when. */
export function askText(line: RunbookLine, scene: Scene): string {
  const { texts, migration } = scene;
  const t = texts.cutover;
  const roles = askedRoles(line, scene);
  const able = askedPeople(line, migration, roles);
  const who = able.length > 0 ? texts.common.people(able) : texts.common.roles[roles[0] ?? 'admin'];
  const plan = migration.scheduled?.plan;
  const zone = plan?.timeZone ?? 'UTC';
  switch (line.step.id) {
    case 'rb-24h-gate':
      return [
        t.asks.promise.ask(dutyHolders(scene), plan ? texts.common.window(plan.opensAt, plan.closesAt, zone) : ''),
        ...redLines(line, scene),
      ].join('\n');
    case 'rb-1h-presence':
      return [
        migration.run.steps[line.key]?.done ? t.asks.presence.enough : presenceAsk(line, scene),
        ...(migration.team.lead.length > 0 ? [t.told.presence.leads(texts.common.people(migration.team.lead.slice(0, 10)))] : []),
      ].join('\n');
    case 'rb-15m-final-gate': {
      const red = blockersAt(line, migration);
      // A key on one page of several is no turn yet: the page that lacks it is said.
      const isPartly = turnsBy(line.brand, migration) === 'swap' && red.some(({ kind, id }) => kind === 'widget' && id === line.brand);
      if (turnedBrands(migration).includes(line.brand) && migration.run.phrases[line.brand] === undefined && !isPartly)
        return t.asks.gate.turned(line.brand);
      const looked = migration.run.gates[`G3:${line.brand}`] !== undefined;
      return looked && red.length === 0
        ? [`${t.asks.gate.green(line.brand)} ${t.asks.gate.oneMore}`, ...saidLines(scene)].join('\n')
        : [t.asks.gate.red(line.brand, red.length), ...redLines(line, scene)].join('\n');
    }
    case 'finish':
      return blockersAt(line, migration).length === 0 && migration.run.gates['done']
        ? t.finish.ask(who)
        : redLines(line, scene).join('\n') || t.finish.title;
    default:
      return [
        t.asks.to(who, (askOfTheNight(line, scene) ?? texts.steps[line.step.id].ask).replaceAll('{brand}', line.brand)),
        ...exchangeLines(line, scene),
        ...openLines(line, scene),
      ].join('\n');
  }
}

/** What passes the last gate by a word alone, and whose it is: nobody is to take it for seen. */
export function saidLines({ texts, migration, report: { readings }, now }: Pick<Scene, 'texts' | 'migration' | 'report' | 'now'>) {
  const said = onlySaid({ migration, readings, now }).map(({ id, by }) => `“${texts.items[id].title}” (${texts.common.people([by])})`);
  return said.length > 0 ? [texts.cutover.told.drain.onlySaid(said.join(', '))] : [];
}

/** How many chats are still open, while they are waited for. */
function openLines({ step, key }: RunbookLine, { texts, migration: { run } }: Scene): readonly string[] {
  const open = step.id === 'rb-15m-drain' && !run.steps[key]?.done ? (run.watch.chats?.shown.open ?? 0) : 0;
  return open > 0 ? [`${sign.blocks} ${texts.cutover.board.chatsLeft(open)}`] : [];
}

/** Which key goes where: what the web developer needs at the page. */
export function exchangeLines({ step, brand }: RunbookLine, { texts, migration }: Scene): readonly string[] {
  const keys = migration.scheduled?.plan.brands.find(({ subdomain }) => subdomain === brand)?.keys;
  if (keys === undefined || step.asks !== 'developer') return [];
  const [from, to] = step.id === 'rb-0-swap-back' ? [keys.to, keys.from] : [keys.from, keys.to];
  return [texts.cutover.turns.swap.exchange(from, to, cut(plain(keys.pages.join(', ')), 1_000))];
}

/** Whether anybody is there, until when, and what comes of it if nobody is. */
export function presenceAsk(line: RunbookLine, scene: Scene): string {
  const { texts, migration } = scene;
  const then = waits(migration).find(({ line: { key } }) => key === line.key)?.afterwards ?? 'cancelled';
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const until = clockAt(line.step.deadline?.(migration, line)?.at, zone, scene);
  return texts.cutover.asks.presence.ask(dutyHolders(scene), until, texts.status.afterwards[then]);
}

/** On a one-operator night the test is the operator's, and its agent's part comes with the doors. */
function askOfTheNight({ step }: RunbookLine, { texts, migration }: Scene): string | undefined {
  if (!isOneOperator(migration)) return undefined;
  const t = texts.cutover.told.oneOperatorAsks;
  if (step.id === 'rb-15p-test-conversation') return t.test;
  return step.id === 'rb-15p-open-doors' ? t.doors : undefined;
}

function askedRoles(line: RunbookLine, { migration }: Scene) {
  const wait = waits(migration).find((each) => each.line.key === line.key);
  return wait && wait.roles.length > 0 ? wait.roles : confirmers(line.step.asks);
}

function dutyHolders({ migration, texts }: Scene): string {
  const plan = migration.scheduled?.plan;
  return texts.common.people([plan?.operator, plan?.backup].flatMap((user) => user ?? []));
}

function clockAt(at: Instant | undefined, zone: string, { texts }: Scene): string {
  return at ? texts.common.clock(at, zone) : '—';
}

export function redLines(line: RunbookLine, { migration, texts }: Scene): readonly string[] {
  const red = blockersAt(line, migration);
  const chats = openChats(migration);
  const counted = ({ id }: Blocker) => (id === CHATS && chats ? ` · ${texts.cutover.board.chatsLeft(chats)}` : '');
  const shown = red
    .slice(0, 8)
    .map((blocker) => `${sign.blocks} ${cut(plain(texts.status.blocker(blocker, titleIn(texts))), 200)}${counted(blocker)}`);
  return red.length > shown.length ? [...shown, texts.status.more(red.length - shown.length)] : shown;
}

/** The buttons of a line while it is open. */
export function askButtons(line: RunbookLine, scene: Scene): readonly Button[] {
  const { migration, texts, key } = scene;
  const state = migration.run.steps[line.key];
  const plan = migration.scheduled?.version;
  if (state === undefined || plan === undefined || migration.stage === 'halted') return [];
  const t = texts.cutover;
  const base = { account: key, plan };
  if (line.step.id === 'rb-1h-presence') return presenceButtons(Boolean(state.done), base, scene);
  if (line.step.id === 'rb-24h-gate' && state.done) return promiseButtons(base, scene);
  if (state.done) return [];
  switch (line.step.id) {
    case 'rb-7d-gate-activate':
      return passButtons(line, scene);
    case 'rb-24h-gate':
      return [...promiseButtons(base, scene), ...passButtons(line, scene)];
    case 'rb-15m-final-gate': {
      const green = migration.run.gates[`G3:${line.brand}`]?.blockers.length === 0 && migration.run.phrases[line.brand] === undefined;
      return green
        ? [button('gate_open', t.asks.gate.button, pressValue({ ...base, brand: line.brand }), { style: 'primary' })]
        : passButtons(line, scene);
    }
    case 'finish':
      return migration.run.gates['done']?.blockers.length === 0
        ? [button('cutover_finish', t.finish.button, pressValue(base), { style: 'primary', confirm: t.finish.confirm })]
        : [];
    default:
      return confirmers(line.step.asks).length === 0 ? [] : [...confirmButtons(line, scene), ...drainPass(line, scene)];
  }
}

/** One promise is enough for the gate; the other one of the two can still give theirs until both are asked whether they are there. */
function promiseButtons(base: Parameters<typeof pressValue>[0], { migration, texts }: Scene): readonly Button[] {
  const { run, scheduled } = migration;
  const wanted = [scheduled?.plan.operator, scheduled?.plan.backup].flatMap((user) => user ?? []);
  if (run.steps['rb-1h-presence'] !== undefined || wanted.every((user) => run.promised.includes(user))) return [];
  return [button('operator_accept', texts.cutover.asks.promise.button, pressValue({ ...base, asked: 'promise' }), { style: 'primary' })];
}

/** One person at the keyboard is enough to go on; the others can still say that they are there, until T0. */
function presenceButtons(isEnough: boolean, base: Parameters<typeof pressValue>[0], { migration, texts }: Scene): readonly Button[] {
  const { run, team, scheduled } = migration;
  const wanted = [scheduled?.plan.operator, scheduled?.plan.backup, ...team.lead].flatMap((user) => user ?? []);
  const isComplete = wanted.every((user) => run.present.includes(user) || run.leadsPresent.includes(user));
  if (isEnough && (isComplete || run.t0At !== undefined)) return [];
  const style = isEnough ? {} : ({ style: 'primary' } as const);
  return [button('operator_accept', texts.cutover.asks.presence.button, pressValue({ ...base, asked: 'presence' }), style)];
}

/** Offered while something is red that an admin may pass over; the presser is checked at the press. */
function passButtons(line: RunbookLine, { texts, key, migration, report, now }: Scene): readonly Button[] {
  const red = line.step.holds ? redGate({ migration, readings: report.readings, now }) : undefined;
  if (red === undefined) return [];
  return [
    button(
      'gate_pass',
      texts.cutover.flows.pass.button,
      pressValue({ account: key, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) }),
    ),
  ];
}

function drainPass(line: RunbookLine, scene: Scene): readonly Button[] {
  return line.step.phase === 'T-15m' && line.step.id !== 'rb-15m-ticket-list' ? passButtons(line, scene) : [];
}

/** One button, or one for each group where agents are spoken for by group. */
function confirmButtons(line: RunbookLine, scene: Scene): readonly Button[] {
  const { texts, key, migration } = scene;
  if (line.step.id === 'finish') return [];
  const said = standingWords(line, migration);
  const label = texts.steps[line.step.id].button;
  const base = { account: key, step: line.key, ...(migration.scheduled ? { plan: migration.scheduled.version } : {}) };
  const groups = groupsFor(line, scene.report.readings);
  if (groups.length === 0)
    return said.length > 0 ? [] : [button(`step_confirm:${line.key}`, label, pressValue(base), { style: 'primary' })];
  const missing = groups.filter((group) => !said.some((each) => each.group === group)).slice(0, GATE_GROUPS);
  return missing.map((group, index) =>
    button(`step_confirm:${line.key}${index === 0 ? '' : `:${index}`}`, cut(`${label} · ${group}`, 75), pressValue({ ...base, group })),
  );
}

function outcome(line: RunbookLine, { migration, texts }: Scene): readonly KnownBlock[] {
  const t = texts.cutover.asks;
  const { run } = migration;
  const zone = migration.scheduled?.plan.timeZone ?? 'UTC';
  const state = run.steps[line.key];
  if (state === undefined || line.step.id === 'finish') return [];
  const lines: string[] = [];
  if (line.step.id === 'rb-24h-gate' && run.promised.length > 0) lines.push(t.promise.done(texts.common.people(run.promised)));
  if (line.step.id === 'rb-1h-presence' && run.present.length > 0) lines.push(t.presence.done(texts.common.people(run.present)));
  if (line.step.id === 'rb-1h-presence' && run.leadsPresent.length > 0)
    lines.push(texts.cutover.told.presence.here(texts.common.people(run.leadsPresent)));
  const phrase = run.phrases[line.brand];
  if (line.step.id === 'rb-15m-final-gate' && phrase)
    lines.push(t.gate.typed(texts.common.people([phrase.by]), texts.common.clock(phrase.at, zone)));
  const last = state.said.at(-1);
  if (isTurning(line.step.id) && last && run.steps[`rb-2m-config:${line.brand}`]?.done === undefined) {
    const claimed = line.step.id === 'rb-0-swap' ? texts.cutover.turns.swap.claimedAt : t.claimed;
    lines.push(claimed(texts.common.people([last.by]), texts.common.clock(last.at, zone)));
  } else if (state.done)
    lines.push(
      t.done(
        texts.common.people([...new Set(state.said.map(({ by }) => by))]),
        texts.common.clock(state.done.at, zone),
        state.said.length > 0 ? 'said' : state.done.how === 'said' ? 'made' : state.done.how,
      ),
    );
  else if (last)
    lines.push(`${sign.asked} ${texts.cutover.board.line.said(texts.common.people([...new Set(state.said.map(({ by }) => by))]))}`);
  const noticed = run.noticed[line.key];
  if (noticed !== undefined) lines.push(texts.cutover.turns.apps.noticed(noticed));
  const fail = state.done ? [] : [t.ifNot(texts.steps[line.step.id].fail)];
  const text = [...lines, ...fail].join('\n');
  return text === '' ? [] : [context(text)];
}

/** The steps of a far phase in one post: each with its state and its button. */
export function phaseMessage(lines: readonly RunbookLine[], scene: Scene): Message {
  const { texts, migration } = scene;
  const t = texts.cutover.asks;
  const begun = lines.filter(({ key }) => migration.run.steps[key] !== undefined);
  const title = t.phase(lines[0]?.step.phase ?? '');
  const parts = begun.map((line) => {
    const done = migration.run.steps[line.key]?.done;
    const mark = done ? sign.seen : sign.asked;
    const body = done ? `${mark} ${stepTitle(line, texts)}` : `${mark} *${stepTitle(line, texts)}*\n${askText(line, scene)}`;
    return section(cut(body, 900), done ? undefined : askButtons(line, scene)[0]);
  });
  return {
    text: title,
    blocks: fitted(
      [section(`*${title}*`), ...parts, ...(begun.every(({ key }) => migration.run.steps[key]?.done) ? [context(t.phaseDone)] : [])],
      texts.cutover.plan.more,
    ),
  };
}
