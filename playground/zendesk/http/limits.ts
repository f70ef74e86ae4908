import type { Plan } from '../model/types.ts';
import type { Family } from './faults.ts';

/** What is left of one limit after a request. */
export interface Room {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until it is full again. */
  readonly reset: number;
}

/** What one request took. */
export interface Taken {
  /** Of the family's limit: what the headers tell. */
  readonly whole: Room;
  /** Of the list's own, where that is told in a header of its own: its name and its room. */
  readonly index: { readonly name: string; readonly room: Room } | null;
  /** The limit that this request goes beyond. */
  readonly over: Room | null;
}

/** What limits look at in a request. */
export interface Counted {
  readonly account: string;
  readonly plan: Plan;
  /** The High Volume add-on. */
  readonly highVolume: boolean;
  readonly family: Family;
  readonly method: string;
  readonly path: string;
  /** Whose token it is, where there is one. */
  readonly user: number | null;
  readonly now: number;
}

const BY_PLAN: Readonly<Record<Plan, number>> = {
  support_team: 200,
  support_professional: 400,
  support_enterprise: 700,
  suite_team: 200,
  suite_growth: 400,
  suite_professional: 400,
  suite_enterprise: 700,
  suite_enterprise_plus: 2_500,
};
const HIGH_VOLUME = 2_500;
const MINUTE_MS = 60_000;

interface Own {
  readonly key: string;
  readonly limit: number;
  readonly ms: number;
  /** The list whose header tells it. */
  readonly index?: string;
}

/** The limits that an endpoint has of its own, within its family's. */
function ownLimits({ method, path, user, highVolume }: Counted): readonly Own[] {
  if (path.startsWith('/api/v2/search/export')) return [{ key: 'export', limit: 100, ms: MINUTE_MS }];
  if (path.startsWith('/api/v2/incremental/')) return [{ key: 'incremental', limit: highVolume ? 30 : 10, ms: MINUTE_MS }];
  if (method === 'GET' && path === '/api/v2/tickets') return [{ key: 'tickets', limit: 100, ms: MINUTE_MS, index: 'tickets' }];
  const ticket = method === 'PUT' ? /^\/api\/v2\/tickets\/(\d+)$/.exec(path)?.[1] : undefined;
  if (ticket === undefined) return [];
  return [
    { key: `update ${user} ${ticket}`, limit: 30, ms: 10 * MINUTE_MS },
    { key: 'update', limit: 100, ms: MINUTE_MS },
  ];
}

function familyLimit({ family, plan, highVolume }: Counted): number | null {
  if (family === 'support' || family === 'help_center') return highVolume ? HIGH_VOLUME : BY_PLAN[plan];
  if (family === 'chat' || family === 'rtm') return 200;
  return family === 'status' ? 10 : null;
}

/** Counts requests in world time. */
export interface Limits {
  /** Nothing where there is no limit. */
  take(request: Counted): Taken | null;
}

/** Rate limits of all accounts; `factor` makes them tighter or wider. */
export function rateLimits(factor = 1): Limits {
  const used = new Map<string, { stretch: number; count: number }>();
  const count = (key: string, limit: number, ms: number, now: number): Room => {
    const stretch = Math.floor(now / ms);
    const before = used.get(key);
    const entry = before?.stretch === stretch ? before : { stretch, count: 0 };
    entry.count += 1;
    used.set(key, entry);
    return { limit, remaining: limit - entry.count, reset: Math.max(1, Math.ceil(((stretch + 1) * ms - now) / 1000)) };
  };
  return {
    take(request) {
      const limit = familyLimit(request);
      if (limit === null) return null;
      const { account, family, now } = request;
      const whole = count(`${account} ${family === 'rtm' ? 'chat' : family}`, Math.ceil(limit * factor), MINUTE_MS, now);
      const own = ownLimits(request).map((each) => ({
        index: each.index,
        room: count(`${account} ${each.key}`, Math.ceil(each.limit * factor), each.ms, now),
      }));
      const over = [whole, ...own.map(({ room }) => room)].find(({ remaining }) => remaining < 0) ?? null;
      const index = own.flatMap(({ index: name, room }) => (name === undefined ? [] : [{ name, room }]))[0] ?? null;
      return { whole, index, over };
    },
  };
}
