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
import { type Message, type Slack, SlackRefused, SlackUnavailable } from '../web/port.ts';
import { type Post, postsOf } from './announce.ts';
import type { Unseen } from './outside/unseen.ts';
import { isAddress, isOpen, MOVED, reachesClickers, standing, threadOf } from './places.ts';
import { already, giveUp, redraw, saved, send, type Telling } from './send.ts';

export interface DeliverParts {
  readonly store: Store;
  readonly slack: Slack;
  readonly clock: Clock;
  /** When this process began: what was meant before may have gone out unseen. */
  readonly begunAt: Instant;
  readonly log: Log;
  /** Lets what came in meanwhile go first: drawing one post takes as long as acknowledging a request. */
  readonly turn: () => Promise<void>;
  /** Told when Slack has the request of a line that cannot be taken back. */
  readonly asked: (account: AccountKey, line: string) => Promise<void>;
  /** Told when it cannot be seen whether a post went out before a stop. */
  readonly unseen: (account: AccountKey, post: Unseen) => Promise<void>;
}

/** A click that could not be asked for: as soon as its gate was looked at again. */
const GATE_AGAIN_MS = 2_000;
/** The board shows the click once it is asked for. */
const AT_ONCE_MS = 1;
/** Posts that have waited for Slack longer than this mean that Slack is away. */
const AWAY_AFTER_MS = MINUTE_MS;

/** One delivery: what is to be told, and what is known of it. */
interface Round {
  readonly posts: readonly Post[];
  readonly known: Map<string, StoredPost>;
  readonly scene: Scene;
  readonly parts: DeliverParts;
  /** When to try again, in milliseconds. */
  again: number | undefined;
}

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
    const round: Round = { posts: postsOf(events, migration), known, scene, parts, again: undefined };
    const moved = movedIn(round);
    // What is new goes first, in its order: it must not wait behind a message that is only redrawn. A picture that takes its time goes last.
    await sweep('new', round);
    await sweep('known', round);
    if (movedIn(round) > moved) await sweep('new', round);
    await sweep('picture', round);
    if (round.again !== undefined) return { retryAfterMs: round.again };
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

/** When a post has its turn. */
type Turn = 'new' | 'known' | 'picture';

async function sweep(wanted: Turn, round: Round): Promise<void> {
  for (const post of round.posts) {
    if (await tell(post, wanted, round)) round.again ??= await outcomeOfAsking(post, round);
  }
}

function movedIn({ known }: Round): number {
  return [...known.values()].filter(({ ts }) => ts === MOVED).length;
}

/** Tells a post wherever it stands to be told: where one place refuses, the next is tried. @returns whether there was anything to do */
async function tell(post: Post, wanted: Turn, round: Round): Promise<boolean> {
  const { known, scene } = round;
  const tried = new Set<string>();
  let wasWanted = false;
  for (;;) {
    const next = standing(post, known, scene.migration).find(({ key }) => !tried.has(key));
    if (next === undefined) return wasWanted;
    tried.add(next.key);
    const before = known.get(next.key);
    if (turnOf(next, before) !== wanted || (next.over && before === undefined)) continue;
    wasWanted = true;
    const stored = await bringUp(next, round);
    if (stored) known.set(next.key, stored);
  }
}

function turnOf({ picture }: Post, stored: StoredPost | undefined): Turn {
  if (stored?.ts !== undefined) return 'known';
  return picture ? 'picture' : 'new';
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

/** The record learns that a click was asked for of somebody who may click. One that was not is tried again, after another look at its gate. */
async function outcomeOfAsking(post: Post, { known, scene: { key, migration }, parts }: Round): Promise<number | undefined> {
  const line = post.over || post.asks === undefined ? undefined : lineOf(post.asks, migration);
  if (line === undefined || !isUnasked(line, migration)) return undefined;
  const places = standing(post, known, migration).filter((each) => reachesClickers(each, migration));
  const sent = places.map((each) => known.get(each.key)?.ts);
  if (sent.some(isAddress)) {
    await parts.asked(key, line.key);
    return AT_ONCE_MS;
  }
  return sent.includes(undefined) ? GATE_AGAIN_MS : undefined;
}

async function bringUp(post: Post, round: Round): Promise<StoredPost | undefined> {
  const { known, scene, parts } = round;
  const stored = known.get(post.key);
  if (stored?.ts !== undefined && !(post.live && isAddress(stored.ts))) return stored;
  await parts.turn();
  const message = post.draw(scene);
  const sent = digestOf(message);
  const telling: Telling = { post, message, thread: undefined, scene, parts, leave: (channel) => leave(channel, post.key, round) };
  if (stored?.ts !== undefined) return stored.sent === sent ? stored : redraw(stored, stored.ts, sent, telling);
  if (stored === undefined && !mayGo(post, scene, parts)) return undefined;
  const intended = stored ?? (await intend(post, sent, scene, parts));
  if (intended === undefined || intended.ts !== undefined) return intended;
  const inThread = { ...telling, thread: threadOf(post, intended.channel, known) };
  const found = stored && (await already(intended, inThread));
  if (found) return found;
  if (post.over) return giveUp(intended, scene, parts);
  return mayGo(post, scene, parts) ? send(intended, inThread) : stored;
}

/** Stores that a post is about to be sent, and where to. Without a channel it is told in person; undefined while there is nobody to be told. */
async function intend(post: Post, sent: string, scene: Scene, parts: DeliverParts): Promise<StoredPost | undefined> {
  const { key, person } = post;
  const intent = { key, sent, ts: undefined, intendedAt: parts.clock() };
  const channel = post.channel ?? post.home ?? channelOf(scene.migration);
  if (person === undefined && channel === undefined)
    return scene.migration.team.admin.length === 0 ? undefined : saved({ ...intent, channel: '', ts: MOVED }, scene, parts);
  try {
    return await saved(
      { ...intent, channel: person === undefined ? (channel ?? '') : await parts.slack.directChannel(person) },
      scene,
      parts,
    );
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    parts.log.warn({ account: scene.key, post: key, code: error.code }, 'this person cannot be written to');
    return giveUp({ ...intent, channel: person ?? '' }, scene, parts);
  }
}

/** Everything in a channel that people can still act on moves with the first post that found the channel gone. */
async function leave(channel: string, first: string, { posts, known, scene, parts }: Round): Promise<void> {
  for (const post of posts.flatMap((each) => standing(each, known, scene.migration))) {
    const stored = known.get(post.key);
    const isThere = post.channel === undefined && stored?.channel === channel && isAddress(stored.ts);
    if (stored === undefined || !isThere || post.key === first || !isOpen(post, post.draw(scene))) continue;
    known.set(post.key, await saved({ ...stored, ts: MOVED }, scene, parts));
  }
}

/** What cannot be taken back is asked for on a look at its gate from a moment ago, by the clock of this very moment. */
function mayGo({ asks }: Post, { migration }: Scene, { clock }: DeliverParts): boolean {
  const line = asks === undefined ? undefined : lineOf(asks, migration);
  return asks === undefined || (line !== undefined && mayBeAsked(line, migration, clock()));
}

/** The account's channel: the setting, else where its first window was set. */
function channelOf({ settings, homeChannel }: Migration): string | undefined {
  return settings['channel'] || homeChannel || undefined;
}

function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('hex');
}
