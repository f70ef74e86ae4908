import type { WorldClock } from '../../clock.ts';
import type { Tier } from './table.ts';

/** How many calls go in how long a time. */
interface Budget {
  readonly calls: number;
  readonly ms: number;
}

const MINUTE = 60_000;
const BUDGETS: Readonly<Record<Tier, Budget>> = {
  2: { calls: 20, ms: MINUTE },
  3: { calls: 50, ms: MINUTE },
  4: { calls: 100, ms: MINUTE },
  special: { calls: 600, ms: MINUTE },
  post: { calls: 300, ms: MINUTE },
};

/** One message a second to a channel, with short bursts above it: five at once, then one a second. */
const CHANNEL_BURST = 5;
const CHANNEL_MS = 1000;

/** Counts calls in world time. */
export interface Rates {
  /** Seconds to wait, or nothing if the call may go on. */
  take(method: string, tier: Tier, channel: string | undefined): number | undefined;
}

/** Nothing used yet. */
export function rates(clock: WorldClock): Rates {
  const windows = new Map<string, number[]>();
  const buckets = new Map<string, { tokens: number; at: number }>();

  const windowFull = (method: string, { calls, ms }: Budget): number | undefined => {
    const now = clock.now();
    const recent = (windows.get(method) ?? []).filter((at) => at > now - ms);
    windows.set(method, recent);
    const oldest = recent[0];
    return recent.length >= calls && oldest !== undefined ? oldest + ms - now : undefined;
  };
  const bucketEmpty = (channel: string): number | undefined => {
    const now = clock.now();
    const known = buckets.get(channel) ?? { tokens: CHANNEL_BURST, at: now };
    const tokens = Math.min(CHANNEL_BURST, known.tokens + Math.max(0, now - known.at) / CHANNEL_MS);
    buckets.set(channel, { tokens, at: now });
    return tokens < 1 ? (1 - tokens) * CHANNEL_MS : undefined;
  };

  return {
    take(method, tier, channel) {
      const full = windowFull(method, BUDGETS[tier]);
      const empty = tier === 'post' && channel !== undefined ? bucketEmpty(channel) : undefined;
      const wait = full ?? empty;
      if (wait !== undefined) return Math.max(1, Math.ceil(wait / 1000));
      windows.get(method)?.push(clock.now());
      const bucket = channel === undefined ? undefined : buckets.get(channel);
      if (tier === 'post' && bucket) bucket.tokens -= 1;
      return undefined;
    },
  };
}
