import type { WorldClock } from '../clock.ts';
import type { Json } from './json.ts';

/** A person (or bot) of the workspace, or a stranger from another one. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: 'en-US' | 'ko-KR';
  readonly tz: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  /** Guest of several channels. */
  readonly isRestricted?: boolean;
  /** Guest of one channel. */
  readonly isUltraRestricted?: boolean;
  readonly isBot?: boolean;
  readonly deleted?: boolean;
  /** Another workspace's id: a stranger of a shared channel. */
  readonly teamId?: string;
  readonly email?: string;
}

/** A channel as it is when the world begins. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** User ids; the bot's own id is among them where it has been invited. */
  readonly members: readonly string[];
}

/** A user group, for `usergroups.users.list`. */
export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
}

/** Who the app is in the workspace. */
export interface Bot {
  readonly userId: string;
  readonly botId: string;
  readonly appId: string;
  readonly name: string;
}

/** The app's identity unless the options say otherwise. */
export const BOT: Bot = { userId: 'U0FERRYBOT', botId: 'B0FERRYBOT', appId: 'A0FERRYAPP', name: 'ferry' };

/** What `startSlack` takes. */
export interface SlackOptions {
  readonly clock: WorldClock;
  readonly team?: { readonly id: string; readonly domain: string };
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  readonly userGroups?: readonly UserGroup[];
  readonly bot?: Bot;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly scopes: readonly string[];
  /** HTTP mode: where signed requests go. Without it, Socket Mode. */
  readonly requestUrl?: string;
  readonly port?: number;
  /** 429 by Slack's tiers, counted in world time; on unless false. */
  readonly rateLimits?: boolean;
  /** Machine time until a trigger_id expires (3,000). */
  readonly triggerMs?: number;
  /** World time that a socket lasts before Slack warns and refreshes it; without it sockets are refreshed by hand alone. */
  readonly connectionSeconds?: number;
  /** Machine time in which a request must be acknowledged (3,000). */
  readonly ackMs?: number;
  /** World time from the end of an upload until the file can be used (800). */
  readonly fileDelayMs?: number;
  /** The event types the app subscribes to. */
  readonly events?: readonly string[];
  /** Whether slash commands escape users, channels and links (true). */
  readonly shouldEscape?: boolean;
  /** The time written into signatures, machine time unless given: what the app compares is its own clock. */
  readonly signingClock?: () => number;
}

/** A message as Slack keeps it. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly botId?: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: Json;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly files?: readonly string[];
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly deleted: boolean;
  /** How many times it was rewritten. */
  readonly edits: number;
}

/** A message only one person sees. */
export interface Ephemeral extends Message {
  readonly to: string;
}

/** A top-level message with its thread. */
export interface Thread extends Message {
  readonly replies: readonly Message[];
}

/** A modal or a home tab as Slack keeps it. */
export interface View {
  readonly id: string;
  readonly hash: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  readonly view: Json;
  readonly rootId: string;
  readonly previousId?: string;
  /** What has been typed or chosen so far: block id, action id, state value. */
  readonly state: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** What the last submission said was wrong, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** An uploaded file. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly bytes: Uint8Array;
  readonly altText?: string;
  readonly stage: 'waiting' | 'uploaded' | 'processing' | 'ready';
  readonly created: number;
  readonly shares: readonly { readonly channel: string; readonly ts: string }[];
}

/** What a person did with the app, and whether the app was reached and acknowledged it. */
export interface Deed {
  readonly at: number;
  readonly user: string;
  readonly kind: 'command' | 'press';
  /** What was typed after the command, or the action id. */
  readonly what: string;
  /** The button's own value. */
  readonly value?: string;
  readonly ok: boolean;
}

/** One API call with its answer. */
export interface LogEntry {
  readonly at: number;
  readonly method: string;
  readonly args: Json;
  readonly status: number;
  readonly answer: Json;
}

/** What has changed, so that a page knows what to draw again. */
export interface Change {
  readonly kind: 'message' | 'ephemeral' | 'modal' | 'home' | 'file' | 'channel' | 'log' | 'connection';
  readonly channel?: string;
  readonly user?: string;
}
