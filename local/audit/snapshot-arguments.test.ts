import { describe, expect, it } from 'vitest';
import { readSnapshotArguments } from './snapshot-arguments.js';

describe('arguments of audit:snapshot', () => {
  it('are all optional', () => expect(readSnapshotArguments([])).toEqual({ retain: undefined, memoryMb: undefined, threads: undefined, asOf: null }));

  it('are numbers, and a moment with its time zone', () => {
    const given = ['--retain', '2', '--memory', '1024', '--threads', '1', '--as-of', '2026-11-27T05:00:00+05:00'];
    expect(readSnapshotArguments(given)).toEqual({ retain: 2, memoryMb: 1024, threads: 1, asOf: '2026-11-27T00:00:00.000Z' });
  });

  it.each([['--retain', '0'], ['--retain', 'x'], ['--memory', '100'], ['--threads', '0'], ['--as-of', '2026-11-27'], ['--as-of', '2026-13-27T00:00:00Z'], ['--other', '1'], ['here']])('are nothing else: %s %s', (...given) => {
    expect(() => readSnapshotArguments(given)).toThrow(/Usage: npm run -s audit:snapshot/);
  });
});
