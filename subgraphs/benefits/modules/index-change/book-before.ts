import type { CivilDate } from '../../../shared/clock.js';
import { RateBook, type RateFigures } from '../rate/rate-book.js';

/** The figures as they were known before the indices of a day were: the ones before go on. Null where no index changes on that day. */
export function bookBefore(law: RateFigures, day: CivilDate): RateBook | null {
  const changed = law.parameters.filter(({ validFrom }) => validFrom === day);
  if (changed.length === 0) return null;
  const endOf = (parameter: string): CivilDate | null | undefined => changed.find((one) => one.parameter === parameter)?.validTo;
  const parameters = law.parameters
    .filter(({ validFrom }) => validFrom !== day)
    .map((one) => (one.validTo === day ? { ...one, validTo: endOf(one.parameter) ?? null } : one));
  return new RateBook({ ...law, parameters });
}
