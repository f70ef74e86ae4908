import type { KnownBlock, ModalView } from '@slack/types';
import type { Instant } from '../../migration/time.ts';
import type { SlackPerson } from './person.ts';

/** What is written to Slack: blocks, and a text that says the same to notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** What the product asks of Slack. Failures are SlackUnavailable (later) or SlackRefused (a person has to act). */
export interface Slack {
  /** users.info; kept for some minutes. @throws SlackRefused for somebody Slack does not know */
  person(user: string): Promise<SlackPerson>;
  /** Whom the e-mail address or name belongs to is never asked: ids only. conversations.members, all pages. */
  members(channel: string): Promise<readonly string[]>;
  /** The channel of this name (without #) that Ferry has been invited to. users.conversations. @throws */
  channelNamed(name: string): Promise<string | undefined>;
  /** chat.postMessage with our metadata. `key` is unique in the account. @throws */
  post(channel: string, message: Message, mark: PostMark, thread?: string): Promise<string>;
  /** chat.update. @throws SlackRefused `message_not_found`, `cant_update_message` */
  update(channel: string, ts: string, message: Message, mark: PostMark): Promise<void>;
  /** Looks in the channel's (or thread's) history for our metadata. `cannot_look` where the scope or membership is missing. */
  find(channel: string, mark: PostMark, since: Instant, thread?: string): Promise<Found>;
  /** auth.test: whether Slack hears us at this moment. Never throws. */
  hears(): Promise<boolean>;
  /** chat.postEphemeral: seen by this person alone, until they reload. */
  whisper(channel: string, user: string, message: Message): Promise<void>;
  /** Three-step upload into a thread. */
  upload(channel: string, thread: string | undefined, file: SlackFile): Promise<void>;
  /** conversations.open: the channel of a direct message. */
  directChannel(user: string): Promise<string>;
  openView(trigger: string, view: ModalView): Promise<string>;
  updateView(viewId: string, view: ModalView): Promise<void>;
  publishHome(user: string, blocks: KnownBlock[]): Promise<void>;
}

/** What a look through the history came to. */
export type Found =
  | { readonly kind: 'found'; readonly ts: string }
  | { readonly kind: 'absent' }
  /** With Slack's word for why. */
  | { readonly kind: 'cannot_look'; readonly why: string };

export interface PostMark {
  readonly account: string;
  readonly key: string;
}

export interface SlackFile {
  readonly name: string;
  readonly title: string;
  /** Text, or the bytes of a picture. */
  readonly content: string | Uint8Array;
  /** What a picture shows, for who cannot see it. */
  readonly alt?: string;
}

/** Slack cannot be reached, or asks us to wait. */
export class SlackUnavailable extends Error {
  override name = 'SlackUnavailable' as const;
  readonly retryAfterMs: number | undefined;

  constructor(what: string, options: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(`Slack is unavailable: ${what}`, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Slack refused with one of its error words (`not_in_channel`, `missing_scope`, …). Trying again does not help. */
export class SlackRefused extends Error {
  override name = 'SlackRefused' as const;
  readonly call: string;
  readonly code: string;

  constructor(call: string, code: string) {
    super(`Slack refused ${call}: ${code}`);
    this.call = call;
    this.code = code;
  }
}
