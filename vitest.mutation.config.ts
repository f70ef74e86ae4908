import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole cutovers: they take seconds, and come last. */
const LATER = [/cutover\/(writes|after|truth|swapped)\.test/, /\/(never-ready|walks)\.property\.test/];

/** A mutant is done with at the first test that sees it. */
class ShortFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const turn = ({ moduleId }: TestSpecification) => LATER.findIndex((each) => each.test(moduleId));
    return files.toSorted((a, b) => turn(a) - turn(b));
  }
}

/** Rules and runner alone: a mutant is found by them in seconds, or it is not worth a night of the whole product. */
export default defineConfig({
  test: {
    include: ['test/{migration,checklist,cutover}/**/*.test.ts'],
    // Nights that are killed and cut off, again and again: minutes for each mutant.
    exclude: ['test/cutover/{crash,cut-off}.test.ts'],
    env: { FERRY_MUTATION: '1' },
    isolate: false,
    sequence: { sequencer: ShortFirst },
    testTimeout: 60_000,
  },
});
