import { defineConfig } from 'vitest/config';

const five = process.env.FIVE_VENDORS === '1';

export default defineConfig({
  test: {
    include: ['test/cloud/**/*.check.ts'],
    exclude: [
      'test/cloud/moto.check.ts',
      // They need stages that export from other vendors.
      five ? 'test/cloud/{deployed,s3}.check.ts' : 'test/cloud/five_vendors.check.ts',
    ],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    reporters: ['verbose'],
    pool: 'forks',
    // One stack, one Trino, two cores.
    maxWorkers: 1,
  },
});
