import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Outcome } from './paper-outcome.ts';

/** What one accident did to a night. */
export type Effect =
  /** Nothing at all. */
  | 'same'
  /** Somebody gave their word for what had not been seen yet. */
  | 'said'
  /** The record tells of a reading that failed, and a post shows it as unknown. */
  | 'unknown'
  /** A typed phrase, or a click that nobody had been asked for yet, was taken back and came again. */
  | 'held';

function effectOf(outcome: Outcome, undisturbed: Outcome): Effect {
  if (outcome.facts.some((fact) => /"phrase_void"|"step_withdrawn"/.test(fact))) return 'held';
  if (outcome.doubts > undisturbed.doubts) return 'unknown';
  return isDeepStrictEqual(outcome, undisturbed) ? 'same' : 'said';
}

/** A night without what such an effect changes honestly. All else has to be the same. */
function but(effect: Effect, { facts, posts, files, written }: Outcome): Omit<Outcome, 'doubts'> {
  const comesAgain = effect === 'held' ? /"phrase_(void|typed)"|"(step|item)_said"|"step_withdrawn"/ : /"(step|item)_said"/;
  const isToldAgain = (post: string) => effect === 'held' && post.startsWith('Something that must be green');
  const shown = (post: string) => (effect === 'said' ? post : post.replace(UNKNOWN_READING, '$1'));
  return {
    files,
    written,
    facts: [...new Set(facts.filter((fact) => !comesAgain.test(fact)).map((fact) => fact.replace(/,"how":"\w+"/, '')))],
    posts: posts
      .map((post) => shown(post.split('\n[{')[0] ?? ''))
      .filter((post) => !isToldAgain(post))
      .toSorted(),
  };
}

/** A reading that failed is told as unknown, with who may stand in for it. */
const UNKNOWN_READING = /^(?::white_circle: )?(Live chats): .*$/s;

/** Checks that no more than that effect's own differs. */
export function expectHonest(outcome: Outcome, undisturbed: Outcome, accident: string): Effect {
  const effect = effectOf(outcome, undisturbed);
  if (effect !== 'same') expect.soft(but(effect, outcome), `${effect}: ${accident}`).toEqual(but(effect, undisturbed));
  return effect;
}

export function tally(effects: readonly Effect[]): string {
  const count = (effect: Effect) => effects.filter((each) => each === effect).length;
  return `${count('same')} times exactly the same record, ${count('said')} with a word for what was not seen yet, ${count('unknown')} with a reading told as unknown, ${count('held')} after an honest hold`;
}
