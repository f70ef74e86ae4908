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
import { fingerprint, latestClick } from '../../src/migration/plan.ts';
import { signerOf, statements } from '../../src/migration/sign-offs.ts';
import { between, type Instant, later, MINUTE_MS, SECOND_MS } from '../../src/migration/time.ts';
import { help, key, planned, type SmallWorld, shop, smallWorld, ticket } from './small-world.ts';

export const brands = [shop, help] as const;
export const people = ['ADMIN', 'LEAD', 'APPROVER', 'OPERATOR', 'BACKUP', 'STRANGER'] as const;
export type Person = (typeof people)[number];

/** What a walk knows besides the record: the truth outside, and what has come of it so far. */
export interface Walk {
  readonly world: SmallWorld;
  seen: number;
  state: Migration;
  /** Since when a chat has been open, as it truly is. */
  chatSince: Instant | undefined;
  readonly reached: { asked: number; turned: number; finished: number; voided: number; passed: number; handed: number; ended: number };
}

/** An account shortly before its drain: signed, promised, present. */
export async function newWalk(): Promise<Walk> {
  const world = await smallWorld(brands);
  world.zendesk.tickets = [101, 102].map((id) => ticket(id, 'chat', 7001, world.now()));
  const reached = { asked: 0, turned: 0, finished: 0, voided: 0, passed: 0, handed: 0, ended: 0 };
  const walk: Walk = { world, seen: 0, state: untouched, chatSince: undefined, reached };
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
      if (who !== 'OPERATOR' && who !== 'BACKUP') return 'a click was reported by the wrong role';
      return before.run.driver && before.run.driver.user !== who ? 'two drivers' : undefined;
    case 'phrase_typed':
      if (who !== 'OPERATOR' && who !== 'BACKUP') return 'the phrase was typed by the wrong role';
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
      return signed(before) ? undefined : 'written without the signature';
    default:
      return undefined;
  }
}

function signed({ scheduled, signOffs }: Migration): boolean {
  const of = scheduled && fingerprint(scheduled.plan);
  const own = signOffs.filter((one) => one.statement === 'plan' && one.of === of);
  return own.some(({ verdict }) => verdict === 'yes') && !own.some(({ verdict }) => verdict === 'no');
}

function askedWrongly(brand: string, at: Instant, { state, chatSince }: Walk): string | undefined {
  const { scheduled, run } = state;
  const plan = scheduled?.plan;
  const index = plan?.brands.findIndex(({ subdomain }) => subdomain === brand) ?? -1;
  if (plan === undefined || index < 0) return 'a click was asked for without a plan';
  if (at < plan.opensAt || run.t0At === undefined) return 'a click was asked for before T0';
  if (at > later(latestClick(plan, index), MINUTE_MS)) return 'a click was asked for too late';
  if (state.stage === 'halted') return 'a click was asked for in a pause';
  if (run.phrases[brand] === undefined) return 'a click was asked for without a phrase';
  if (!signed(state)) return 'a click was asked for unsigned, or past a no';
  if (run.present.length === 0) return 'a click was asked for with nobody there';
  const passed = Object.values(run.passed)
    .flat()
    .some(({ blockers }) => blockers.some(({ id }) => id === 'migrate-close-active-chats'));
  // One more chat may begin between the last look and the request, and that look is a minute old at most.
  return chatSince !== undefined && between(chatSince, at) > MINUTE_MS && !passed ? 'a click was asked for with a chat open' : undefined;
}

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
