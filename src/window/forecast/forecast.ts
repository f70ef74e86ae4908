import { knownUntilBin, WEEK_BINS } from '../history/bins.ts';
import { type ClockOff, clockOff } from '../history/clocks.ts';
import type { Series, Source, Tally, TallyFacts } from '../history/tally.ts';
import { type BackTest, backTest } from './back-test.ts';
import type { Expectation } from './expectation.ts';
import type { Holes } from './holes.ts';
import { model } from './model.ts';
import { type Observed, observe } from './observe.ts';
import type { Past } from './past.ts';
import { plain } from './plain.ts';
import type { Calendar } from './weeks.ts';

/** Why nothing is forecast: what is there would only look like knowledge. */
export type NoForecast =
  | { readonly kind: 'nothing_read' }
  | { readonly kind: 'too_short'; readonly weeks: number }
  | { readonly kind: 'few_weeks_with_chats'; readonly weeks: number; readonly chats: number }
  | { readonly kind: 'odd_times'; readonly odd: number; readonly chats: number }
  | ({ readonly kind: 'clock_off' } & ClockOff);

/** What windows of one length cost at each slot of the week, and how that is known. */
export interface Forecast {
  readonly kind: 'known';
  readonly source: Source;
  readonly by: 'plain' | 'model';
  readonly quarters: number;
  readonly at: (slot: number, weeksAhead: number) => Expectation | undefined;
  /** Whole weeks of data, at most twelve. */
  readonly weeks: number;
  readonly chats: number;
  readonly holes: Holes;
  readonly tests: Readonly<Record<'plain' | 'model', BackTest>>;
}

/** No forecast, and why. */
export interface Untold {
  readonly kind: 'none';
  readonly why: NoForecast;
  readonly holes: Holes;
}

/** Design section 5: under four weeks of data there is no forecast. */
export const FEWEST_WEEKS = 4;
/** Above this share of unreadable times the others are not believed either. */
const MOST_ODD = 0.1;

/** Tells the cost of windows of `quarters` by the better of two methods, or why it cannot be told. */
export function forecast(
  { facts, series }: Pick<Tally, 'facts' | 'series'>,
  past: Past,
  calendar: Calendar,
  quarters: number,
): Forecast | Untold {
  const observed = observe(past, calendar, quarters);
  const why = notEnough(facts, [...series.values()], observed);
  if (why) return { kind: 'none', why, holes: past.holes };
  const costs = { counts: observed.counts, quarters };
  const tests = { plain: backTest(plain, costs), model: backTest(model, costs) };
  const better = isBetter(tests) ? model : plain;
  const told = better.tell(costs, 0);
  return {
    kind: 'known',
    source: facts.source,
    by: better.name,
    quarters,
    at: told.at,
    weeks: Math.round(observed.amount),
    chats: facts.counted,
    holes: past.holes,
    tests,
  };
}

/** The model has to earn it: on weeks that neither was shown. */
function isBetter({ plain: simple, model: complex }: Forecast['tests']): boolean {
  return complex.slots > 0 && complex.loss < simple.loss;
}

function notEnough(facts: TallyFacts, series: readonly Series[], { amount, weeksWithChats }: Observed): NoForecast | undefined {
  const { counted, odd } = facts;
  if (counted === 0 && odd === 0) return { kind: 'nothing_read' };
  if (odd > MOST_ODD * (counted + odd)) return { kind: 'odd_times', odd, chats: counted + odd };
  const off = clockOff(facts, series);
  if (off) return { kind: 'clock_off', ...off };
  const isLong = weeksSince(facts) >= FEWEST_WEEKS;
  if (isLong && weeksWithChats < FEWEST_WEEKS) return { kind: 'few_weeks_with_chats', weeks: weeksWithChats, chats: counted };
  return isLong && amount >= FEWEST_WEEKS ? undefined : { kind: 'too_short', weeks: Math.floor(amount * 10) / 10 };
}

/** From the first chat to the present, whatever was silent between. */
function weeksSince({ sinceBin, firstBin, settledMs }: TallyFacts): number {
  return sinceBin === undefined ? 0 : (knownUntilBin({ settledMs }) - Math.max(sinceBin, firstBin)) / WEEK_BINS;
}
