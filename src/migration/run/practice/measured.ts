import type { Measures } from '../../events.ts';
import type { Plan } from '../../plan.ts';
import type { Run } from '../../run.ts';
import { between, earliest, type Instant, MINUTE_MS } from '../../time.ts';
import { askedAt, type Drill } from './drill.ts';

/** Steps of the night, T-1h to T+15m, by the writing of their ids; those of the days around it, and of the apps', say nothing of a window's length. */
const OF_THE_NIGHT = /^rb-(?:1h|15m|0|2m|15p)-(?!android$|ios$)/;
/** A click, whatever the path. */
const CLICKS = ['rb-0-click', 'rb-0-swap'] as const;
const DOORS = 'rb-15p-open-doors';

/** The proof that a drill has not: three readings half a minute apart for each brand. */
const PROOF_MS = MINUTE_MS;

/** What a finished night took; undefined where a click or T0 is not in its record. Doors are open when a lead says so, at the latest at Finish. */
export function nightMeasured(plan: Plan, run: Run, finishedAt: Instant): Measures | undefined {
  const turned = plan.brands.map(({ subdomain }) => subdomain).filter((brand) => !run.left.includes(brand));
  const clicks = turned.flatMap((brand) => clickOf(brand, run) ?? []);
  if (run.t0At === undefined || clicks.length === 0 || clicks.length < turned.length) return undefined;
  const doors = earliest([run.steps[DOORS]?.done?.at, finishedAt]) ?? finishedAt;
  const steps = Object.entries(run.steps).flatMap(([key, { begunAt, done }]) =>
    done === undefined || done.at > finishedAt ? [] : [{ step: key, ms: between(begunAt, done.at) }],
  );
  return measures(run.t0At, clicks, doors, steps, 0);
}

function clickOf(brand: string, { steps, turned }: Run): Instant | undefined {
  return CLICKS.flatMap((id) => steps[`${id}:${brand}`]?.said[0]?.at ?? [])[0] ?? turned[brand];
}

/** What a drill took that was walked to its end. Its T0 is when its first click was asked for. */
export function drillMeasured(drill: Drill): Measures | undefined {
  const isClick = (step: string) => CLICKS.some((id) => step.startsWith(`${id}:`));
  const clicks = drill.done.filter(({ step }) => isClick(step));
  const [first] = clicks;
  const t0 = first && askedAt(drill, first.step);
  const doors = drill.done.find(({ step }) => step === DOORS)?.at ?? drill.done.at(-1)?.at;
  if (t0 === undefined || doors === undefined) return undefined;
  const steps = drill.done.map(({ step, at }) => ({ step, ms: between(askedAt(drill, step) ?? at, at) }));
  return measures(
    t0,
    clicks.map(({ at }) => at),
    doors,
    steps,
    PROOF_MS,
  );
}

function measures(t0: Instant, clicks: readonly Instant[], doors: Instant, steps: Measures['steps'], proofMs: number): Measures {
  const inOrder = clicks.toSorted();
  const last = inOrder.at(-1) ?? t0;
  const turnsMs = inOrder.slice(1).map((click, index) => between(inOrder[index] ?? click, click) + proofMs);
  return {
    toDoorsMs: atLeastNothing(between(t0, doors) + proofMs * inOrder.length),
    clickMs: atLeastNothing(between(last, doors) + proofMs),
    turnsMs,
    steps: steps
      .filter(({ step }) => OF_THE_NIGHT.test(step))
      .map(({ step, ms }) => ({ step: step.split(':')[0] ?? step, ms: atLeastNothing(ms) })),
  };
}

/** A clock that was set back measures nothing. */
function atLeastNothing(ms: number): number {
  return Math.max(0, ms);
}
