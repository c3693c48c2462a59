import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['properties/**/*.test.ts'],
    testTimeout: 60_000,
    retry: 0,
    pool: 'threads',
    maxWorkers: 2,
    isolate: false, // no file leaves anything behind but caches of what it computed
  },
});
