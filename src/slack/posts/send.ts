import type { StoredPost } from '../../store/port.ts';
import type { Scene } from '../request/request.ts';
import { type Message, SlackRefused } from '../web/port.ts';
import type { Post } from './announce.ts';
import type { DeliverParts } from './deliver.ts';

/** Address of a post that nobody could be told. */
export const TOLD_NOBODY = 'refused';

/** Looks whether a post that was intended before has gone out. */
export async function already(
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

/** To its channel, or to the first admin where that refuses. */
export async function send(
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
    if (admin === undefined || post.channel !== undefined || post.person !== undefined) return giveUp(intended, scene, parts);
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
    const file = post.file(scene);
    await parts.slack.upload(channel, thread, post.picture ? { ...file, content: await post.picture(scene) } : file);
    ts = 'file';
  } else {
    ts = await parts.slack.post(channel, message, mark, thread);
  }
  const saved = { ...intended, channel, ts };
  await parts.store.savePost(scene.key, saved);
  return saved;
}

/** Nobody can be told here: it is kept as told to nobody, so that it does not hold up what can be told. */
export async function giveUp(intended: StoredPost, scene: Scene, parts: DeliverParts): Promise<StoredPost> {
  const saved = { ...intended, ts: TOLD_NOBODY };
  await parts.store.savePost(scene.key, saved);
  return saved;
}

/** Brings a message that is there up to the record. */
export async function redraw(
  post: Post,
  stored: StoredPost,
  ts: string,
  message: Message,
  sent: string,
  scene: Scene,
  parts: DeliverParts,
): Promise<StoredPost> {
  if (ts === 'file' || ts === TOLD_NOBODY) return stored;
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
