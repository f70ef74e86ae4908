import type { Plan } from '../model/types.ts';
import type { Family } from './faults.ts';

/** What is left of one limit after a request. */
export interface Room {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until it is full again. */
  readonly reset: number;
}

const BY_PLAN: Readonly<Record<Plan, number>> = { suite_team: 200, suite_growth: 400, suite_professional: 400, suite_enterprise: 700 };
const MINUTE_MS = 60_000;

/** The limit of an endpoint of its own, apart from its family's. */
function ownLimit(path: string): number | null {
  if (path.startsWith('/api/v2/search/export')) return 100;
  return path.startsWith('/api/v2/incremental/') ? 10 : null;
}

function familyLimit(family: Family, plan: Plan): number | null {
  if (family === 'support' || family === 'help_center') return BY_PLAN[plan];
  if (family === 'chat' || family === 'rtm') return 200;
  return family === 'status' ? 10 : null;
}

/** Counts requests by the minute of world time. `take` is negative about a request by `remaining` below 0. */
export interface Limits {
  take(account: string, plan: Plan, family: Family, path: string, now: number): Room | null;
}

/** Rate limits of all accounts; `factor` makes them tighter or wider. */
export function rateLimits(factor = 1): Limits {
  const used = new Map<string, { minute: number; count: number }>();
  const count = (key: string, limit: number, now: number): Room => {
    const minute = Math.floor(now / MINUTE_MS);
    const before = used.get(key);
    const entry = before?.minute === minute ? before : { minute, count: 0 };
    entry.count += 1;
    used.set(key, entry);
    return { limit, remaining: limit - entry.count, reset: Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000)) };
  };
  return {
    take(account, plan, family, path, now) {
      const limit = familyLimit(family, plan);
      if (limit === null) return null;
      const whole = count(`${account} ${family === 'rtm' ? 'chat' : family}`, Math.ceil(limit * factor), now);
      const own = ownLimit(path);
      if (own === null) return whole;
      const part = count(`${account} ${path.split('/').slice(0, 5).join('/')}`, Math.ceil(own * factor), now);
      return part.remaining < 0 ? part : whole;
    },
  };
}
