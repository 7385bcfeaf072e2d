import { expect, it } from 'vitest';
import { staysReport } from './snapshot-report.js';

it('says why a snapshot stays that newer ones are too many for', () => {
  const one = { id: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55', asOf: '2026-11-27T00:00:00.000Z' };
  expect(staysReport(one, 4, { id: one.id })).toBe('Snapshot 0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55 of 2026-11-27T00:00:00.000Z stays, beyond the 4 that are kept: findings stand at it.\n');
  for (const stands of [null, { id: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e56' }]) expect(staysReport(one, 4, stands)).toMatch(/: it was being read, and goes the next time\.\n$/);
});
