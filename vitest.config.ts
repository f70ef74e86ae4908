import { defineConfig } from 'vitest/config';

/** Rules, sentences and readings: no process, no browser, no whole night, and not yet the many runs of a property. */
const unit = 'test/{migration,checklist,cutover,slack,store,window}/**/*.test.ts';
const longer = [
  'test/cutover/{crash,cut-off,walks.property,time,rehearse,swapped}.test.ts',
  'test/checklist/never-ready*.property.test.ts',
  'test/store/file*.test.ts',
  'test/slack/windows-bad-input.test.ts',
  'test/window/history/read.test.ts',
  'test/window/choice/closed-at-night.test.ts',
  'test/window/forecast/{zones.property,forecast}.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: [unit], exclude: longer, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [unit] } },
      { extends: true, test: { name: 'longer', include: longer } },
    ],
  },
});
