import { describe, expect, it } from 'vitest';
import { CannotApply, isPassing, reasonOf } from './failure.js';

const databaseError = (code: string, more: object = {}): Error => Object.assign(new Error('Key (iin)=(150514900002) already exists'), { code, ...more });

describe('what passes', () => {
  it.each(['08006', '40001', '40P01', '53100', '53200', '53300', '55P03', '57P01', '57P02', '57P03', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'])('is %s', (code) => {
    expect(isPassing(databaseError(code))).toBe(true);
  });

  it('is a connection that was cut, which node-postgres tells in words', () => {
    expect(isPassing(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it.each(['23505', '23503', '23514', '22008', '25P02', '42501', 'P0001'])('is not %s', (code) => {
    expect(isPassing(databaseError(code))).toBe(false);
  });

  it('is no fault of ours, whatever its words', () => {
    expect(isPassing(new TypeError('x is undefined'))).toBe(false);
    expect(isPassing(Object.assign(new Error('Connection terminated unexpectedly'), { code: '23505' }))).toBe(false);
  });
});

describe('a reason', () => {
  it('names what was violated, and nobody', () => {
    expect(reasonOf(databaseError('23505', { table: 'carer', constraint: 'carer_iin' }))).toBe('The database refused it: 23505 (carer.carer_iin).');
    expect(reasonOf(new RangeError('150514900002'))).toBe('The handler failed: RangeError.');
    expect(reasonOf(new CannotApply('Unknown form of 150514900002.'))).toBe('Unknown form of ….');
  });
});
