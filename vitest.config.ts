import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/support/longest-first.js';

export default defineConfig({
  // Two copies of graphql-js do not know each other's types; Node takes this file, so bundled code must too.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts', 'gateway/**/*.test.ts', 'subgraphs/**/*.test.ts', 'local/**/*.test.ts', 'schema/**/*.test.ts'],
    pool: 'forks',
    globalSetup: 'test/support/global-setup.ts',
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a test waits for comes soon, but not within a second on every machine.
    expect: { poll: { timeout: 10_000 } },
    // Most files wait for a database or for processes of their own; of two processors Vitest would use one. Each takes a gibibyte.
    maxWorkers: Math.min(Math.max(3, availableParallelism()), 8),
    // Files share modules, not state: each has databases, servers and folders of its own. Loading everything anew for each took a quarter of the time.
    isolate: false,
  },
});
