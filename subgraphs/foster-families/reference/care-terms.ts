import { addDays, addMonths } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';
import type { Certainty } from '../../shared/certainty.type.js';
import { holdsOn, type DatedPeriod } from '../../shared/dated.js';
import { addWorkingDays } from '../../shared/working-days/working-days.js';

/** What the law, or practice, gives a term for. */
export type CareTermCode = 'MEDICAL_STAY' | 'PRIMARY_RECORD' | 'REGIONAL_REGISTRATION' | 'CENTRAL_REGISTRATION' | 'PLACEMENT' | 'VISIT';

/** A term in a period, with its source. */
export interface CareTerm extends DatedPeriod {
  readonly code: CareTermCode;
  readonly length: number;
  readonly unit: 'DAYS' | 'WORKING_DAYS' | 'MONTHS';
  readonly article: string;
  readonly certainty: Certainty;
}

const CODE = '2011-12-26';

/** The day of the order on intake; of days before it nothing was read. */
const INTAKE = '2025-08-29';
const ORDER = 'Order of the Minister of Education of 29.08.2025; Law of 14.07.2025';
const BEFORE = 'No act that was read sets it before 29.08.2025: configuration, as since then';
const BANK = 'Order No. 661 of 16.11.2016 on the Republican databank; its terms were not read';

/** Terms of the databank. A change of the law is a new row with its own period. */
export const CARE_TERMS: readonly CareTerm[] = [
  { code: 'MEDICAL_STAY', validFrom: CODE, validTo: INTAKE, length: 3, unit: 'DAYS', article: BEFORE, certainty: 'M' },
  { code: 'MEDICAL_STAY', validFrom: INTAKE, validTo: null, length: 3, unit: 'DAYS', article: ORDER, certainty: 'B' },
  { code: 'PRIMARY_RECORD', validFrom: CODE, validTo: INTAKE, length: 1, unit: 'WORKING_DAYS', article: BEFORE, certainty: 'M' },
  { code: 'PRIMARY_RECORD', validFrom: INTAKE, validTo: null, length: 1, unit: 'WORKING_DAYS', article: ORDER, certainty: 'B' },
  { code: 'REGIONAL_REGISTRATION', validFrom: CODE, validTo: null, length: 1, unit: 'MONTHS', article: BANK, certainty: 'M' },
  { code: 'CENTRAL_REGISTRATION', validFrom: CODE, validTo: null, length: 1, unit: 'MONTHS', article: BANK, certainty: 'M' },
  { code: 'VISIT', validFrom: CODE, validTo: null, length: 6, unit: 'MONTHS', article: 'No act that was read sets it: configuration, two visits a year', certainty: 'M' },
  { code: 'PLACEMENT', validFrom: CODE, validTo: null, length: 20, unit: 'WORKING_DAYS', article: 'Code on Marriage and Family, art. 121(3)', certainty: 'A' },
];

/** The term as it is on a day. */
export function termOn(code: CareTermCode, day: CivilDate): CareTerm {
  const rows = CARE_TERMS.filter((term) => term.code === code);
  const found = rows.find((term) => holdsOn(term, day)) ?? rows[0];
  if (found === undefined) throw new Error(`No term ${code}.`);
  return found;
}

/** The last day of a term that runs from an event on a day. */
export function dueBy(code: CareTermCode, from: CivilDate): CivilDate {
  const { length, unit } = termOn(code, from);
  if (unit === 'WORKING_DAYS') return addWorkingDays(from, length);
  return unit === 'MONTHS' ? addMonths(from, length) : addDays(from, length);
}
