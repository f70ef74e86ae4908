import PQueue from 'p-queue';
import { between, type Clock, type Instant, later, MINUTE_MS, SECOND_MS } from '../migration/time.ts';
import { ZendeskUnavailable } from './port.ts';

/** The watch of a cutover (widgets, live chats) goes before everything else. */
export type Lane = 'watch' | 'rest';

/** Zendesk limits these apart from one another, so a 429 of one holds back only that one. */
export type Family = 'support' | 'help_center' | 'chat' | 'stream' | 'widget' | 'status' | 'oauth' | 'conversations';

export interface Paced {
  readonly what: string;
  readonly family: Family;
  readonly lane: Lane;
}

/** How fast one account may be asked. Shared by all clients of that account. */
export interface Pace {
  /** Runs the request when it is its turn. @throws ZendeskUnavailable at once where its family is held back for over 30 s */
  run<T>(paced: Paced, request: () => Promise<T>): Promise<T>;
  /** After a 429: nothing of this family is asked for so long. */
  hold(family: Family, forMs: number): void;
  /**
   * The plan's requests a minute, of the header X-Rate-Limit: from now on Ferry's share of it is used. With how many of them are
   * left to everybody: where that is little, the rest waits until it is more, and only the watch goes on.
   */
  learn(planPerMinute: number, left?: { readonly remaining: number; readonly resetMs: number }): void;
  /** How much of the plan is used, from 0 to 1; a quarter unless told. */
  keepTo(share: number): void;
}

export interface PaceOptions {
  readonly clock: Clock;
  /** Waits on the same time that `clock` tells. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Requests in any 60 s until an answer tells the plan's limit; 50, a quarter of the smallest plan's 200. Then the share counts. */
  readonly ratePerMinute?: number | undefined;
}

/** A longer wait is the caller's to decide: it is told when to come again. */
export const LONGEST_WAIT_MS = 30 * SECOND_MS;

const SMALLEST_PLAN_PER_MINUTE = 200;
const QUARTER = 0.25;
const part = (planPerMinute: number, share: number) => Math.max(1, Math.floor(planPerMinute * share));
/** Below this part of the plan nothing but the watch is asked: agents and the customer's own programs need it. */
const LITTLE = 0.1;

// The last fifth of the minute's requests is kept for the watch: a look-through that used them up would leave the operator blind for a minute.
const restOf = (perMinute: number) => Math.max(1, Math.floor(perMinute * 0.8));

const AT_ONCE = 4;

/**
 * A new pace: at most its share of the plan's requests in any 60 s, four at a time in each lane; order within a lane is kept.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits
 */
export function newPace({ clock, sleep, ratePerMinute }: PaceOptions): Pace {
  // Two queues instead of priorities in one: in one, four held-back requests of the rest would sit in front of the watch.
  const queues = { watch: new PQueue({ concurrency: AT_ONCE }), rest: new PQueue({ concurrency: AT_ONCE }) };
  const holds = new Map<Family, { readonly from: Instant; readonly until: Instant }>();
  let share = QUARTER;
  let plan = SMALLEST_PLAN_PER_MINUTE;
  let perMinute = Math.max(1, ratePerMinute ?? part(plan, share));
  let scarce: { readonly from: Instant; readonly until: Instant } | undefined;
  let starts: readonly Instant[] = [];

  const heldMs = (family: Family, now: Instant) => leftOf(holds.get(family), now);

  function crowdedMs(lane: Lane, now: Instant): number {
    starts = starts.filter((start) => start <= now && between(start, now) < MINUTE_MS);
    const allowed = lane === 'watch' ? perMinute : restOf(perMinute);
    const inTheWay = starts.length < allowed ? undefined : starts[starts.length - allowed];
    return inTheWay === undefined ? 0 : MINUTE_MS - between(inTheWay, now);
  }

  async function turn({ what, family, lane }: Paced): Promise<void> {
    for (;;) {
      const now = clock();
      const held = heldMs(family, now);
      if (held > LONGEST_WAIT_MS) throw new ZendeskUnavailable(`${what} (held back after HTTP 429)`, { retryAfterMs: held });
      const waitMs = Math.max(held, crowdedMs(lane, now), lane === 'rest' ? leftOf(scarce, now) : 0);
      if (waitMs === 0) {
        starts = [...starts, now];
        return;
      }
      await sleep(waitMs);
    }
  }

  return {
    run: (paced, request) =>
      queues[paced.lane].add(async () => {
        await turn(paced);
        return request();
      }),
    hold(family, forMs) {
      const now = clock();
      if (heldMs(family, now) < forMs) holds.set(family, { from: now, until: later(now, forMs) });
    },
    learn(planPerMinute, left) {
      plan = planPerMinute;
      perMinute = part(plan, share);
      if (left === undefined) return;
      const now = clock();
      scarce = left.remaining < plan * LITTLE ? { from: now, until: later(now, Math.min(left.resetMs, MINUTE_MS)) } : undefined;
    },
    keepTo(wanted) {
      if (wanted === share) return;
      share = wanted;
      perMinute = part(plan, share);
    },
  };
}

/** A clock that was set back would make a wait last: one that begins in the future is void. */
function leftOf(wait: { readonly from: Instant; readonly until: Instant } | undefined, now: Instant): number {
  return wait === undefined || now < wait.from ? 0 : Math.max(0, between(now, wait.until));
}
