import { createHash } from 'node:crypto';
import { type Report, readReport } from '../../checklist/readings.ts';
import type { AccountKey } from '../../migration/account.ts';
import { type Migration, replay } from '../../migration/migration.ts';
import { between, type Clock, type Instant, MINUTE_MS } from '../../migration/time.ts';
import { DamagedLog, type Store, type StoredPost } from '../../store/port.ts';
import { languageOf, textsIn } from '../locales/texts.ts';
import type { Log } from '../parts.ts';
import type { Scene } from '../request/request.ts';
import { type Message, type Slack, SlackRefused, SlackUnavailable } from '../web/port.ts';
import { type Post, postsOf } from './announce.ts';

export interface DeliverParts {
  readonly store: Store;
  readonly slack: Slack;
  readonly clock: Clock;
  readonly log: Log;
  /** Lets what came in meanwhile go first: drawing one post takes as long as acknowledging a request. */
  readonly turn: () => Promise<void>;
}

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
    // What is new goes first, in its order: it must not wait behind a message that is only redrawn.
    for (const wanted of ['new', 'known'] as const) {
      for (const post of posts) {
        const before = known.get(post.key);
        if ((before?.ts === undefined) !== (wanted === 'new') || (post.over && before?.ts === undefined)) continue;
        const stored = await bringUp(post, before, known, scene, parts);
        if (stored) known.set(post.key, stored);
      }
    }
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

/** Whether something that must be told has been waiting for a minute. */
export async function slackAway(account: AccountKey, { store, clock }: Pick<DeliverParts, 'store' | 'clock'>): Promise<boolean> {
  const posts = await store.posts(account);
  return posts.some((post) => post.ts === undefined && between(post.intendedAt, clock()) > AWAY_AFTER_MS);
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
  const channel = post.channel ?? stored?.channel ?? (await channelOf(scene.migration, parts));
  if (channel === undefined) return stored;
  const thread = post.thread === undefined ? undefined : known.get(post.thread);
  const intended: StoredPost = stored ?? { key: post.key, channel, ts: undefined, sent, intendedAt: parts.clock() };
  if (stored === undefined) await parts.store.savePost(scene.key, intended);
  const threadTs = thread?.channel === channel ? thread.ts : undefined;
  const ts =
    (stored && (await already(post, intended, threadTs, scene, parts))) ?? (await send(post, intended, threadTs, message, scene, parts));
  return ts;
}

/** Looks whether a post that was intended before has gone out. */
async function already(
  post: Post,
  intended: StoredPost,
  thread: string | undefined,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost | undefined> {
  const mark = { account: scene.key, key: post.file ? post.file(scene).name : post.key };
  const found = await parts.slack.find(intended.channel, mark, intended.intendedAt, thread);
  if (found.kind === 'absent') return undefined;
  if (found.kind === 'cannot_look') {
    // Without sight of the history, a person is asked rather than something told twice.
    parts.log.warn(
      { account: scene.key, post: post.key },
      'cannot see whether this was posted: give Ferry channels:history and invite it to the channel',
    );
    return intended;
  }
  const saved = { ...intended, ts: found.ts };
  await parts.store.savePost(scene.key, saved);
  return saved;
}

async function send(
  post: Post,
  intended: StoredPost,
  thread: string | undefined,
  message: Message,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost> {
  try {
    return await sendTo(intended.channel, post, intended, thread, message, scene, parts);
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    const [admin] = scene.migration.team.admin;
    parts.log.warn(
      { account: scene.key, post: post.key, code: error.code },
      'this channel cannot be posted to; the first admin is told instead',
    );
    if (admin === undefined || post.channel !== undefined) return giveUp(intended, scene, parts);
    return toAdmin(admin, post, intended, message, scene, parts);
  }
}

/** The last resort; where Slack refuses that too, what can be told must not wait for what cannot. */
async function toAdmin(
  admin: string,
  post: Post,
  intended: StoredPost,
  message: Message,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost> {
  try {
    const channel = await parts.slack.directChannel(admin);
    return await sendTo(channel, post, { ...intended, channel }, undefined, message, scene, parts);
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.error({ account: scene.key, post: post.key, code: error.code }, 'a post could be told to nobody');
    return giveUp(intended, scene, parts);
  }
}

async function sendTo(
  channel: string,
  post: Post,
  intended: StoredPost,
  thread: string | undefined,
  message: Message,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost> {
  const mark = { account: scene.key, key: post.key };
  let ts: string;
  if (post.file) {
    await parts.slack.upload(channel, thread, post.file(scene));
    ts = 'file';
  } else {
    ts = await parts.slack.post(channel, message, mark, thread);
  }
  const saved = { ...intended, channel, ts };
  await parts.store.savePost(scene.key, saved);
  return saved;
}

/** Nobody can be told here: it is kept as told to nobody, so that it does not hold up what can be told. */
async function giveUp(intended: StoredPost, scene: Scene, parts: DeliverParts): Promise<StoredPost> {
  const saved = { ...intended, ts: 'refused' };
  await parts.store.savePost(scene.key, saved);
  return saved;
}

async function redraw(
  post: Post,
  stored: StoredPost,
  ts: string,
  message: Message,
  sent: string,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost> {
  if (ts === 'file' || ts === 'refused') return stored;
  try {
    await parts.slack.update(stored.channel, ts, message, { account: scene.key, key: post.key });
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.warn({ account: scene.key, post: post.key, code: error.code }, 'a post could not be redrawn');
  }
  const saved = { ...stored, sent };
  await parts.store.savePost(scene.key, saved);
  return saved;
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
