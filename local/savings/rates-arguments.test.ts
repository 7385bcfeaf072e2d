import { expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { readRates } from './rates-arguments.js';

it('reads its file and who corrects', () => {
  expect(readRates(['rates.csv'])).toEqual({ file: 'rates.csv', by: null });
  expect(readRates(['rates.csv', '--by', ' A. Official '])).toEqual({ file: 'rates.csv', by: 'A. Official' });
});

it.each([[[]], [['a.csv', 'b.csv']], [['a.csv', '--by', ' ']], [['a.csv', '--by', 'x'.repeat(201)]], [['a.csv', '--by', '150514900002']], [['a.csv', '--for', 'x']]])('refuses %j and says how it is used', (args) => {
  expect(() => readRates(args)).toThrow(StartFailure);
  expect(() => readRates(args)).toThrow('savings:rates -- FILE.csv [--by NAME]');
});
