import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['{lib,entrypoints,locales,scripts,bench,test/hostile}/**/*.test.{ts,tsx}'],
          // A process for each file would cost more than the tests: each file gets a fresh context instead.
          pool: 'vmThreads',
          // These tests do not measure time, so a slow machine must not fail them.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'sql',
          include: ['supabase/**/*.test.ts', 'test/{client,previous}/**/*.test.ts'],
          globalSetup: ['supabase/local/testing/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // The browsers beside them leave room for one at a time.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      { test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'] } },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.spec.ts'],
          // A wait in a test gives up long before this, and says what it waited for.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A browser waits for more than half of the time, so three files use two cores.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
