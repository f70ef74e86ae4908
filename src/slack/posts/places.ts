import type { Migration } from '../../migration/migration.ts';
import { people } from '../../migration/roles.ts';
import type { StoredPost } from '../../store/port.ts';
import { context } from '../blocks/frame.ts';
import type { Message } from '../web/port.ts';
import type { Post } from './announce.ts';

/** Addresses of posts that have none in Slack. Nobody could be told. */
export const TOLD_NOBODY = 'refused';
/** Its channel takes no posts (any more): it is told in person, under keys of its own. */
export const MOVED = 'moved';
/** Whether it went out before a stop cannot be seen: an admin decides whether it is posted again. */
export const UNSEEN = 'unseen';
/** A file has no address that is kept. */
export const FILE = 'file';

const NO_ADDRESS: readonly string[] = [TOLD_NOBODY, MOVED, UNSEEN, FILE];

/** Whether there is a message at this address that can be redrawn. */
export function isAddress(ts: string | undefined): ts is string {
  return ts !== undefined && !NO_ADDRESS.includes(ts);
}

/** Slack's words for a channel that takes no posts any more. https://docs.slack.dev/reference/methods/chat.update knows it as `is_inactive`. */
const GONE = new Set(['is_archived', 'is_inactive', 'channel_not_found', 'not_in_channel']);

export function isGone(code: string): boolean {
  return GONE.has(code);
}

type Known = ReadonlyMap<string, StoredPost>;

/**
 * The post as it stands to be told: itself, or what took its place. What cannot be in the channel goes to the first admin who can be
 * told, and what asks for the keyboard to those who are to be there as well.
 */
export function standing(post: Post, known: Known, migration: Migration): readonly Post[] {
  const stored = known.get(post.key);
  if (stored?.ts === UNSEEN && migration.unseen[post.key]?.again) return standing({ ...post, key: `${post.key}+again` }, known, migration);
  return stored?.ts === MOVED ? inPerson(post, stored.channel, known, migration) : [post];
}

function inPerson(post: Post, channel: string, known: Known, { team }: Migration): readonly Post[] {
  const admin = adminFor(post.key, known, team.admin);
  const duty = post.duty ? people(team, 'operator', 'backup').filter((user) => user !== admin) : [];
  const draw: Post['draw'] = (scene) => withNote(post.draw(scene), scene.texts.cutover.outside.movedHere(scene.key, channel));
  return [
    ...(admin === undefined ? [] : [{ ...post, draw, key: `${post.key}~${admin}`, person: admin }]),
    ...duty.map((user) => ({ ...post, draw, key: `${post.key}@${user}`, person: user })),
  ];
}

/** Who was told before stays the one; else the next who was not tried in vain. */
function adminFor(key: string, known: Known, admins: readonly string[]): string | undefined {
  const before = [...known.values()].find((post) => post.key.startsWith(`${key}~`) && post.ts !== TOLD_NOBODY);
  return before?.key.slice(key.length + 1) ?? admins.find((user) => !known.has(`${key}~${user}`));
}

function withNote({ text, blocks }: Message, note: string): Message {
  return { text, blocks: [...blocks.slice(0, MOST_BLOCKS - 1), context(note)] };
}

/** Slack's limit for one message. */
const MOST_BLOCKS = 50;

/** The message whose thread a post belongs to, where that is in the same place. */
export function threadOf({ thread }: Post, channel: string, known: Known): string | undefined {
  if (thread === undefined) return undefined;
  const isIt = ({ key, ts, channel: place }: StoredPost) =>
    isAddress(ts) && place === channel && (key === thread || /^[~+@]/.test(key.slice(thread.length)));
  return [...known.values()].find((post) => post.key.startsWith(thread) && isIt(post))?.ts;
}

/** What people can still act on, or look at for how things stand. */
export function isOpen({ key, live, over }: Post, { blocks }: Message): boolean {
  const asks = blocks.some((block) => block.type === 'actions' || (block.type === 'section' && block.accessory !== undefined));
  return live && !over && (asks || key.startsWith('board:'));
}

/** Whether somebody who may click has this request. */
export function reachesClickers({ person }: Post, { team }: Migration): boolean {
  return person === undefined || people(team, 'operator', 'backup').includes(person);
}
