import type { Subdomain } from '../migration/account.ts';
import type { Instant } from '../migration/time.ts';

/** What Ferry itself changes, each approved with the plan. Done is what is read back, never what was answered. Throws as `Zendesk` does. */
export interface ZendeskWrites {
  chatLimit(): Promise<ChatLimit>;
  /** GET and PATCH /api/v2/chat/routing_settings/account (Chat token with `write`). */
  setChatLimit(limit: ChatLimit): Promise<void>;
  /** PUT /api/v2/tickets/update_many, up to a hundred ids: taken on as a job, and seen on the tickets some seconds later. */
  tagTickets(ids: readonly number[], change: TagChange): Promise<void>;
  /** POST /api/v2/triggers (admin), made inactive; PUT with `active` alone, which leaves its conditions and actions as they are. */
  createTrigger(trigger: NewTrigger): Promise<void>;
  setTriggerActive(id: number, active: boolean): Promise<void>;
}

/** A trigger as Ferry makes it. */
export type NewTrigger = Pick<Rule, 'title' | 'all' | 'actions'>;

/** How many chats an agent gets at once; the number is kept while it is off. */
export type ChatLimit = { readonly enabled: boolean; readonly limit: number | undefined };

/** A tag put on or taken off, with an internal note beside it. */
export interface TagChange {
  readonly tag: string;
  readonly change: 'add' | 'remove';
  readonly note: string | undefined;
}

/**
 * What the product asks of one Zendesk account. Every method only reads.
 * Each may throw ZendeskUnavailable (try later), ZendeskRefused (a person has to act), UnexpectedShape (never guessed at) or, while
 * the process ends, GivenUp.
 */
export interface Zendesk {
  /** GET /api/v2/users/me: whether the Support credential is somebody's. @throws ZendeskRefused 401 for an anonymous answer too */
  whoAmI(): Promise<{ readonly role: string }>;
  /** GET /api/v2/users/search by this e-mail address: the role, `suspended` for who may not sign in, undefined where nobody has it. */
  roleOf(email: string): Promise<string | undefined>;
  /** GET /api/v2/oauth/tokens/current.json: what the Support token may do. */
  grantedScopes(): Promise<readonly string[]>;
  /** GET /api/v2/account/settings. A switch that is absent is undefined, never false. */
  settings(): Promise<AccountSettings>;
  /** GET /api/v2/brands, all pages; deleted ones left out. */
  brands(): Promise<readonly Brand[]>;
  /** Published articles of one brand by locale. GET {brand}/api/v2/help_center/articles.json. A brand without help center: {}. */
  articles(brand: Subdomain): Promise<Readonly<Record<string, number>>>;
  /** GET /api/v2/groups, all pages; deleted ones left out. */
  groups(): Promise<readonly Group[]>;
  /** GET /api/v2/group_memberships, all pages. */
  memberships(): Promise<readonly Membership[]>;
  /** GET /api/v2/chat/agents by since_id. `enabled` is Chat access; the name is the one visitors see. */
  chatAgents(): Promise<readonly ChatAgent[]>;
  /** GET {brand}/embeddable/config (public, undocumented): truthy `messenger` is messaging, else `embeds` is Classic, else unknown. */
  widgetOf(brand: Subdomain): Promise<Widget>;
  /** GET /stream/chats (Real-Time Chat, Enterprise). `not_computed` and null are never 0. */
  liveChats(): Promise<LiveChats | 'not_computed'>;
  /** GET /stream/agents (Real-Time Chat, Enterprise). */
  liveAgents(): Promise<LiveAgents | 'not_computed'>;
  /** GET /api/v2/agent_availabilities?filter[channel_status]=messaging:online: how many agents are online for messaging. */
  messagingAgentsOnline(): Promise<number>;
  /** The same request: ids of the groups in which somebody is online for messaging. @throws UnexpectedShape where an agent comes without groups */
  messagingGroupsOnline(): Promise<readonly number[]>;
  /** GET /api/v2/search/count?query=type:ticket via:chat status<solved. Lags by minutes: for display only. */
  countUnsolvedChatTickets(): Promise<number>;
  /** GET /api/v2/search/export of `via:chat status<solved` to its end. @throws UnexpectedShape when it breaks off */
  exportUnsolvedChatTickets(): Promise<readonly Ticket[]>;
  /** GET /api/v2/search `via:chat created>=from`, all pages. Lags by minutes. */
  chatTicketsCreatedSince(from: Instant): Promise<readonly Ticket[]>;
  /** GET /api/v2/search `via:native_messaging created>=from`, first page, newest first. */
  messagingTicketsCreatedSince(from: Instant): Promise<readonly Ticket[]>;
  /** GET /api/v2/tickets/show_many, 100 ids a time; by one where that is not known. An id that is not in the answer is not there. */
  ticketsById(ids: readonly number[]): Promise<readonly Ticket[]>;
  /** GET /api/v2/chat/incremental/chats: one page of the chats that are over, by their last change; `count` takes each. No message, visitor or page is asked for. */
  pastChats(from: ChatCursor, count: CountChat): Promise<ChatPage>;
  /** GET /api/v2/search/export of `via:chat`: when each chat ticket of a day was created. The stand-in where Chat's own history is closed; beside it the same of `via:native_messaging`. */
  chatTicketTimes(from: Instant, until: Instant): Promise<readonly ChatTicketTime[]>;
  messagingTicketTimes(from: Instant, until: Instant): Promise<readonly ChatTicketTime[]>;
  /** GET {status}/api/incidents/active?subdomain=. */
  incidents(): Promise<readonly Incident[]>;
  /** GET /api/v2/triggers, all pages, active and inactive. */
  triggers(): Promise<readonly Rule[]>;
  /** GET /api/v2/automations?active=true, all pages. */
  automations(): Promise<readonly Rule[]>;
  /** GET /api/v2/views/active, all pages. */
  views(): Promise<readonly Rule[]>;
  /** GET /api/v2/macros/active: their number, and their titles on all pages. */
  macros(): Promise<number>;
  macroTitles(): Promise<readonly string[]>;
  /** GET /api/v2/triggers/definitions: the numbers that stand for Chat and for messaging in conditions. */
  channelNumbers(): Promise<ChannelNumbers>;
  /** GET /api/v2/business_hours/schedules (Professional). */
  schedules(): Promise<readonly Schedule[]>;
  /** GET /api/v2/queues (Professional, admin). */
  queues(): Promise<readonly Queue[]>;
  /** GET /api/v2/capacity/rules (admin): how many messaging conversations each gives an agent. */
  capacityRules(): Promise<readonly CapacityRule[]>;
  /** GET /api/v2/audit_logs (Enterprise, admin): that it answers. */
  auditLog(): Promise<{ readonly answers: true }>;
  /** GET /api/v2/chat/account, departments and triggers. */
  chatAccount(): Promise<ChatAccount>;
  departments(): Promise<readonly Department[]>;
  chatTriggers(): Promise<readonly ChatTrigger[]>;
  /** GET /api/v2/chat/bans by since_id. */
  bans(): Promise<{ readonly addresses: number; readonly visitors: number }>;
  /** GET /api/v2/chat/goals, skills and roles. */
  goals(): Promise<readonly Named[]>;
  skills(): Promise<readonly Named[]>;
  roles(): Promise<readonly Named[]>;
  /** GET /api/v2/chat/shortcuts: their names. */
  shortcuts(): Promise<readonly string[]>;
  /** GET /api/v2/chat/routing_settings/account. */
  chatRouting(): Promise<ChatRouting>;
  /** GET /api/v2/chat/oauth/clients: what may ask Chat's interfaces. */
  chatClients(): Promise<readonly { readonly name: string; readonly scopes: string }[]>;
  /** GET /api/v2/chat/{list} as it stands, without names and addresses of visitors: a copy to be kept. */
  chatCopy(list: ChatList): Promise<unknown>;
  /** GET /sc/v2/apps/{appId}/integrations, as `type: status`. */
  integrations(): Promise<readonly string[]>;
  /** How many ms our clock is ahead of the Date of the last answer (behind if negative); undefined before one came. Asks nothing. */
  clockAhead(): Promise<number | undefined>;
}

/** A trigger, automation or view, without the texts that it sends. */
export interface Rule {
  readonly id: number;
  readonly title: string;
  readonly active: boolean;
  readonly all: readonly { readonly field: string; readonly operator: string; readonly value: string }[];
  readonly any: readonly { readonly field: string; readonly operator: string; readonly value: string }[];
  /** `value` only where it says what becomes of the ticket or who is written to; else empty. */
  readonly actions: readonly { readonly field: string; readonly value: string }[];
}

/** Empty where the account's definitions do not name the channel. */
export type ChannelNumbers = { readonly chat: readonly string[]; readonly messaging: readonly string[] };

export interface Schedule {
  readonly name: string;
  /** By its IANA name; undefined where Zendesk's name for it is none that is known. */
  readonly timeZone: string | undefined;
  readonly minutesAWeek: number;
  /** When it is open, in minutes from Sunday 00:00 of its zone's clock; absent in what was read before this was. */
  readonly hours?: readonly { readonly from: number; readonly to: number }[] | undefined;
}

/** A queue of omnichannel routing with what it asks of the channel: all of these, and any of those. */
export interface Queue {
  readonly name: string;
  readonly all: Rule['all'];
  readonly any: Rule['any'];
  readonly groupIds: readonly number[];
}

export type CapacityRule = { readonly name: string; readonly isDefault: boolean; readonly messaging: number };

export interface ChatAccount {
  readonly status: string | undefined;
  /** `enterprise`, `professional`…: a hint, never a proof. */
  readonly plan: string | undefined;
  readonly restApi: boolean | undefined;
  /** Whether the plan has operating hours; not whether they are in use. */
  readonly operatingHours: boolean | undefined;
}

/** A Chat department; `enabled` for chats. */
export interface Department {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean | undefined;
  /** The Support group it is. */
  readonly groupId: number | undefined;
  /** Its agents; absent where it does not tell. */
  readonly members?: readonly number[] | undefined;
}

export type ChatTrigger = Named & { readonly event: string | undefined };

export const chatLists = ['triggers', 'departments', 'bans', 'goals', 'shortcuts', 'skills', 'routing_settings/account'] as const;
export type ChatList = (typeof chatLists)[number];

export type Named = { readonly name: string; readonly enabled: boolean };

export interface ChatRouting {
  readonly mode: string;
  /** Undefined where it is off, or on without a number. */
  readonly limit: number | undefined;
  readonly limitEnabled: boolean;
  readonly limitPer: string | undefined;
  readonly skills: boolean | undefined;
  readonly reassignAfterSeconds: number | undefined;
}

export interface AccountSettings {
  readonly agentWorkspace: boolean | undefined;
  readonly chat: boolean | undefined;
  readonly omnichannelRouting: boolean | undefined;
  readonly unifiedStatuses: boolean | undefined;
  /** Features of a plan that are on; absent where the settings do not tell. */
  readonly features?: readonly string[] | undefined;
}

export interface Brand {
  readonly id: number;
  readonly name: string;
  readonly subdomain: Subdomain;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly hasHelpCenter: boolean;
  readonly helpCenterState: 'enabled' | 'disabled' | 'restricted' | 'unknown';
}

export type Group = { readonly id: number; readonly name: string };

export type Membership = { readonly userId: number; readonly groupId: number };

export type ChatAgent = { readonly id: number; readonly enabled: boolean; readonly name?: string | undefined };

export type Widget = 'messaging' | 'classic' | 'unknown';

/** Live chats under way, account-wide. */
export type LiveChats = { readonly incoming: number; readonly assigned: number; readonly active: number };

export type LiveAgents = { readonly online: number; readonly away: number; readonly invisible: number };

export interface Ticket {
  readonly id: number;
  /** `new`, `open`, `pending`, `hold`, `solved`, `closed`, `deleted`, or a word of Zendesk's that we do not know. */
  readonly status: string;
  readonly channel: string;
  readonly brandId: number | undefined;
  readonly groupId: number | undefined;
  readonly assigneeId: number | undefined;
  readonly tags: readonly string[];
  readonly createdAt: Instant;
}

/** Where a reading of the chat history stands: a moment in whole seconds of UTC, and the chat that was last there. */
export interface ChatCursor {
  readonly time: number;
  readonly id: string | undefined;
}

/** Takes one chat that is over: 32 bits of its id to know it again by, when it began (ms since 1970, NaN if unreadable), its length where told, its department's number. No object: a history is a million. */
export type CountChat = (mark: number, beganMs: number, lengthMs: number | undefined, department: number | string | undefined) => void;

export interface ChatPage {
  /** How many were counted. */
  readonly chats: number;
  /** Where to go on, which is when the last of this page was changed; `last` where it came to the present. */
  readonly next: ChatCursor;
  readonly last: boolean;
}

/** When a chat's ticket was created, and for which brand and group. */
export type ChatTicketTime = Pick<Ticket, 'id' | 'createdAt' | 'brandId' | 'groupId'>;

/** An incident that is open now. `services` are the names of the touched products; empty when it does not say. */
export interface Incident {
  readonly title: string;
  readonly impact: string;
  readonly services: readonly string[];
}

/** Zendesk cannot be reached, timed out, or answered 429 or 5xx. Looking again later may help. */
export class ZendeskUnavailable extends Error {
  override name = 'ZendeskUnavailable' as const;
  readonly retryAfterMs: number | undefined;

  constructor(what: string, options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(`Zendesk is unavailable: ${what}`, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Not asked, or not waited for, because this process ends. That says nothing of Zendesk, so nothing is concluded from it: the next start asks again. */
export class GivenUp extends Error {
  override name = 'GivenUp' as const;

  constructor(what: string) {
    super(`Ferry ends, and does not wait for ${what}`);
  }
}

/** Zendesk answered 401, 403, 404 or 422, or this account has no credential for the family. Asking again does not help: a person has to act. */
export class ZendeskRefused extends Error {
  override name = 'ZendeskRefused' as const;
  /** HTTP status; 0 where no credential is stored for this family of interfaces. */
  readonly status: number;

  constructor(what: string, status: number) {
    super(status === 0 ? `No credential is stored for ${what}` : `Zendesk refused ${what} (HTTP ${status})`);
    this.status = status;
  }
}

/** An answer is not of the documented shape. It is never guessed at; the message names the request and the shape, never content. */
export class UnexpectedShape extends Error {
  override name = 'UnexpectedShape' as const;
}
