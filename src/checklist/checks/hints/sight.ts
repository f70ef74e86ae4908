import type { Evidence, Facts, Reading } from '../../../migration/finding.ts';

/** Something that was seen and helps the person who decides. It decides nothing itself. */
export interface Hint<F extends Facts = Facts> {
  readonly facts: F;
  /** What a word about the item rests on, where that is less than what is shown. */
  readonly ground?: Facts;
  readonly evidence: Evidence;
}

/** How many names stand in one sentence. */
export const NAMED = 5;

/** What was seen of one reading in facts and in one neutral line; undefined where there is nothing to show. */
export function sight<T, F extends Facts>(
  reading: Reading<T> | undefined,
  facts: (value: T) => F | undefined,
  saw: (facts: F) => string,
  ground?: (value: T) => Facts,
): Hint<F> | undefined {
  if (reading?.status !== 'seen') return undefined;
  const { value, asked, at } = reading;
  const found = facts(value);
  return found && { facts: found, ...(ground && { ground: ground(value) }), evidence: { asked, saw: saw(found), at } };
}

/** The first names, and how many more there are. */
export function named({ count, first }: { readonly count: number; readonly first: readonly string[] }) {
  const shown = first.slice(0, NAMED);
  return { names: shown, more: count - shown.length };
}

export function total({ names, more }: { readonly names: readonly string[]; readonly more: number }): string {
  return `${names.length + more}`;
}
