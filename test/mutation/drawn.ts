import { createHash } from 'node:crypto';

/** What of a mutant is looked at here, as Stryker gives it. */
interface Mutant {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status?: string;
  /** It takes effect while its file is loaded. */
  readonly static?: boolean;
  readonly coveredBy?: readonly string[];
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/** Which mutants: the seed, of how many mutants one is drawn, and whether of those that take effect only while their file is loaded. */
export interface Draw {
  readonly seed: string;
  readonly oneIn: number;
  readonly onlyLoading: boolean;
}

/** Each mutant by itself, whatever the others are: by a hash of the seed, of where it is and of what it puts there. */
function isDrawn({ seed, oneIn, onlyLoading }: Draw, mutant: Mutant): boolean {
  const { fileName, location, mutatorName, replacement } = mutant;
  const isOnlyLoading = mutant.static === true && !mutant.coveredBy?.length;
  if (isOnlyLoading !== onlyLoading) return false;
  const where = fileName.slice(fileName.lastIndexOf('/src/'));
  const hash = createHash('sha256').update(JSON.stringify([seed, where, location, mutatorName, replacement]));
  return hash.digest().readUInt32BE(0) < 2 ** 32 / oneIn;
}

/** To Stryker, a mutant that was not drawn is one that does not compile: it is not run, and counts nowhere. */
function drawing({ draw }: { readonly draw: Draw }) {
  return {
    init: async () => {},
    check: async (mutants: readonly Mutant[]) =>
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          isDrawn(draw, mutant) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' },
        ]),
      ),
  };
}
drawing.inject = ['options'] as const;

/** Each mutant that no test saw, as soon as that is known. */
const unseen = {
  onMutantTested({ fileName, location, mutatorName, replacement, status = '' }: Mutant) {
    if (['Killed', 'CompileError', 'Ignored'].includes(status)) return;
    const { line, column } = location.start;
    console.log(`${status} ${fileName.slice(fileName.lastIndexOf('/src/') + 1)}:${line}:${column} ${mutatorName}: ${replacement}`);
  },
};

/** What Stryker asks of a plugin: by these names it is found, and the option is known. */
export const strykerPlugins = [
  { kind: 'Checker', name: 'drawn', factory: drawing },
  { kind: 'Reporter', name: 'unseen', value: unseen },
];
export const strykerValidationSchema = { properties: { draw: { type: 'object' } } };
