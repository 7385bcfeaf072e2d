import 'reflect-metadata';
import { expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { readChange } from './index-arguments.js';

const TODAY = '2022-06-01';

it('reads from when an index counts, and when it is put into effect', () => {
  expect(readChange(['--from', '2022-04-01', '--effective', '2022-06-01'], TODAY)).toEqual({ validFrom: '2022-04-01', effectiveOn: '2022-06-01' });
  expect(readChange(['--from', '2022-01-01'], TODAY)).toEqual({ validFrom: '2022-01-01', effectiveOn: '2022-01-01' });
});

it.each([[[]], [['--from', '2022-04']], [['--from', '2022-04-01', '--effective', '2022-03-31']], [['--from', '2022-04-01', '--effective', '2022-06-02']], [['2022-04-01']]])('refuses %j and says how it is used', (args) => {
  expect(() => readChange(args, TODAY)).toThrow(StartFailure);
  expect(() => readChange(args, TODAY)).toThrow('benefits:index -- --from');
});
