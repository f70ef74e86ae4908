import type { Kysely, Transaction } from 'kysely';
import type { AccountKey } from '../../migration/account.ts';
import type { Instant } from '../../migration/time.ts';
import type { StoredEvent } from '../versions.ts';

/** One row an account: how far its log is, when somebody has to look at it again, how far its posts are. */
interface AccountRow {
  readonly key: AccountKey;
  readonly head_version: number;
  readonly due_at: Instant | null;
  readonly delivered_version: number;
  readonly rested_version: number;
}

interface EventRow extends StoredEvent {
  readonly account: AccountKey;
}

interface PostRow {
  readonly account: AccountKey;
  readonly key: string;
  readonly channel: string;
  readonly ts: string | null;
  readonly sent: string;
  readonly intended_at: Instant;
}

/** `fence` only grows; `holder` is null while nobody works on the account. */
interface LeaseRow {
  readonly account: AccountKey;
  readonly holder: string | null;
  readonly fence: number;
  readonly until: Instant;
}

/** Every table. Instants and JSON are text and numbers are whole, so that every database keeps them alike. */
export interface Tables {
  readonly accounts: AccountRow;
  readonly events: EventRow;
  readonly reports: { readonly account: AccountKey; readonly report: string };
  readonly histories: { readonly account: AccountKey; readonly history: string };
  readonly history_marks: { readonly account: AccountKey; readonly day: number; readonly marks: string };
  readonly posts: PostRow;
  readonly channels: { readonly channel: string; readonly account: AccountKey };
  /** A person in a role, or a subdomain, and the account whose log says so. */
  readonly names: { readonly name: string; readonly account: AccountKey };
  readonly leases: LeaseRow;
  readonly secrets: { readonly account: AccountKey; readonly sealed: string };
  readonly pulse: { readonly id: number; readonly at: Instant };
  readonly migrations: { readonly number: number; readonly name: string; readonly at: Instant };
}

/** The way to the tables: waits while the database is busy, and says what is wrong when it fails. */
export interface Access {
  /** @throws StoreUnavailable */
  read<T>(work: (database: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** One transaction, alone among the writers from its first statement; `work` may run more than once. @throws StoreUnavailable */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
}
