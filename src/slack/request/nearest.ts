/** The words nearest to what was typed, best first: at most `most`, and none that would surprise. */
export function nearest(typed: string, words: readonly string[], most: number): readonly string[] {
  const scored = words.map((word) => ({ word, far: distance(typed.toLowerCase(), word) }));
  const close = scored.filter(({ word, far }) => far <= Math.max(2, Math.floor(word.length / 3)) || word.includes(typed.toLowerCase()));
  return close
    .toSorted((a, b) => a.far - b.far || a.word.localeCompare(b.word))
    .slice(0, most)
    .map(({ word }) => word);
}

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
