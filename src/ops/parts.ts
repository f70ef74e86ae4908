import { randomInt } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import PQueue from 'p-queue';
import { noteAsked } from '../cutover/control/asking.ts';
import { advance, type RunnerParts } from '../cutover/runner.ts';
import type { AccountKey, Subdomain } from '../migration/account.ts';
import type { Migration } from '../migration/migration.ts';
import { later } from '../migration/time.ts';
import type { ListenerParts } from '../slack/listening/parts.ts';
import { languageOf, textsIn } from '../slack/locales/texts.ts';
import type { Log } from '../slack/parts.ts';
import { deliver, slackAway } from '../slack/posts/deliver.ts';
import { noteUnseen, type Unseen } from '../slack/posts/outside/unseen.ts';
import { budgetOf } from '../slack/settings.ts';
import { type Slack, SlackRefused, SlackUnavailable } from '../slack/web/port.ts';
import { slackWeb } from '../slack/web/web-client.ts';
import { accountAt } from '../store/account-at.ts';
import { DamagedLog, type Store } from '../store/port.ts';
import { queuePerKey } from '../store/queue.ts';
import { record } from '../store/record.ts';
import { inTurns, type Turn, turnstile } from '../store/turns.ts';
import type { Vault } from '../store/vault.ts';
import { againstPlan } from '../window/against.ts';
import { historyKeeper } from '../window/history/keeper.ts';
import { type Credentials, credentialsShape } from '../zendesk/credentials.ts';
import { baseOf } from '../zendesk/http/address.ts';
import { GivenUp } from '../zendesk/port.ts';
import type { Time } from './clock.ts';
import type { Config } from './config.ts';
import type { Counting } from './http/counting.ts';
import { readingPages, type WaysOut } from './http/public-page.ts';
import { looker, merger } from './rounds/look.ts';
import { tellRehearsed } from './rounds/rehearsed.ts';
import { countedFetch } from './slack/counted-fetch.ts';
import { openStorage } from './storage.ts';
import { zendeskFor } from './zendesk.ts';

/** Everything, put together: the only place that knows which adapter stands behind which port. */
export interface Parts extends ListenerParts {
  readonly store: Store;
  readonly vault: Vault;
  readonly runner: RunnerParts;
  readonly lookInRounds: RunnerParts['lookAgain'];
  /** Resolves when no account is being moved any more. */
  readonly idle: () => Promise<void>;
}

/** What the parts are put into. */
export interface Surroundings {
  readonly log: Log;
  readonly metrics: Counting;
  readonly team: () => string;
  /** The process ends: nothing is read or waited for any more. */
  readonly ends: AbortSignal;
  /** Where pages are found: the Internet, unless a world without one stands in for it. */
  readonly waysOut?: WaysOut | undefined;
}

/** A log that cannot be read is tried again: somebody may have restored it. */
const DAMAGED_AGAIN_MS = 60_000;
const LOOKS_FOR_PEOPLE = 2;
/** The other account is moved in a turn of its own. */
const AT_ONCE_MS = 1;
const ANSWER_TIMEOUT_MS = 5_000;

/** @throws StoreUnavailable when the database cannot be opened */
export async function openParts(config: Config, time: Time, { log, metrics, team, ends, waysOut }: Surroundings): Promise<Parts> {
  const { store: opened, vault } = await openStorage(config, time);
  const store = counted(opened, metrics);
  const turn = turnstile();
  const unhurried = inTurns(store, turn);
  const slack = slackOf(config, time, team, countedFetch(metrics));
  const zendesk = zendeskFor(config, time, (answered) => metrics.zendeskAnswered(answered), ends);
  const clientsOf = async (account: AccountKey, migration: Migration) => {
    if (migration.account === undefined) throw new Error(`${account} has not been added`);
    return zendesk(migration.account.subdomain, await credentialsOf(account, vault, log), budgetOf(migration));
  };
  const zendeskOf = async (account: AccountKey, migration: Migration) => (await clientsOf(account, migration)).atOnce;
  const helpCenterOf = (brand: Subdomain) => `${baseOf(config.zendeskUrl, brand)}/hc`;
  const fetchPage = readingPages(ends, waysOut);
  const merge = merger(unhurried);
  const lookAgain = looker({ store: unhurried, time, slack, clientsOf, helpCenterOf, fetchPage, log }, merge);
  // A busy channel must not flood Zendesk nor hold up the next acknowledgement; the night's own looks never wait here.
  const forPeople = new PQueue({ concurrency: LOOKS_FOR_PEOPLE });
  const histories = historyKeeper({ store: unhurried, zendeskOf, clock: time.now });
  const runner: RunnerParts = {
    store: unhurried,
    clock: time.now,
    zendeskOf: async (account, migration) => (await clientsOf(account, migration)).forCutover,
    notesOf: ({ settings }) => textsIn(languageOf(settings['language'])).cutover.flows.notes,
    lookAgain: (account, migration, topics) => lookAgain(account, migration, topics, 'cutover'),
    fetchPage,
    slackAway: async (account) => (await slackAway(account, { store: unhurried, clock: time.now })) || !(await slack.hears()),
    windowAgainst: againstPlan,
    hasLeft: (user) => hasLeft(user, slack),
    topUp: (account, migration) => histories.topUp(account, migration),
    looked: new Map(),
  };
  return {
    store,
    vault,
    runner,
    lookInRounds: (account, migration, topics) => lookAgain(account, migration, topics, 'rounds'),
    slack,
    log,
    clock: time.now,
    admins: config.admins,
    record: (account, by, decide) => record(store, account, by, decide),
    accountAt: (host, own) => accountAt(host, store, own),
    lookAgain: (...asked) => forPeople.add(() => lookAgain(...asked)),
    keepShown: async (account, shown) => void (await merge(account, {}, { shown })),
    readHistory: (...asked) => histories.read(...asked),
    ...settler({ store: unhurried, slack, time, log, runner, turn }),
    turn,
    archiveSecrets: (account) => vault.forget(account),
    respond,
    fetchPage,
    breathe: () => new Promise((resolve) => setTimeout(resolve, 1)),
    reference: () =>
      randomInt(36 ** 5, 36 ** 6)
        .toString(36)
        .toUpperCase(),
  };
}

/** Silence of Slack's is no leaving. */
async function hasLeft(user: string, slack: Slack): Promise<boolean> {
  try {
    return (await slack.person(user)).left;
  } catch (error) {
    if (error instanceof SlackRefused) return error.code === 'user_not_found';
    if (error instanceof SlackUnavailable) return false;
    throw error;
  }
}

/** Two clients: one that answers people, one for posts, so that a 429 on a post delays no modal. */
function slackOf(config: Config, time: Time, team: () => string, fetch: ReturnType<typeof countedFetch>): Slack {
  const token = config.slack.botToken.reveal();
  const { apiUrl: slackApiUrl } = config.slack;
  const options = { slackApiUrl, fetch, rejectRateLimitedCalls: true, retryConfig: { retries: 0 }, timeout: 10_000 };
  return slackWeb({ quick: new WebClient(token, options), posts: new WebClient(token, options), clock: time.now, team });
}

/** Advances an account and brings its posts up to date: one at a time for each account, and never an exception. */
function settler({
  store,
  slack,
  time,
  log,
  runner,
  turn,
}: {
  readonly store: Store;
  readonly slack: Slack;
  readonly time: Time;
  readonly log: Log;
  readonly runner: RunnerParts;
  readonly turn: Turn;
}) {
  const queue = queuePerKey();
  const begunAt = time.now();
  const running = new Set<Promise<void>>();
  const asked = async (account: AccountKey, line: string) =>
    void (await record(store, account, { kind: 'bot' }, (migration) => noteAsked(migration, line)));
  const unseen = async (account: AccountKey, post: Unseen) =>
    void (await record(store, account, { kind: 'bot' }, (migration) => noteUnseen(migration, post)));
  const move = async (account: AccountKey): Promise<void> => {
    try {
      const moved = await advance(account, runner);
      const told = await tellRehearsed(account, moved, (...asked) => record(store, ...asked));
      const again = await deliver(account, { store, slack, clock: time.now, begunAt, log, turn, asked, unseen });
      for (const other of told) time.at(later(time.now(), AT_ONCE_MS), () => void settle(other));
      if (again) time.at(later(time.now(), again.retryAfterMs), () => void settle(account));
    } catch (error) {
      // What was begun is in the record: the next start looks before it goes on.
      if (error instanceof GivenUp) return log.info({ account }, error.message);
      if (error instanceof DamagedLog) await store.rest(account, error.version, later(time.now(), DAMAGED_AGAIN_MS));
      log.error({ account, error }, 'an account could not be moved; it is tried again');
    }
  };
  const settle = async (account: AccountKey): Promise<void> => {
    const moved = queue(account, () => move(account));
    running.add(moved);
    await moved;
    running.delete(moved);
  };
  return { settle, idle: async () => void (await Promise.all(running)) };
}

/** Without a readable secret nothing is looked up by it: the findings say so, and the log says why. */
async function credentialsOf(account: AccountKey, vault: Vault, log: Log): Promise<Credentials | undefined> {
  try {
    const kept = await vault.get(account);
    return kept && credentialsShape.parse(JSON.parse(kept.reveal()));
  } catch (error) {
    log.error({ account, error }, 'the credentials of an account cannot be read');
    return undefined;
  }
}

function counted(store: Store, metrics: Counting): Store {
  return {
    ...store,
    async append(account, after, by, happened) {
      const events = await store.append(account, after, by, happened);
      metrics.appended(events);
      return events;
    },
  };
}

/** An answer for one person, at the address that came with their request. */
async function respond(responseUrl: string, { text, blocks }: Parameters<ListenerParts['respond']>[1]): Promise<void> {
  // Loaded with the first answer: its files would hold up the connection to Slack at the start.
  const { default: axios } = await import('axios');
  await axios.post(
    responseUrl,
    { response_type: 'ephemeral', replace_original: false, text, blocks },
    { timeout: ANSWER_TIMEOUT_MS, maxRedirects: 0 },
  );
}
