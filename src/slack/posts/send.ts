import { between } from '../../migration/time.ts';
import type { StoredPost } from '../../store/port.ts';
import type { Scene } from '../request/request.ts';
import { type Message, SlackRefused, SlackUnavailable } from '../web/port.ts';
import type { Post } from './announce.ts';
import type { DeliverParts } from './deliver.ts';
import { FILE, isGone, isOpen, MOVED, TOLD_NOBODY, UNSEEN } from './places.ts';

/** A picture or a list takes Slack a second or two. */
const PROCESSED_WITHIN_MS = 15_000;

/** One post on its way, and what it is told with. */
export interface Telling {
  readonly post: Post;
  readonly message: Message;
  readonly thread: string | undefined;
  readonly scene: Scene;
  readonly parts: DeliverParts;
  /** Its channel takes no posts any more: takes along what else is open there, before this post is noted as moved. */
  readonly leave: (channel: string) => Promise<void>;
}

/** Looks whether a post that was intended before has gone out. Undefined: it has not. */
export async function already(intended: StoredPost, { post, thread, scene, parts }: Telling): Promise<StoredPost | undefined> {
  const mark = { account: scene.key, key: post.file ? post.file(scene).name : post.key };
  const found = await parts.slack.find(intended.channel, mark, intended.intendedAt, thread);
  if (found.kind === 'found') return saved({ ...intended, ts: found.ts }, scene, parts);
  if (found.kind === 'absent' && post.file && !post.over) untilProcessed(intended, parts);
  if (found.kind === 'absent' || post.over || post.mayRepeat) return undefined;
  // Without sight of the history, a person is asked rather than something told twice.
  parts.log.warn(
    { account: scene.key, post: post.key, code: found.why },
    'cannot see whether this was posted: give Ferry channels:history and invite it to the channel',
  );
  await parts.unseen(scene.key, { post: post.key, channel: intended.channel, why: found.why });
  return saved({ ...intended, ts: UNSEEN }, scene, parts);
}

/** Slack shows a file only once it has processed it. What this process did not begin may have been completed the moment before it started. */
function untilProcessed({ intendedAt }: StoredPost, { clock, begunAt }: DeliverParts): void {
  const since = intendedAt > begunAt ? intendedAt : begunAt;
  const left = PROCESSED_WITHIN_MS - between(since, clock());
  if (left > 0) throw new SlackUnavailable('a file may still be processed', { retryAfterMs: left });
}

/** To its channel; where that refuses, it is noted as moved and told in person. What is for one person or channel alone is told nowhere else. */
export async function send(intended: StoredPost, telling: Telling): Promise<StoredPost> {
  const { post, scene, parts } = telling;
  try {
    return await sendTo(intended, telling);
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.warn({ account: scene.key, post: post.key, code: error.code }, 'this place cannot be posted to');
    if (post.channel !== undefined || post.person !== undefined) return giveUp(intended, scene, parts);
    return move(intended, error, telling);
  }
}

async function sendTo(intended: StoredPost, { post, thread, message, scene, parts }: Telling): Promise<StoredPost> {
  const { channel } = intended;
  if (post.file) {
    const file = post.file(scene);
    await parts.slack.upload(channel, thread, post.picture ? { ...file, content: await post.picture(scene) } : file);
    return saved({ ...intended, ts: FILE }, scene, parts);
  }
  return saved({ ...intended, ts: await parts.slack.post(channel, message, { account: scene.key, key: post.key }, thread) }, scene, parts);
}

async function move(stored: StoredPost, { code }: SlackRefused, { scene, parts, leave }: Telling): Promise<StoredPost> {
  if (isGone(code)) await leave(stored.channel);
  return saved({ ...stored, ts: MOVED }, scene, parts);
}

/** Nobody can be told here: it is kept as told to nobody, so that it does not hold up what can be told. */
export async function giveUp(intended: StoredPost, scene: Scene, parts: DeliverParts): Promise<StoredPost> {
  return saved({ ...intended, ts: TOLD_NOBODY }, scene, parts);
}

/** Brings a message that is there up to the record. An open one whose channel is gone moves to where people can act on it. */
export async function redraw(stored: StoredPost, ts: string, sent: string, telling: Telling): Promise<StoredPost> {
  const { post, message, scene, parts } = telling;
  try {
    await parts.slack.update(stored.channel, ts, message, { account: scene.key, key: post.key });
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.warn({ account: scene.key, post: post.key, code: error.code }, 'a post could not be redrawn');
    const moves = post.channel === undefined && post.person === undefined && isGone(error.code) && isOpen(post, message);
    if (moves) return move(stored, error, telling);
  }
  return saved({ ...stored, sent }, scene, parts);
}

export async function saved(post: StoredPost, { key }: Scene, { store }: DeliverParts): Promise<StoredPost> {
  await store.savePost(key, post);
  return post;
}
