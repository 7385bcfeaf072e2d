import 'reflect-metadata';
import { expect, it } from 'vitest';
import { LAW_BOOK } from '../modules/rate/law.js';
import { termFromBirth } from './care-term.js';

it('is one year for whoever turned one before 2023, and one and a half for everybody younger', () => {
  const until = (birthDate: string) => termFromBirth(LAW_BOOK.terms('CARE_STATE', 'FROM_BIRTH'), birthDate);
  expect(['2021-05-10', '2021-12-31', '2022-01-01', '2022-08-31', '2026-02-11'].map(until)).toEqual(['2022-05-10', '2022-12-31', '2023-07-01', '2024-02-29', '2027-08-11']);
});
