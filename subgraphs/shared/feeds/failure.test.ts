import { describe, expect, it } from 'vitest';
import { CannotApply, reasonOf } from './failure.js';

const databaseError = (code: string, more: object = {}): Error => Object.assign(new Error('Key (iin)=(150514900002) already exists'), { code, ...more });

describe('a reason', () => {
  it('names what was violated, and nobody', () => {
    expect(reasonOf(databaseError('23505', { table: 'carer', constraint: 'carer_iin' }))).toBe('The database refused it: 23505 (carer.carer_iin).');
    expect(reasonOf(new RangeError('150514900002'))).toBe('The handler failed: RangeError.');
    expect(reasonOf(new CannotApply('Unknown form of 150514900002.'))).toBe('Unknown form of ….');
  });
});
