import { type DatedParameter, RateBook } from '../../shared/rules/rate-book.js';
import type { CareProgramme } from './programme.js';
import { RATES, ROUNDINGS, TERMS } from './rates.js';

export type CareBook = RateBook<CareProgramme>;

/** The rates of care with the indices as the ministry of benefits has told them. */
export const careBook = (parameters: readonly DatedParameter[]): CareBook => new RateBook<CareProgramme>({ rates: RATES, roundings: ROUNDINGS, terms: TERMS, parameters });
