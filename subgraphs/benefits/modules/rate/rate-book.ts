import { RateBook as SharedRateBook, type DatedRate as SharedRate, type RateFigures as SharedFigures } from '../../../shared/rules/rate-book.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

export type DatedRate = SharedRate<BenefitProgrammeCode>;

/** Every dated figure, as law.ts has them and the reference tables hold them. */
export type RateFigures = SharedFigures<BenefitProgrammeCode>;

/** The dated figures of the ministry's programmes. */
export class RateBook extends SharedRateBook<BenefitProgrammeCode> {}
