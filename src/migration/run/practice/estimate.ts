import type { Estimate } from '../../plan.ts';
import { MINUTE_MS } from '../../time.ts';
import type { MeasuredRun, Practice } from './practice.ts';

/** Older runs were other people, and another runbook. */
const LAST_RUNS = 10;
/** Windows are offered in quarters of an hour. */
const QUARTER = 15;
/** However quick people were: three readings, the test conversation and the comparison at T+15m take their time. */
const LEAST = { first: 30, further: 15, click: 15 } as const;
/** However slow: somebody had gone to bed, and a window that nobody keeps awake for helps nobody. */
const MOST = { first: 240, further: 60, click: 120 } as const;
/** Where only single brands were turned, the next one is not measured. */
const USUAL_FURTHER = 15;

/** What one step took: in the middle, and in the bad case. */
export interface StepTime {
  readonly medianMs: number;
  readonly badMs: number;
  readonly runs: number;
}

/** What the next plan is judged by; undefined while nothing has been measured. Pure: the same record gives the same. */
export function estimateOf({ measured }: Practice): Estimate | undefined {
  const runs = measured.slice(-LAST_RUNS);
  const slow = badCase(runs, oneBrandMs);
  const clicked = badCase(runs, ({ clickMs }) => clickMs);
  if (slow === undefined || clicked === undefined) return undefined;
  const turn = badCase(
    runs.flatMap(({ turnsMs }) => turnsMs),
    (ms) => ms,
  );
  const click = quarters(clicked.clickMs, LEAST.click, MOST.click);
  const first = Math.max(quarters(oneBrandMs(slow), LEAST.first, MOST.first), click + QUARTER);
  const further = turn === undefined ? USUAL_FURTHER : quarters(turn, LEAST.further, MOST.further);
  return { first, further, click, by: { what: slow.what, at: slow.at, minutes: Math.ceil(slow.toDoorsMs / MINUTE_MS) } };
}

/** Each step of the night as it was measured in the last runs, by its id. */
export function stepTimes({ measured }: Practice): ReadonlyMap<string, StepTime> {
  const all = new Map<string, number[]>();
  for (const { step, ms } of measured.slice(-LAST_RUNS).flatMap(({ steps }) => steps)) all.set(step, [...(all.get(step) ?? []), ms]);
  return new Map([...all].map(([step, times]) => [step, stepTime(times)]));
}

function stepTime(times: readonly number[]): StepTime {
  const sorted = times.toSorted((a, b) => a - b);
  const medianMs = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return { medianMs, badMs: badCase(times, (ms) => ms) ?? 0, runs: times.length };
}

/** What the run took for its first brand: what its further ones took is told apart. */
function oneBrandMs({ toDoorsMs, turnsMs }: MeasuredRun): number {
  return turnsMs.reduce((left, ms) => left - ms, toDoorsMs);
}

/** The 90th percentile; of fewer than ten the worst. */
function badCase<T>(all: readonly T[], size: (one: T) => number): T | undefined {
  return all.toSorted((a, b) => size(a) - size(b))[Math.ceil(all.length * 0.9) - 1];
}

/** In minutes, rounded up, within its bounds. */
function quarters(ms: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.ceil(ms / MINUTE_MS / QUARTER) * QUARTER));
}
