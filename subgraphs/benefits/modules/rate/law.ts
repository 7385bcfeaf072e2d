import { PARAMETERS } from '../../migrations/reference/index-parameters.js';
import { RATES, ROUNDINGS, TERMS } from '../../migrations/reference/rates.js';
import { RATES_2026_11_27 } from '../../migrations/reference/rates-2026-11-27.js';
import { RATES_2026_11_29 } from '../../migrations/reference/rates-2026-11-29.js';
import type { DatedParameter, DatedProgrammeTerm, DatedRounding } from '../../../shared/rules/rate-book.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { RateBook, type DatedRate, type RateFigures } from './rate-book.js';

/*
 * Every figure of the law that is known, without a database. The lists are those that the migrations load, so that there is one
 * copy of each; a test holds them against the tables of a database that has run all migrations. A change of the law is another
 * list: its migration loads it, and it is added here.
 */
export const LAW: RateFigures = {
  rates: [...RATES, ...RATES_2026_11_27, ...RATES_2026_11_29].map(([programme, tier, coefficient, base, per, validFrom, validTo, legalBasis, source, certainty]) =>
    ({ programme, tier, coefficient, base, per, validFrom, validTo, legalBasis, source, certainty }) as DatedRate),
  parameters: PARAMETERS.map(([parameter, validFrom, validTo, amount, legalBasis, source, certainty]) =>
    ({ parameter, validFrom, validTo, amount, legalBasis, source, certainty }) as DatedParameter),
  roundings: ROUNDINGS.map(([programme, policy, validFrom, validTo, legalBasis, source, certainty]): DatedRounding<BenefitProgrammeCode> =>
    ({ programme, policy, validFrom, validTo, legalBasis, source, certainty })),
  terms: TERMS.map(([programme, kind, months, validFrom, validTo, legalBasis, source, certainty]) =>
    ({ programme, kind, months, validFrom, validTo, legalBasis, source, certainty }) as DatedProgrammeTerm<BenefitProgrammeCode>),
};

export const LAW_BOOK = new RateBook(LAW);
