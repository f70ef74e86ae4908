import { lengthNeeded } from '../../migration/plan.ts';
import { type Instant, MINUTE_MS } from '../../migration/time.ts';
import { daysOf } from '../days/own-holidays.ts';
import type { Expectation } from '../forecast/expectation.ts';
import { type Forecast, forecast, type Untold } from '../forecast/forecast.ts';
import { noHoles } from '../forecast/holes.ts';
import { pastOf } from '../forecast/past.ts';
import { calendarOf, SLOTS, slotOf } from '../forecast/weeks.ts';
import { BIN_MS } from '../history/bins.ts';
import type { History } from '../history/stored.ts';
import { addLocalDays, localParts } from '../local-time.ts';
import { type Choice, choose } from './choose.ts';
import type { Offering } from './judge.ts';

/** All that an offer of windows is made from. */
export interface OfferFacts extends Offering {
  readonly history: History | undefined;
  readonly operatorZone: string;
  /** Local days of the account's own cutovers: chats were drained then. */
  readonly nights: readonly string[];
  /** Whether its forecast nights were as told, the oldest first. */
  readonly told?: readonly ('as_told' | 'worse')[];
  /** Only these series of the history: a brand's. */
  readonly series?: readonly string[];
  /** How many windows, best first. */
  readonly count: number;
  /** How long the window is to be; what is needed for the brands, unless somebody asks for more. */
  readonly lengthMs?: number;
}

/** Windows to choose from, with what they rest on. */
export interface Offer {
  readonly choice: Choice;
  readonly forecast: Forecast | Untold;
  /** What a window at each slot of the next week costs: the heat map. */
  readonly week: readonly (Expectation | undefined)[];
  readonly lengthMs: number;
}

/** The best windows of the next 90 days, or what stands in the way. Pure. */
export function offerOf(facts: OfferFacts): Offer {
  const { brands, now, zone, operatorZone, count, estimate } = facts;
  const lengthMs = facts.lengthMs ?? lengthNeeded(brands, estimate);
  const told = forecastFor(facts, lengthMs);
  const expect = told.kind === 'known' ? told.at : () => undefined;
  const by = told.kind === 'known' ? 'forecast' : 'business_hours';
  const choice = choose({ ...facts, now, zone, operatorZone, lengthMs, expect, count, by });
  return { choice, forecast: told, week: Array.from({ length: SLOTS }, (_, slot) => expect(slot, 1)), lengthMs };
}

/** What windows of this length cost, from the account's history; holidays and freezes of the past say nothing of ordinary weeks. */
export function forecastFor(
  {
    history,
    now,
    zone,
    holidays,
    nights,
    told,
    rules,
    series,
  }: Pick<OfferFacts, 'history' | 'now' | 'zone' | 'holidays' | 'nights' | 'told' | 'rules' | 'series'>,
  lengthMs: number,
): Offer['forecast'] {
  if (history === undefined) return { kind: 'none', why: { kind: 'nothing_read' }, holes: noHoles };
  const calendar = calendarOf(now, zone);
  const leftOut = new Set([...holidays, ...nights, ...rules.blackOuts.flatMap(daysOf)]);
  const counted = [...history.tally.series].filter(([name]) => series?.includes(name) ?? true).map(([, each]) => each);
  const past = pastOf(history.tally, counted, calendar, leftOut);
  return forecast(history.tally, past, calendar, Math.ceil(lengthMs / BIN_MS), told);
}

/** What is expected of a window that opens at this moment, whatever minute it begins on. */
export function expectationAt(told: Forecast, opensAt: Instant, now: Instant, zone: string): Expectation | undefined {
  const [then, today] = [localParts(opensAt, zone), localParts(now, zone)];
  const monday = addLocalDays(today.date, 1 - today.weekday);
  const days = Math.round((Date.parse(then.date) - Date.parse(monday)) / (24 * 60 * MINUTE_MS));
  return told.at(slotOf(then), Math.max(0, Math.floor(days / 7)));
}
