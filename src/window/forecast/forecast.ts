import { knownUntilBin, WEEK_BINS } from '../history/bins.ts';
import { type ClockOff, clockOff } from '../history/clocks.ts';
import type { Series, Source, Tally, TallyFacts } from '../history/tally.ts';
import { type BackTest, backTest } from './back-test.ts';
import { BAD_CASE, type Expectation, type Told } from './expectation.ts';
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
  /** Earlier nights that were forecast, how many were busier than told, and the probability up to which the bad case is told since. */
  readonly nights: { readonly told: number; readonly worse: number; readonly badCase: number };
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
  nights: readonly ('as_told' | 'worse')[] = [],
): Forecast | Untold {
  const observed = observe(past, calendar, quarters);
  const why = notEnough(facts, [...series.values()], observed);
  if (why) return { kind: 'none', why, holes: past.holes };
  const costs = { counts: observed.counts, quarters };
  const tests = { plain: backTest(plain, costs), model: backTest(model, costs) };
  const better = isBetter(tests) ? model : plain;
  const badCase = badCaseAfter(nights);
  const told = widened(better.tell(costs, 0, badCase), badCase > BAD_CASE ? model.tell(costs, 0, badCase) : undefined);
  return {
    kind: 'known',
    source: facts.source,
    by: better.name,
    quarters,
    at: told,
    weeks: Math.round(observed.amount),
    chats: facts.counted,
    holes: past.holes,
    tests,
    nights: { told: nights.length, worse: nights.filter((night) => night === 'worse').length, badCase },
  };
}

/** How much one night moves what is told: half a tenth, so that one that was busier than told makes 94.5 % of 90 %. */
const STEP = 0.05;
const WIDEST = 0.99;

/**
 * Adaptive conformal inference (Gibbs and Candès, Adaptive Conformal Inference Under Distribution Shift, NeurIPS 2021): each night moves
 * the chance of a miss towards the promised tenth, down after a miss and up after a hit; never beyond what is promised.
 */
function badCaseAfter(nights: readonly ('as_told' | 'worse')[]): number {
  const most = 1 - BAD_CASE;
  const chance = nights.reduce(
    (miss, night) => Math.min(most, Math.max(1 - WIDEST, miss + STEP * (most - (night === 'worse' ? 1 : 0)))),
    most,
  );
  return 1 - chance;
}

/** The plain weeks know no more than their worst: after a miss the model may tell a worse one. */
function widened({ at }: Told, wider: Told | undefined): Told['at'] {
  if (wider === undefined) return at;
  return (slot, ahead) => {
    const expected = at(slot, ahead);
    const p90 = Math.max(expected?.p90 ?? 0, wider.at(slot, ahead)?.p90 ?? 0);
    return expected && { ...expected, p90, most: [expected.most[0], Math.max(expected.most[1], p90)] };
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
