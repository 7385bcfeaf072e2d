import 'reflect-metadata';
import { expect, it } from 'vitest';
import { statusOn } from './award-codes.type.js';

it('completes an active award when its last day has passed, and no other', () => {
  const award = { status: 'ACTIVE', until: '2026-11-14' } as const;
  expect(['2026-11-14', '2026-11-15'].map((day) => statusOn(award, day))).toEqual(['ACTIVE', 'COMPLETED']);
  expect(statusOn({ status: 'ACTIVE', until: null }, '2099-01-01')).toBe('ACTIVE');
  expect(statusOn({ status: 'SUSPENDED', until: '2020-01-01' }, '2026-01-01')).toBe('SUSPENDED');
});
