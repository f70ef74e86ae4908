import { DAY_MS, HOUR_MS, SECOND_MS } from '../../migration/time.ts';
import { BINS, knownUntilBin } from './bins.ts';
import type { Series, TallyFacts } from './tally.ts';

/**
 * Pages of chats by how the times in them stand to the page's own: a page ends when its last chat was changed, which is minutes after some
 * chat of it was over. Where it is hours in most pages, the clock that writes the times of chats is not Zendesk's.
 */
export interface Pages {
  readonly even: number;
  /** Chats seem to end hours after the page does; the last number of hours. */
  readonly ahead: number;
  readonly behind: number;
  /** Of both, how many are off by more than half a day. */
  readonly far: number;
  readonly hours: number;
}

/** Before anything was read. */
export const unread: Pages = { even: 0, ahead: 0, behind: 0, far: 0, hours: 0 };

/** Minutes are usual. Two hours are a zone that was mistaken. */
const USUAL_MS = 2 * HOUR_MS;
/** The last chat of a page may have been changed long after its end, and the one before it came this many gaps between chats earlier. */
const USUAL_GAPS = 8;
const FAR_MS = 16 * HOUR_MS;
/** So few pages may each have ended with a chat that somebody looked at on the next morning. */
const FEW_PAGES = 5;
/** Of fewer chats a page's end says nothing. */
const FEWEST_CHATS = 20;

export interface PageTimes {
  /** Seconds, as the page tells them. */
  readonly fromTime: number;
  readonly endTime: number;
  readonly chats: number;
  /** When the last of its chats was over, by the chats' own times. */
  readonly lastEndedMs: number;
}

/** One more page. */
export function notePage(pages: Pages, { fromTime, endTime, chats, lastEndedMs }: PageTimes): Pages {
  if (chats < FEWEST_CHATS || !Number.isFinite(lastEndedMs)) return pages;
  const lagMs = endTime * SECOND_MS - lastEndedMs;
  const gapMs = ((endTime - fromTime) * SECOND_MS) / chats;
  if (Math.abs(lagMs) <= Math.max(USUAL_MS, USUAL_GAPS * gapMs)) return { ...pages, even: pages.even + 1 };
  const far = pages.far + (Math.abs(lagMs) > FAR_MS ? 1 : 0);
  const side = lagMs < 0 ? { ahead: pages.ahead + 1 } : { behind: pages.behind + 1 };
  return { ...pages, ...side, far, hours: Math.round(Math.abs(lagMs) / HOUR_MS) };
}

/** A clock that cannot be Zendesk's, and by how many hours. */
export interface ClockOff {
  readonly by: 'ahead' | 'behind';
  readonly hours: number;
}

/** Of the chats of the newest two days, more than this share in the future is no handful of broken ones. */
const MOST_AHEAD = 0.1;
const FEWEST_AHEAD = 10;

/** Whether the times of chats are those of another clock: most pages say so (their median), or many of the newest chats lie in the future. */
export function clockOff(facts: TallyFacts, series: readonly Series[]): ClockOff | undefined {
  const { even, ahead, behind, far, hours } = facts.pages;
  const all = even + ahead + behind;
  const off = Math.max(ahead, behind);
  if (off > all / 2 && (all >= FEW_PAGES || far > all / 2)) return { by: ahead > behind ? 'ahead' : 'behind', hours };
  const isAhead = facts.ahead >= FEWEST_AHEAD && facts.ahead > MOST_AHEAD * (facts.ahead + newest(facts, series));
  return isAhead ? { by: 'ahead', hours: Math.max(1, Math.round(facts.aheadMs / HOUR_MS)) } : undefined;
}

function newest(facts: TallyFacts, series: readonly Series[]): number {
  const until = Math.min(BINS, knownUntilBin(facts) - facts.firstBin);
  const from = Math.max(0, until - (2 * DAY_MS) / (HOUR_MS / 4));
  return series.reduce((sum, { arrivals }) => sum + arrivals.subarray(from, Math.max(from, until)).reduce((a, b) => a + b, 0), 0);
}
