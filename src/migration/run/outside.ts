import type { Happening } from '../events.ts';
import { assertNever } from '../never.ts';

/** What has changed outside of a plan since it was made, and speaks against it. */
export interface Outside {
  /** What the window rules have against it as the settings are now. */
  readonly window: Extract<Happening, { type: 'window_judged' }>['against'];
  /** Planned brands that Zendesk does not know any more. */
  readonly brandsGone: readonly string[];
  /** People with a duty who have left the Slack workspace. */
  readonly peopleLeft: readonly string[];
}

export const noneOutside: Outside = { window: undefined, brandsGone: [], peopleLeft: [] };

type OutsideHappening = Extract<Happening, { type: 'window_judged' | 'brand_gone' | 'person_left' }>;

export function outsideAfter(outside: Outside, happened: OutsideHappening): Outside {
  switch (happened.type) {
    case 'window_judged':
      return { ...outside, window: happened.against };
    case 'brand_gone':
      return { ...outside, brandsGone: [...new Set([...outside.brandsGone, happened.brand])] };
    case 'person_left':
      return { ...outside, peopleLeft: [...new Set([...outside.peopleLeft, happened.user])] };
    default:
      return assertNever(happened);
  }
}
