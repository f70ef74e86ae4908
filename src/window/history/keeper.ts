import type { AccountKey } from '../../migration/account.ts';
import { isCuttingOver } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { type Clock, DAY_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../zendesk/port.ts';
import { readOn } from './read.ts';
import { type History, readHistory, writeHistory } from './stored.ts';

export interface KeeperParts {
  readonly store: {
    history(account: AccountKey): Promise<string | undefined>;
    saveHistory(account: AccountKey, history: string): Promise<void>;
  };
  readonly zendeskOf: (account: AccountKey, migration: Migration) => Promise<Zendesk>;
  readonly clock: Clock;
}

/** Reads histories of chats and keeps them up to date. */
export interface HistoryKeeper {
  /** Reads on by at most so many pages, and begins where nothing was read before. @throws what the port throws */
  read(account: AccountKey, migration: Migration, mostPages: number): Promise<History>;
  /**
   * A few pages of a history that somebody has asked for before and that is a day old or under way; when to come again.
   * Zendesk being away is no failure here: it is tried again later.
   */
  topUp(account: AccountKey, migration: Migration): Promise<Instant | undefined>;
}

/** So few that whoever holds the account meanwhile is done in some seconds. */
const PAGES_A_ROUND = 5;
const NEXT_ROUND_MS = 15 * SECOND_MS;
const AGAIN_AFTER_FAILURE_MS = 30 * MINUTE_MS;
/** A history older than this is topped up. */
export const FRESH_MS = DAY_MS;

/** @see HistoryKeeper. One reading at a time for each account in this process; where two processes read at once, the last save stands, whole in itself. */
export function historyKeeper({ store, zendeskOf, clock }: KeeperParts): HistoryKeeper {
  const running = new Map<AccountKey, Promise<History>>();
  /** When each account is to be looked at again: its counts are not read from the store every time. */
  const nextUp = new Map<AccountKey, Instant>();

  async function readNow(account: AccountKey, migration: Migration, mostPages: number): Promise<History> {
    const zendesk = await zendeskOf(account, migration);
    const save = (history: History) => store.saveHistory(account, writeHistory(history));
    return readOn(readHistory(await store.history(account)), mostPages, { zendesk, clock, save });
  }

  async function read(account: AccountKey, migration: Migration, mostPages: number): Promise<History> {
    // Behind one that is under way, whatever becomes of it.
    await running.get(account)?.catch(() => undefined);
    const own = readNow(account, migration, mostPages).finally(() => running.delete(account));
    running.set(account, own);
    const history = await own;
    nextUp.set(account, dueAgain(history, clock()));
    return history;
  }

  async function due(account: AccountKey): Promise<Instant | undefined> {
    const known = nextUp.get(account);
    if (known !== undefined) return known;
    const history = readHistory(await store.history(account));
    if (history === undefined) return undefined;
    // One that a crash left half-read goes on at once.
    return history.reading ? clock() : dueAgain(history, clock());
  }

  return {
    read,
    async topUp(account, migration) {
      if (!migration.connected || migration.archived || migration.tokensRefused || isCuttingOver(migration)) return undefined;
      const at = await due(account);
      const now = clock();
      if (at === undefined || at > now) return at;
      if (running.has(account)) return later(now, NEXT_ROUND_MS);
      try {
        return dueAgain(await read(account, migration, PAGES_A_ROUND), now);
      } catch (error) {
        if (!(error instanceof ZendeskUnavailable || error instanceof ZendeskRefused || error instanceof UnexpectedShape)) throw error;
        nextUp.set(account, later(now, AGAIN_AFTER_FAILURE_MS));
        return later(now, AGAIN_AFTER_FAILURE_MS);
      }
    },
  };
}

function dueAgain({ reading, readAt }: History, now: Instant): Instant {
  return reading || readAt === undefined ? later(now, NEXT_ROUND_MS) : later(readAt, FRESH_MS);
}
