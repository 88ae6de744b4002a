import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The first need files that lie beside the project, the second take minutes; CI runs both.
    exclude: [
      ...(process.env.THIRD_PARTY ? [] : ['test/third_party/**']),
      ...(process.env.DEEP ? [] : ['test/handlers/crash/**']),
    ],
    testTimeout: process.env.DEEP ? 300_000 : 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/temporary.ts'],
    setupFiles: ['test/seed.ts'],
    pool: 'forks',
    // Modules are loaded once per worker: no test changes one.
    isolate: false,
    // Two cores: DuckDB takes threads of its own.
    maxWorkers: 2,
  },
});
