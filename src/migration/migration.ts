import type { AccountKind, Subdomain } from './account.ts';
import type { Event, Happening, KeptForecast } from './events.ts';
import type { Waiver, Word } from './finding.ts';
import type { Fingerprint, Plan } from './plan.ts';
import { nobody, type Role, type Team } from './roles.ts';
import { activeSince } from './run/activation.ts';
import { type Changes, carriedOver, changed, isOfAChange } from './run/changes.ts';
import { type EarlierRun, earlierAfter, earlierWith } from './run/earlier.ts';
import { end, ended, endedBefore, finish, type LastEnd, stillAsked } from './run/ending.ts';
import { isOfPractice, noPractice, type Practice, practised, putAway } from './run/practice/practice.ts';
import { broughtBack, type Return, shown } from './run/returned.ts';
import { type Share, sharesAfter } from './run/shares.ts';
import { type UnseenPosts, unseenAfter } from './run/unseen.ts';
import { dropped, type Run, type RunHappening, runAfter, untouchedRun, without } from './run.ts';
import { type SignOff, type Statement, signedBy } from './sign-offs.ts';
import type { Instant } from './time.ts';

export const stages = ['preparing', 'scheduled', 'cutting_over', 'halted', 'live'] as const;
export type Stage = (typeof stages)[number];

/** The plan with what the log adds to it: who made it, when, and the version that names it. */
export interface Scheduled {
  readonly plan: Plan;
  readonly version: number;
  readonly by: string | undefined;
  readonly at: Instant;
  /** When the plan before it had ended; undefined where there was none that had. A changed plan is still the same one. */
  readonly endedBefore?: Instant | undefined;
  /** What its window was expected to cost, where that was told. */
  readonly forecast?: KeptForecast | undefined;
}

export interface Control {
  readonly what: 'paused' | 'resumed';
  readonly by: string | undefined;
  readonly at: Instant;
  readonly version: number;
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
  /** Who paused or resumed this plan last. */
  readonly control: Control | undefined;
  readonly scheduled: Scheduled | undefined;
  readonly run: Run;
  /** The finished plans before this one, oldest first: their lines from T+15m on go on. */
  readonly earlier: readonly EarlierRun[];
  /** Rehearsals and drills, and what they and the account's own nights took. */
  readonly practice: Practice;
  /** Brands that had turned and show Classic again. */
  readonly returned: Readonly<Record<string, Return>>;
  /** Posts of which it cannot be seen whether they went out, by their key. */
  readonly unseen: UnseenPosts;
  /** What Ferry itself has changed in Zendesk, by write and target. */
  readonly changes: Changes;
  /** Reminders that were sent: when, and about what. */
  readonly reminded: readonly { readonly at: Instant; readonly roles: readonly Role[]; readonly items: readonly string[] }[];
  /** The live chats of the weeks before, to be compared with. */
  readonly baseline: { readonly days: number; readonly byHour: readonly number[]; readonly byDay: readonly number[] } | undefined;
  readonly signOffs: readonly SignOff[];
  readonly asked: readonly { readonly statement: Statement; readonly of: Fingerprint; readonly at: Instant; readonly version: number }[];
  /** Brands whose turn to messaging was proved in a finished window. */
  readonly liveBrands: readonly Subdomain[];
  /** When messaging was first seen active for the account. */
  readonly activeSeenAt: Instant | undefined;
  /** How the last plan ended without a cutover. */
  readonly lastEnd: LastEnd | undefined;
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
  control: undefined,
  scheduled: undefined,
  run: untouchedRun,
  earlier: [],
  practice: noPractice,
  returned: {},
  unseen: {},
  changes: {},
  reminded: [],
  baseline: undefined,
  signOffs: [],
  asked: [],
  liveBrands: [],
  activeSeenAt: undefined,
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
  const spokenAt = by === undefined ? before.spokenAt : at;
  const migration = { ...before, version: event.version, spokenAt, activeSeenAt: activeSince(before.activeSeenAt, event) };
  switch (happened.type) {
    case 'account_added':
    case 'account_described':
      return { ...migration, account: described(before, happened) };
    case 'connected':
      return { ...migration, connected: true, tokensRefused: false, archived: false };
    case 'disconnected':
      return { ...migration, connected: false };
    case 'archived':
      return {
        ...migration,
        archived: true,
        connected: false,
        practice: putAway(migration.practice, at),
        earlier: earlierWith(migration),
        ...ended,
      };
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
      return {
        ...migration,
        words: { ...migration.words, [happened.item]: { by: by ?? 'server', at, note: happened.note, of: happened.of } },
      };
    case 'word_void':
      return { ...migration, words: toldVoid(migration.words, happened) };
    case 'item_reopened':
      return migration;
    case 'item_waived':
      return { ...migration, waivers: { ...migration.waivers, [happened.item]: { by: by ?? 'server', at, reason: happened.reason } } };
    case 'item_taken_back':
      return { ...migration, words: dropped(migration.words, happened.item), waivers: dropped(migration.waivers, happened.item) };
    case 'item_assigned':
      return { ...migration, owners: { ...migration.owners, [happened.item]: { user: happened.user, due: happened.due } } };
    case 'questions_answered':
      return { ...migration, answers: { ...migration.answers, ...happened.answers } };
    case 'links_shared':
    case 'links_read':
      return { ...migration, shares: sharesAfter(migration.shares, happened, event) };
    case 'scheduled':
      return {
        ...migration,
        stage: 'scheduled',
        halted: undefined,
        control: undefined,
        scheduled: { plan: happened.plan, version: event.version, by, at, endedBefore: endedBefore(before) },
        run: untouchedRun,
        changes: carriedOver(migration.changes),
        earlier: earlierWith(migration),
        asked: stillAsked(migration),
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
      return { ...migration, signOffs: signedBy(migration.signOffs, happened, by ?? 'server', at) };
    case 'start_missed':
      return end(migration, 'start_missed', undefined, at);
    case 'cancelled':
      return end(migration, happened.because, by, at);
    case 'rehearsal_refused':
      return end(migration, happened.why, by, at);
    case 'halted':
      return {
        ...migration,
        stage: 'halted',
        halted: { in: activeStage(migration), by, at, because: happened.because },
        ...controlled('paused', event),
      };
    case 'resumed':
      return { ...migration, stage: migration.halted?.in ?? migration.stage, halted: undefined, ...controlled('resumed', event) };
    case 'reminded':
      return { ...migration, reminded: [...migration.reminded, { at, roles: happened.roles, items: happened.items }] };
    case 'baseline_kept':
      return { ...migration, baseline: { days: happened.days, byHour: happened.byHour, byDay: happened.byDay } };
    case 'tokens_refused':
      return { ...migration, tokensRefused: true };
    case 'brand_returned':
      return broughtBack(inRun(migration, happened, event), happened.brand);
    case 'post_unseen':
    case 'post_again':
      return { ...migration, unseen: unseenAfter(migration.unseen, happened, event) };
    case 'finished':
      return finish(migration, happened.remaining, at, by);
    default:
      if (isOfPractice(happened)) return { ...migration, practice: practised(migration.practice, happened, event) };
      return isOfAChange(happened)
        ? { ...migration, changes: changed(migration.changes, happened, migration.scheduled?.version ?? 0, at) }
        : inRun(migration, happened, event);
  }
}

function toldVoid(words: Migration['words'], { item, of }: Extract<Happening, { type: 'word_void' }>): Migration['words'] {
  const word = words[item];
  return word === undefined ? words : { ...words, [item]: { ...word, told: of } };
}

function controlled(what: Control['what'], event: Event): Pick<Migration, 'control'> {
  return { control: { what, by: personIn(event), at: event.at, version: event.version } };
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
  const earlier = earlierAfter(migration, happened, event);
  if (earlier) return { ...migration, earlier };
  const begins = happened.type === 'step_begun' && happened.step === FIRST_STEP_OF_CUTOVER && migration.stage === 'scheduled';
  const after = { ...migration, stage: begins ? 'cutting_over' : migration.stage, run: runAfter(migration.run, happened, event) } as const;
  return isShown(happened) ? shown(after, happened, event.at) : after;
}

function isShown(happened: RunHappening): happened is Parameters<typeof shown>[1] {
  return happened.type === 'seen_unplanned' || happened.type === 'seen_returned' || happened.type === 'widget_read';
}

const FIRST_STEP_OF_CUTOVER = 'rb-15m-stop-new';

function withRole(team: Team, role: keyof Team, users: readonly string[]): Team {
  return { ...team, [role]: users };
}
