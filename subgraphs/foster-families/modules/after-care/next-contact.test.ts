import { expect, it } from 'vitest';
import { afterCareState, leftCareOn, nextContactBy } from './next-contact.js';

it('somebody leaves care at 18, whether or not anybody ended the placement, or before by marriage or full capacity', () => {
  const left = (validTo: string | null, endReason: 'MAJORITY' | 'MARRIAGE' | 'RETURNED_TO_PARENT' | 'ADOPTED' | null, day = '2026-10-01', form: 'PATRONAGE' | 'GUEST' = 'PATRONAGE') => leftCareOn({ form, validTo, endReason }, '2008-09-10', day);
  expect([left(null, null), left(null, null, '2026-09-09'), left('2026-09-20', 'MAJORITY'), left('2025-12-01', 'MARRIAGE'), left('2025-12-01', 'RETURNED_TO_PARENT'), left('2025-12-01', 'ADOPTED'), left(null, null, '2026-10-01', 'GUEST')])
    .toEqual(['2026-09-10', null, '2026-09-10', '2025-12-01', null, null, null]);
  expect(leftCareOn({ form: 'PATRONAGE' }, '2008-02-29', '2026-03-01')).toBe('2026-03-01');
});

it('is followed up twice a year until 23, unless that is closed; nobody is asked for what nobody asked then', () => {
  const contact = (contactedOn: string, closing: 'DECLINED' | null = null) => ({ contactedOn, closing, reached: true });
  const next = (leftOn: string, birthDate: string, contacts: readonly ReturnType<typeof contact>[] = []) => nextContactBy(leftOn, birthDate, contacts, '2026-06-15');
  expect([next('2026-05-10', '2008-05-10'), next('2026-03-10', '2008-03-10', [contact('2026-06-01'), contact('2026-05-01')]), next('2024-03-10', '2006-03-10'), next('2026-03-10', '2008-03-10', [contact('2026-05-01', 'DECLINED')])])
    .toEqual(['2026-11-10', '2026-12-01', '2026-07-01', null]);
  expect(nextContactBy('2026-03-10', '2008-03-10', [contact('2026-05-01'), { ...contact('2026-06-01'), reached: false }], '2026-06-15')).toBe('2026-11-01');
  // Too old by the day on which it would be due, or today.
  expect([next('2021-07-02', '2003-07-02'), next('2021-07-01', '2003-07-01'), next('2021-06-15', '2003-06-15', [contact('2025-11-01')])]).toEqual(['2026-07-01', null, null]);
  expect(['2026-10-01', '2026-09-30', null].map((due) => afterCareState(due, '2026-10-01'))).toEqual(['DUE', 'OVERDUE', 'CLOSED']);
});
