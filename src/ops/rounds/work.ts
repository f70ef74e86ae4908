import { type Incoming, incomingWith } from '../../slack/listening/incoming.ts';
import type { Time } from '../clock.ts';
import type { Config } from '../config.ts';
import { openParts, type Surroundings } from '../parts.ts';
import { startAlarm } from './alarm-cron.ts';
import { watchForDrift } from './drift.ts';
import { moveDue } from './round.ts';

/** What Ferry does behind its connection to Slack. */
export interface Work {
  readonly incoming: Incoming;
  /** @throws StoreUnavailable */
  check(): Promise<void>;
  /** No round begins any more; resolves when those under way have ended. */
  rest(): Promise<void>;
  /** Resolves when no account is being moved any more, and the store is closed. */
  close(): Promise<void>;
}

/** Opens the store and begins the rounds; the first waits for `connecting`. @throws StoreUnavailable when the database cannot be opened */
export async function startWork(config: Config, time: Time, surroundings: Surroundings, connecting: Promise<void>): Promise<Work> {
  const parts = await openParts(config, time, surroundings);
  const { log, metrics, ends } = surroundings;
  const drift = watchForDrift({ ...parts, store: parts.runner.store });
  const alarm = startAlarm({
    time,
    log,
    tick: async () => {
      await connecting;
      await moveDue(parts, metrics, ends);
      drift.wake();
    },
    nextDue: () => parts.store.nextDue(time.now()),
  });
  return {
    incoming: incomingWith(parts),
    check: () => parts.store.check(),
    async rest() {
      await alarm.stop();
      await drift.stop();
    },
    async close() {
      await parts.idle();
      await parts.store.close();
    },
  };
}
