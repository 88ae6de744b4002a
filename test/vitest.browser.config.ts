import { defineConfig } from 'vitest/config';

/** Checks that need the system's Chromium; `.ci/run` runs them, `npm test` does not. */
export default defineConfig({
  test: {
    include: ['test/rendering/**/*.check.ts', 'test/local/**/*.check.ts'],
    testTimeout: 60_000,
  },
});
