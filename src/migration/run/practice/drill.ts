import type { drillEnds } from '../../events.ts';
import type { Instant } from '../../time.ts';

/** A practice in Slack. Its steps are those of the day it began. */
export interface Drill {
  readonly version: number;
  readonly at: Instant;
  readonly by: string | undefined;
  readonly brands: readonly string[];
  readonly steps: readonly string[];
  readonly done: readonly { readonly step: string; readonly by: string; readonly at: Instant }[];
  readonly ended: { readonly because: (typeof drillEnds)[number]; readonly by: string | undefined; readonly at: Instant } | undefined;
}

/** The step that is asked for now. */
export function drillStep({ steps, done, ended }: Drill): string | undefined {
  return ended ? undefined : steps[done.length];
}

/** When a step of a drill was asked for: at its beginning, or when the one before it was done. */
export function askedAt({ at, done, steps }: Pick<Drill, 'at' | 'done' | 'steps'>, step: string): Instant | undefined {
  const place = steps.indexOf(step);
  return place === 0 ? at : done[place - 1]?.at;
}
