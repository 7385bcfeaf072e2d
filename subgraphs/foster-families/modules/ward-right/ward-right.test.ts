import { expect, it } from 'vitest';
import { dueBy, lastWord, type Said } from './ward-right.js';
import { kindOf, type WardRightStanding } from './ward-right-codes.type.js';

const said = (standing: WardRightStanding, occurredOn: string, corrected = false): Said => ({ kind: kindOf(standing), standing, occurredOn, corrected });

it('the last word is of the latest day, of one day what was recorded last, and never what was corrected', () => {
  const all = [said('HOUSING_QUEUED', '2026-05-01'), said('HOUSING_APPLIED', '2026-04-01'), said('ALIMONY_CLAIMED', '2026-06-01')];
  expect([lastWord('HOUSING', all)?.standing, lastWord('ALIMONY', all)?.standing, lastWord('HOUSING', [])]).toEqual(['HOUSING_QUEUED', 'ALIMONY_CLAIMED', null]);
  expect(lastWord('HOUSING', [...all, said('HOUSING_REFUSED', '2026-05-01')])?.standing).toBe('HOUSING_REFUSED');
  expect(lastWord('HOUSING', [said('HOUSING_QUEUED', '2026-05-01', true), said('HOUSING_APPLIED', '2026-04-01')])?.standing).toBe('HOUSING_APPLIED');
});

it('three months from the first day of care, never before 2026; what others undo runs anew, what the body has not done does not', () => {
  const due = (one: Said | null, careSince = '2026-02-10') => dueBy('HOUSING', one, careSince);
  expect([due(null), due(null, '2020-05-05'), due(said('HOUSING_NOT_QUEUED', '2026-09-01')), due(said('HOUSING_APPLIED', '2026-09-01')), due(said('HOUSING_REFUSED', '2026-06-01')), due(said('HOUSING_REFUSED', '2025-06-01'))])
    .toEqual(['2026-05-10', '2026-04-01', '2026-05-10', '2026-05-10', '2026-09-01', '2026-05-10']);
  expect((['HOUSING_OWNED', 'HOUSING_USE_KEPT', 'HOUSING_QUEUED', 'HOUSING_PROVIDED', 'ALIMONY_NOBODY_OWES', 'ALIMONY_CLAIMED', 'ALIMONY_ORDERED', 'ALIMONY_ENFORCED', 'ALIMONY_DISMISSED'] as const).map((standing) => due(said(standing, '2026-03-01'))).every((one) => one === null)).toBe(true);
  expect((['ALIMONY_NOT_CLAIMED', 'ALIMONY_UNPAID'] as const).map((standing) => dueBy('ALIMONY', said(standing, '2026-03-01'), '2026-02-10'))).toEqual(['2026-05-10', '2026-06-01']);
});
