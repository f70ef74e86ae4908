import { defineConfig } from 'vitest/config';

/** Rules and runner alone: a mutant is found by them in seconds, or it is not worth a night of the whole product. */
export default defineConfig({
  test: {
    include: ['test/{migration,checklist,cutover}/**/*.test.ts'],
    env: { FERRY_MUTATION: '1' },
    testTimeout: 60_000,
  },
});
