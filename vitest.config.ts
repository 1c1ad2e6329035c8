import { defineConfig } from 'vitest/config';

// Real services on a small machine: one file at a time, and time limits that only a hang reaches.
const real = {
  fileParallelism: false,
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 90_000, interval: 200 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,properties}/**/*.test.ts'],
          testTimeout: 30_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          ...real,
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          globalSetup: 'test/support/shared-stack.ts',
        },
      },
      // Needs kcat, tmux, zsh and fish; without one of them, its tests are skipped.
      {
        test: {
          ...real,
          name: 'tools',
          include: ['test/tools/*.test.ts'],
          globalSetup: 'test/support/shared-stack.ts',
        },
      },
      // Each kind of fault once, on a stack of the core.
      { test: { ...real, name: 'faults', include: ['test/faults/*.test.ts'] } },
      // Storm, MySQL, HDFS and Hive: minutes of their own, beside the tests of the core.
      {
        test: {
          ...real,
          name: 'services',
          include: ['test/services/*.test.ts', 'test/contract/local.test.ts'],
        },
      },
      // Optional services, processors and drills: `npm run test:optional`, so that `npm test` stays short.
      { test: { ...real, name: 'optional', include: ['test/optional/*.test.ts'] } },
      // The page of the console in a real browser; skipped, with a message, where there is none.
      {
        test: {
          ...real,
          name: 'console',
          include: ['test/console/*.test.ts'],
          globalSetup: 'test/console/setup.ts',
        },
      },
      // The Docker engine, on a real daemon.
      {
        test: {
          ...real,
          hookTimeout: 900_000,
          name: 'docker',
          include: ['test/docker/*.test.ts', 'test/contract/docker.test.ts'],
          globalSetup: 'test/docker/setup.ts',
        },
      },
    ],
  },
});
