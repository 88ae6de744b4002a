import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/cloud/**/*.check.ts'],
    exclude: ['test/cloud/moto.check.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    reporters: ['verbose'],
    pool: 'forks',
    // One stack, one Trino, two cores.
    maxWorkers: 1,
  },
});
