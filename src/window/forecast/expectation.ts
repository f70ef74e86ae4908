/** What a window at one slot of the week is expected to cost, in chats cut off. */
export interface Expectation {
  readonly mean: number;
  readonly median: number;
  /** In nine of ten such weeks it is no more: what windows are ranked by. A higher percentile where earlier nights were busier than told. */
  readonly p90: number;
  /** The middle half of the weeks, and nine of ten of them. */
  readonly half: readonly [number, number];
  readonly most: readonly [number, number];
  /** Nothing has ever been seen here, nor around it for hours: Chat is closed then, or nobody comes. */
  readonly regularlyEmpty: boolean;
  /** Weeks this slot is known of. */
  readonly weeks: number;
}

/** What windows of `quarters` cost at each slot of each week, the newest week first; -1 is unknown. */
export interface Costs {
  readonly counts: Float64Array;
  readonly quarters: number;
}

/** The probability up to which a bad case is told. */
export const BAD_CASE = 0.9;

/** A way to tell every slot of a week, `ahead` weeks after the last one that is known, from the weeks known before it; undefined is unknown. */
export interface Method {
  readonly name: 'plain' | 'model';
  readonly tell: (costs: Costs, fromWeek: number, badCase?: number) => Told;
}

/** A method that has read the weeks: what it expects of a slot, so many weeks after the present one. */
export interface Told {
  readonly at: (slot: number, weeksAhead: number) => Expectation | undefined;
  /** P(N <= n) of that slot, as a function of n: what back-tests are measured by. */
  readonly chance: (slot: number, weeksAhead: number) => ((count: number) => number) | undefined;
}
