import { defineConfig } from 'vitest/config';

/** Checks that need the system's Chromium; `.ci/run` runs them, `npm test` does not. */
export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['**/*.check.ts'],
    testTimeout: 60_000,
  },
});
