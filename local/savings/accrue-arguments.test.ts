import { expect, it } from 'vitest';
import { StartFailure } from '../failure.js';
import { readAccrual } from './accrue-arguments.js';

it('reads its year and whether it only counts', () => {
  expect(readAccrual(['--year', '2025'])).toEqual({ year: 2025, dry: false });
  expect(readAccrual(['--year', '2025', '--dry-run'])).toEqual({ year: 2025, dry: true });
});

it.each([[[]], [['--year', '25']], [['--year', '2025-12']], [['2025']], [['--year', '2025', '--release']]])('refuses %j and says how it is used', (args) => {
  expect(() => readAccrual(args)).toThrow(StartFailure);
  expect(() => readAccrual(args)).toThrow('savings:accrue -- --year YYYY');
});
