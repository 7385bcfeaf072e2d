import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { paidRow } from './paid-file.js';

const TODAY = '2026-11-27';

const read = (payment: string | null, amount: string | null, on: string | null, status: string | null) => paidRow({ payment, amount, paid_on: on, status }, TODAY);

describe('a row of a paid file', () => {
  it('is read', () => {
    expect(read('17', '69330.00', '2026-11-10', 'PAID')).toEqual({ payment: '17', amount: '69330.00', on: '2026-11-10', status: 'PAID' });
  });

  it.each([
    ['x', '69330.00', '2026-11-10', 'PAID', 'payment'],
    ['0', '69330.00', '2026-11-10', 'PAID', 'payment'],
    [null, '69330.00', '2026-11-10', 'PAID', 'payment'],
    ['17', '69 330', '2026-11-10', 'PAID', 'amount'],
    ['17', '-1', '2026-11-10', 'PAID', 'amount'],
    ['17', '1.005', '2026-11-10', 'PAID', 'amount'],
    ['17', '1', '2026-02-30', 'PAID', 'paid_on'],
    ['17', '1', '2026-11-28', 'PAID', 'paid_on'],
    ['17', '1', '2026-11-10', 'paid', 'status'],
  ])('%s,%s,%s,%s is refused for %s', (payment, amount, on, status, field) => {
    expect(read(payment, amount, on, status)).toEqual([{ field, reason: expect.stringContaining('must') }]);
  });

  it('is told everything that is wrong with it', () => {
    expect(read('x', 'y', 'z', null)).toMatchObject([{ field: 'payment' }, { field: 'amount' }, { field: 'paid_on' }, { field: 'status' }]);
  });
});
