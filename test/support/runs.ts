/**
 * How many cases a property test tries: few in the daily run, a hundred times as many with `npm run test:full`. The
 * seed is fixed, so that a failure today is a failure tomorrow.
 */
export const runs = (few: number) => ({ seed: 1, numRuns: process.env.FAST_CHECK_FULL === '1' ? few * 100 : few });
