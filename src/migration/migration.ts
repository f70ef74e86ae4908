import type { AccountKind, Subdomain } from './account.ts';
import type { Blocker, Event, Happening, ListedTicket, Mark, TicketState } from './events.ts';
import type { Waiver, Word } from './finding.ts';
import { assertNever } from './never.ts';
import type { Fingerprint, Plan } from './plan.ts';
import { nobody, type Team } from './roles.ts';
import type { SignOff, Statement } from './sign-offs.ts';
import type { Instant } from './time.ts';
import { noWatch, type Watch, watched } from './watch.ts';

export const stages = ['preparing', 'scheduled', 'cutting_over', 'halted', 'live'] as const;
export type Stage = (typeof stages)[number];

/** One step of the plan at hand, as the log tells it. */
export interface StepState {
  readonly begunAt: Instant;
  readonly said: readonly { readonly by: string; readonly at: Instant; readonly group: string | undefined }[];
  readonly done: { readonly at: Instant; readonly how: 'seen' | 'said' | 'made'; readonly saw: string } | undefined;
  readonly late: { readonly at: Instant; readonly saw: string } | undefined;
}

export interface Share {
  readonly version: number;
  readonly channel: string;
  readonly at: Instant;
  readonly readers: readonly string[];
}

/** The plan with what the log adds to it: who made it, when, and the version that names it. */
export interface Scheduled {
  readonly plan: Plan;
  readonly version: number;
  readonly by: string | undefined;
  readonly at: Instant;
}

/** All that belongs to one plan and ends with it. */
export interface Run {
  readonly steps: Readonly<Record<string, StepState>>;
  readonly gates: Readonly<Record<string, { readonly blockers: readonly Blocker[]; readonly at: Instant }>>;
  readonly promised: readonly string[];
  readonly present: readonly string[];
  readonly t0At: Instant | undefined;
  readonly phrases: Readonly<Record<string, { readonly by: string; readonly at: Instant }>>;
  readonly voided: Readonly<Record<string, { readonly because: 'expired' | 'changed'; readonly at: Instant }>>;
  readonly preview: { readonly count: number | undefined; readonly at: Instant } | undefined;
  readonly listed: { readonly tickets: readonly ListedTicket[]; readonly at: Instant } | undefined;
  readonly compared: Readonly<Partial<Record<Mark, { readonly at: Instant; readonly version: number; readonly tickets: readonly { readonly id: number; readonly now: TicketState }[] }>>>;
  readonly conversations: Readonly<Record<string, { readonly ticket: number; readonly grouped: boolean; readonly at: Instant }>>;
  readonly left: readonly string[];
  readonly unplanned: readonly string[];
  readonly watch: Watch;
  /** Finish was pressed: the lines after it go on. */
  readonly finishedAt: Instant | undefined;
}

const untouchedRun: Run = {
  steps: {},
  gates: {},
  promised: [],
  present: [],
  t0At: undefined,
  phrases: {},
  voided: {},
  preview: undefined,
  listed: undefined,
  compared: {},
  conversations: {},
  left: [],
  unplanned: [],
  watch: noWatch,
  finishedAt: undefined,
};

/** An account's state: nothing but its log, read from the first line to the last. */
export interface Migration {
  readonly version: number;
  readonly account: { readonly subdomain: Subdomain; readonly kind: AccountKind; readonly timeZone: string } | undefined;
  readonly connected: boolean;
  readonly tokensRefused: boolean;
  readonly archived: boolean;
  readonly team: Team;
  readonly settings: Readonly<Record<string, string>>;
  readonly homeChannel: string | undefined;
  readonly words: Readonly<Record<string, Word>>;
  readonly waivers: Readonly<Record<string, Waiver>>;
  readonly owners: Readonly<Record<string, { readonly user: string; readonly due: string | undefined }>>;
  readonly answers: Readonly<Record<string, 'yes' | 'no' | 'unknown'>>;
  readonly shares: readonly Share[];
  readonly stage: Stage;
  readonly halted: { readonly in: 'scheduled' | 'cutting_over'; readonly by: string | undefined; readonly at: Instant; readonly because: string } | undefined;
  readonly scheduled: Scheduled | undefined;
  readonly run: Run;
  readonly signOffs: readonly SignOff[];
  readonly asked: readonly { readonly statement: Statement; readonly of: Fingerprint; readonly at: Instant; readonly version: number }[];
  /** Brands whose turn to messaging was proved in a finished window. */
  readonly liveBrands: readonly Subdomain[];
  /** How the last plan ended without a cutover. */
  readonly lastEnd: { readonly because: string; readonly by: string | undefined; readonly at: Instant; readonly plan: Plan } | undefined;
}

export const untouched: Migration = {
  version: 0,
  account: undefined,
  connected: false,
  tokensRefused: false,
  archived: false,
  team: nobody,
  settings: {},
  homeChannel: undefined,
  words: {},
  waivers: {},
  owners: {},
  answers: {},
  shares: [],
  stage: 'preparing',
  halted: undefined,
  scheduled: undefined,
  run: untouchedRun,
  signOffs: [],
  asked: [],
  liveBrands: [],
  lastEnd: undefined,
};

export function replay(events: readonly Event[]): Migration {
  return events.reduce(apply, untouched);
}

/** Who did it, where it was a person in Slack. */
export function personIn({ by }: Event): string | undefined {
  return by.kind === 'person' ? by.slackUserId : undefined;
}

/** One event further. */
export function apply(before: Migration, event: Event): Migration {
  const { happened, at } = event;
  const migration = { ...before, version: event.version };
  const by = personIn(event);
  switch (happened.type) {
    case 'account_added':
    case 'account_described':
      return { ...migration, account: described(before, happened) };
    case 'connected':
      return { ...migration, connected: true, tokensRefused: false, archived: false };
    case 'disconnected':
      return { ...migration, connected: false };
    case 'archived':
      return { ...migration, archived: true, connected: false, ...ended };
    case 'role_given':
      return { ...migration, team: withRole(migration.team, happened.role, [...without(migration.team[happened.role], happened.user), happened.user]) };
    case 'role_taken':
      return { ...migration, team: withRole(migration.team, happened.role, without(migration.team[happened.role], happened.user)) };
    case 'setting_set':
      return { ...migration, settings: { ...migration.settings, [happened.key]: happened.value } };
    case 'home_channel':
      return { ...migration, homeChannel: happened.channel };
    case 'item_said':
      return { ...migration, words: { ...migration.words, [happened.item]: { by: by ?? 'server', at, note: happened.note } } };
    case 'item_waived':
      return { ...migration, waivers: { ...migration.waivers, [happened.item]: { by: by ?? 'server', at, reason: happened.reason } } };
    case 'item_taken_back':
      return { ...migration, words: dropped(migration.words, happened.item), waivers: dropped(migration.waivers, happened.item) };
    case 'item_assigned':
      return { ...migration, owners: { ...migration.owners, [happened.item]: { user: happened.user, due: happened.due } } };
    case 'questions_answered':
      return { ...migration, answers: { ...migration.answers, ...happened.answers } };
    case 'links_shared':
      return { ...migration, shares: [...migration.shares, { version: event.version, channel: happened.channel, at, readers: readersIn(migration, happened.channel) }] };
    case 'links_read':
      return { ...migration, shares: migration.shares.map((share) => (share.channel === happened.channel ? { ...share, readers: [...without(share.readers, happened.user), happened.user] } : share)) };
    case 'scheduled':
      return { ...migration, stage: 'scheduled', halted: undefined, scheduled: { plan: happened.plan, version: event.version, by, at }, run: untouchedRun, lastEnd: undefined };
    case 'restaffed':
      return migration.scheduled === undefined
        ? migration
        : { ...migration, scheduled: { ...migration.scheduled, plan: { ...migration.scheduled.plan, operator: happened.operator, backup: happened.backup } } };
    case 'sign_off_asked':
      return { ...migration, asked: [...migration.asked, { statement: happened.statement, of: happened.of, at, version: event.version }] };
    case 'signed':
      return withSignOff(migration, { statement: happened.statement, verdict: happened.verdict, by: by ?? 'server', at, of: happened.of, reason: happened.reason });
    case 'start_missed':
      return end(migration, 'start_missed', undefined, at);
    case 'cancelled':
      return end(migration, happened.because, by, at);
    case 'halted':
      return { ...migration, stage: 'halted', halted: { in: activeStage(migration), by, at, because: happened.because } };
    case 'resumed':
      return { ...migration, stage: migration.halted?.in ?? migration.stage, halted: undefined };
    case 'tokens_refused':
      return { ...migration, tokensRefused: true };
    case 'finished':
      return finish(migration, happened.remaining, at);
    default:
      return inRun(migration, happened, event);
  }
}

const ended = { stage: 'preparing', halted: undefined, scheduled: undefined, run: untouchedRun } as const;

function end(migration: Migration, because: string, by: string | undefined, at: Instant): Migration {
  const plan = migration.scheduled?.plan;
  return { ...migration, ...ended, lastEnd: plan && { because, by, at, plan } };
}

/** The run stays: unassigned tickets, the first opening, T+24h and T+4d go on after Finish. */
function finish(migration: Migration, remaining: readonly string[], at: Instant): Migration {
  const turned = (migration.scheduled?.plan.brands ?? []).map(({ subdomain }) => subdomain).filter((brand) => !migration.run.left.includes(brand));
  return { ...migration, stage: remaining.length === 0 ? 'live' : 'preparing', run: { ...migration.run, finishedAt: at }, liveBrands: [...new Set([...migration.liveBrands, ...turned])] };
}

function described(before: Migration, happened: Extract<Happening, { type: 'account_added' | 'account_described' }>): Migration['account'] {
  if (happened.type === 'account_added') return { subdomain: happened.subdomain, kind: happened.kind, timeZone: happened.timeZone };
  return before.account && { ...before.account, kind: happened.kind, timeZone: happened.timeZone };
}

function activeStage(migration: Migration): 'scheduled' | 'cutting_over' {
  if (migration.stage === 'halted') return migration.halted?.in ?? 'scheduled';
  return migration.stage === 'cutting_over' ? 'cutting_over' : 'scheduled';
}

/** What happens inside a plan's run. */
function inRun(migration: Migration, happened: RunHappening, event: Event): Migration {
  const { run } = migration;
  const { at } = event;
  const by = personIn(event) ?? 'server';
  const put = (change: Partial<Run>): Migration => ({ ...migration, run: { ...run, ...change } });
  switch (happened.type) {
    case 'promised':
      return put({ promised: [...without(run.promised, happened.user), happened.user] });
    case 'present':
      return put({ present: [...without(run.present, happened.user), happened.user] });
    case 't0_reached':
      return put({ t0At: at });
    case 'step_begun':
      return { ...put({ steps: { ...run.steps, [happened.step]: { begunAt: at, said: [], done: undefined, late: undefined } } }), ...stageAtStep(migration, happened.step) };
    case 'step_said':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, said: [...state.said, { by, at, group: happened.group }] })) });
    case 'step_done':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, done: { at, how: happened.how, saw: happened.saw } })) });
    case 'step_late':
      return put({ steps: changed(run.steps, happened.step, at, (state) => ({ ...state, late: { at, saw: happened.saw } })) });
    case 'gate_looked':
      return put({ gates: { ...run.gates, [happened.gate]: { blockers: happened.blockers, at } } });
    case 'phrase_typed':
      return put({ phrases: { ...run.phrases, [happened.brand]: { by, at } }, voided: dropped(run.voided, happened.brand) });
    case 'phrase_void':
      return put({ phrases: dropped(run.phrases, happened.brand), voided: { ...run.voided, [happened.brand]: { because: happened.because, at } } });
    case 'tickets_previewed':
      return put({ preview: { count: happened.count, at } });
    case 'tickets_listed':
      return put({ listed: { tickets: happened.tickets, at: run.listed?.at ?? at } });
    case 'tickets_compared':
      return put({ compared: { ...run.compared, [happened.mark]: { at, version: event.version, tickets: happened.tickets } } });
    case 'seen_unplanned':
      return put({ unplanned: [...without(run.unplanned, happened.brand), happened.brand] });
    case 'brand_left':
      return put({ left: [...without(run.left, happened.brand), happened.brand] });
    case 'conversation_seen':
      return put({ conversations: { ...run.conversations, [happened.brand]: { ticket: happened.ticket, grouped: happened.grouped, at } } });
    case 'live_chats_read':
    case 'live_agents_read':
    case 'widget_read':
      return put({ watch: watched(run.watch, happened, at) });
    default:
      return assertNever(happened);
  }
}

type RunHappening = Extract<
  Happening,
  {
    type:
      | 'promised' | 'present' | 't0_reached' | 'step_begun' | 'step_said' | 'step_done' | 'step_late' | 'gate_looked' | 'phrase_typed' | 'phrase_void'
      | 'live_chats_read' | 'live_agents_read' | 'tickets_previewed' | 'tickets_listed' | 'tickets_compared' | 'widget_read' | 'seen_unplanned'
      | 'brand_left' | 'conversation_seen';
  }
>;

/** The first step of the drain, and anything later, is the cutover itself. */
const FIRST_STEP_OF_CUTOVER = 'rb-15m-stop-new';

function stageAtStep(migration: Migration, step: string): Pick<Migration, 'stage'> {
  return { stage: step === FIRST_STEP_OF_CUTOVER && migration.stage === 'scheduled' ? 'cutting_over' : migration.stage };
}

function changed(steps: Run['steps'], step: string, at: Instant, change: (state: StepState) => StepState): Run['steps'] {
  return { ...steps, [step]: change(steps[step] ?? { begunAt: at, said: [], done: undefined, late: undefined }) };
}

/** One person's newest verdict on a statement replaces the former. */
function withSignOff(migration: Migration, signOff: SignOff): Migration {
  const others = migration.signOffs.filter(({ statement, by }) => statement !== signOff.statement || by !== signOff.by);
  return { ...migration, signOffs: [...others, signOff] };
}

function readersIn(migration: Migration, channel: string): readonly string[] {
  return migration.shares.find((share) => share.channel === channel)?.readers ?? [];
}

function withRole(team: Team, role: keyof Team, users: readonly string[]): Team {
  return { ...team, [role]: users };
}

function without(list: readonly string[], one: string): readonly string[] {
  return list.filter((each) => each !== one);
}

function dropped<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
