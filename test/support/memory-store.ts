import type { AccountKey } from '../../src/migration/account.ts';
import type { Event } from '../../src/migration/events.ts';
import { type Clock, earliest, type Instant } from '../../src/migration/time.ts';
import { LogMovedOn, type Store, type StoredPost } from '../../src/store/port.ts';
import { queuePerKey } from '../../src/store/queue.ts';
import { readEvent, storedEvent } from '../../src/store/versions.ts';

interface Kept {
  readonly events: readonly Event[];
  readonly dueAt: Instant | undefined;
  readonly delivered: number;
}

const NEW: Kept = { events: [], dueAt: undefined, delivered: 0 };

/** The store's contract in a Map: for tests, and gone with them. */
export function memoryStore(clock: Clock): Store {
  const accounts = new Map<AccountKey, Kept>();
  const reports = new Map<AccountKey, string>();
  const histories = new Map<AccountKey, string>();
  const historyMarks = new Map<AccountKey, Map<number, string>>();
  const posts = new Map<AccountKey, Map<string, StoredPost>>();
  const channels = new Map<string, AccountKey>();
  const of = (account: AccountKey) => accounts.get(account) ?? NEW;
  const change = (account: AccountKey, to: Partial<Kept>) => accounts.set(account, { ...of(account), ...to });
  const keysWhere = (holds: (kept: Kept) => boolean) => [...accounts].filter(([, kept]) => holds(kept)).map(([key]) => key);

  return {
    accounts: async ({ after, limit }) =>
      [...accounts.keys()]
        .filter((key) => after === undefined || key > after)
        .sort()
        .slice(0, limit),
    countAccounts: async () => accounts.size,
    accountsNaming: async (name, limit) =>
      keysWhere(({ events }) =>
        events.some(
          ({ happened }) =>
            (happened.type === 'role_given' && happened.user === name) ||
            (happened.type === 'account_added' && happened.subdomain === name),
        ),
      )
        .sort()
        .slice(0, limit),
    read: async (account) => of(account).events,
    async append(account, after, by, happened) {
      const { events } = of(account);
      if (events.length !== after) throw new LogMovedOn(`The log of ${account} is at version ${events.length}, not ${after}.`);
      if (happened.length === 0) return [];
      const at = clock();
      const rows = happened.map((what, index) => storedEvent(account, { version: after + index + 1, at, by, happened: what }));
      const added = rows.map((row) => readEvent(account, row.version, row));
      change(account, { events: [...events, ...added], dueAt: at });
      return added;
    },
    due: async (now, limit) =>
      keysWhere(({ dueAt }) => dueAt !== undefined && dueAt <= now)
        .sort((a, b) => byText(of(a).dueAt ?? '', of(b).dueAt ?? '') || byText(a, b))
        .slice(0, limit),
    nextDue: async (now) => {
      const dueLater = [...accounts.values()].map(({ dueAt }) => dueAt).filter((dueAt) => dueAt !== undefined && dueAt > now);
      return earliest(dueLater);
    },
    async rest(account, version, until) {
      if (accounts.has(account) && of(account).events.length === version) change(account, { dueAt: until });
    },
    report: async (account) => reports.get(account),
    saveReport: async (account, report) => void reports.set(account, report),
    history: async (account) => histories.get(account),
    historyMarks: async (account) => new Map(historyMarks.get(account)),
    async saveHistory(account, history, changed = new Map()) {
      histories.set(account, history);
      const marks = historyMarks.get(account) ?? new Map<number, string>();
      for (const [day, each] of changed) {
        if (each === undefined) marks.delete(day);
        else marks.set(day, each);
      }
      historyMarks.set(account, marks);
    },
    exclusively: queuePerKey(),
    undelivered: async (limit) =>
      keysWhere(({ events, delivered }) => events.length > delivered)
        .sort()
        .slice(0, limit),
    async delivered(account, version) {
      if (accounts.has(account)) change(account, { delivered: Math.max(of(account).delivered, version) });
    },
    posts: async (account) =>
      [...(posts.get(account)?.values() ?? [])].sort((a, b) => byText(a.intendedAt, b.intendedAt) || byText(a.key, b.key)),
    async savePost(account, post) {
      posts.set(account, new Map(posts.get(account)).set(post.key, { ...post }));
    },
    accountOfChannel: async (channel) => channels.get(channel),
    useInChannel: async (channel, account) => void channels.set(channel, account),
    check: async () => undefined,
    close: async () => undefined,
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
