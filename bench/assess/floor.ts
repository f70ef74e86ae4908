import type { Family } from '../../src/zendesk/pace/pace.ts';

/**
 * Requests a minute that Zendesk documents for each of its limits, on Suite Enterprise; where nothing is documented, as many as the
 * smallest plan has. https://developer.zendesk.com/api-reference/introduction/rate-limits
 */
const PER_MINUTE = { support: 700, help_center: 700, chat: 200, other: 200, status: 10 } as const;
type Limit = keyof typeof PER_MINUTE;

/** Families that share a limit wait for one another. */
const LIMIT_OF: Readonly<Record<Family, Limit>> = {
  support: 'support',
  help_center: 'help_center',
  chat: 'chat',
  stream: 'chat',
  widget: 'other',
  oauth: 'other',
  conversations: 'other',
  status: 'status',
};

/** Ferry takes a quarter of a limit, of the status page's all, which is nobody else's. */
const QUARTER = 0.25;
/** An assessment may use four fifths of that: the rest is kept for the watch. */
const FOR_LOOKS = 0.8;
const MINUTE_MS = 60_000;

/** Every family of interfaces. */
export const families = Object.keys(LIMIT_OF) as [Family, ...Family[]]; // the keys of `LIMIT_OF`, of which there are some

export type Asked = Readonly<Partial<Record<Family, number>>>;

interface Floor {
  readonly limit: Limit;
  readonly requests: number;
  readonly ms: number;
}

/** How long the requests of each limit take at least, the longest first: limits go side by side, so the first one is the floor of all. */
export function floors(asked: Asked): readonly Floor[] {
  const limits = Object.keys(PER_MINUTE) as readonly Limit[]; // `PER_MINUTE` is a constant: these are its keys
  return limits
    .map((limit) => {
      const requests = Object.entries(LIMIT_OF)
        .filter(([, of]) => of === limit)
        .reduce((sum, [family]) => sum + (asked[family as Family] ?? 0), 0); // the keys of `LIMIT_OF`
      return { limit, requests, ms: floorMs(limit, requests) };
    })
    .filter(({ requests }) => requests > 0)
    .toSorted((a, b) => b.ms - a.ms);
}

/** The first minute's requests go at once, each further minute's a minute later. */
function floorMs(limit: Limit, requests: number): number {
  const share = limit === 'status' ? 1 : QUARTER;
  const perMinute = Math.floor(Math.floor(PER_MINUTE[limit] * share) * FOR_LOOKS);
  return Math.floor((requests - 1) / perMinute) * MINUTE_MS;
}
