import type { Event, Happening, Measures } from '../../events.ts';
import { assertNever } from '../../never.ts';
import type { Plan, practices } from '../../plan.ts';
import type { Run } from '../../run.ts';
import type { Instant } from '../../time.ts';
import type { Drill } from './drill.ts';
import { drillMeasured, nightMeasured } from './measured.ts';

/** One run that was measured, and when it was. */
export interface MeasuredRun extends Measures {
  readonly what: (typeof practices)[number];
  readonly at: Instant;
}

/** A rehearsal that has ended: how, and what it took where it came to Finish. */
export interface Rehearsed {
  readonly plan: number;
  readonly opensAt: Instant;
  readonly end: string;
  readonly at: Instant;
  readonly measured: Measures | undefined;
}

/** What was practised, and what that and the account's own nights took. */
export interface Practice {
  readonly measured: readonly MeasuredRun[];
  readonly drills: readonly Drill[];
  /** On a production account: of its sandbox. */
  readonly rehearsals: readonly (Rehearsed & { readonly sandbox: string })[];
  /** On a sandbox: of the account that is to be told. */
  readonly toTell: readonly (Rehearsed & { readonly of: string })[];
}

export const noPractice: Practice = { measured: [], drills: [], rehearsals: [], toTell: [] };

type Of<T extends Happening['type']> = Extract<Happening, { readonly type: T }>;
export type PracticeHappening = Of<'rehearsed' | 'drill_begun' | 'drill_step_done' | 'drill_ended'>;

export function isOfPractice(happened: Happening): happened is PracticeHappening {
  return happened.type === 'rehearsed' || happened.type.startsWith('drill_');
}

/** What happens in a practice. */
export function practised(practice: Practice, happened: PracticeHappening, { version, at, by: actor }: Event): Practice {
  const by = actor.kind === 'person' ? actor.slackUserId : undefined;
  switch (happened.type) {
    case 'rehearsed': {
      const { sandbox, plan, opensAt, end, measured } = happened;
      const told = { ...practice, rehearsals: [...practice.rehearsals, { sandbox, plan, opensAt, end, at, measured }] };
      return measured ? withRun(told, { ...measured, what: 'rehearsal', at: opensAt }) : told;
    }
    case 'drill_begun': {
      const { brands, steps } = happened;
      return { ...practice, drills: [...practice.drills, { version, at, by, brands, steps, done: [], ended: undefined }] };
    }
    case 'drill_step_done':
      return withDrill(practice, happened.drill, (drill) => ({
        ...drill,
        done: [...drill.done, { step: happened.step, by: by ?? 'server', at }],
      }));
    case 'drill_ended': {
      const after = withDrill(practice, happened.drill, (drill) => ({ ...drill, ended: { because: happened.because, by, at } }));
      const drill = after.drills.find((each) => each.version === happened.drill);
      const measured = drill && happened.because === 'finished' ? drillMeasured(drill) : undefined;
      return drill && measured ? withRun(after, { ...measured, what: 'drill', at: drill.at }) : after;
    }
    default:
      return assertNever(happened);
  }
}

/** A plan has ended: what a finished night took is measured, and what was a rehearsal is to be told where it was rehearsed for. */
export function afterPlan(
  practice: Practice,
  planned: { readonly plan: Plan; readonly version: number; readonly run: Run },
  end: string,
  at: Instant,
): Practice {
  const { plan, version, run } = planned;
  const measured = end === 'finished' ? nightMeasured(plan, run, at) : undefined;
  if (plan.rehearsalOf)
    return {
      ...practice,
      toTell: [...practice.toTell, { of: plan.rehearsalOf.account, plan: version, opensAt: plan.opensAt, end, at, measured }],
    };
  return measured ? withRun(practice, { ...measured, what: 'night', at: plan.opensAt }) : practice;
}

/** The drill that is under way. */
export function openDrill({ drills }: Practice): Drill | undefined {
  return drills.find(({ ended }) => ended === undefined);
}

/** Nobody goes on practising on an account that was put away. */
export function putAway(practice: Practice, at: Instant): Practice {
  const drills = practice.drills.map((drill) =>
    drill.ended ? drill : { ...drill, ended: { because: 'stopped', by: undefined, at } as const },
  );
  return { ...practice, drills };
}

function withRun(practice: Practice, run: MeasuredRun): Practice {
  return { ...practice, measured: [...practice.measured, run] };
}

function withDrill(practice: Practice, version: number, change: (drill: Drill) => Drill): Practice {
  return { ...practice, drills: practice.drills.map((drill) => (drill.version === version ? change(drill) : drill)) };
}
