import { between, type Instant, MINUTE_MS } from '../../migration/time.ts';

/**
 * Who asks, in the order in which they go first: the cutover (all that its runner looks at and writes), what a person waits for or a
 * round of checks looks at, and a whole look, which has time.
 */
export type Lane = 'watch' | 'rest' | 'leisure';

/** How much of one limit of Zendesk's may be taken in any 60 s, and what was taken. */
export interface Budget {
  /** How long until there is room for one more. */
  waitMs(lane: Lane, now: Instant): number;
  take(now: Instant): void;
  allow(perMinute: number): void;
}

// The last fifth of the minute's requests is kept for the cutover: checks that used them up just before a gate would leave it blind for a minute.
const restOf = (perMinute: number) => Math.max(1, Math.floor(perMinute * 0.8));

export function newBudget(perMinute: number): Budget {
  let starts: readonly Instant[] = [];
  let most = Math.max(1, perMinute);
  return {
    waitMs(lane, now) {
      starts = starts.filter((start) => start <= now && between(start, now) < MINUTE_MS);
      const allowed = lane === 'watch' ? most : restOf(most);
      const inTheWay = starts.length < allowed ? undefined : starts[starts.length - allowed];
      return inTheWay === undefined ? 0 : MINUTE_MS - between(inTheWay, now);
    },
    take(now) {
      starts = [...starts, now];
    },
    allow(wanted) {
      most = Math.max(1, wanted);
    },
  };
}

/** The status page counts whoever asks, for all accounts together: one budget a process. https://developer.zendesk.com/api-reference/status_api/status_api/ */
export function statusBudget(): Budget {
  return newBudget(STATUS_PER_MINUTE);
}

const STATUS_PER_MINUTE = 10;
