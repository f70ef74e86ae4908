/** What a simulated account is made of. Instants are milliseconds of world time. */

/** Plans: Support alone, and the Suite, each from small to large. */
export type Plan =
  | 'support_team'
  | 'support_professional'
  | 'support_enterprise'
  | 'suite_team'
  | 'suite_growth'
  | 'suite_professional'
  | 'suite_enterprise'
  | 'suite_enterprise_plus';
/** The states of a live-chat agent in the Chat dashboard. */
export type ChatStatus = 'online' | 'away' | 'invisible' | 'offline';
/** The states of an agent's messaging channel. */
export type MessagingStatus = 'online' | 'away' | 'transfers_only' | 'offline';
/** The states of a ticket, in the order that `status<solved` means. */
export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
/** The channels that tickets come by here. */
export type Channel = 'chat' | 'native_messaging' | 'email' | 'web';
/** What a brand's widget is. */
export type Widget = 'classic' | 'messaging' | 'none';

/** One word of a ticket's conversation. */
export interface Comment {
  readonly body: string;
  readonly public: boolean;
  readonly authorId: number | null;
  readonly at: number;
  /** Set on the comment of a merge: the ticket it went into. */
  readonly mergedInto?: number;
}

/** One state of a ticket; a change makes a new one. */
export interface Ticket {
  readonly id: number;
  readonly subject: string;
  readonly status: TicketStatus;
  readonly via: Channel;
  readonly brandId: number;
  readonly groupId: number | null;
  readonly assigneeId: number | null;
  readonly tags: readonly string[];
  readonly comments: readonly Comment[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly statusSince: number;
  readonly deleted: boolean;
  readonly mergedInto: number | null;
}

/** A brand with its help center and its widget. */
export interface Brand {
  readonly id: number;
  name: string;
  readonly subdomain: string;
  hostMapping: string | null;
  hasHelpCenter: boolean;
  helpCenterState: 'enabled' | 'disabled' | 'restricted';
  active: boolean;
  readonly articles: Record<string, { published: number; drafts: number }>;
  widget: Widget;
  /** How long the public config still shows the state before a change. */
  configDelaySeconds: number;
  readonly createdAt: number;
  /** The snippet on the pages of its website: the key of today, and the one of a messaging channel beside it. */
  readonly snippet: { readonly oldKey: string; readonly newKey: string; readonly pages: readonly string[] };
}

/** A Support group; `chat` makes it a Chat department too. */
export interface Group {
  readonly id: number;
  name: string;
  description: string;
  isPublic: boolean;
  isDefault: boolean;
  deleted: boolean;
  chat: { enabled: boolean; chatEnabled: boolean } | null;
}

/** A person of the team. */
export interface Agent {
  readonly id: number;
  name: string;
  email: string;
  role: 'admin' | 'agent' | 'end-user';
  timeZone: string;
  readonly groups: number[];
  /** Whose brands this person sees: all of them, or these alone (no right to assign tickets to any brand). Admins see all. */
  readonly brandIds: readonly number[] | 'any';
  chatEnabled: boolean;
  chatStatus: ChatStatus;
  messagingStatus: MessagingStatus;
  /** 2 Offline, 3 Online, 4 Away, 5 Transfers only, or one of the account's own. */
  unifiedStatus: number;
  statusReason: string;
  statusAt: number;
}

/** A chat under way. */
export interface LiveChat {
  readonly id: string;
  readonly brandId: number;
  readonly groupId: number | null;
  state: 'incoming' | 'assigned' | 'active';
  agentId: number | null;
  readonly startedAt: number;
  readonly ticketId: number;
}

/** A chat that is over, as the history shows it. */
export interface PastChat {
  readonly id: string;
  readonly type: 'chat' | 'offline_msg';
  readonly ticketId: number;
  readonly brandId: number;
  readonly groupId: number | null;
  readonly agentId: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly missed: boolean;
}

/** One condition of a trigger, automation, macro or view. */
export interface Condition {
  readonly field: string;
  readonly operator: string;
  readonly value: unknown;
}

/** One action of a rule. */
export interface Action {
  readonly field: string;
  readonly value: unknown;
}

/** A ticket trigger, automation, macro or view. */
/** Whose a view or a macro is. */
export type Restriction =
  | { readonly type: 'Group'; readonly id: number; readonly ids: readonly number[] }
  | { readonly type: 'User'; readonly id: number };

export interface Rule {
  readonly id: number;
  title: string;
  active: boolean;
  position: number;
  all: readonly Condition[];
  any: readonly Condition[];
  actions: readonly Action[];
  /** Of views and macros alone; null for everybody's. */
  readonly restriction: Restriction | null;
  readonly createdAt: number;
  updatedAt: number;
}

/** An entry of Zendesk's status page. */
export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly kind: 'incident' | 'maintenance';
  readonly impact: 'minor' | 'major' | 'critical';
  readonly outage: boolean;
  readonly services: readonly string[];
  readonly startedAt: number;
  resolvedAt: number | null;
}

/** An OAuth client of one family. */
export interface OAuthClient {
  readonly family: 'support' | 'chat';
  readonly clientId: string;
  readonly secret: string;
  /** Whom its client-credentials tokens act for. */
  readonly userId: number;
  readonly redirectUris: readonly string[];
}

/** An access token, with the refresh token it came with. */
export interface Token {
  readonly value: string;
  readonly family: 'support' | 'chat';
  readonly clientId: string;
  readonly userId: number;
  readonly scope: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly refresh: { readonly value: string; readonly expiresAt: number } | null;
}

/** The rhythm by which one brand's chats come. */
export interface Rhythm {
  readonly brandId: number;
  readonly groupIds: readonly number[];
  readonly timeZone: string;
  /** Chats a day, Sunday first. */
  readonly perWeekday: readonly number[];
  /** Weight of each local hour; 0 = closed. */
  readonly hours: readonly number[];
  readonly meanMinutes: number;
  /** Local days (YYYY-MM-DD) without chats. */
  readonly closedDays: readonly string[];
}
