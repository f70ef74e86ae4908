import type { Blocker, Event, FirstDay, Happening, ListedTicket, Mark, TicketState } from './events.ts';
import { assertNever } from './never.ts';
import { noneOutside, type Outside, outsideAfter } from './run/outside.ts';
import type { StepDone } from './run/sight.ts';
import { noWatch, type Watch, watched } from './run/watch.ts';
import type { Instant } from './time.ts';

/** One step of the plan at hand, as the log tells it. */
export interface StepState {
  readonly begunAt: Instant;
  /** When its request had reached Slack; kept for what cannot be taken back. */
  readonly askedAt: Instant | undefined;
  readonly said: readonly { readonly by: string; readonly at: Instant; readonly group: string | undefined }[];
  readonly done: StepDone | undefined;
  readonly late: { readonly at: Instant; readonly saw: string } | undefined;
}

/** A gate that an admin passed over, and exactly what was red then. */
export interface Pass {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
  readonly blockers: readonly Blocker[];
  readonly chats: number | undefined;
}

/** All that belongs to one plan and ends with it. */
export interface Run {
  readonly steps: Readonly<Record<string, StepState>>;
  readonly gates: Readonly<Record<string, { readonly blockers: readonly Blocker[]; readonly at: Instant }>>;
  /** What an admin passed over, by gate. */
  readonly passed: Readonly<Record<string, readonly Pass[]>>;
  readonly promised: readonly string[];
  readonly present: readonly string[];
  /** Whom the keyboard was handed over to. */
  readonly driver: { readonly user: string; readonly from: string; readonly at: Instant } | undefined;
  readonly rolledBack: { readonly by: string; readonly at: Instant } | undefined;
  readonly t0At: Instant | undefined;
  readonly phrases: Readonly<Record<string, { readonly by: string; readonly at: Instant }>>;
  readonly voided: Readonly<Record<string, { readonly because: 'expired' | 'changed' | 'handed_over'; readonly at: Instant }>>;
  readonly preview: { readonly count: number | undefined; readonly at: Instant } | undefined;
  readonly listed: { readonly tickets: readonly ListedTicket[]; readonly at: Instant } | undefined;
  readonly compared: Readonly<
    Partial<
      Record<
        Mark,
        { readonly at: Instant; readonly version: number; readonly tickets: readonly { readonly id: number; readonly now: TicketState }[] }
      >
    >
  >;
  readonly conversations: Readonly<Record<string, { readonly ticket: number; readonly grouped: boolean; readonly at: Instant }>>;
  readonly left: readonly string[];
  /** Swapped brands whose old key was asked and seen back, and when. They are among those that were left. */
  readonly broughtBack: Readonly<Record<string, Instant>>;
  /** The first messaging ticket since a step was asked for. */
  readonly noticed: Readonly<Record<string, number>>;
  readonly unplanned: readonly string[];
  readonly outside: Outside;
  /** When each brand was first seen on messaging. A look that fails takes nothing of that back. */
  readonly turned: Readonly<Record<string, Instant>>;
  readonly watch: Watch;
  /** When agents open first, as far as the schedules say. */
  readonly opening: { readonly opensAt: Instant; readonly oneOperator: boolean } | undefined;
  readonly leadsPresent: readonly string[];
  /** Titles of Zendesk's incidents that were told. */
  readonly incidents: readonly string[];
  readonly firstDay: { readonly counted: FirstDay; readonly at: Instant } | undefined;
  readonly handback: { readonly closed: number; readonly solved: number; readonly at: Instant } | undefined;
  /** Finish was pressed: the lines after it go on. */
  readonly finishedAt: Instant | undefined;
  readonly finishedBy: string | undefined;
  /** Brands that were still Classic then. */
  readonly remaining: readonly string[];
}

export const untouchedRun: Run = {
  steps: {},
  gates: {},
  passed: {},
  promised: [],
  present: [],
  driver: undefined,
  rolledBack: undefined,
  t0At: undefined,
  phrases: {},
  voided: {},
  preview: undefined,
  listed: undefined,
  compared: {},
  conversations: {},
  left: [],
  broughtBack: {},
  noticed: {},
  unplanned: [],
  outside: noneOutside,
  turned: {},
  watch: noWatch,
  opening: undefined,
  leadsPresent: [],
  incidents: [],
  firstDay: undefined,
  handback: undefined,
  finishedAt: undefined,
  finishedBy: undefined,
  remaining: [],
};

export function passOf({ reason, blockers, chats }: Extract<Happening, { type: 'gate_passed' }>, by: string, at: Instant): Pass {
  return { by, at, reason, blockers, chats };
}

/** What happens inside a plan's run. */
export function runAfter(run: Run, happened: RunHappening, { at, by: actor, version }: Event): Run {
  const by = actor.kind === 'person' ? actor.slackUserId : 'server';
  const put = (change: Partial<Run>): Run => ({ ...run, ...change });
  switch (happened.type) {
    case 'promised':
      return put({ promised: [...without(run.promised, happened.user), happened.user] });
    case 'present':
      return put({ present: [...without(run.present, happened.user), happened.user] });
    case 'lead_present':
      return put({ leadsPresent: [...without(run.leadsPresent, happened.user), happened.user] });
    case 'first_opening':
      return put({ opening: { opensAt: happened.opensAt, oneOperator: happened.oneOperator } });
    case 'incident_seen':
      return put({ incidents: [...without(run.incidents, happened.title), happened.title] });
    case 'first_day_counted':
      return put({ firstDay: { counted: happened.counted, at } });
    case 'handback_read':
      return put({ handback: { closed: happened.closed, solved: happened.solved, at } });
    case 't0_reached':
      return put({ t0At: at });
    case 'step_begun':
      return put({ steps: { ...run.steps, [happened.step]: begun(at) } });
    case 'step_asked':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, askedAt: at })) });
    case 'step_withdrawn':
      return put({ steps: withdrawn(run.steps, happened.step) });
    case 'step_reopened':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, done: undefined, said: [] })) });
    case 'step_said':
      return put({
        steps: changed(run.steps, happened.step, at, (state) => ({ ...state, said: [...state.said, { by, at, group: happened.group }] })),
      });
    case 'step_done':
      return put({
        steps: changed(run.steps, happened.step, at, (state) => ({
          ...state,
          done: { at, how: happened.how, saw: happened.saw, sight: happened.sight },
        })),
      });
    case 'step_late':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, late: { at, saw: happened.saw } })) });
    case 'gate_looked':
      return put({ gates: { ...run.gates, [happened.gate]: { blockers: happened.blockers, at } } });
    case 'gate_passed':
      return put({ passed: { ...run.passed, [happened.gate]: [...(run.passed[happened.gate] ?? []), passOf(happened, by, at)] } });
    case 'handed_over':
      return put({ driver: { user: happened.to, from: happened.from, at } });
    case 'rolled_back':
      return put({ rolledBack: { by, at } });
    case 'phrase_typed':
      return put({ phrases: { ...run.phrases, [happened.brand]: { by, at } }, voided: dropped(run.voided, happened.brand) });
    case 'phrase_void':
      return put({
        phrases: dropped(run.phrases, happened.brand),
        voided: { ...run.voided, [happened.brand]: { because: happened.because, at } },
      });
    case 'tickets_previewed':
      return put({ preview: { count: happened.count, at } });
    case 'tickets_listed':
      return put({ listed: { tickets: happened.tickets, at: run.listed?.at ?? at } });
    case 'tickets_compared':
      return put({ compared: { ...run.compared, [happened.mark]: { at, version, tickets: happened.tickets } } });
    case 'seen_unplanned':
      return put({
        unplanned: [...without(run.unplanned, happened.brand), happened.brand],
        left: without(run.left, happened.brand),
        turned: { [happened.brand]: at, ...run.turned },
      });
    case 'seen_returned':
      return isProved(happened.brand, run)
        ? run
        : put({ unplanned: without(run.unplanned, happened.brand), turned: dropped(run.turned, happened.brand) });
    case 'brand_left':
      return put({ left: [...without(run.left, happened.brand), happened.brand] });
    case 'conversation_seen':
      return put({ conversations: { ...run.conversations, [happened.brand]: { ticket: happened.ticket, grouped: happened.grouped, at } } });
    case 'brand_returned':
      return put({
        left: [...without(run.left, happened.brand), happened.brand],
        broughtBack: { ...run.broughtBack, [happened.brand]: at },
      });
    case 'ticket_noticed':
      return put({ noticed: { ...run.noticed, [happened.step]: run.noticed[happened.step] ?? happened.ticket } });
    case 'new_key_gone':
      return run;
    case 'window_judged':
    case 'brand_gone':
    case 'person_left':
      return put({ outside: outsideAfter(run.outside, happened) });
    case 'keys_read':
      return put({ watch: watched(run.watch, happened, at), turned: turnedByKey(run, happened, at) });
    case 'live_chats_read':
    case 'live_agents_read':
      return put({ watch: watched(run.watch, happened, at) });
    case 'widget_read':
      return put({ watch: watched(run.watch, happened, at), turned: turnedAfter(run, happened, at) });
    default:
      return assertNever(happened);
  }
}

export type RunHappening = Extract<
  Happening,
  {
    type:
      | 'promised'
      | 'present'
      | 'lead_present'
      | 'first_opening'
      | 'incident_seen'
      | 'first_day_counted'
      | 'handback_read'
      | 't0_reached'
      | 'step_begun'
      | 'step_asked'
      | 'step_withdrawn'
      | 'step_reopened'
      | 'step_said'
      | 'step_done'
      | 'step_late'
      | 'gate_looked'
      | 'gate_passed'
      | 'handed_over'
      | 'rolled_back'
      | 'phrase_typed'
      | 'phrase_void'
      | 'live_chats_read'
      | 'live_agents_read'
      | 'tickets_previewed'
      | 'tickets_listed'
      | 'tickets_compared'
      | 'widget_read'
      | 'keys_read'
      | 'new_key_gone'
      | 'brand_returned'
      | 'ticket_noticed'
      | 'seen_unplanned'
      | 'seen_returned'
      | 'brand_left'
      | 'conversation_seen'
      | 'window_judged'
      | 'brand_gone'
      | 'person_left';
  }
>;

/** What was seen once is one reading of three: a Classic one after it takes it back, until it is proved or told. */
function turnedAfter(run: Run, { brand, widget }: Extract<Happening, { type: 'widget_read' }>, at: Instant): Run['turned'] {
  if (widget === 'messaging') return { [brand]: at, ...run.turned };
  const stands = widget === 'unknown' || run.unplanned.includes(brand) || isProved(brand, run);
  return stands ? run.turned : dropped(run.turned, brand);
}

/** A page that showed the new key once has begun to turn the brand: what it shows later takes nothing of that back. */
function turnedByKey(run: Run, { brand, keys }: Extract<Happening, { type: 'keys_read' }>, at: Instant): Run['turned'] {
  return keys === 'new' || keys === 'partly' ? { [brand]: at, ...run.turned } : run.turned;
}

function isProved(brand: string, { steps }: Run): boolean {
  return steps[`rb-2m-config:${brand}`]?.done !== undefined;
}

function changed(steps: Run['steps'], step: string, at: Instant, change: (state: StepState) => StepState): Run['steps'] {
  return { ...steps, [step]: change(steps[step] ?? begun(at)) };
}

function begun(at: Instant): StepState {
  return { begunAt: at, askedAt: undefined, said: [], done: undefined, late: undefined };
}

/** The step is as if it had never begun, and its brand's gate is open again. */
function withdrawn(steps: Run['steps'], step: string): Run['steps'] {
  const gate = `rb-15m-final-gate:${step.split(':')[1]}`;
  const state = steps[gate];
  const rest = dropped(steps, step);
  return state ? { ...rest, [gate]: { ...state, done: undefined } } : rest;
}

export function without(list: readonly string[], one: string): readonly string[] {
  return list.filter((each) => each !== one);
}

/** The record without this key. */
export function dropped<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
