import { latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { birthdayAt, holdsOn, type DatedPeriod } from '../../../shared/dated.js';
import type { Period } from '../../../shared/periods.js';
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

/** A form for as long as the law leaves a child in it; null without an end by law. */
export interface FormStage<F extends FormTerms = FormTerms> extends Period {
  readonly terms: F;
}

/** At an age the law ends a form, or goes on from it to another one without an act: from guardianship to trusteeship (130(2), (3)). */
export function* stagesFrom<F extends FormTerms>(forms: readonly F[], code: PlacementFormCode, day: CivilDate, birthDate: CivilDate): Generator<FormStage<F>> {
  let from = day;
  for (let terms = termsOn(forms, code, from); terms !== null; ) {
    const to = terms.endsAtAge == null ? null : birthdayAt(birthDate, terms.endsAtAge);
    yield { terms, from, to };
    if (to === null || terms.continuesAs == null) return;
    from = latest(from, to);
    terms = termsOn(forms, terms.continuesAs, to);
  }
}

/** The birthday on which the law ends a form that began on a day, with whatever follows it without an act; null where it sets no age. */
export const endByLaw = (forms: readonly FormTerms[], code: PlacementFormCode, day: CivilDate, birthDate: CivilDate): CivilDate | null =>
  [...stagesFrom(forms, code, day, birthDate)].at(-1)?.to ?? null;

/** A placement's days for as long as the child is one: until somebody has ended it, or the law ends its form at an age, though nobody has. */
export function lastingPeriod<P extends DatedPeriod & { readonly form: PlacementFormCode }>(forms: readonly FormTerms[], placement: P, birthDate: CivilDate | null): P & { readonly validTo: CivilDate | null } {
  const ends = [placement.validTo ?? null, birthDate === null ? null : endByLaw(forms, placement.form, placement.validFrom, birthDate)].flatMap((day) => day ?? []);
  return { ...placement, validTo: ends.toSorted().at(0) ?? null };
}
