import { createHash } from 'node:crypto';
import { type Report, readReport } from '../../checklist/readings.ts';
import { isUnasked, mayBeAsked } from '../../cutover/control/asking.ts';
import { lineOf } from '../../cutover/steps/steps.ts';
import type { AccountKey } from '../../migration/account.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { between, type Clock, type Instant, MINUTE_MS } from '../../migration/time.ts';
import { DamagedLog, type Store, type StoredPost } from '../../store/port.ts';
import { languageOf, textsIn } from '../locales/texts.ts';
import type { Log } from '../parts.ts';
import type { Scene } from '../request/request.ts';
import { type Message, type Slack, SlackUnavailable } from '../web/port.ts';
import { type Post, postsOf } from './announce.ts';
import { already, giveUp, redraw, send, TOLD_NOBODY } from './send.ts';

export interface DeliverParts {
  readonly store: Store;
  readonly slack: Slack;
  readonly clock: Clock;
  readonly log: Log;
  /** Lets what came in meanwhile go first: drawing one post takes as long as acknowledging a request. */
  readonly turn: () => Promise<void>;
  /** Told when Slack has the request of a line that cannot be taken back. */
  readonly asked: (account: AccountKey, line: string) => Promise<void>;
}

/** A click that could not be asked for: as soon as its gate was looked at again. */
const GATE_AGAIN_MS = 2_000;
/** The board shows the click once it is asked for. */
const AT_ONCE_MS = 1;
/** Posts that have waited for Slack longer than this mean that Slack is away. */
const AWAY_AFTER_MS = MINUTE_MS;

/**
 * Brings an account's posts up to its log: what is missing is posted in order, what has changed is redrawn.
 * The intent is stored before a post is sent; after a restart Slack's history is asked for it before it is sent again.
 * @returns when to try again, or undefined when everything is told
 */
export async function deliver(account: AccountKey, parts: DeliverParts): Promise<{ readonly retryAfterMs: number } | undefined> {
  const { store, log } = parts;
  try {
    const events = await store.read(account);
    const migration = replay(events);
    const scene = sceneOf(account, migration, readReport(await store.report(account)), parts.clock());
    const known = new Map((await store.posts(account)).map((post) => [post.key, post]));
    const posts = postsOf(events, migration);
    let again: number | undefined;
    // What is new goes first, in its order: it must not wait behind a message that is only redrawn.
    for (const wanted of ['new', 'known'] as const) {
      for (const post of posts) {
        const before = known.get(post.key);
        if ((before?.ts === undefined) !== (wanted === 'new') || (post.over && before === undefined)) continue;
        const stored = await bringUp(post, before, known, scene, parts);
        if (stored) known.set(post.key, stored);
        again ??= await outcomeOfAsking(post, stored, scene, parts);
      }
    }
    if (again !== undefined) return { retryAfterMs: again };
    await store.delivered(account, migration.version);
    return undefined;
  } catch (error) {
    if (error instanceof SlackUnavailable) {
      // Being asked to wait is Slack's ordinary pace; not being heard is not.
      if (error.retryAfterMs === undefined) log.warn({ account }, error.message);
      else log.info({ account, retryAfterMs: error.retryAfterMs }, error.message);
      return { retryAfterMs: error.retryAfterMs ?? 5_000 };
    }
    if (error instanceof DamagedLog) return undefined;
    throw error;
  }
}

/** The scene of a channel: in the account's language. */
export function sceneOf(key: AccountKey, migration: Migration, report: Report, now: Instant): Scene {
  return { key, migration, report, now, texts: textsIn(languageOf(migration.settings['language'])) };
}

/** Whether something that must be told has been waiting for a minute. A click's request waits for its gate, and must not hold the gate. */
export async function slackAway(account: AccountKey, { store, clock }: Pick<DeliverParts, 'store' | 'clock'>): Promise<boolean> {
  const posts = await store.posts(account);
  return posts.some(({ key, ts, intendedAt }) => ts === undefined && !OF_A_CLICK.test(key) && between(intendedAt, clock()) > AWAY_AFTER_MS);
}

const OF_A_CLICK = /^ask:\d+:rb-0-(?:click|swap):/;

/** The record learns that a click was asked for. One that was not is tried again, after another look at its gate. */
async function outcomeOfAsking(
  { asks, over }: Post,
  stored: StoredPost | undefined,
  { key, migration }: Scene,
  { asked }: DeliverParts,
): Promise<number | undefined> {
  const line = over || asks === undefined ? undefined : lineOf(asks, migration);
  if (line === undefined || !isUnasked(line, migration)) return undefined;
  if (stored?.ts === undefined) return GATE_AGAIN_MS;
  if (stored.ts === TOLD_NOBODY) return undefined;
  await asked(key, line.key);
  return AT_ONCE_MS;
}

async function bringUp(
  post: Post,
  stored: StoredPost | undefined,
  known: ReadonlyMap<string, StoredPost>,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost | undefined> {
  if (stored?.ts !== undefined && !post.live) return stored;
  await parts.turn();
  const message = post.draw(scene);
  const sent = digestOf(message);
  if (stored?.ts !== undefined) return stored.sent === sent ? stored : redraw(post, stored, stored.ts, message, sent, scene, parts);
  if (stored === undefined && !mayGo(post, scene, parts)) return undefined;
  const channel = post.channel ?? stored?.channel ?? (await placeOf(post, scene.migration, parts));
  if (channel === undefined) return stored;
  const thread = post.thread === undefined ? undefined : known.get(post.thread);
  const intended: StoredPost = stored ?? { key: post.key, channel, ts: undefined, sent, intendedAt: parts.clock() };
  if (stored === undefined) await parts.store.savePost(scene.key, intended);
  const threadTs = thread?.channel === channel ? thread.ts : undefined;
  const found = stored && (await already(post, intended, threadTs, scene, parts));
  if (found) return found;
  if (post.over) return giveUp(intended, scene, parts);
  return mayGo(post, scene, parts) ? send(post, intended, threadTs, message, scene, parts) : stored;
}

/** What cannot be taken back is asked for on a look at its gate from a moment ago, by the clock of this very moment. */
function mayGo({ asks }: Post, { migration }: Scene, { clock }: DeliverParts): boolean {
  const line = asks === undefined ? undefined : lineOf(asks, migration);
  return asks === undefined || (line !== undefined && mayBeAsked(line, migration, clock()));
}

function placeOf({ person }: Post, migration: Migration, parts: DeliverParts): Promise<string | undefined> {
  return person === undefined ? channelOf(migration, parts) : parts.slack.directChannel(person);
}

/** The account's channel: the setting, else where its first window was set, else the first admin's direct messages. */
async function channelOf(migration: Migration, { slack }: DeliverParts): Promise<string | undefined> {
  const channel = migration.settings['channel'] || migration.homeChannel;
  if (channel) return channel;
  const [admin] = migration.team.admin;
  return admin === undefined ? undefined : slack.directChannel(admin);
}

function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('hex');
}
