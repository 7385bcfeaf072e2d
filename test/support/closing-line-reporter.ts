import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** What became of all tests. */
interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

function count(modules: readonly TestModule[]): Tally {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) tally[stateOf(test.result().state)] += 1;
    // A file that cannot be loaded has no tests to fail.
    tally.failed += module.errors().length;
  }
  return tally;
}

/** What did not come to an end did not pass. */
const stateOf = (state: 'passed' | 'failed' | 'skipped' | 'pending'): keyof Tally => (state === 'pending' ? 'failed' : state);

/** Prints one plain line after everything else, `N passed, N failed`, for scripts to read. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const { passed, failed, skipped } = count(modules);
    const line = `${passed} passed, ${failed + unhandled.length} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
