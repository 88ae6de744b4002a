import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/cloud/moto.check.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
