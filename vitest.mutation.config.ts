import { defineConfig } from 'vitest/config';

/** Rules and runner alone: a mutant is found by them in seconds, or it is not worth a night of the whole product. */
export default defineConfig({
  test: {
    include: ['test/{migration,checklist,cutover}/**/*.test.ts'],
    exclude: ['test/cutover/crash.test.ts'],
    testTimeout: 60_000,
  },
});
