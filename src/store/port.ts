import type { AccountKey } from '../migration/account.ts';
import type { Actor, Event, Happening } from '../migration/events.ts';
import type { Instant } from '../migration/time.ts';

/** Where everything is kept. One implementation per place; one contract test for all. Everything is on disk before it resolves. */
export interface Store {
  /** Keys in order, those after `after`, at most `limit`. */
  accounts(page: { readonly after?: AccountKey; readonly limit: number }): Promise<readonly AccountKey[]>;
  countAccounts(): Promise<number>;
  /**
   * Accounts whose log has ever named this person in a role, or had this subdomain: at most `limit`, in order of their keys. Where to
   * look, and no more: what is so now is in their logs.
   */
  accountsNaming(name: string, limit: number): Promise<readonly AccountKey[]>;
  /**
   * All events of one account, oldest first; empty for an account nobody has added.
   * @throws DamagedLog when an event cannot be read: the account is then read-only
   */
  read(account: AccountKey): Promise<readonly Event[]>;
  /**
   * Appends all of `happened`, or nothing, and makes the account due at once, in the same transaction.
   * @throws LogMovedOn when the log's last version is not `after`
   */
  append(account: AccountKey, after: number, by: Actor, happened: readonly Happening[]): Promise<readonly Event[]>;

  /** Accounts that are due at `now`, the longest due first. Costs by the due ones only. */
  due(now: Instant, limit: number): Promise<readonly AccountKey[]>;
  /** When the next account falls due after `now`. */
  nextDue(now: Instant): Promise<Instant | undefined>;
  /** The account rests at `version` until then (undefined: until an event). Nothing happens when the log has moved on. */
  rest(account: AccountKey, version: number, until: Instant | undefined): Promise<void>;

  /** What was last read of Zendesk. Replaceable: it is shown, and never decides by itself. JSON text. */
  report(account: AccountKey): Promise<string | undefined>;
  saveReport(account: AccountKey, report: string): Promise<void>;

  /** Counts of the account's past chats, as `window/history/stored.ts` writes them. Replaceable: they can be read again. */
  history(account: AccountKey): Promise<string | undefined>;
  /** What is kept beside a history for each day: large, and of most days unchanged from one save to the next. */
  historyMarks(account: AccountKey): Promise<ReadonlyMap<number, string>>;
  /** The history and the marks of the days that changed, in one transaction; undefined takes a day's away. */
  saveHistory(account: AccountKey, history: string, marks?: ReadonlyMap<number, string | undefined>): Promise<void>;

  /** Runs `work` while nobody else, in this process or another, works on the same account. A dead holder frees itself. */
  exclusively<T>(account: AccountKey, work: () => Promise<T>): Promise<T>;

  /** Accounts whose posts have not been brought up to their log, at most `limit`. */
  undelivered(limit: number): Promise<readonly AccountKey[]>;
  /** The posts of this account are brought up to `version`. */
  delivered(account: AccountKey, version: number): Promise<void>;
  posts(account: AccountKey): Promise<readonly StoredPost[]>;
  savePost(account: AccountKey, post: StoredPost): Promise<void>;

  /** Default account of a channel (`/migrate use`). */
  accountOfChannel(channel: string): Promise<AccountKey | undefined>;
  useInChannel(channel: string, account: AccountKey): Promise<void>;

  /** Whether the database answers and can be written. @throws what the database says */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** One post of Ferry's: intended before it is sent, with its address once Slack has answered. */
export interface StoredPost {
  /** Unique in the account and never reused. */
  readonly key: string;
  readonly channel: string;
  /** Undefined while it is not known whether Slack took it. */
  readonly ts: string | undefined;
  /** Digest of what was last sent. */
  readonly sent: string;
  readonly intendedAt: Instant;
}

/** Somebody else appended first: read again and decide again. */
export class LogMovedOn extends Error {
  override name = 'LogMovedOn' as const;
}

/** An event in the log cannot be read: damaged, or written by a newer Ferry. The account is read-only until a person has looked. */
export class DamagedLog extends Error {
  override name = 'DamagedLog' as const;
  readonly account: AccountKey;
  readonly version: number;

  constructor(account: AccountKey, version: number, why: string) {
    super(
      `Event ${version} of ${account} cannot be read (${why}). The account is read-only; restore the event from a backup or update Ferry.`,
    );
    this.account = account;
    this.version = version;
  }
}

/** The database cannot be written or read (full disk, lost file). Nothing was recorded. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable' as const;
}
