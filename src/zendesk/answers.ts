import type { Subdomain } from '../migration/account.ts';
import type { Instant } from '../migration/time.ts';

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
export interface ChannelNumbers {
  readonly chat: readonly string[];
  readonly messaging: readonly string[];
}

export interface Schedule {
  readonly name: string;
  readonly timeZone: string;
  readonly minutesAWeek: number;
}

/** A queue of omnichannel routing with what it asks of the channel. */
export interface Queue {
  readonly name: string;
  readonly channels: readonly { readonly operator: string; readonly value: string }[];
  readonly groupIds: readonly number[];
}

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
}

export interface ChatTrigger {
  readonly name: string;
  readonly enabled: boolean;
  readonly event: string | undefined;
}

export interface Named {
  readonly name: string;
  readonly enabled: boolean;
}

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

export interface Group {
  readonly id: number;
  readonly name: string;
}

export interface Membership {
  readonly userId: number;
  readonly groupId: number;
}

export interface ChatAgent {
  readonly id: number;
  readonly enabled: boolean;
}

export type Widget = 'messaging' | 'classic' | 'unknown';

/** Live chats under way, account-wide. */
export interface LiveChats {
  readonly incoming: number;
  readonly assigned: number;
  readonly active: number;
}

export interface LiveAgents {
  readonly online: number;
  readonly away: number;
  readonly invisible: number;
}

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

/** A chat that is over, as far as it is counted. Times are of the server and may be odd. */
export interface PastChat {
  readonly id: string;
  /** Milliseconds since 1970; NaN where there is no readable time. */
  readonly beganMs: number;
  readonly lengthMs: number | undefined;
  /** Number of its department as text; undefined where it has none. */
  readonly department: string | undefined;
}

export interface ChatPage {
  readonly chats: readonly PastChat[];
  /** Where to go on; `last` where this page came to the present. */
  readonly next: ChatCursor;
  readonly last: boolean;
}

export interface ChatTicketTime {
  readonly id: number;
  readonly createdAt: Instant;
  readonly brandId: number | undefined;
}

/** An incident that is open now. `services` are the names of the touched products; empty when it does not say. */
export interface Incident {
  readonly title: string;
  readonly impact: string;
  readonly services: readonly string[];
}
