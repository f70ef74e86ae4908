import type { AccountKey } from '../../migration/account.ts';
import { isNight } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { type Clock, DAY_MS, type Instant, later, MINUTE_MS, SECOND_MS } from '../../migration/time.ts';
import { UnexpectedShape, type Zendesk, ZendeskRefused, ZendeskUnavailable } from '../../zendesk/port.ts';
import { readOn } from './read.ts';
import { changedMarks, type History, readHistory, readWhole, writeHistory } from './stored.ts';

export interface KeeperParts {
  readonly store: {
    history(account: AccountKey): Promise<string | undefined>;
    historyMarks(account: AccountKey): Promise<ReadonlyMap<number, string>>;
    saveHistory(account: AccountKey, history: string, marks: ReadonlyMap<number, string | undefined>): Promise<void>;
  };
  readonly zendeskOf: (account: AccountKey, migration: Migration) => Promise<Pick<Zendesk, 'pastChats' | 'chatTicketTimes'>>;
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
/** Where nobody is at work on the account: a hundred thousand chats a day are some eight thousand pages. */
const PAGES_WHILE_IDLE = 40;
/** For so long after a person's last word, and before a window, somebody may want the account at any moment. */
const AT_WORK_MS = 10 * MINUTE_MS;
const BEFORE_WINDOW_MS = DAY_MS;
/** Accounts whose reading stays in memory from one round to the next: of a hundred thousand chats a day it takes some hundred megabytes. */
const MOST_HELD = 2;
const NEXT_ROUND_MS = 15 * SECOND_MS;
const AGAIN_AFTER_FAILURE_MS = 30 * MINUTE_MS;
/** A history older than this is topped up. */
export const FRESH_MS = DAY_MS;

/** @see HistoryKeeper. One reading at a time for each account in this process; where two processes read at once, the last save stands, whole in itself. */
export function historyKeeper({ store, zendeskOf, clock }: KeeperParts): HistoryKeeper {
  const running = new Map<AccountKey, Promise<History>>();
  /** When each account is to be looked at again: its counts are not read from the store every time. */
  const nextUp = new Map<AccountKey, Instant>();

  /** Readings under way, with the text that was last written of them: where another process has written since, its text is the one. */
  const held = new Map<AccountKey, { readonly text: string; readonly history: History }>();

  async function readNow(account: AccountKey, migration: Migration, mostPages: number): Promise<History> {
    const zendesk = await zendeskOf(account, migration);
    const before = await taken(account);
    let text = '';
    const save = async (history: History) => {
      text = writeHistory(history);
      await store.saveHistory(account, text, changedMarks(history));
    };
    const history = await readOn(before, mostPages, { zendesk, clock, save });
    if (history.reading) hold(account, { text, history });
    return history;
  }

  /** What is read on from. It is held no longer: should the reading fail, what was last saved stands. */
  async function taken(account: AccountKey): Promise<History | undefined> {
    const text = await store.history(account);
    const own = held.get(account);
    held.delete(account);
    if (text === undefined) return undefined;
    return own?.text === text ? own.history : readWhole({ history: text, marks: await store.historyMarks(account) });
  }

  function hold(account: AccountKey, reading: { readonly text: string; readonly history: History }): void {
    held.set(account, reading);
    const [oldest] = held.keys();
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
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
      const now = clock();
      if (!migration.connected || migration.archived || migration.tokensRefused || isNight(migration, now)) return undefined;
      const at = await due(account);
      if (at === undefined || at > now) return at;
      if (running.has(account)) return later(now, NEXT_ROUND_MS);
      try {
        return dueAgain(await read(account, migration, pagesOf(migration, now)), now);
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

function pagesOf({ spokenAt, scheduled, run }: Migration, now: Instant): number {
  const opensAt = run.finishedAt === undefined ? scheduled?.plan.opensAt : undefined;
  const isAtWork = spokenAt !== undefined && later(spokenAt, AT_WORK_MS) > now;
  return isAtWork || (opensAt !== undefined && later(now, BEFORE_WINDOW_MS) > opensAt) ? PAGES_A_ROUND : PAGES_WHILE_IDLE;
}
