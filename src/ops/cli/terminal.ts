import { type AccountKey, accountKey } from '../../migration/account.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { nearest } from '../../slack/request/nearest.ts';
import type { FileStore } from '../../store/file.ts';
import { DamagedLog } from '../../store/port.ts';
import type { Time } from '../clock.ts';
import { type Env, readServerConfig, type ServerConfig } from '../config.ts';
import { openStorage, type Storage } from '../storage.ts';

/** Where a command reads and writes. */
interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** All of standard input. */
  input(): Promise<string>;
  /** Somebody sits in front of it and can be asked. */
  readonly isInteractive: boolean;
}

/** What every command gets. */
export interface CliParts {
  readonly env: Env;
  readonly time: Time;
  readonly terminal: Terminal;
}

/** `failed` ends with code 1: what went wrong has been written to standard error. */
export type Outcome = 'done' | 'failed';

/** Says why not, and what to do. */
export function failed({ terminal }: Pick<CliParts, 'terminal'>, ...sentences: readonly string[]): 'failed' {
  for (const sentence of sentences) terminal.err(sentence);
  return 'failed';
}

/** Opens the database, does the work, and closes it again whatever came of it. @throws StoreUnavailable */
export async function withStorage(
  parts: CliParts,
  work: (storage: Storage & { readonly config: ServerConfig }) => Promise<Outcome>,
): Promise<Outcome> {
  const read = readServerConfig(parts.env);
  if (!read.ok) return failed(parts, ...read.problems);
  const storage = await openStorage(read.config, parts.time);
  try {
    return await work({ ...storage, config: read.config });
  } finally {
    await storage.store.close();
  }
}

/** An account that is there, or the sentence that says what to type instead. */
export async function knownAccount(
  store: FileStore,
  text: string,
): Promise<{ readonly key: AccountKey; readonly migration: Migration } | { readonly not: string }> {
  const key = accountKey(text);
  if (key === undefined) return { not: notAKey(text) };
  const migration = replay(await store.read(key));
  if (migration.account !== undefined) return { key, migration };
  const near = nearest(key, await keysOf(store), 3);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'The command "accounts" lists them all.';
  return { not: `There is no account ${key}. ${hint}` };
}

/** What an account's key may be. What was typed is not repeated: it may be a pasted token. */
export function notAKey(text: string): string {
  const shown = text.length <= 20 ? `"${text}"` : 'That';
  return `${shown} cannot be the key of an account. Take a short word of small letters, digits, - and _, such as acme.`;
}

/** One account as a list shows it; `damaged` where its log cannot be read. */
export type Listed =
  | { readonly key: AccountKey; readonly migration: Migration }
  | { readonly key: AccountKey; readonly damaged: DamagedLog };

const PAGE = 500;

/** Every account, in the order of their keys. */
export async function* allAccounts(store: FileStore): AsyncGenerator<Listed> {
  let after: AccountKey | undefined;
  for (;;) {
    const keys = await store.accounts({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const key of keys) yield await listed(store, key);
    after = keys.at(-1);
    if (keys.length < PAGE) return;
  }
}

async function listed(store: FileStore, key: AccountKey): Promise<Listed> {
  try {
    return { key, migration: replay(await store.read(key)) };
  } catch (error) {
    if (error instanceof DamagedLog) return { key, damaged: error };
    throw error;
  }
}

async function keysOf(store: FileStore): Promise<readonly AccountKey[]> {
  return store.accounts({ limit: await store.countAccounts() });
}
