import { expect, it } from 'vitest';
import { childrenPerSpecialist, isStaffed } from './load.js';

it('one specialist to five thousand children, as a ratio', () => {
  expect([isStaffed(5_000, '1', 5_000), isStaffed(5_001, '1', 5_000), isStaffed(7_500, '1.50', 5_000), isStaffed(0, '0', 5_000), isStaffed(1, '0', 5_000)]).toEqual([true, false, true, true, false]);
  expect([isStaffed(null, '1', 5_000), isStaffed(1, null, 5_000), isStaffed(1, '1', null)]).toEqual([null, null, null]);
});

it('a load just above the norm is not shown as the norm', () => {
  expect([childrenPerSpecialist(15_001, '3.00')?.toFixed(), childrenPerSpecialist(15_000, '3.00')?.toFixed(), childrenPerSpecialist(9_000, '0'), childrenPerSpecialist(null, '1')]).toEqual(['5000.34', '5000', null, null]);
});
