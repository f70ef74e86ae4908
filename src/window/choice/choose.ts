import { DAY_MS, MINUTE_MS } from '../../migration/time.ts';
import type { Expectation } from '../forecast/expectation.ts';
import type { QuietWindow } from '../rules.ts';
import { fromBusiness } from './business-hours.ts';
import { type Candidate, candidates, type Grid, windowOf } from './candidates.ts';
import { inTheWay, passedOver } from './in-the-way.ts';
import { type Against, against, type Offering } from './judge.ts';

/** Why a window is behind the one before all others: the first thing in which it is worse. */
export type Behind =
  | { readonly kind: 'bad_case'; readonly chats: number; readonly best: number }
  | { readonly kind: 'mean'; readonly chats: number; readonly best: number }
  | { readonly kind: 'farther'; readonly minutes: number }
  | { readonly kind: 'nearer_to_work'; readonly minutes: number }
  | { readonly kind: 'later'; readonly days: number };

/** A window to choose. The first one is behind nothing. */
export interface Offered {
  readonly window: QuietWindow;
  readonly expected: Expectation | undefined;
  readonly behind: Behind | undefined;
}

/** A window that is quieter than the best one that is offered, and the one rule that speaks against it. */
export interface PassedOver {
  readonly offered: Offered;
  readonly rule: Against;
}

/**
 * The windows to offer, best first, with the quietest one that only a rule kept from being the best; or the one or two rules that would have to give
 * way, and the window that would give. No rule where nothing is known of any hour that they allow.
 */
export type Choice =
  | { readonly kind: 'found'; readonly windows: readonly Offered[]; readonly passedOver: PassedOver | undefined }
  | { readonly kind: 'none'; readonly relax: readonly Against[]; readonly gives: Offered | undefined };

export interface Asked extends Grid, Offering {
  readonly count: number;
  /** Whether costs are known; where not, what counts is how far from business hours. */
  readonly by: 'forecast' | 'business_hours';
}

/** Windows that are seen together: no two of them on the same weekday, so that they differ in more than a date. */
export const A_SCREEN = 3;

/**
 * Ranks every candidate by the bad case, then the mean, then nearness to the operator's day, then the date, and gives the first
 * `count` that nothing speaks against, each on a day of its own. Rules are asked of the best first, so that few are asked.
 */
export function choose(asked: Asked): Choice {
  const ranked = candidates(asked)
    .map((candidate) => ({ candidate, ...rankOf(candidate, asked) }))
    .toSorted(
      (a, b) =>
        a.cost - b.cost ||
        a.mean - b.mean ||
        a.candidate.awayMinutes - b.candidate.awayMinutes ||
        a.candidate.opensMs - b.candidate.opensMs,
    );
  const refusalsOf = remembered(asked);
  const chosen: Ranked[] = [];
  // A weekday that was passed over on one screen may stand on the next.
  for (let screens = 0; chosen.length < asked.count && screens < asked.count; screens += 1) {
    const more = screenOf(ranked, chosen, Math.min(A_SCREEN, asked.count - chosen.length), refusalsOf);
    if (more.length === 0) break;
    chosen.push(...more);
  }
  const [best] = chosen;
  if (best === undefined) {
    const { relax, gives } = inTheWay(ranked, refusalsOf);
    return { kind: 'none', relax, gives: gives && offered(gives, gives, asked) };
  }
  const windows = chosen.map((each) => offered(each, best, asked));
  const over = asked.by === 'forecast' ? passedOver(ranked, best, refusalsOf) : undefined;
  return { kind: 'found', windows, passedOver: over && { offered: offered(over.each, over.each, asked), rule: over.rule } };
}

export type Refusals = (each: Ranked) => readonly Against[];

/** Rules are asked of a candidate once. */
function remembered(asked: Asked): Refusals {
  const known = new Map<Ranked, readonly Against[]>();
  return (each) => {
    const all = known.get(each) ?? refusals(each, asked);
    known.set(each, all);
    return all;
  };
}

export interface Ranked {
  readonly candidate: Candidate;
  /** The 90th percentile of chats cut off; where nothing is forecast, minus the minutes to the nearest business hour. */
  readonly cost: number;
  /** In tenths of a chat: less is no difference. */
  readonly mean: number;
}

function rankOf({ expected, slot }: Candidate, { by, lengthMs, rules: { weekend } }: Asked): Pick<Ranked, 'cost' | 'mean'> {
  if (by === 'business_hours') return { cost: -fromBusiness(slot, lengthMs / MINUTE_MS, weekend), mean: 0 };
  if (expected === undefined) return { cost: Number.POSITIVE_INFINITY, mean: 0 };
  return { cost: expected.p90, mean: Math.round(expected.mean * 10) / 10 };
}

function screenOf(ranked: readonly Ranked[], before: readonly Ranked[], count: number, refusalsOf: Refusals): readonly Ranked[] {
  const days = new Set(before.map(({ candidate }) => candidate.day));
  const weekdays = new Set<number>();
  const found: Ranked[] = [];
  for (const each of ranked) {
    if (found.length === count) break;
    const { day, weekday } = each.candidate;
    if (days.has(day) || weekdays.has(weekday) || refusalsOf(each).length > 0) continue;
    found.push(each);
    days.add(day);
    weekdays.add(weekday);
  }
  return found;
}

function refusals({ candidate, cost }: Ranked, asked: Asked): readonly Against[] {
  if (cost === Number.POSITIVE_INFINITY) return ['unknown'];
  return against(windowOf(candidate, asked.lengthMs), candidate.day, asked);
}

function offered(each: Ranked, best: Ranked, asked: Asked): Offered {
  const { candidate } = each;
  return { window: windowOf(candidate, asked.lengthMs), expected: candidate.expected, behind: behindOf(each, best, asked) };
}

function behindOf(each: Ranked, best: Ranked, { by }: Asked): Behind | undefined {
  if (each === best) return undefined;
  const [own, first] = [each.candidate, best.candidate];
  if (each.cost !== best.cost) {
    return by === 'forecast'
      ? { kind: 'bad_case', chats: each.cost, best: best.cost }
      : { kind: 'nearer_to_work', minutes: each.cost - best.cost };
  }
  if (each.mean !== best.mean) return { kind: 'mean', chats: each.mean, best: best.mean };
  if (own.awayMinutes !== first.awayMinutes) return { kind: 'farther', minutes: own.awayMinutes - first.awayMinutes };
  return { kind: 'later', days: Math.max(1, Math.round((own.opensMs - first.opensMs) / DAY_MS)) };
}
