import type { FetchPage } from '../../checklist/look/site/port.ts';
import { lookThrough, topics } from '../../checklist/look-through.ts';
import { type Readings, type Report, readReport, type ShareCount, type Topic, withReadings } from '../../checklist/readings.ts';
import type { AccountKey, Subdomain } from '../../migration/account.ts';
import { grant, isNight } from '../../migration/decisions.ts';
import type { Migration } from '../../migration/migration.ts';
import { between, type Instant, MINUTE_MS } from '../../migration/time.ts';
import type { Log } from '../../slack/parts.ts';
import { type Slack, SlackRefused, SlackUnavailable } from '../../slack/web/port.ts';
import type { Store } from '../../store/port.ts';
import { queuePerKey } from '../../store/queue.ts';
import { record } from '../../store/record.ts';
import type { Zendesk } from '../../zendesk/port.ts';
import type { Time } from '../clock.ts';

export interface LookAround {
  readonly store: Store;
  readonly time: Time;
  readonly slack: Slack;
  readonly clientsOf: (account: AccountKey, migration: Migration) => Promise<Clients>;
  readonly helpCenterOf: (brand: Subdomain) => string;
  /** Reads a key page; without it none are read. */
  readonly fetchPage?: FetchPage | undefined;
  readonly log: Log;
}

/** The ways to ask one account: the cutover's looks go first, and a whole look has time. */
type Clients = Readonly<Record<'forCutover' | 'atOnce' | 'atLeisure', Zendesk>>;

/** Who looks: the runner of the cutover, people, or a round of checks. */
type Looking = 'cutover' | 'people' | 'rounds';

type LookAgain = (account: AccountKey, migration: Migration, topics?: readonly Topic[], by?: Looking) => Promise<Report>;

/** Puts what was seen into the account's report, and gives the whole of it. */
export type Merge = (account: AccountKey, seen: Readings, ends?: Partial<Omit<Report, 'readings'>>) => Promise<string>;

/** Reads and writes in one turn: two who change the report of one account do not undo each other's. */
export function merger(store: Pick<Store, 'report' | 'saveReport'>): Merge {
  const inTurn = queuePerKey();
  return (account, seen, ends = {}) =>
    inTurn(account, async () => {
      const merged = withReadings(await store.report(account), seen, ends);
      await store.saveReport(account, merged);
      return merged;
    });
}

/** Members of a channel that are looked up one by one; a larger channel is judged by its first ones. */
const MEMBERS_LOOKED_UP = 500;
/** A look that was broken off longer ago is begun anew. */
const RESUMED_WITHIN_MS = 30 * MINUTE_MS;

/**
 * Looks, keeps what was seen as it comes beside what others saw meanwhile, and records when a token is refused or works again.
 * A whole look that a restart broke off goes on where it was.
 */
export function looker(parts: LookAround, merge: Merge = merger(parts.store)): LookAgain {
  const { store, time, slack, clientsOf, helpCenterOf, fetchPage, log } = parts;
  /** The whole looks of this process that are under way, the newest last. */
  const wholeLooks = new Map<AccountKey, readonly Promise<Report>[]>();

  async function look(account: AccountKey, migration: Migration, wanted: readonly Topic[], by: Looking, alone: boolean): Promise<Report> {
    const whole = wanted.length === topics.length;
    const clients = await clientsOf(account, migration);
    const before = readReport(await store.report(account));
    const since = whole ? await begin(account, before, alone) : undefined;
    const kept = keeper((found) => merge(account, found));
    const lookParts = {
      zendesk: clients[lookingAs(by, whole, isNight(migration, time.now()))],
      clock: time.now,
      fetchPage,
      helpCenterOf,
      since: since?.resumes ? since.begunAt : undefined,
      keep: kept.keep,
      shares: () => sharesOf(migration, slack),
      addressOf: (user: string) => addressOf(user, slack),
      odd: (error: Error) => log.warn({ account }, error.message),
    };
    const looking = lookThrough(migration, before, lookParts, wanted);
    // Also where the process ends in the middle: what was seen by then is what the next start goes on from.
    await Promise.allSettled([looking]);
    await kept.ended();
    await looking;
    // What was seen is kept already, each at its moment: others may have seen something newer of the first of it since.
    const report = readReport(await merge(account, {}, since ? { lookedAt: since.begunAt, begunAt: undefined } : {}));
    await noteToken(account, migration, report, wanted, store);
    return report;
  }

  /** Only a look of a process that is gone is gone on with: one that is under way here ends by itself. */
  async function begin(
    account: AccountKey,
    { begunAt }: Report,
    alone: boolean,
  ): Promise<{ readonly begunAt: Instant; readonly resumes: boolean }> {
    const now = time.now();
    const resumes = begunAt !== undefined && alone && begunAt <= now && between(begunAt, now) < RESUMED_WITHIN_MS;
    if (resumes) return { begunAt, resumes };
    await merge(account, {}, { begunAt: now });
    return { begunAt: now, resumes };
  }

  return async (account, migration, wanted = topics, by = 'people') => {
    const whole = wanted.length === topics.length;
    if (!whole) return look(account, migration, wanted, by, false);
    const under = wholeLooks.get(account) ?? [];
    const newest = under.at(-1);
    // One that is under way here was not broken off: a round has nothing to add to it.
    if (by === 'rounds' && newest !== undefined) return newest;
    const own = look(account, migration, wanted, by, under.length === 0);
    wholeLooks.set(account, [...under, own]);
    try {
      return await own;
    } finally {
      const left = wholeLooks.get(account)?.filter((other) => other !== own) ?? [];
      if (left.length > 0) wholeLooks.set(account, left);
      else wholeLooks.delete(account);
    }
  };
}

/** By day a whole look has time, also where the cutover asks for it; in the night its gate waits for it. */
function lookingAs(by: Looking, whole: boolean, night: boolean): keyof Clients {
  if (by === 'cutover' && (night || !whole)) return 'forCutover';
  return whole ? 'atLeisure' : 'atOnce';
}

async function noteToken(
  account: AccountKey,
  migration: Migration,
  { readings }: Report,
  wanted: readonly Topic[],
  store: Store,
): Promise<void> {
  if (!wanted.includes('settings') || !migration.connected) return;
  const refused = readings.settings?.status === 'unknown' && readings.settings.why === 'token_refused';
  const works = readings.settings?.status === 'seen';
  await record(store, account, { kind: 'bot' }, (now) => {
    if (refused && !now.tokensRefused) return grant({ type: 'tokens_refused' });
    return works && now.tokensRefused ? grant({ type: 'connected' }) : grant();
  });
}

/** Who of a channel's people has read the links; bots and guests apart. Undefined where the members cannot be seen. */
async function sharesOf(migration: Migration, slack: Slack): Promise<readonly ShareCount[] | undefined> {
  const byChannel = new Map(migration.shares.map((share) => [share.channel, share.readers]));
  try {
    return await Promise.all(
      [...byChannel].map(async ([channel, readers]) => {
        const members = await Promise.all((await slack.members(channel)).slice(0, MEMBERS_LOOKED_UP).map((user) => slack.person(user)));
        const people = members.filter(({ inside }) => inside).map(({ id }) => id);
        return { channel, members: people.length, read: people.filter((user) => readers.includes(user)).length };
      }),
    );
  } catch (error) {
    if (error instanceof SlackRefused || error instanceof SlackUnavailable) return undefined;
    throw error;
  }
}

/** Whoever Slack does not know has no address. */
async function addressOf(user: string, slack: Slack): Promise<{ readonly email: string | undefined } | undefined> {
  try {
    return { email: (await slack.person(user)).email };
  } catch (error) {
    if (error instanceof SlackRefused) return { email: undefined };
    if (error instanceof SlackUnavailable) return undefined;
    throw error;
  }
}

/** Keeps what comes: one write at a time, and what comes meanwhile goes with the next one. A write that fails is told at the end. */
function keeper(save: (found: Readings) => Promise<unknown>) {
  let unsaved: Readings | undefined;
  let saving = false;
  let failed: { readonly error: unknown } | undefined;
  let last: Promise<void> = Promise.resolve();
  const saveAll = async () => {
    saving = true;
    try {
      while (unsaved !== undefined) {
        const part = unsaved;
        unsaved = undefined;
        await save(part);
      }
    } catch (error) {
      failed = { error };
    }
    saving = false;
  };
  return {
    keep: (found: Readings): void => {
      unsaved = { ...unsaved, ...found };
      if (!saving && failed === undefined) last = saveAll();
    },
    ended: async (): Promise<void> => {
      await last;
      if (failed) throw failed.error;
    },
  };
}
