import { expect } from 'vitest';
import { steps } from '../../src/cutover/steps/steps.ts';
import { between, type Differences, type Outcome } from './paper-outcome.ts';

/**
 * What accidents left in the record of a night, line by line: `said` where a word stands for what was not seen, `told` where it was told as
 * late or unreachable, `held` where a brand's phrase or click was taken back and came again; and how many readings were told as unknown.
 */
export interface Traces {
  readonly lines: ReadonlyMap<string, 'said' | 'told' | 'held'>;
  readonly unknown: number;
}

/** A fact as far as it is looked into here. */
interface Fact {
  readonly type: string;
  readonly step?: string;
  readonly item?: string;
  readonly brand?: string;
}

/** One accident fails one reading, which a gate and the reading's own event may both tell. */
const UNKNOWN_EACH = 2;

/** Checks that accidents left honest traces, no more of them than there were accidents, and that all else is the same to the letter. */
export function expectHonest(outcome: Outcome, undisturbed: Outcome, accidents: readonly string[]): Traces {
  const { traces, strange } = tracesOf(outcome, undisturbed);
  const what = accidents.join('\n');
  expect.soft(strange, what).toEqual([]);
  expect.soft([outcome.files, outcome.written], what).toEqual([undisturbed.files, undisturbed.written]);
  expect.soft(traces.lines.size, what).toBeLessThanOrEqual(accidents.length);
  expect.soft(traces.unknown, what).toBeLessThanOrEqual(UNKNOWN_EACH * accidents.length);
  return traces;
}

function tracesOf(outcome: Outcome, undisturbed: Outcome): { readonly traces: Traces; readonly strange: readonly string[] } {
  const facts = between(outcome.facts, undisturbed.facts);
  const lines = linesOf(facts);
  const unknown = Math.max(0, outcome.doubts - undisturbed.doubts);
  const shown = (posts: readonly string[]) =>
    posts.map((post) => (unknown > 0 && isOfReading(post) ? keyOf(post) : lines.size > 0 && isBoard(post) ? withoutHow(post) : post));
  const posts = between(shown(outcome.posts), shown(undisturbed.posts));
  // Late for another reason: what it waits for could not be looked up.
  const otherwiseLate = [posts.more, posts.less].map((side) => side.filter((post) => LATE.test(keyOf(post))).length);
  if (otherwiseLate[0] !== 0 && otherwiseLate[0] === otherwiseLate[1]) lines.set('late', 'told');
  const strange = [
    ...[...facts.more, ...facts.less].filter((fact) => !isOf(lines, fact, facts)),
    ...[...posts.more, ...posts.less].filter((post) => !isPostOf(lines, post)),
  ];
  return { traces: { lines, unknown }, strange };
}

const read = (fact: string) => JSON.parse(fact) as Fact; // factsOf wrote it

/** The lines on which something honest differs; a brand that was held is one of them. */
function linesOf({ more, less }: Differences): Map<string, 'said' | 'told' | 'held'> {
  const lines = new Map<string, 'said' | 'told' | 'held'>();
  for (const { type, step } of [...more, ...less].map(read)) if (type === 'step_said' && step !== undefined) lines.set(step, 'said');
  for (const step of doneOtherwise({ more, less })) lines.set(step, 'said');
  for (const { type, step } of [...more, ...less].map(read)) if (type === 'step_late' && step !== undefined) lines.set(step, 'told');
  for (const { type, step, brand } of more.map(read)) {
    if (type === 'phrase_void') lines.set(brand ?? '', 'held');
    if (type === 'step_withdrawn') lines.set(step?.split(':')[1] ?? '', 'held');
  }
  return lines;
}

const HELD_AGAIN = /^(phrase|rb-15m-final-gate:.*|rb-0-(click|swap):.*)$/;

/** Whether a fact differs because of one of these lines. */
function isOf(lines: ReadonlyMap<string, string>, fact: string, { more, less }: Differences): boolean {
  const { type, step = '', item, brand = '' } = read(fact);
  // What was taken back comes again: the phrase, and of that brand the gate and the click.
  const isHeld = more.includes(fact) && HELD_AGAIN.test(step || 'phrase') && lines.get(step.split(':')[1] ?? brand) === 'held';
  switch (type) {
    case 'step_said':
    case 'step_late':
      return lines.has(step);
    case 'item_said':
      return [...lines.keys()].some((line) =>
        steps.some(({ id, items }) => id === line.split(':')[0] && items.some((each) => each === item)),
      );
    case 'step_done':
      return doneOtherwise({ more, less }).includes(step) || isHeld;
    case 'phrase_void':
    case 'step_withdrawn':
      return more.includes(fact);
    case 'phrase_typed':
    case 'step_begun':
      return isHeld;
    default:
      return false;
  }
}

/** Lines that were seen in one night and said in the other. */
function doneOtherwise({ more, less }: Differences): readonly string[] {
  const done = (side: readonly string[]) => side.map(read).flatMap(({ type, step }) => (type === 'step_done' && step ? [step] : []));
  const [here, there] = [done(more), done(less)];
  return here.filter((step) => [here, there].every((side) => side.filter((each) => each === step).length === 1));
}

/** Whether a post differs because of one of these lines: its request, what was told as late, or that a phrase was taken back. */
function isPostOf(lines: ReadonlyMap<string, string>, post: string): boolean {
  const key = keyOf(post);
  const [, line = ''] = /ask:#:([\w.:#-]+)/.exec(key) ?? [];
  const kinds = new Set(lines.values());
  if (line !== '') return lines.has(line) || lines.get(line.split(':')[1] ?? '') === 'held';
  if (LATE.test(key)) return kinds.has('told');
  return /void:#/.test(key) && kinds.has('held');
}

const LATE = /late:#/;
const keyOf = (post: string) => post.split('\n')[0] ?? '';

/** A reading that failed is told as unknown, with who may stand in for it. */
const isOfReading = (post: string) => /reading:#/.test(keyOf(post));

const isBoard = (post: string) => /board:#/.test(keyOf(post));

/** The board names of each line whether it was seen or said. */
function withoutHow(board: string): string {
  return board.replaceAll(/ — (?:seen|said by)[^"\\]*/g, '');
}

/** A night of accidents, and what they left. */
export interface Judged {
  readonly accidents: readonly string[];
  readonly traces: Traces;
}

export function tally(nights: readonly Judged[]): string {
  const accidents = nights.reduce((sum, each) => sum + each.accidents.length, 0);
  const same = nights.filter(({ traces }) => traces.lines.size === 0 && traces.unknown === 0).length;
  const count = (kind: 'said' | 'told' | 'held') =>
    nights.reduce((sum, { traces }) => sum + [...traces.lines.values()].filter((each) => each === kind).length, 0);
  const unknown = nights.reduce((sum, { traces }) => sum + traces.unknown, 0);
  return `${accidents} accidents in ${nights.length} nights: ${same} nights exactly the same, in the others ${unknown} readings told as unknown, ${count('said')} lines with a word for what was not seen yet, ${count('told')} told as late, ${count('held')} honest holds; all else the same`;
}
