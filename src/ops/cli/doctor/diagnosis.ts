/** One line of the doctor's. */
export interface Diagnosis {
  readonly verdict: 'yes' | 'no' | 'unknown';
  readonly what: string;
  /** Ferry does not work as it should until this is done. */
  readonly todo?: string;
  /** Worth knowing: Ferry works without. */
  readonly note?: string;
}

const SIGNS: Readonly<Record<Diagnosis['verdict'], string>> = { yes: 'yes    ', no: 'no     ', unknown: 'unknown' };

/** As it is printed: the line, and what to do below it. */
export function linesOf({ verdict, what, todo, note }: Diagnosis): readonly string[] {
  const below = [...(todo === undefined ? [] : [`To do: ${todo}`]), ...(note === undefined ? [] : [`Note: ${note}`])];
  return [`${SIGNS[verdict]}  ${what}`, ...below.map((line) => `         ${line}`)];
}
