import { peopleLeft, watchedFor } from '../../cutover/control/outside/people.ts';
import type { RunnerParts } from '../../cutover/runner.ts';
import type { AccountKey } from '../../migration/account.ts';
import { grant } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { type Instant, later, MINUTE_MS } from '../../migration/time.ts';
import type { Log } from '../../slack/parts.ts';
import type { Store } from '../../store/port.ts';
import { record } from '../../store/record.ts';

export interface PeopleParts {
  readonly store: Store;
  readonly runner: Pick<RunnerParts, 'hasLeft' | 'clock'>;
  readonly settle: (account: AccountKey) => Promise<void>;
  readonly log: Log;
}

/** As long as Slack's word on a person is kept: asked sooner, the answer would be the same. */
const EVERY_MS = 5 * MINUTE_MS;
/** Half of what Slack grants a workspace in a minute of users.info (tier 4): people who press and read need the other half. */
const A_ROUND = 50;

/** Who was counted on in one round, and by which accounts. */
export interface CountedOn {
  /** Keeps whom this account counts on. */
  note(account: AccountKey, migration: Migration): void;
  /** Asks Slack about those whose turn it is, and tells where somebody has left. */
  ask(stopped: () => boolean): Promise<void>;
}

/** Notices between the gates who has left the workspace: those who were asked about longest ago go first, each once for all accounts. */
export function watchForLeaving({ store, runner, settle, log }: PeopleParts): () => CountedOn {
  let asked = new Map<string, Instant>();

  /** An account of which it cannot be recorded holds up no other: it is asked about again. */
  async function tell(account: AccountKey, user: string): Promise<void> {
    try {
      const decision = await record(store, account, { kind: 'bot' }, (migration) =>
        grant(...(watchedFor(migration, runner.clock()).includes(user) ? peopleLeft([user], migration) : [])),
      );
      if (decision.ok && decision.happened.length > 0) await settle(account);
    } catch (error) {
      log.error({ account, error }, 'that somebody has left could not be told; it is tried again');
    }
  }

  return () => {
    const accounts = new Map<string, AccountKey[]>();
    return {
      note(account, migration) {
        for (const user of watchedFor(migration, runner.clock())) accounts.set(user, [...(accounts.get(user) ?? []), account]);
      },
      async ask(stopped) {
        // Whom nobody counts on any more is forgotten.
        asked = new Map([...asked].filter(([user]) => accounts.has(user)));
        const now = runner.clock();
        for (const user of inTurn([...accounts.keys()], asked, now)) {
          if (stopped()) return;
          asked.set(user, now);
          if (!(await runner.hasLeft(user))) continue;
          for (const account of accounts.get(user) ?? []) await tell(account, user);
        }
      },
    };
  };
}

function inTurn(users: readonly string[], asked: ReadonlyMap<string, Instant>, now: Instant): readonly string[] {
  const isDue = (user: string) => {
    const last = asked.get(user);
    // Asked by a clock that was ahead: asked again by the right one.
    return last === undefined || last > now || later(last, EVERY_MS) <= now;
  };
  return users
    .filter(isDue)
    .toSorted((a, b) => ((asked.get(a) ?? '') < (asked.get(b) ?? '') ? -1 : 1))
    .slice(0, A_ROUND);
}
