import { describe, expect, it } from 'vitest';
import { readBeginAnewArguments } from './begin-anew-arguments.js';

const ID = '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55';

describe('arguments of audit:begin-anew', () => {
  it('name a snapshot, or ask which one', () => expect([readBeginAnewArguments(['--snapshot', ID]), readBeginAnewArguments([])]).toEqual([ID, null]));

  it('are told how they are to be', () => {
    for (const args of [['--snapshot', 'x'], ['--snapshot'], [ID], ['--yes']]) expect(() => readBeginAnewArguments(args)).toThrow('Usage: npm run -s audit:begin-anew');
  });
});
