import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BEGINNING, formatCursor, parseCursor } from './cursor.js';

it('reads what it writes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), fc.uuid(), (position, eventId) => {
    expect(parseCursor(formatCursor({ position, eventId }))).toEqual({ position, eventId });
  }), { seed: 1 });
  expect(parseCursor(formatCursor(BEGINNING))).toEqual(BEGINNING);
});

it.each(['', '1', '-1', '0-', '01-0198c9a4-5f0e-7c3d-9a41-6f2b8c1d7e55', '1-0198C9A4-5F0E-7C3D-9A41-6F2B8C1D7E55', '1-0198c9a4', ' 0', '9999999999999999-0198c9a4-5f0e-7c3d-9a41-6f2b8c1d7e55'])('takes %o for none', (text) => {
  expect(parseCursor(text)).toBeNull();
});
