import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import everyday from '../../../vitest.config.js';
import { TESTS } from './files.js';

const isBesideCode = ({ moduleId }: TestSpecification): boolean => !moduleId.includes('/test/');

/** Tests beside the code come first: after one that fails the others, which take longer, are not run. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [quick, slow] = [files.filter(isBesideCode), files.filter((file) => !isBesideCode(file))];
    return Promise.resolve([...quick, ...slow]);
  }
}

export default defineConfig({
  ...everyday,
  test: {
    ...everyday.test,
    // Here and not in StrykerJS's `testFiles`: with those it changes what is decided when a module is loaded after that, to no effect.
    include: [...TESTS],
    // A module that stayed loaded would stay as it was.
    isolate: true,
    // A change by which something never comes is noticed by that; the slowest of these tests takes a second, and two on a busy machine.
    testTimeout: 15_000,
    hookTimeout: 15_000,
    sequence: { sequencer: QuickestFirst },
    globalSetup: [],
    reporters: [],
  },
});
