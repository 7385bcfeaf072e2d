import { describe, expect, it } from 'vitest';
import { readEvidenceArguments } from './evidence-arguments.js';

const ID = '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55';

describe('arguments of audit:evidence', () => {
  it('name an export and a folder', () => expect(readEvidenceArguments(['--export', ID, '--out', 'to'])).toEqual({ id: ID, out: 'to' }));

  it('are told how they are to be', () => {
    for (const args of [[], ['--export', ID], ['--out', 'to'], ['--export', 'x', '--out', 'to'], ['--export', ID, '--out', ''], ['--export', ID, '--out', 'to', 'more'], ['--to', 'x']]) {
      expect(() => readEvidenceArguments(args)).toThrow('Usage: npm run -s audit:evidence');
    }
  });
});
