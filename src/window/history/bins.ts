import { DAY_MS, type Instant, MINUTE_MS } from '../../migration/time.ts';

/**
 * History is counted in quarters of an hour of UTC. Every zone's offset is a whole number of them, so a quarter of UTC is a quarter
 * of everybody's clock, and the zone is asked only when the weeks are laid over each other.
 */
export const BIN_MS = 15 * MINUTE_MS;
export const DAY_BINS = DAY_MS / BIN_MS;
export const WEEK_BINS = 7 * DAY_BINS;

/** How far back chats are read: three half-lives of four weeks, after which a week counts an eighth. */
export const HISTORY_WEEKS = 12;

/** Room for what is read before the bins are moved along. */
const AHEAD_BINS = WEEK_BINS;
export const BINS = HISTORY_WEEKS * WEEK_BINS + AHEAD_BINS;

/** The quarter of an hour that a moment lies in, counted from 1970. */
export function binOf(ms: number): number {
  return Math.floor(ms / BIN_MS);
}

/** The first quarter that is kept at this moment. */
export function firstBinAt(now: Instant): number {
  return binOf(Date.parse(now)) - HISTORY_WEEKS * WEEK_BINS;
}

/** The quarter up to which what happened is known, where everything that ended before a moment was counted. */
export function knownUntilBin({ settledMs }: { readonly settledMs: number }): number {
  return binOf(settledMs);
}
