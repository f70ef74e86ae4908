import type { ItemId } from '../checklist/items/items.ts';
import type { FetchPage } from '../checklist/look/site/port.ts';
import type { Report, Topic } from '../checklist/readings.ts';
import type { Happening } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import type { Clock, Instant } from '../migration/time.ts';
import type { Zendesk } from '../zendesk/port.ts';
import type { Phase } from './phases.ts';
import type { StepId } from './step-ids.ts';

/** Who is asked. `bot` asks nobody; `developer` is whoever prepares the swap, else the operator. */
export type Asked = 'bot' | 'operator' | 'developer' | 'admin' | 'lead' | 'approver' | 'agents';

/** Why a deadline ends the plan, or `brand_left`: only this brand and those after it are left for another window. */
export type Ending = Extract<Happening, { type: 'cancelled' }>['because'];

/** One move of the runbook. What it does is in `look`: read, and say what happened. The same lines run first and after a restart. */
export interface Step {
  readonly id: StepId | 'finish';
  readonly phase: Phase;
  readonly asks: Asked;
  readonly per: 'account' | 'brand';
  /** Nothing after it begins before it is done. */
  readonly holds: boolean;
  /** Held up by nothing before it: the customers of a brand that has turned do not wait for the gate of the next one. */
  readonly isUnheld?: true;
  /** The items that a person's word for this step is given for. */
  readonly items: readonly ItemId[];
  /** Reads, never writes to Zendesk. Done is said by a `step_done` of this line. */
  readonly look: (place: Place) => Promise<readonly Happening[]>;
  /** How long to rest between two looks, in milliseconds. */
  readonly everyMs: number;
  /** Begins earlier or later than its phase. */
  readonly beginsAt?: (migration: Migration, brand: string) => Instant | undefined;
  /** What must have happened besides the time. */
  readonly mayBegin?: (migration: Migration) => boolean;
  /** After this moment it is too late: the plan ends, or the brand is left. */
  readonly deadline?: (migration: Migration, line: RunbookLine) => { readonly at: Instant; readonly because: Ending } | undefined;
  /** It ends by itself at this moment, whatever anybody does. */
  readonly endsAt?: (migration: Migration) => Instant | undefined;
  /** A word of a person is needed even if all its items are ready. */
  readonly needsWord?: true;
  /** People did it for this night alone: if the plan ends without a cutover, they put it back (`StepText.putBack`). */
  readonly putBack?: true;
  /** False marks the point of no return. */
  readonly reversible: boolean;
}

/** A step at its place in one plan's runbook. `key` is what the log and the buttons call it: `rb-0-click:acme`. */
export interface RunbookLine {
  readonly key: string;
  readonly step: Step;
  /** The brand's host, empty for a step per account. */
  readonly brand: string;
  /** Index of the brand in the plan, 0 for a step per account. */
  readonly index: number;
}

/** What a step sees of the world. */
export interface Place {
  readonly line: RunbookLine;
  readonly migration: Migration;
  readonly zendesk: Zendesk;
  readonly clock: Clock;
  /** What was last read, not looked at anew. */
  readonly report: Report;
  /** Looks at these topics again, or at all of them, and keeps what was seen. */
  readonly refresh: (topics?: readonly Topic[]) => Promise<Report>;
  /** Reads a page of the public Internet within bounds. */
  readonly fetchPage: FetchPage;
  /** Posts have been waiting for Slack for a minute or longer. */
  readonly slackAway: () => Promise<boolean>;
  /** Whether this person is known to be no member of the Slack workspace any more. */
  readonly hasLeft: (user: string) => Promise<boolean>;
}
