import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { BadLine } from '../../../shared/csv/line.js';
import { readPaidLine } from './paid-file.js';

const TODAY = '2026-11-27';

describe('a line of a paid file', () => {
  it('is read, quoted or not', () => {
    const row = { payment: '17', amount: '69330.00', on: '2026-11-10', status: 'PAID' };
    expect(readPaidLine('17,69330.00,2026-11-10,PAID', TODAY)).toEqual(row);
    expect(readPaidLine('"17", "69330.00",2026-11-10,"PAID"', TODAY)).toEqual(row);
  });

  it.each([
    ['17,69330.00,2026-11-10', '3 fields'],
    ['17,69330.00,2026-11-10,PAID,', '5 fields'],
    ['17,"69330.00,2026-11-10,PAID', 'no CSV'],
    ['x,69330.00,2026-11-10,PAID', 'payment'],
    ['0,69330.00,2026-11-10,PAID', 'payment'],
    ['17,69 330,2026-11-10,PAID', 'amount'],
    ['17,-1,2026-11-10,PAID', 'amount'],
    ['17,1.005,2026-11-10,PAID', 'amount'],
    ['17,1,2026-02-30,PAID', 'paid_on must be a day'],
    ['17,1,2026-11-28,PAID', 'future'],
    ['17,1,2026-11-10,paid', 'status'],
  ])('%s is refused: %s', (line, reason) => {
    expect(() => readPaidLine(line, TODAY)).toThrow(BadLine);
    expect(() => readPaidLine(line, TODAY)).toThrow(reason);
  });
});
