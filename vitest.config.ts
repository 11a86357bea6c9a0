import { defineConfig } from 'vitest/config';

/** A busy machine answers late, and a condition that is met ends the wait at once. */
const expectPatience = { poll: { timeout: 30_000 } };

/** Everything under test/; what needs the emulators shares one stack, so its files run one after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{rules,integration,e2e}/**'],
          testTimeout: 120_000,
          expect: expectPatience,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['test/{rules,integration,e2e}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          expect: expectPatience,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
