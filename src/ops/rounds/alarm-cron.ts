import { schedule } from 'node-cron';
import { earliest, type Instant, later, latest, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import type { Log } from '../../slack/parts.ts';
import type { Time } from '../clock.ts';

export interface AlarmParts {
  readonly time: Time;
  /** Moves every account that is due. */
  readonly tick: () => Promise<void>;
  /** When the next account falls due; undefined for none. */
  readonly nextDue: () => Promise<Instant | undefined>;
  readonly log: Log;
}

export interface Alarm {
  /** No tick begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
  /** Something became due just now: a tick follows at once, or after the one under way. */
  nudge(): void;
}

const EVERY_15_S = '*/15 * * * * *';
/** Should cron ever be silent, another process's writes are still found within this time. */
const LONGEST_REST_MS = MINUTE_MS;
/** What is due although a tick has just passed could not be moved: not over and over in the same breath. */
const SHORTEST_REST_MS = SECOND_MS;
const REST_AFTER_FAILURE_MS = 15 * SECOND_MS;

/**
 * Wakes the accounts in one process: cron every 15 seconds, and a timer for the very moment at which the next falls due.
 * What is due is in the store, so a wake-up that comes twice, late or not at all is harmless. Ticks never overlap.
 */
export function startAlarm({ time, tick, nextDue, log }: AlarmParts): Alarm {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let takeBack = () => {};

  async function round(): Promise<void> {
    const restUntil = await ticked();
    takeBack();
    takeBack = stopped ? () => {} : time.at(restUntil, wake);
  }

  /** Never throws: a store that is away comes back. */
  async function ticked(): Promise<Instant> {
    try {
      await tick();
      const now = time.now();
      const next = earliest([await nextDue(), later(now, LONGEST_REST_MS)]) ?? later(now, LONGEST_REST_MS);
      return latest(next, later(now, SHORTEST_REST_MS));
    } catch (error) {
      log.error({ error }, 'The round over the accounts that are due failed; the next one follows');
      return later(time.now(), REST_AFTER_FAILURE_MS);
    }
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      await round();
    } while (again && !stopped);
    running = undefined;
  }

  function wake(): void {
    if (stopped) return;
    running ??= rounds();
  }

  function wakeAndWait(): Promise<void> | undefined {
    wake();
    return running;
  }

  const cron = schedule(EVERY_15_S, wakeAndWait, { noOverlap: true, suppressMissedWarning: true, logger: cronLog(log) });
  wake();
  return {
    nudge() {
      again = true;
      wake();
    },
    async stop() {
      stopped = true;
      takeBack();
      await cron.destroy();
      await running;
    },
  };
}

/** Node-cron writes to the console otherwise. An overlap is nothing: it has been asked not to. */
function cronLog(log: Log): { info(): void; debug(): void; warn(): void; error(message: string | Error): void } {
  const silent = () => {};
  return { info: silent, debug: silent, warn: silent, error: (error) => log.error({ error }, 'node-cron failed') };
}
