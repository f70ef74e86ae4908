import PQueue from 'p-queue';
import { between, type Clock, type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { GivenUp, ZendeskUnavailable } from '../port.ts';
import { type Budget, type Lane, newBudget, statusBudget } from './budget.ts';

/** Zendesk limits these apart from one another, so a 429 of one holds back only that one. */
export type Family = 'support' | 'help_center' | 'chat' | 'stream' | 'widget' | 'status' | 'oauth' | 'conversations';

export interface Paced {
  readonly what: string;
  readonly family: Family;
  readonly lane: Lane;
}

/** How fast one account may be asked. Shared by all clients of that account. */
export interface Pace {
  /**
   * Runs the request when it is its turn.
   * @throws ZendeskUnavailable at once where its family is held back for longer than its lane waits; GivenUp once the process ends
   */
  run<T>(paced: Paced, request: () => Promise<T>): Promise<T>;
  /** After a 429: nothing of this family is asked for so long. */
  hold(family: Family, forMs: number): void;
  /**
   * The plan's requests a minute, of Support's header X-Rate-Limit: from now on Ferry's share of it is used. With how many of them are
   * left to everybody: where that is little, the rest waits until it is more, and only the watch goes on.
   */
  learn(planPerMinute: number, left?: { readonly remaining: number; readonly resetMs: number }): void;
  /** Chat's requests a minute, where its answers tell them. */
  learnChat(perMinute: number): void;
  /** How much of each limit is used, from 0 to 1; a quarter unless told. */
  keepTo(share: number): void;
}

export interface PaceOptions {
  readonly clock: Clock;
  /** Waits on the same time that `clock` tells, and no longer than until the signal. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The process ends: whoever waits gives up, and nothing is asked any more. */
  readonly ends?: AbortSignal | undefined;
  /** Requests in any 60 s of each limit until an answer tells the plan's; else a quarter of what is documented. */
  readonly ratePerMinute?: number | undefined;
  /** What all accounts of this process have together for the status page; else its own. */
  readonly status?: Budget | undefined;
}

const QUARTER = 0.25;
const SMALLEST_PLAN_PER_MINUTE = 200;
/** Requests a minute that Zendesk documents, whatever the plan; where nothing is documented, as many as the smallest plan has (zendesk-api 2.1). */
const CHAT_PER_MINUTE = 200;
const EXPORT_PER_MINUTE = 100;
/** Below this part of the plan nothing but the watch is asked: agents and the customer's own programs need it. */
const LITTLE = 0.1;
const AT_ONCE = 4;
/** Where both have waited for the same moment, whoever comes after the cutover stands back for so long. */
const STAND_BACK_MS = SECOND_MS;

/** Who waits for the answer is told when to come again, instead of waiting longer than this. A whole look waits out what Zendesk usually asks for. */
const LONGEST_WAITS_MS: Readonly<Record<Lane, number>> = { watch: 30 * SECOND_MS, rest: 30 * SECOND_MS, leisure: 5 * MINUTE_MS };

export function longestWaitMs(lane: Lane): number {
  return LONGEST_WAITS_MS[lane];
}

/**
 * A new pace: at most its share of each limit's requests in any 60 s, four at a time in each lane.
 * https://developer.zendesk.com/api-reference/introduction/rate-limits
 */
export function newPace({ clock, sleep, ends, ratePerMinute, status = statusBudget() }: PaceOptions): Pace {
  // Queues of their own instead of priorities in one: in one, four held-back requests of the rest would sit in front of the watch.
  const queue = () => new PQueue({ concurrency: AT_ONCE });
  const queues: Readonly<Record<Lane, PQueue>> = { watch: queue(), rest: queue(), leisure: queue() };
  const holds = new Map<Family, Wait>();
  const budgets = budgetsOf(ratePerMinute);
  let share = QUARTER;
  let plan = SMALLEST_PLAN_PER_MINUTE;
  let chat = CHAT_PER_MINUTE;
  let scarce: Wait | undefined;
  /** Of each request of the cutover that waits for its turn, the limits that it waits for. */
  const inFront = new Set<readonly Budget[]>();

  const heldMs = (family: Family, now: Instant) => leftOf(holds.get(family), now);

  const goesOn = ({ what }: Paced) => {
    if (ends?.aborted) throw new GivenUp(what);
  };

  /** Outside of the queue: what Zendesk holds back of one family stands in no other one's way. */
  async function waitOut(paced: Paced, begunAt: Instant): Promise<void> {
    const { what, family, lane } = paced;
    for (;;) {
      goesOn(paced);
      const now = clock();
      const held = heldMs(family, now);
      if (held === 0) return;
      if (held > longestWaitMs(lane) || between(begunAt, now) + held > longestWaitMs('leisure'))
        throw new ZendeskUnavailable(`${what} (held back after HTTP 429)`, { retryAfterMs: held });
      await sleep(held, ends);
    }
  }

  /** How long until it may be asked: 0 where that is now, and then it is counted; undefined where its family was held back while it stood in the queue. */
  function turn(paced: Paced, own: readonly Budget[]): number | undefined {
    const { what, family, lane } = paced;
    goesOn(paced);
    const now = clock();
    if (heldMs(family, now) > 0) return undefined;
    const crowded = Math.max(...own.map((budget) => budget.waitMs(lane, now)));
    // Ten a minute for all accounts of a process: a whole look does not stand in line for that, it comes again.
    if (family === 'status' && crowded > 0 && lane === 'leisure')
      throw new ZendeskUnavailable(`${what} (asked for enough)`, { retryAfterMs: crowded });
    const waitMs = Math.max(crowded, lane === 'watch' ? 0 : Math.max(family === 'support' ? leftOf(scarce, now) : 0, standBackMs(own)));
    if (waitMs === 0) for (const budget of own) budget.take(now);
    return waitMs;
  }

  function standBackMs(own: readonly Budget[]): number {
    return [...inFront].some((others) => others.some((budget) => own.includes(budget))) ? STAND_BACK_MS : 0;
  }

  async function inTurn<T>(paced: Paced, own: readonly Budget[], request: () => Promise<T>): Promise<T> {
    const begunAt = clock();
    for (;;) {
      await waitOut(paced, begunAt);
      const done = await queues[paced.lane].add(async () => {
        const waitMs = turn(paced, own);
        if (waitMs !== 0) return { waitMs };
        inFront.delete(own);
        return { answer: await request() };
      });
      if ('answer' in done) return done.answer;
      inFront.delete(own);
      if (done.waitMs === undefined) continue;
      if (paced.lane === 'watch') inFront.add(own);
      // Outside of the queue as well: whoever waits for one limit stands in the way of nobody who waits for another.
      await sleep(done.waitMs, ends);
    }
  }

  return {
    async run(paced, request) {
      // Its own list, by which it is known among those in front.
      const own = [...budgets.of(paced, status)];
      try {
        return await inTurn(paced, own, request);
      } finally {
        inFront.delete(own);
      }
    },
    hold(family, forMs) {
      const now = clock();
      if (heldMs(family, now) < forMs) holds.set(family, { from: now, until: later(now, forMs) });
    },
    learn(planPerMinute, left) {
      plan = planPerMinute;
      budgets.allow(plan, share);
      if (left === undefined) return;
      const now = clock();
      scarce = left.remaining < plan * LITTLE ? { from: now, until: later(now, Math.min(left.resetMs, MINUTE_MS)) } : undefined;
    },
    learnChat(perMinute) {
      chat = perMinute;
      budgets.allowOthers(chat, share);
    },
    keepTo(wanted) {
      if (wanted === share) return;
      share = wanted;
      budgets.allow(plan, share);
      budgets.allowOthers(chat, share);
    },
  };
}

type Limit = 'support' | 'help_center' | 'chat' | 'export' | 'other';

/** The limits of one account. A request may be counted in two of them. */
function budgetsOf(ratePerMinute: number | undefined) {
  const of = (perMinute: number) => newBudget(ratePerMinute ?? Math.floor(perMinute * QUARTER));
  const all: Readonly<Record<Limit, Budget>> = {
    support: of(SMALLEST_PLAN_PER_MINUTE),
    help_center: of(SMALLEST_PLAN_PER_MINUTE),
    chat: of(CHAT_PER_MINUTE),
    export: of(EXPORT_PER_MINUTE),
    other: of(SMALLEST_PLAN_PER_MINUTE),
  };
  return {
    of({ what, family }: Paced, status: Budget): readonly Budget[] {
      switch (family) {
        case 'status':
          return [status];
        case 'chat':
        case 'stream':
          return [all.chat];
        case 'help_center':
          return [all.help_center];
        case 'support':
          return /^GET \/api\/v2\/search\/export\b/.test(what) ? [all.support, all.export] : [all.support];
        case 'widget':
        case 'oauth':
        case 'conversations':
          return [all.other];
      }
    },
    /** Of the plan: Support and Help Center, each for itself. */
    allow(plan: number, share: number): void {
      for (const limit of [all.support, all.help_center]) limit.allow(Math.floor(plan * share));
    },
    allowOthers(chatPerMinute: number, share: number): void {
      all.chat.allow(Math.floor(chatPerMinute * share));
      all.export.allow(Math.floor(EXPORT_PER_MINUTE * share));
      all.other.allow(Math.floor(SMALLEST_PLAN_PER_MINUTE * share));
    },
  };
}

interface Wait {
  readonly from: Instant;
  readonly until: Instant;
}

/** A clock that was set back would make a wait last: one that begins in the future is void. */
function leftOf(wait: Wait | undefined, now: Instant): number {
  return wait === undefined || now < wait.from ? 0 : Math.max(0, between(now, wait.until));
}
