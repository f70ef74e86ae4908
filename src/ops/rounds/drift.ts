import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { type Report, readReport, type Topic } from '../../checklist/readings.ts';
import type { RunnerParts } from '../../cutover/runner.ts';
import type { AccountKey } from '../../migration/account.ts';
import { grant } from '../../migration/decisions.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Log } from '../../slack/parts.ts';
import { DamagedLog, type Store } from '../../store/port.ts';
import { record } from '../../store/record.ts';
import { GivenUp } from '../../zendesk/port.ts';
import { drifted } from './changes.ts';
import { dueTopics, isShort } from './due.ts';
import { type CountedOn, watchForLeaving } from './people.ts';

export interface DriftParts {
  readonly store: Store;
  readonly runner: Pick<RunnerParts, 'hasLeft' | 'clock'>;
  /** Not as the runner does: whatever a night asks for goes before a round. */
  readonly lookInRounds: RunnerParts['lookAgain'];
  readonly settle: (account: AccountKey) => Promise<void>;
  readonly log: Log;
}

/** A whole look mostly waits for the account's pace: these go side by side, apart from the round, which they would hold up. */
export const WHOLE_SIDE_BY_SIDE = 16;
/** How many accounts are looked at side by side, and how many are read before others get a turn. */
const SIDE_BY_SIDE = 4;
const PAGE = 50;
/** Between pages, in real time: ten thousand accounts take a hundred seconds, and nobody who presses a button waits for them. */
const BREATH_MS = 500;

export interface DriftWatch {
  /** Begins a round unless one is under way or has just been: a long round holds up nobody. */
  wake(): void;
  /** No account is begun any more; resolves when those under way have ended, or after some seconds. */
  stop(): Promise<void>;
}

const ROUND_EVERY_MS = MINUTE_MS;
const END_MS = 5 * SECOND_MS;

interface Round {
  readonly parts: DriftParts;
  readonly people: CountedOn;
  readonly long: { readonly queue: PQueue; readonly under: Set<AccountKey> };
  readonly stopped: () => boolean;
}

/** Looks for what changes while nobody looks. */
export function watchForDrift(parts: DriftParts): DriftWatch {
  let stopped = false;
  let running: Promise<void> | undefined;
  let next: Instant | undefined;
  const people = watchForLeaving(parts);
  const long = { queue: new PQueue({ concurrency: WHOLE_SIDE_BY_SIDE }), under: new Set<AccountKey>() };
  return {
    wake() {
      const now = parts.runner.clock();
      if (stopped || running !== undefined || (next !== undefined && now < next)) return;
      next = later(now, ROUND_EVERY_MS);
      running = driftRound({ parts, people: people(), long, stopped: () => stopped })
        .catch((error: unknown) => parts.log.error({ error }, 'the round that looks for changes failed; the next one follows'))
        .finally(() => {
          running = undefined;
        });
    },
    async stop() {
      stopped = true;
      long.queue.clear();
      await Promise.race([Promise.all([running, long.queue.onIdle()]), pause(END_MS, undefined, { ref: false })]);
    },
  };
}

/** Goes once over the accounts, reads again what is due of those that Ferry has looked at before, and says what has changed. Never throws for one account. */
async function driftRound(round: Round): Promise<void> {
  const { parts, stopped } = round;
  let after: AccountKey | undefined;
  for (;;) {
    const page = await parts.store.accounts(after === undefined ? { limit: PAGE } : { after, limit: PAGE });
    const waiting = page.values();
    const worker = async () => {
      for (const account of waiting) if (!stopped()) await driftOf(account, round);
    };
    await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, page.length) }, worker));
    after = page.at(-1);
    if (stopped()) return;
    if (page.length < PAGE) return round.people.ask(stopped);
    await pause(BREATH_MS);
  }
}

async function driftOf(account: AccountKey, { parts, people, long }: Round): Promise<void> {
  const { store, runner, log } = parts;
  try {
    const events = await store.read(account);
    const migration = replay(events);
    people.note(account, migration);
    const before = readReport(await store.report(account));
    const due = dueTopics(events, migration, before, runner.clock());
    if (due.length === 0) return;
    if (isShort(due)) return await lookAndTell(account, migration, before, due, parts);
    if (long.under.has(account)) return;
    long.under.add(account);
    void long.queue.add(() => lookAndTell(account, migration, before, due, parts)).finally(() => long.under.delete(account));
  } catch (error) {
    if (!(error instanceof DamagedLog)) log.error({ account, error }, FAILED);
  }
}

const FAILED = 'what has changed at an account could not be looked up; it is tried again';

async function lookAndTell(
  account: AccountKey,
  migration: Migration,
  before: Report,
  due: readonly Topic[],
  parts: DriftParts,
): Promise<void> {
  const { store, runner, lookInRounds, settle, log } = parts;
  try {
    const seen = await lookInRounds(account, migration, due);
    const decision = await record(store, account, { kind: 'bot' }, (now) =>
      grant(...drifted(now, before.readings, seen.readings, runner.clock())),
    );
    if (decision.ok && decision.happened.length > 0) await settle(account);
  } catch (error) {
    // The process ends: the next start goes on with it.
    if (!(error instanceof GivenUp)) log.error({ account, error }, FAILED);
  }
}
