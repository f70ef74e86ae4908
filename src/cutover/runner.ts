import type { FetchPage } from '../checklist/look/site/port.ts';
import { drainTopics, look } from '../checklist/look-through.ts';
import { type Report, readReport, type Topic } from '../checklist/readings.ts';
import type { AccountKey } from '../migration/account.ts';
import type { Happening, Mark } from '../migration/events.ts';
import { type Migration, replay } from '../migration/migration.ts';
import { assertNever } from '../migration/never.ts';
import { named, planView } from '../migration/run/earlier.ts';
import { type Clock, DAY_MS, earliest, HOUR_MS, type Instant, later } from '../migration/time.ts';
import { LogMovedOn, type Store } from '../store/port.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable, type ZendeskWrites } from '../zendesk/port.ts';
import { behindOurBack } from './control/outside/behind-our-back.ts';
import { incidentsMatter, newIncidents } from './control/outside/incidents.ts';
import { type Against, judgedAnew } from './control/outside/judged.ts';
import { remindersAt } from './control/reminders.ts';
import { lookedKey, type Move, nextMove, onTime } from './next-move.ts';
import { firstClick, lastSighting } from './phases.ts';
import type { RunbookLine } from './step.ts';
import { liveNow } from './steps/drain.ts';
import { linesOf } from './steps/steps.ts';
import { watchKeys } from './steps/turn/watch-keys.ts';
import { compare, joined, listed, listOf } from './tickets.ts';
import { carryOut, type Notes } from './writes/carry-out.ts';
import { nameOf, WRITES, type WriteMove } from './writes/writes-ahead.ts';

export interface RunnerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly zendeskOf: (account: AccountKey, migration: Migration) => Promise<Zendesk & ZendeskWrites>;
  /** What Ferry writes beside the tickets, in the account's language. */
  readonly notesOf: (migration: Migration) => Notes;
  /** Looks at these topics, or all, and keeps what was seen. */
  readonly lookAgain: (account: AccountKey, migration: Migration, topics?: readonly Topic[]) => Promise<Report>;
  /** Reads a page of the public Internet within bounds. */
  readonly fetchPage: FetchPage;
  /** Posts of this account have been waiting for Slack for a minute or longer. */
  readonly slackAway: (account: AccountKey) => Promise<boolean>;
  /** What the account's settings have against its planned window by now. */
  readonly windowAgainst: (migration: Migration) => Against;
  /** Whether this person is known to be no member of the Slack workspace any more. */
  readonly hasLeft: (user: string) => Promise<boolean>;
  /** Keeps the account's history of chats up to date, a few pages at a time; when to come again. */
  readonly topUp: (account: AccountKey, migration: Migration) => Promise<Instant | undefined>;
  /** When each line was last looked at by this process. */
  readonly looked: Map<AccountKey, Map<string, Instant>>;
}

/** Far above any real round: reaching it is a bug, not a long migration. */
const MOVES_PER_ROUND = 400;

/** Takes an account as far as it can go right now. Safe to call at any moment, any number of times, by anybody. */
export async function advance(account: AccountKey, parts: RunnerParts): Promise<Migration> {
  return parts.store.exclusively(account, async () => {
    const looked = lookedBy(account, parts);
    for (let moves = 0; moves < MOVES_PER_ROUND; moves += 1) {
      const migration = replay(await parts.store.read(account));
      const judged = judgedAnew(migration, parts.windowAgainst(migration));
      if (judged.length > 0) {
        await record(account, migration, judged, parts);
        continue;
      }
      const move = nextMove(migration, linesOf(migration), looked, parts.clock());
      if (move.kind === 'rest') {
        await parts.store.rest(account, migration.version, earliest([move.until, await parts.topUp(account, migration)]));
        return migration;
      }
      await record(account, migration, await perform(move, account, migration, parts, looked), parts);
    }
    throw new Error(`${account} did not come to rest in ${MOVES_PER_ROUND} moves`);
  });
}

/**
 * Writes that T0 was reached, and nothing else: where many windows begin at once, none of them is late because another one
 * was looked at and told first. A window that was missed is the next round's to say.
 */
export async function arrive(account: AccountKey, { store, clock }: Pick<RunnerParts, 'store' | 'clock'>): Promise<void> {
  await store.exclusively(account, async () => {
    const migration = replay(await store.read(account));
    const move = migration.run.finishedAt === undefined && !migration.archived ? onTime(migration, clock()) : undefined;
    const isNow = move?.kind === 'record' && move.happened.every(({ type }) => type === 't0_reached');
    if (isNow) await append(account, migration.version, move.happened, store);
  });
}

function lookedBy(account: AccountKey, { looked }: RunnerParts): Map<string, Instant> {
  const known = looked.get(account) ?? new Map<string, Instant>();
  looked.set(account, known);
  return known;
}

/** A button may have been pressed meanwhile: then nothing is written, and the next turn of the loop decides afresh. */
async function record(account: AccountKey, { version }: Migration, happened: readonly Happening[], { store }: RunnerParts): Promise<void> {
  await append(account, version, happened, store);
}

/** Whether it was written. */
async function append(account: AccountKey, version: number, happened: readonly Happening[], store: Store): Promise<boolean> {
  if (happened.length === 0) return true;
  try {
    await store.append(account, version, { kind: 'bot' }, happened);
    return true;
  } catch (error) {
    if (!(error instanceof LogMovedOn)) throw error;
    return false;
  }
}

type Doing = Exclude<Move, { readonly kind: 'rest' }>;

/** Carries a move out and says what happened. Zendesk failing is no event: the line rests and is looked at again. */
async function perform(
  move: Doing,
  account: AccountKey,
  migration: Migration,
  parts: RunnerParts,
  looked: Map<string, Instant>,
): Promise<readonly Happening[]> {
  switch (move.kind) {
    case 'record':
      return move.happened;
    case 'look':
      looked.set(lookedKey(move.line.key, move.plan), parts.clock());
      return ofPlan(move.plan, migration, (own) => lookAtLine(move.line, account, own, parts));
    case 'list':
      looked.set('list', parts.clock());
      return quietly(() => listTickets(account, migration, parts));
    case 'compare':
      looked.set(lookedKey(`compare:${move.mark}`, move.plan), parts.clock());
      return ofPlan(move.plan, migration, (own) => compareTickets(move.mark, account, own, parts));
    case 'write':
      for (const name of [WRITES, nameOf(move.move)]) looked.set(name, parts.clock());
      return quietly(() => write(move.move, account, migration, parts));
    case 'remind':
      looked.set('remind', parts.clock());
      return remind(move.at, account, migration, parts);
    case 'live':
      looked.set('live', parts.clock());
      return quietly(() => watchLive(account, migration, parts));
    case 'watch':
      looked.set('watch', parts.clock());
      return quietly(() => watchWidgets(account, migration, parts));
    default:
      return assertNever(move);
  }
}

/** A finished plan is looked at as it is by itself, and what is seen is recorded as its own. */
async function ofPlan(
  plan: number | undefined,
  migration: Migration,
  work: (own: Migration) => Promise<readonly Happening[]>,
): Promise<readonly Happening[]> {
  const own = plan === undefined ? migration : planView(plan, migration);
  const happened = own === undefined ? [] : await quietly(() => work(own));
  return plan === undefined ? happened : happened.map((each) => named(each, plan));
}

async function quietly(work: () => Promise<readonly Happening[]>): Promise<readonly Happening[]> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ZendeskUnavailable || error instanceof ZendeskRefused || error instanceof UnexpectedShape) return [];
    throw error;
  }
}

/** Its attempts go into the record before their effect; what was seen of them follows as everything else does. */
async function write(move: WriteMove, account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const { clock, store } = parts;
  const zendesk = await parts.zendeskOf(account, migration);
  let { version } = migration;
  const happened = await carryOut(move, migration, { zendesk, clock, notes: parts.notesOf(migration) }, async (attempt) => {
    version += 1;
    return append(account, version - 1, [attempt], store);
  });
  await append(account, version, happened, store);
  return [];
}

async function lookAtLine(line: RunbookLine, account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const { store, clock } = parts;
  return line.step.look({
    line,
    migration,
    clock,
    zendesk: await parts.zendeskOf(account, migration),
    report: readReport(await store.report(account)),
    refresh: (topics) => parts.lookAgain(account, migration, topics),
    fetchPage: parts.fetchPage,
    slackAway: () => parts.slackAway(account),
    hasLeft: (user) => parts.hasLeft(user),
  });
}

/** By what was last read: nothing is looked at anew for a reminder. */
async function remind(
  at: Instant,
  account: AccountKey,
  migration: Migration,
  { store, clock }: RunnerParts,
): Promise<readonly Happening[]> {
  const { readings } = readReport(await store.report(account));
  return remindersAt(at, { migration, readings, now: clock() });
}

/** What begins again after the drain opens its step again, as at the gate. */
async function watchLive(account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const known = readReport(await parts.store.report(account));
  return liveNow(migration, await parts.lookAgain(account, migration, drainTopics(known.readings)), parts.clock());
}

/** In the last day the token is tried too: a revoked one is told before the night. What turned or came back without being asked for is told once. */
async function watchWidgets(account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const { scheduled } = migration;
  const near = scheduled !== undefined && later(parts.clock(), DAY_MS) >= scheduled.plan.opensAt;
  const matters = incidentsMatter(migration, parts.clock());
  const topics = ['widgets', ...(near ? (['settings'] as const) : []), ...(matters ? (['incidents'] as const) : [])] as const;
  const { readings } = await parts.lookAgain(account, migration, topics);
  const keys = await watchKeys(migration, parts);
  return [...(matters ? newIncidents(readings, migration) : []), ...behindOurBack(readings, migration), ...keys];
}

/** The list that was not taken before the click: of a brand that turned by itself, or after a word for one from the view. */
async function listTickets(account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const zendesk = await parts.zendeskOf(account, migration);
  return [{ type: 'tickets_listed', tickets: [...(await listOf(zendesk, later(listedSince(migration) ?? parts.clock(), -HOUR_MS)))] }];
}

/** Every listed id accounted for; chat tickets of the drain that the index shows only now join the list first. */
async function compareTickets(mark: Mark, account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const { run, scheduled } = migration;
  if (run.listed === undefined || scheduled === undefined) return [];
  const zendesk = await parts.zendeskOf(account, migration);
  // A claim ends no chat: until the last brand was seen turned, chats can still begin, and theirs are tickets of the list.
  const until = lastSighting(migration) ?? parts.clock();
  const since = later(listedSince(migration) ?? until, -HOUR_MS);
  const created = await look('GET /api/v2/search', () => zendesk.chatTicketsCreatedSince(since), parts);
  const more = created.status === 'seen' ? created.value.filter(({ createdAt }) => createdAt <= until).map(listed) : [];
  const list = joined(run.listed.tickets, more);
  const tickets = await zendesk.ticketsById(list.map(({ id }) => id));
  const plan = scheduled.version;
  const grown: readonly Happening[] =
    run.finishedAt === undefined && list.length > run.listed.tickets.length ? [{ type: 'tickets_listed', tickets: [...list], plan }] : [];
  return [...grown, { type: 'tickets_compared', mark, tickets: [...compare(list, tickets)], plan }];
}

/** T0, or the moment at which a brand had turned before it: an hour before that the drain had not begun. */
function listedSince(migration: Migration): Instant | undefined {
  return earliest([migration.scheduled?.plan.opensAt, firstClick(migration)]);
}
