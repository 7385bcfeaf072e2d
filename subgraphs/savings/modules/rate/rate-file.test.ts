import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { BadLine } from '../../../shared/csv/line.js';
import { readRateLine } from './rate-file.js';

const TODAY = '2026-11-27';

describe('a line of a file of rates', () => {
  it('is read, quoted or not', () => {
    const row = { day: '2026-11-26', kzt: '518.39', source: 'nationalbank.kz, official rates', certainty: 'A' };
    expect(readRateLine('2026-11-26,518.39,"nationalbank.kz, official rates",A', TODAY)).toEqual(row);
  });

  it.each([
    ['2026-11-26,518.39,x', '3 fields'],
    ['2026-11-31,518.39,x,A', 'day must be a day'],
    ['2026-11-28,518.39,x,A', 'future'],
    ['2026-11-26,0.00,x,A', 'kzt_per_usd'],
    ['2026-11-26,-1,x,A', 'kzt_per_usd'],
    ['2026-11-26,"518,39",x,A', 'kzt_per_usd'],
    ['2026-11-26,518.39,,A', 'source'],
    ['2026-11-26,518.39,x,a', 'certainty'],
  ])('%s is refused: %s', (line, reason) => {
    expect(() => readRateLine(line, TODAY)).toThrow(BadLine);
    expect(() => readRateLine(line, TODAY)).toThrow(reason);
  });
});
