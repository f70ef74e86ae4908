import type { FetchPage } from '../checklist/look/site/port.ts';
import type { Report, ShownItem, Topic } from '../checklist/readings.ts';
import type { AccountKey, Subdomain } from '../migration/account.ts';
import type { Decision } from '../migration/decisions.ts';
import type { Actor } from '../migration/events.ts';
import type { Migration } from '../migration/migration.ts';
import type { Clock } from '../migration/time.ts';
import type { Store } from '../store/port.ts';
import type { History } from '../window/history/stored.ts';
import type { Slack } from './web/port.ts';

/** What commands and buttons need; `ops/parts.ts` puts it together. */
export interface SlackParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly slack: Slack;
  /** Slack user ids that the server names as admins everywhere (`FERRY_ADMINS`). */
  readonly admins: readonly string[];
  /** Decides on the newest state and records it, once more if somebody was quicker. */
  readonly record: (account: AccountKey, by: Actor, decide: (migration: Migration) => Decision) => Promise<Decision>;
  /** The account other than `own` that has this subdomain now. */
  readonly accountAt: (host: Subdomain, own: AccountKey) => Promise<AccountKey | undefined>;
  /** Looks at these topics, or all, and keeps what was seen. */
  readonly lookAgain: (account: AccountKey, migration: Migration, topics?: readonly Topic[]) => Promise<Report>;
  /** Keeps how the items read when somebody was shown them after a look: the next one tells what is new since then. */
  readonly keepShown: (account: AccountKey, shown: Readonly<Record<string, ShownItem>>) => Promise<void>;
  /** Reads on in the account's chats of the past, at most so many pages. @throws what Zendesk's port throws */
  readonly readHistory: (account: AccountKey, migration: Migration, mostPages: number) => Promise<History>;
  /** Moves the account as far as it goes and brings its posts up to date. Never throws: what fails is logged and tried again. */
  readonly settle: (account: AccountKey) => Promise<void>;
  /** Between the accounts of a long list: what came in meanwhile is acknowledged first. */
  readonly turn: () => Promise<void>;
  /** Reads a page of the public Internet within bounds. */
  readonly fetchPage: FetchPage;
  readonly archiveSecrets: (account: AccountKey) => Promise<void>;
  readonly log: Log;
}

/** The server's own log: never a secret, a visitor or a message's content. */
export interface Log {
  info(what: Readonly<Record<string, unknown>>, message: string): void;
  warn(what: Readonly<Record<string, unknown>>, message: string): void;
  error(what: Readonly<Record<string, unknown>>, message: string): void;
}
