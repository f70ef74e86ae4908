import { between, type Clock, type Instant, instant } from '../migration/time.ts';

/** A clock and an alarm in one, so that a day can run in a minute. */
export interface Time {
  readonly now: Clock;
  /** Calls once, at or after `when`; the answer takes the wish back. */
  readonly at: (when: Instant, call: () => void) => () => void;
  /** Resolves after so many milliseconds of this time, or at once when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What setTimeout holds: more comes back at once. Longer waits are taken in turns. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's time, on Date and setTimeout alone: whoever makes those two run faster makes Ferry run faster.
 * A clock that was set back is waited for: a wish is never called before its time.
 */
export const realTime: Time = {
  now,
  at,
  async sleep(ms, signal) {
    if (signal?.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const takeBack = after(ms, wake);
    signal?.addEventListener('abort', wake, { once: true });
    await promise;
    takeBack();
    signal?.removeEventListener('abort', wake);
  },
};

function now(): Instant {
  return instant(new Date());
}

function at(when: Instant, call: () => void): () => void {
  const waitMs = Math.max(0, between(now(), when));
  let takeBack = after(waitMs, () => {
    if (now() >= when) return call();
    takeBack = at(when, call);
  });
  return () => takeBack();
}

function after(ms: number, call: () => void): () => void {
  const turnMs = Math.min(Math.max(0, ms), LONGEST_TIMER_MS);
  let takeBack = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    if (ms <= turnMs) return call();
    takeBack = after(ms - turnMs, call);
  }, turnMs);
  return () => takeBack();
}
