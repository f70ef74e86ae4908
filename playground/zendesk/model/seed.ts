import type { Action, Agent, Brand, Condition, Group, Incident, OAuthClient, Plan, Restriction, Rhythm, Token } from './types.ts';

/** Plain lists that are answered as they stand (bodies as documented). */
export type Plain = Readonly<Record<string, unknown>>;

/** A rule before it has its dates. */
export interface RuleSeed {
  readonly id: number;
  readonly title: string;
  readonly active?: boolean;
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly actions?: readonly Action[];
  /** Of views and macros: the groups or the person that they are for; everybody's unless told. */
  readonly restriction?: Restriction;
}

/** What the Chat product of an account holds; an account without it answers 404. */
export interface ChatSeed {
  readonly accountKey: string;
  readonly planName: string;
  /** Whether the plan lets programs in: without it the account alone can be read. */
  readonly restApi: boolean;
  readonly triggers: readonly Plain[];
  readonly shortcuts: readonly Plain[];
  readonly bans: { readonly ip_address: readonly Plain[]; readonly visitor: readonly Plain[] };
  readonly goals: readonly Plain[];
  readonly skills: readonly Plain[];
  readonly roles: readonly Plain[];
  readonly routing: Plain;
}

/** An opening-hours schedule with its holidays. */
export interface ScheduleSeed {
  readonly id: number;
  readonly name: string;
  /** Zendesk writes a zone by its IANA name or by the one of Rails (`Seoul`). */
  readonly timeZone: string;
  /** Minutes since Sunday 00:00. */
  readonly intervals: readonly { readonly start_time: number; readonly end_time: number }[];
  readonly holidays: readonly { readonly id: number; readonly name: string; readonly start_date: string; readonly end_date: string }[];
}

/** Everything an account starts from. Nothing in it is changed by the server: it is copied. */
export interface AccountSeed {
  readonly subdomain: string;
  readonly name: string;
  readonly kind: 'production' | 'sandbox';
  readonly plan: Plan;
  /** The add-on that raises the limits of the interfaces. */
  readonly highVolume: boolean;
  /** Body of `account/settings`, without its root key. */
  readonly settings: Plain;
  readonly messagingActivated: boolean;
  readonly brands: readonly Brand[];
  readonly groups: readonly Group[];
  readonly agents: readonly Agent[];
  readonly chat: ChatSeed | null;
  readonly triggers: readonly RuleSeed[];
  readonly automations: readonly RuleSeed[];
  readonly macros: readonly RuleSeed[];
  readonly views: readonly RuleSeed[];
  readonly schedules: readonly ScheduleSeed[];
  readonly queues: readonly Plain[];
  /** Rules of omnichannel routing by which agents take conversations. */
  readonly capacityRules: readonly Plain[];
  readonly auditLog: readonly Plain[];
  readonly customStatuses: readonly Plain[];
  readonly clients: readonly OAuthClient[];
  readonly tokens: readonly Token[];
  readonly incidents: readonly Incident[];
  readonly rhythms: readonly Rhythm[];
  readonly historyWeeks: number;
  /** Pages of the Chat export begin before their cursor, and a chat in forty is changed a day later and comes again. */
  readonly overlappingPages: boolean;
  /** Seed of the random numbers: the same seed, the same history. */
  readonly random: number;
  /** How many chat tickets are unsolved at the start, and how many of other channels exist. */
  readonly unsolvedChats: number;
  readonly emailTickets: number;
  /** How far the search index is behind. */
  readonly indexLagSeconds: number;
}
