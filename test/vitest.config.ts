import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need files that lie beside the project; CI runs them by name.
    exclude: process.env.THIRD_PARTY ? [] : ['test/third_party/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Modules are loaded once per worker: no test changes one.
    isolate: false,
    // Two cores: DuckDB takes threads of its own.
    maxWorkers: 2,
  },
});
