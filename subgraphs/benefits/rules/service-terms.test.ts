import 'reflect-metadata';
import { expect, it } from 'vitest';
import { SERVICE_TERMS, serviceDays } from './service-terms.js';

it('terms: seven working days, eight at the Fund, five for a notice, thirty days more', () => {
  const terms = (programme: 'CARE_STATE' | 'CARE_GFSS'): number[] => (['DECISION', 'NOTICE_OF_MISSING_PAPERS', 'EXTENSION', 'OFFER'] as const).map((kind) => serviceDays(kind, programme, '2026-11-27'));
  expect([terms('CARE_STATE'), terms('CARE_GFSS')]).toEqual([[7, 5, 30, 30], [8, 5, 30, 30]]);
  expect(SERVICE_TERMS.every(({ source, certainty }) => source !== '' && 'ABCDM'.includes(certainty))).toBe(true);
});
