import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt, holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import type { PlacementFormCode } from './placement-form.type.js';

/** What the law says of a form of placement in a period, as far as ages and representation go. */
export interface FormTerms extends DatedPeriod {
  readonly code: PlacementFormCode;
  readonly representsChild: boolean;
  readonly endsAtAge?: number | null | undefined;
  readonly continuesAs?: PlacementFormCode | null | undefined;
}

/** A form's terms on a day; the earliest on record for a day before them, null for a form that is not there. Rows in the order of their beginnings. */
export function termsOn<F extends FormTerms>(forms: readonly F[], code: PlacementFormCode, day: CivilDate): F | null {
  const versions = forms.filter((form) => form.code === code);
  return versions.find((form) => holdsOn(form, day)) ?? versions[0] ?? null;
}

/** The birthday on which the law ends a form that began on a day, with whatever follows it without an act; null where it sets no age. */
export function endByLaw(forms: readonly FormTerms[], code: PlacementFormCode, day: CivilDate, birthDate: CivilDate): CivilDate | null {
  const terms = termsOn(forms, code, day);
  if (terms?.endsAtAge == null) return null;
  const end = birthdayAt(birthDate, terms.endsAtAge);
  return terms.continuesAs == null ? end : endByLaw(forms, terms.continuesAs, end, birthDate);
}
