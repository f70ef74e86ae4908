import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Happening } from '../../src/migration/events.ts';
import type { PaperNight } from './paper-night.ts';

/** What a night leaves behind. */
export interface Outcome {
  readonly facts: readonly string[];
  /** Posts as they stand at the end, each below its key, without numbers: moments and versions differ. */
  readonly posts: readonly string[];
  readonly files: number;
  readonly written: readonly string[];
  /** How often something was told as unknown: then people are asked for more, and less is shown. */
  readonly doubts: number;
}

/** Reads it from the log, Slack and Zendesk; nothing may have gone out twice. */
export async function outcomeOf({ bot, world }: PaperNight): Promise<Outcome> {
  const events = await bot.events();
  bot.end();
  const posts = world.posts();
  const files = world.files();
  const keys = posts.map(({ key }) => key);
  expect(keys, 'a post went out twice').toEqual([...new Set(keys)]);
  expect(files, 'a file went out twice').toEqual([...new Set(files)]);
  const texts = posts
    .map(({ key, text, blocks }) => `${key.replaceAll(/:\d+/g, ':#')}\n${`${text}\n${JSON.stringify(blocks)}`.replaceAll(/\d+/g, '#')}`)
    .map(asEver);
  const doubts = events.filter(isDoubt).length;
  return { facts: factsOf(events), posts: texts.toSorted(), files: files.length, written: world.written().toSorted(), doubts };
}

/** The list of what can be undone is told once, with Chat's limit as it stood then: lowered, or put back already. */
function asEver(post: string): string {
  return post.startsWith('rolled:') ? post.replaceAll(/Chat limit: [^"\\]*/g, 'Chat limit') : post;
}

function isDoubt(each: Happening): boolean {
  switch (each.type) {
    case 'live_chats_read':
      return each.live.status === 'unknown';
    case 'live_agents_read':
      return each.agents.status === 'unknown';
    case 'widget_read':
      return each.widget === 'unknown';
    case 'keys_read':
      return each.keys === 'unknown';
    case 'gate_looked':
      return each.blockers.some(({ why }) => why === 'unreachable' || why === 'undelivered');
    default:
      return false;
  }
}

/** What has to be the same however often the bot was killed: everything but moments and readings that come again. */
function factsOf(happened: readonly Happening[]): readonly string[] {
  const comesAgain = ['live_chats_read', 'live_agents_read', 'widget_read', 'keys_read', 'gate_looked', 'write_tried', 'undo_tried'];
  return happened
    .filter(({ type }) => !comesAgain.includes(type))
    .map((each) => JSON.stringify(each, (name, value: unknown) => (['saw', 'sight', 'opensAt'].includes(name) ? undefined : value)))
    .toSorted();
}

/** What a night's outcome has that another's has not, and the other way round, each as often as it is so. */
export interface Differences {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

export function between(these: readonly string[], those: readonly string[]): Differences {
  return { more: without(these, those), less: without(those, these) };
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = Map.groupBy(those, (each) => each);
  return these.filter((each) => left.get(each)?.pop() === undefined);
}

/** All in which two outcomes differ, for people. */
export function differences(outcome: Outcome, other: Outcome): readonly string[] {
  if (isDeepStrictEqual(outcome, other)) return [];
  const { more, less } = between(linesOf(outcome), linesOf(other));
  return [...more.map((line) => `more: ${line}`), ...less.map((line) => `less: ${line}`)];
}

function linesOf({ facts, posts, files, written, doubts }: Outcome): readonly string[] {
  return [...facts, ...posts, ...written, `${files} files`, `${doubts} readings told as unknown`];
}

/**
 * Whoever was cut off while reporting a step need not report it again once it is seen: then the record lacks their word, and the request
 * in Slack shows what was seen instead. All else is the same.
 */
export function withoutWordsFor(lines: readonly string[], { facts, posts, ...rest }: Outcome): Outcome {
  const isOf = (text: string) => lines.some((line) => text.includes(`"step":"${line}"`));
  const asks = (post: string) => lines.some((line) => (post.split('\n')[0] ?? '').includes(`ask:#:${line}`));
  return {
    ...rest,
    facts: facts
      .filter((fact) => !(isOf(fact) && fact.includes('"step_said"')))
      .map((fact) => (isOf(fact) ? fact.replace(/,"how":"\w+"/, '') : fact)),
    posts: posts.map((post) => (asks(post) ? (post.split('\n')[0] ?? '') : onBoard(lines, post))).toSorted(),
  };
}

/** The board names a turn's word, or where there is none what was seen. */
function onBoard(lines: readonly string[], post: string): string {
  const brands = lines.flatMap((line) => line.split(':')[1] ?? []);
  if (!post.startsWith('board:') || brands.length === 0) return post;
  return post.replaceAll(
    new RegExp(`(${brands.join('|')}): ([^\\\\—]+) — (?:said by <@\\w+>; seen #:#|seen \\(messaging\\))`, 'g'),
    '$1: $2 — seen',
  );
}
