import { defineConfig } from 'vitest/config';

// Property tests may ask for many more cases: `npm run test:full`.
const full = process.env.FAST_CHECK_FULL === '1';

/** Tests that drive the real app. How many at a time is said where they are started: each needs a display of its own. */
const onStage = {
  environment: 'node' as const,
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // As long as a person would wait: three apps share the machine.
  expect: { poll: { timeout: 10_000 } },
  // One process goes through many files; what it needs to drive an app is loaded once.
  isolate: false,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Each file in a process of its own would take twice as long; no test leaves anything behind.
          isolate: false,
          include: [
            'test/shared/**/*.test.ts',
            'test/main/**/*.test.ts',
            'test/renderer/**/*.test.ts',
            'test/*.test.ts',
          ],
          // They end what hangs, and measure nothing: a second of work was 18 of a busy machine.
          testTimeout: full ? 600_000 : 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'journeys', include: ['test/journeys/**/*.test.ts'], ...onStage } },
      { test: { name: 'screenshots', include: ['test/journeys/**/*.shots.ts'], ...onStage } },
    ],
  },
});
