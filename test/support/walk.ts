import { readReport } from '../../src/checklist/readings.ts';
import { mayBeAsked, noteAsked } from '../../src/cutover/control/asking.ts';
import { handOver } from '../../src/cutover/control/hand-over.ts';
import { passGate } from '../../src/cutover/control/pass-gate.ts';
import { redGate } from '../../src/cutover/control/red-gate.ts';
import { rollBack } from '../../src/cutover/control/roll-back.ts';
import { acceptDuty, cancel, confirmers, confirmStep, finish, gateBrand, pause, resume, typePhrase } from '../../src/cutover/decisions.ts';
import { linesOf } from '../../src/cutover/steps/steps.ts';
import { standingOf, subjectOf } from '../../src/cutover/subjects.ts';
import { type Decision, sign } from '../../src/migration/decisions.ts';
import type { Event } from '../../src/migration/events.ts';
import { apply, type Migration, untouched } from '../../src/migration/migration.ts';
import { latestClick } from '../../src/migration/plan.ts';
import { type Statement, signerOf, statements } from '../../src/migration/sign-offs.ts';
import { type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld, ticket } from './small-world.ts';

export const brands = [shop, help] as const;
export const people = ['ADMIN', 'LEAD', 'APPROVER', 'OPERATOR', 'BACKUP', 'STRANGER'] as const;
export type Person = (typeof people)[number];

/** What a walk knows besides the record: the truth outside, and what has come of it so far. */
export interface Walk {
  readonly world: SmallWorld;
  seen: number;
  state: Migration;
  /** What is so outside, as it truly is, and since when, by the time that has passed. */
  readonly truth: Map<Truth, number>;
  readonly reached: { asked: number; turned: number; finished: number; voided: number; passed: number; handed: number; ended: number };
}

/** What speaks against a click. `chats:2` is at least so many; the others name what cannot be read, or the brand that it is of. */
export type Truth =
  | `chats:${number}`
  | 'zendesk_away'
  | 'chats_unreadable'
  | 'agents_unreadable'
  | 'incident'
  | 'agent_online'
  | `not_classic:${string}`
  | `deleted:${string}`;

/** Notes all that is so now, since when it first was. */
export function note({ world, truth }: Pick<Walk, 'world' | 'truth'>): void {
  const { chats, agents, incidents, widgets, deleted } = world.zendesk;
  const open = typeof chats === 'string' ? 0 : chats.incoming + chats.assigned + chats.active;
  const now: Truth[] = [
    ...Array.from({ length: open }, (_, index) => `chats:${index + 1}` as const),
    ...(isAway(world) ? (['zendesk_away'] as const) : []),
    ...(typeof chats === 'string' ? (['chats_unreadable'] as const) : []),
    ...(agents === 'refused' ? (['agents_unreadable'] as const) : agents.online > 0 ? (['agent_online'] as const) : []),
    ...(incidents > 0 ? (['incident'] as const) : []),
    ...brands.flatMap((each) => (widgets[each] === 'classic' ? [] : [`not_classic:${each}` as const])),
    ...brands.flatMap((each) => (deleted.has(each) ? [`deleted:${each}` as const] : [])),
  ];
  for (const each of truth.keys()) if (!now.includes(each)) truth.delete(each);
  for (const each of now) if (!truth.has(each)) truth.set(each, world.elapsed());
}

function isAway({ zendesk }: SmallWorld): boolean {
  try {
    zendesk.before();
    return false;
  } catch {
    return true;
  }
}

/** An account shortly before its drain: signed, promised, present. */
export async function newWalk(): Promise<Walk> {
  const world = await smallWorld(brands);
  world.zendesk.tickets = [101, 102].map((id) => ticket(id, 'chat', 7001, world.now()));
  const reached = { asked: 0, turned: 0, finished: 0, voided: 0, passed: 0, handed: 0, ended: 0 };
  const walk: Walk = { world, seen: 0, state: untouched, truth: new Map(), reached };
  await world.say('ADMIN', planned(world, brands, 14));
  await move(walk);
  for (let minute = 0; minute < 2; minute += 1) {
    await willing(walk);
    world.pass(20 * SECOND_MS);
    await move(walk);
  }
  return walk;
}

/** The bot does what is due and tells Slack; everything new in the record is judged. */
export async function move(walk: Walk): Promise<readonly string[]> {
  const { world } = walk;
  note(walk);
  await world.advance();
  await tell(world);
  const events = (await world.parts.store.read(key)).slice(walk.seen);
  const wrong = events.flatMap((event) => {
    const broken = brokenBy(event, walk);
    walk.state = apply(walk.state, event);
    count(event, walk.reached);
    return broken === undefined ? [] : [`${event.version}: ${broken}`];
  });
  walk.seen += events.length;
  return wrong;
}

/** The click's request, as `deliver` sends it: not while Slack is away, and on a fresh look at its gate only. */
async function tell(world: SmallWorld): Promise<void> {
  if (world.slackAway) return;
  const migration = await world.migration();
  const line = linesOf(migration).find((each) => each.step.id === 'rb-0-click' && mayBeAsked(each, migration, world.now()));
  const decision = line && noteAsked(migration, line.key);
  if (decision?.ok && decision.happened.length > 0)
    await world.parts.store.append(key, migration.version, { kind: 'bot' }, decision.happened);
}

function count({ happened }: Event, reached: Walk['reached']): void {
  if (happened.type === 'step_asked') reached.asked += 1;
  if (happened.type === 'step_done' && happened.step.startsWith('rb-2m-config:')) reached.turned += 1;
  if (happened.type === 'finished') reached.finished += 1;
  if (happened.type === 'phrase_void') reached.voided += 1;
  if (happened.type === 'gate_passed') reached.passed += 1;
  if (happened.type === 'handed_over') reached.handed += 1;
  if (happened.type === 'cancelled' || happened.type === 'start_missed') reached.ended += 1;
}

/** The rules in short, written a second time: what no event may break, whoever wrote it. */
function brokenBy(event: Event, walk: Walk): string | undefined {
  const { happened, at, by } = event;
  const { state: before, world } = walk;
  const who = by.kind === 'person' ? by.slackUserId : undefined;
  const brand = 'step' in happened ? (happened.step.split(':')[1] ?? '') : '';
  const step = 'step' in happened ? before.run.steps[happened.step] : undefined;
  if (who === 'STRANGER') return 'somebody without a role was heard';
  switch (happened.type) {
    case 'step_asked':
      return askedWrongly(brand, at, walk);
    case 'step_begun':
      if (before.stage === 'halted') return 'something began in a pause';
      return step === undefined ? undefined : `begun twice: ${happened.step}`;
    case 'step_done':
      if (step?.done) return `done twice: ${happened.step}`;
      return happened.step.startsWith('rb-2m-config:') && world.zendesk.widgets[brand] !== 'messaging'
        ? 'proved what is not so'
        : undefined;
    case 'step_said':
      if (!happened.step.startsWith('rb-0-click:')) return undefined;
      if (!isAtTheKeyboard(who, before)) return 'a click was reported by the wrong role';
      return before.run.driver && before.run.driver.user !== who ? 'two drivers' : undefined;
    case 'phrase_typed':
      if (!isAtTheKeyboard(who, before)) return 'the phrase was typed by the wrong role';
      if (before.run.driver && before.run.driver.user !== who) return 'two drivers';
      return before.run.gates[`G3:${happened.brand}`]?.blockers.length === 0 ? undefined : 'the phrase was typed at a red gate';
    case 'gate_passed':
      return who === 'ADMIN' && happened.blockers.every(({ kind }) => ['item', 'incident', 'status_unknown'].includes(kind))
        ? undefined
        : 'passed over by the wrong person, or what cannot be passed';
    case 't0_reached': {
      const opensAt = before.scheduled?.plan.opensAt ?? at;
      return at >= opensAt && at <= later(opensAt, 5 * MINUTE_MS) ? undefined : 'T0 at another time';
    }
    case 'start_missed':
      return before.run.unplanned.length > 0 ? 'a missed start although a brand had turned' : undefined;
    case 'cancelled':
      if (before.run.unplanned.length > 0) return 'cancelled although a brand had turned';
      return brands.some((each) => before.run.steps[`rb-0-click:${each}`]?.said.length)
        ? 'cancelled after a click was reported'
        : undefined;
    case 'finished':
      return before.run.gates['done']?.blockers.length === 0 ? undefined : 'finished without everything seen';
    case 'write_tried':
      return signed('plan', before) ? undefined : 'written without the signature';
    default:
      return undefined;
  }
}

/** By the team as it is then: a role may have been taken, or given to somebody else. */
function isAtTheKeyboard(who: string | undefined, { team }: Migration): boolean {
  return who !== undefined && [...team.operator, ...team.backup].includes(who);
}

/** A yes to exactly this plan, and no no. Nothing but the plan changes here of what is signed. */
function signed(statement: Statement, state: Migration): boolean {
  const of = subjectOf(statement, { migration: state, readings: { groupNames: GROUPS } });
  const own = state.signOffs.filter((one) => one.statement === statement && one.of === of);
  return own.some(({ verdict }) => verdict === 'yes') && !own.some(({ verdict }) => verdict === 'no');
}

/** As a small Zendesk has them. */
const GROUPS = ['Support'];

function askedWrongly(brand: string, at: Instant, { state, truth, world }: Walk): string | undefined {
  const { scheduled, run } = state;
  const plan = scheduled?.plan;
  const index = plan?.brands.findIndex(({ subdomain }) => subdomain === brand) ?? -1;
  if (plan === undefined || index < 0) return 'a click was asked for without a plan';
  if (at < plan.opensAt || run.t0At === undefined) return 'a click was asked for before T0';
  if (at > later(latestClick(plan, index), MINUTE_MS)) return 'a click was asked for too late';
  if (state.stage === 'halted') return 'a click was asked for in a pause';
  if (run.phrases[brand] === undefined) return 'a click was asked for without a phrase';
  const unsigned = (['plan', 'go', 'agents_ready'] as const).find((statement) => !signed(statement, state));
  if (unsigned) return `a click was asked for without ${unsigned} signed, or past a no`;
  if (run.present.length === 0) return 'a click was asked for with nobody there';
  if (index === 0 && state.settings['black-outs']?.includes(plan.opensAt.slice(0, 10))) return 'a click was asked for in a black-out';
  const against = [...truth].filter(([, since]) => world.elapsed() - since > MINUTE_MS).map(([each]) => each);
  return against.map((each) => speaksAgainst(each, brand, state)).find((wrong) => wrong !== undefined);
}

/** What has been so for more than a minute: a look at the gate is a minute old at most. */
function speaksAgainst(truth: Truth, brand: string, state: Migration): string | undefined {
  const [what, which = ''] = truth.split(':');
  const passes = (state.run.passed[`G3:${brand}`] ?? []).filter(({ by }) => by === 'ADMIN');
  const isPassed = (id: string) => passes.some(({ blockers }) => blockers.some((blocker) => blocker.id === id || blocker.kind === id));
  const isSaid = (item: string) => (state.words[item]?.at ?? '') >= (state.scheduled?.at ?? '');
  switch (what) {
    case 'chats': {
      const most = passes.flatMap(({ blockers, chats }) => (blockers.some(({ id }) => id === CHATS) ? [chats ?? 0] : []));
      return Math.max(0, ...most) >= Number(which) ? undefined : `a click was asked for with ${which} chats open`;
    }
    case 'chats_unreadable':
      return isSaid(CHATS) || isPassed(CHATS) ? undefined : 'a click was asked for while nobody knew of live chats';
    case 'agents_unreadable':
      return isSaid(AGENTS) || isPassed(AGENTS) ? undefined : 'a click was asked for while nobody knew of agents';
    case 'agent_online':
      return isPassed(AGENTS) ? undefined : 'a click was asked for with an agent online';
    case 'incident':
      return isPassed('incident') ? undefined : 'a click was asked for in an incident';
    case 'zendesk_away':
      return 'a click was asked for while Zendesk was away';
    default:
      return which === brand ? `a click was asked for: ${truth}` : undefined;
  }
}

const CHATS = 'migrate-close-active-chats';
const AGENTS = 'migrate-agents-offline';

/** Whoever is asked does it, as they do on a good night: signs, comes, types, clicks, reports, finishes. */
export async function willing(walk: Walk): Promise<void> {
  const { world } = walk;
  for (const statement of statements) {
    const migration = await world.migration();
    const { readings } = readReport(await world.parts.store.report(key));
    if (standingOf(statement, { migration, readings }) !== 'missing') continue;
    await signAs(signerOf[statement].toUpperCase(), statement, 'yes', world);
  }
  const driver = (await world.migration()).run.driver?.user ?? 'OPERATOR';
  await act(world, driver, (now) => acceptDuty(now, as(driver), 'promise'));
  await act(world, driver, (now) => acceptDuty(now, as(driver), 'presence'));
  await act(world, driver, (now) => typePhrase(now, as(driver), gateBrand(now) ?? shop, `convert ${gateBrand(now) ?? shop}`));
  const migration = await world.migration();
  for (const line of linesOf(migration)) {
    const state = migration.run.steps[line.key];
    if (state === undefined || state.done || (line.step.id === 'rb-0-click' && state.askedAt === undefined)) continue;
    if (line.step.id === 'rb-0-click') world.zendesk.widgets[line.brand] = 'messaging';
    const index = brands.map(String).indexOf(line.brand);
    if (line.step.id === 'rb-15p-test-conversation' && !world.zendesk.tickets.some(({ id }) => id === 900 + index))
      world.zendesk.tickets.push(ticket(900 + index, 'native_messaging', 7001 + index, world.now()));
    const [role] = confirmers(line.step.asks);
    const user = role === 'operator' ? driver : role?.toUpperCase();
    if (user) await act(world, user, (now) => confirmStep(now, as(user), line.key, undefined, []));
  }
  const { readings } = readReport(await world.parts.store.report(key));
  await act(world, 'APPROVER', (now) => finish(now, as('APPROVER'), readings));
}

export async function signAs(
  user: string,
  statement: (typeof statements)[number],
  verdict: 'yes' | 'no',
  world: SmallWorld,
): Promise<void> {
  const { readings } = readReport(await world.parts.store.report(key));
  await act(world, user, (now) => {
    const of = subjectOf(statement, { migration: now, readings });
    return of ? sign(now, as(user), statement, verdict, of, of) : { ok: true, happened: [] };
  });
}

/** A press, on a message of now or of long ago: `what` chooses among all that can be pressed. */
export async function press(user: Person, what: number, world: SmallWorld): Promise<void> {
  const migration = await world.migration();
  const { readings } = readReport(await world.parts.store.report(key));
  const lines = linesOf(migration);
  const line = lines[what % lines.length];
  const brand = brands[what % 2] ?? shop;
  const red = redGate({ migration, readings, now: world.now() });
  const presses: readonly ((now: Migration) => Decision)[] = [
    (now) => acceptDuty(now, as(user), 'presence'),
    (now) => typePhrase(now, as(user), brand, `convert ${brand}`),
    (now) => typePhrase(now, as(user), brand, 'convert all'),
    (now) => pause(now, as(user)),
    (now) => resume(now, as(user)),
    (now) => handOver(now, as(user)),
    (now) =>
      passGate({ migration: now, readings, now: world.now() }, as(user), key, what % 3 === 0 ? 'other' : key, 'a reason', red?.of ?? ''),
    (now) => finish(now, as(user), readings),
    (now) => (what % 11 === 0 ? rollBack(now, as(user), undefined) : resume(now, as(user))),
    (now) => (what % 13 === 0 ? cancel(now, as(user), undefined) : resume(now, as(user))),
    ...(line ? [(now: Migration) => confirmStep(now, as(user), line.key, undefined, [])] : []),
  ];
  const chosen = presses[what % presses.length];
  if (chosen) await act(world, user, chosen);
}

export async function passOver(user: Person, world: SmallWorld): Promise<void> {
  const { readings } = readReport(await world.parts.store.report(key));
  await act(world, user, (now) => {
    const seen = { migration: now, readings, now: world.now() };
    return passGate(seen, as(user), key, key, 'the visitor has gone', redGate(seen)?.of ?? '');
  });
}

export async function changeHands(user: Person, world: SmallWorld): Promise<void> {
  await act(world, user, (now) => handOver(now, as(user)));
}

async function act(world: SmallWorld, user: string, decide: (now: Migration) => Decision): Promise<void> {
  const decision = decide(await world.migration());
  if (decision.ok && decision.happened.length > 0) await world.say(user, ...decision.happened);
}

function as(user: string) {
  return { user, everywhere: false };
}

/** Two people on opposite buttons of the same board. @returns what is wrong with what came of it */
export async function oppositely(first: Person, second: Person, world: SmallWorld): Promise<string | undefined> {
  const before = await world.migration();
  const shown = before.control?.version ?? 0;
  const one = before.stage === 'halted' ? resume : pause;
  const other = before.stage === 'halted' ? pause : resume;
  const won = one(before, as(first), shown);
  if (!won.ok || won.happened.length === 0 || first === second) return undefined;
  await world.say(first, ...won.happened);
  const lost = other(await world.migration(), as(second), shown);
  if (lost.ok) return `${second} undid unknowingly what ${first} had just done`;
  const { refusal } = lost;
  if (refusal.because === 'not_your_role') return undefined;
  return refusal.because === 'was_done' && refusal.by === first ? undefined : `${second} was told ${refusal.because}`;
}
