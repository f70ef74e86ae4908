import type { AccountKind, Subdomain } from './account.ts';
import type { Event, Happening, KeptForecast, Mark } from './events.ts';
import type { Waiver, Word } from './finding.ts';
import type { Fingerprint, Plan } from './plan.ts';
import { nobody, type Team } from './roles.ts';
import { type Changes, carriedOver, changed, isOfAChange } from './run/changes.ts';
import { dropped, type Run, type RunHappening, runAfter, untouchedRun, without } from './run.ts';
import type { SignOff, Statement } from './sign-offs.ts';
import type { Instant } from './time.ts';

export const stages = ['preparing', 'scheduled', 'cutting_over', 'halted', 'live'] as const;
export type Stage = (typeof stages)[number];

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
  /** What its window was expected to cost, where that was told. */
  readonly forecast?: KeptForecast | undefined;
}

/** An account's state: nothing but its log, read from the first line to the last. */
export interface Migration {
  readonly version: number;
  /** When a person last did anything: what waits for people is looked at again at once. */
  readonly spokenAt: Instant | undefined;
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
  readonly halted:
    | { readonly in: 'scheduled' | 'cutting_over'; readonly by: string | undefined; readonly at: Instant; readonly because: string }
    | undefined;
  readonly scheduled: Scheduled | undefined;
  readonly run: Run;
  /** The finished plan before this one: its tickets are still compared after a day and after four. */
  readonly earlier: { readonly scheduled: Scheduled; readonly run: Run } | undefined;
  /** What Ferry itself has changed in Zendesk, by write and target. */
  readonly changes: Changes;
  readonly signOffs: readonly SignOff[];
  readonly asked: readonly { readonly statement: Statement; readonly of: Fingerprint; readonly at: Instant; readonly version: number }[];
  /** Brands whose turn to messaging was proved in a finished window. */
  readonly liveBrands: readonly Subdomain[];
  /** How the last plan ended without a cutover. */
  readonly lastEnd: { readonly because: string; readonly by: string | undefined; readonly at: Instant; readonly plan: Plan } | undefined;
}

export const untouched: Migration = {
  version: 0,
  spokenAt: undefined,
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
  earlier: undefined,
  changes: {},
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
  const by = personIn(event);
  const migration = { ...before, version: event.version, spokenAt: by === undefined ? before.spokenAt : at };
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
      return {
        ...migration,
        team: withRole(migration.team, happened.role, [...without(migration.team[happened.role], happened.user), happened.user]),
      };
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
      return {
        ...migration,
        shares: [
          ...migration.shares,
          { version: event.version, channel: happened.channel, at, readers: readersIn(migration, happened.channel) },
        ],
      };
    case 'links_read':
      return {
        ...migration,
        shares: migration.shares.map((share) =>
          share.channel === happened.channel ? { ...share, readers: [...without(share.readers, happened.user), happened.user] } : share,
        ),
      };
    case 'scheduled':
      return {
        ...migration,
        stage: 'scheduled',
        halted: undefined,
        scheduled: { plan: happened.plan, version: event.version, by, at },
        run: untouchedRun,
        changes: carriedOver(migration.changes),
        earlier:
          migration.scheduled && migration.run.finishedAt ? { scheduled: migration.scheduled, run: migration.run } : migration.earlier,
        lastEnd: undefined,
      };
    case 'forecast_kept':
      return migration.scheduled === undefined
        ? migration
        : { ...migration, scheduled: { ...migration.scheduled, forecast: happened.forecast } };
    case 'restaffed':
      return migration.scheduled === undefined
        ? migration
        : {
            ...migration,
            scheduled: {
              ...migration.scheduled,
              plan: { ...migration.scheduled.plan, operator: happened.operator, backup: happened.backup },
            },
          };
    case 'sign_off_asked':
      return { ...migration, asked: [...migration.asked, { statement: happened.statement, of: happened.of, at, version: event.version }] };
    case 'signed':
      return withSignOff(migration, {
        statement: happened.statement,
        verdict: happened.verdict,
        by: by ?? 'server',
        at,
        of: happened.of,
        reason: happened.reason,
      });
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
    case 'brand_returned':
      return {
        ...inRun(migration, happened, event),
        stage: migration.stage === 'live' ? 'preparing' : migration.stage,
        liveBrands: migration.liveBrands.filter((brand) => brand !== happened.brand),
      };
    case 'finished':
      return finish(migration, happened.remaining, at);
    default:
      return isOfAChange(happened)
        ? { ...migration, changes: changed(migration.changes, happened, migration.scheduled?.version ?? 0, at) }
        : inRun(migration, happened, event);
  }
}

const ended = { stage: 'preparing', halted: undefined, scheduled: undefined, run: untouchedRun } as const;

function end(migration: Migration, because: string, by: string | undefined, at: Instant): Migration {
  const plan = migration.scheduled?.plan;
  return { ...migration, ...ended, lastEnd: plan && { because, by, at, plan } };
}

/** The run stays: unassigned tickets, the first opening, T+24h and T+4d go on after Finish. */
function finish(migration: Migration, remaining: readonly string[], at: Instant): Migration {
  const turned = (migration.scheduled?.plan.brands ?? [])
    .map(({ subdomain }) => subdomain)
    .filter((brand) => !migration.run.left.includes(brand));
  return {
    ...migration,
    stage: remaining.length === 0 ? 'live' : 'preparing',
    run: { ...migration.run, finishedAt: at },
    liveBrands: [...new Set([...migration.liveBrands, ...turned])],
  };
}

function described(before: Migration, happened: Extract<Happening, { type: 'account_added' | 'account_described' }>): Migration['account'] {
  if (happened.type === 'account_added') return { subdomain: happened.subdomain, kind: happened.kind, timeZone: happened.timeZone };
  return before.account && { ...before.account, kind: happened.kind, timeZone: happened.timeZone };
}

function activeStage(migration: Migration): 'scheduled' | 'cutting_over' {
  if (migration.stage === 'halted') return migration.halted?.in ?? 'scheduled';
  return migration.stage === 'cutting_over' ? 'cutting_over' : 'scheduled';
}

/** What happens inside a plan's run; the first step of the drain is the cutover itself. */
function inRun(migration: Migration, happened: RunHappening, event: Event): Migration {
  const { earlier } = migration;
  if (earlier && happened.type === 'tickets_compared' && isOfEarlier(migration, happened.mark))
    return { ...migration, earlier: { ...earlier, run: runAfter(earlier.run, happened, event) } };
  const begins = happened.type === 'step_begun' && happened.step === FIRST_STEP_OF_CUTOVER && migration.stage === 'scheduled';
  return { ...migration, stage: begins ? 'cutting_over' : migration.stage, run: runAfter(migration.run, happened, event) };
}

/** A mark of the earlier plan always comes before the same one of this plan. */
export function isOfEarlier({ earlier }: Migration, mark: Mark): boolean {
  return earlier !== undefined && earlier.run.compared[mark] === undefined;
}

const FIRST_STEP_OF_CUTOVER = 'rb-15m-stop-new';

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
