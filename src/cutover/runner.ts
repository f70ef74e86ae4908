import type { FetchPage } from '../checklist/look/site/port.ts';
import { look } from '../checklist/look-through.ts';
import { type Report, readReport, type Topic } from '../checklist/readings.ts';
import type { AccountKey } from '../migration/account.ts';
import type { Happening, Mark } from '../migration/events.ts';
import { isOfEarlier, type Migration, replay } from '../migration/migration.ts';
import { assertNever } from '../migration/never.ts';
import { turnKey } from '../migration/plan.ts';
import { type Clock, DAY_MS, earliest, HOUR_MS, type Instant, later } from '../migration/time.ts';
import { LogMovedOn, type Store } from '../store/port.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable, type ZendeskWrites } from '../zendesk/port.ts';
import { type Move, nextMove, onTime } from './next-move.ts';
import { firstClick } from './phases.ts';
import type { RunbookLine } from './step.ts';
import { linesOf } from './steps/steps.ts';
import { watchKeys } from './steps/turn/watch-keys.ts';
import { compare, joined, listed } from './tickets.ts';
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
      looked.set(move.line.key, parts.clock());
      return quietly(() => lookAtLine(move.line, account, migration, parts));
    case 'compare':
      looked.set(`compare:${move.mark}`, parts.clock());
      return quietly(() => compareTickets(move.mark, account, migration, parts));
    case 'write':
      for (const name of [WRITES, nameOf(move.move)]) looked.set(name, parts.clock());
      return quietly(() => write(move.move, account, migration, parts));
    case 'watch':
      looked.set('watch', parts.clock());
      return quietly(() => watchWidgets(account, migration, parts));
    default:
      return assertNever(move);
  }
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
  });
}

/** In the last day the token is tried too: a revoked one is told before the night. A planned brand that shows messaging although its click was never asked for is told once. */
async function watchWidgets(account: AccountKey, migration: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const { run, scheduled } = migration;
  const near = scheduled !== undefined && later(parts.clock(), DAY_MS) >= scheduled.plan.opensAt;
  const { readings } = await parts.lookAgain(account, migration, near ? ['widgets', 'settings'] : ['widgets']);
  const converted = (scheduled?.plan.brands ?? []).flatMap(({ subdomain, path }) => {
    const reading = readings.widgets?.[subdomain];
    const asked = path === 'convert' && run.steps[turnKey(subdomain, scheduled?.plan)] !== undefined;
    const turned = reading?.status === 'seen' && reading.value === 'messaging';
    return turned && !asked && !run.unplanned.includes(subdomain) ? [{ type: 'seen_unplanned', brand: subdomain } as const] : [];
  });
  return [...converted, ...(await watchKeys(migration, parts))];
}

/** Every listed id accounted for; chat tickets of the drain that the index shows only now join the list first. */
async function compareTickets(mark: Mark, account: AccountKey, now: Migration, parts: RunnerParts): Promise<readonly Happening[]> {
  const old = isOfEarlier(now, mark);
  const migration = old ? { ...now, ...now.earlier } : now;
  const { run, scheduled } = migration;
  if (run.listed === undefined || scheduled === undefined) return [];
  const zendesk = await parts.zendeskOf(account, migration);
  const until = firstClick(migration) ?? run.listed.at;
  const created = await look('GET /api/v2/search', () => zendesk.chatTicketsCreatedSince(later(scheduled.plan.opensAt, -HOUR_MS)), parts);
  const more = created.status === 'seen' ? created.value.filter(({ createdAt }) => createdAt <= until).map(listed) : [];
  const list = joined(run.listed.tickets, more);
  const tickets = await zendesk.ticketsById(list.map(({ id }) => id));
  const grown: readonly Happening[] =
    !old && list.length > run.listed.tickets.length ? [{ type: 'tickets_listed', tickets: [...list] }] : [];
  return [...grown, { type: 'tickets_compared', mark, tickets: [...compare(list, tickets)] }];
}
