import { expect, it } from 'vitest';
import type { FormTerms } from '../form/form-terms.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { guardianshipsOf, type RepresentingPlacement } from './guardianships.js';

const form = (code: PlacementFormCode, more: Partial<FormTerms> = {}): FormTerms => ({ code, validFrom: '2012-01-01', validTo: null, representsChild: true, endsAtAge: 18, continuesAs: null, ...more });

const FORMS = [
  form('GUARDIANSHIP', { endsAtAge: 14, continuesAs: 'TRUSTEESHIP', validTo: '2026-01-01' }),
  // A made-up change of the law.
  form('GUARDIANSHIP', { endsAtAge: 12, continuesAs: 'TRUSTEESHIP', validFrom: '2026-01-01' }),
  form('TRUSTEESHIP'),
  form('GUEST', { representsChild: false, endsAtAge: null }),
  form('INSTITUTION', { endsAtAge: null }),
];

const BORN = '2012-02-29';

const placement = (more: Partial<RepresentingPlacement>): RepresentingPlacement =>
  ({ form: 'GUARDIANSHIP', institutionBin: null, bodyBin: 'B', act: 'a', carers: [{ iin: 'C', validFrom: '2010-01-01', validTo: null }], validFrom: '2020-05-01', validTo: null, ...more });

const told = (...placements: RepresentingPlacement[]): unknown[] =>
  guardianshipsOf(placements, FORMS, BORN).map((one) => [one.representativeIin ?? one.representativeBin, one.form, one.from, one.to]);

it('guardianship goes on as trusteeship, and ends, on the birthdays that the law names; 29 February counts from 1 March', () => {
  expect(told(placement({}))).toEqual([['C', 'GUARDIANSHIP', '2020-05-01', '2026-03-01'], ['C', 'TRUSTEESHIP', '2026-03-01', '2030-03-01']]);
});

it('has the terms of the day on which it began', () => {
  expect(told(placement({ validFrom: '2026-01-02' }))).toEqual([['C', 'TRUSTEESHIP', '2026-01-02', '2030-03-01']]);
});

it('ends with the placement, before or after that birthday, and on it', () => {
  expect(told(placement({ validTo: '2024-01-01' }))).toEqual([['C', 'GUARDIANSHIP', '2020-05-01', '2024-01-01']]);
  expect(told(placement({ validTo: '2026-03-01' }))).toEqual([['C', 'GUARDIANSHIP', '2020-05-01', '2026-03-01']]);
  expect(told(placement({ validTo: '2028-01-01' }))).toEqual([['C', 'GUARDIANSHIP', '2020-05-01', '2026-03-01'], ['C', 'TRUSTEESHIP', '2026-03-01', '2028-01-01']]);
  expect(told(placement({ validTo: '2020-05-01' }))).toEqual([]);
});

it('is each carer\'s for as long as they are one', () => {
  const carers = [{ iin: 'C', validFrom: '2010-01-01', validTo: '2027-01-01' }, { iin: 'D', validFrom: '2026-06-01', validTo: null }, { iin: 'E', validFrom: '2010-01-01', validTo: '2020-01-01' }];
  expect(told(placement({ carers }))).toEqual([['C', 'GUARDIANSHIP', '2020-05-01', '2026-03-01'], ['C', 'TRUSTEESHIP', '2026-03-01', '2027-01-01'], ['D', 'TRUSTEESHIP', '2026-06-01', '2030-03-01']]);
});

it('is an institution\'s without an end, and never a guest host\'s; the oldest comes first', () => {
  const institution = placement({ form: 'INSTITUTION', institutionBin: 'I', carers: [], validFrom: '2018-01-01', validTo: '2020-05-01' });
  const guest = placement({ form: 'GUEST', institutionBin: 'I', validFrom: '2018-06-01', validTo: '2018-07-01' });
  expect(told(placement({ validTo: '2021-01-01' }), guest, institution)).toEqual([['I', 'INSTITUTION', '2018-01-01', '2020-05-01'], ['C', 'GUARDIANSHIP', '2020-05-01', '2021-01-01']]);
  expect(told(placement({ form: 'INSTITUTION', institutionBin: 'I', carers: [] }))).toEqual([['I', 'INSTITUTION', '2020-05-01', null]]);
});
