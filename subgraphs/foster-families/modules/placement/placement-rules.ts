import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import { ageOn, holdsOn } from '../../../shared/dated.js';
import { Refused, unknownPerson } from '../../../shared/mutation/refusal.js';
import { lockChild, type KnownChild } from '../child/known-child.repository.js';
import type { FormTerms } from '../form/form-terms.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { MAJORITY } from '../../reference/ages.js';
import { isDistrict, regionOfDistrict } from '../../reference/districts.js';
import type { RecordPlacementInput } from './placement.input.type.js';

export { MAJORITY };

/** A place that the classifier has, in a region that the viewer acts in. */
export function requireDistrict(viewer: Viewer, kato: string): void {
  if (!isDistrict(kato)) throw new Refused('UNKNOWN_PLACE', 'input.district', 'The code must be that of a district or city of the classifier.');
  const regions = registerRegions(viewer);
  if (!regions.includes('*') && !regions.includes(regionOfDistrict(kato))) {
    throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.district', 'The place must lie in a region that you act in; staff for the whole country may record any.');
  }
}

/** A child on record that is born and alive on a day, held until the transaction ends. */
export async function requireLivingChild(em: EntityManager, iin: string, day: CivilDate): Promise<KnownChild> {
  const child = await lockChild(em, iin);
  if (child === null) throw unknownPerson('input.iin');
  if (day < child.birthDate) throw new Refused('BEFORE_BIRTH', 'input.occurredOn', 'The day must not lie before the child\'s birth.');
  if (child.diedOn !== null && day >= child.diedOn) throw new Refused('AFTER_DEATH', 'input.occurredOn', 'The day must lie before the day of the child\'s death.');
  return child;
}

const wrongAge = (field: string, message: string): Refused => new Refused('WRONG_AGE', field, message);

/** The terms of a form that the law has on a day, for a child of that age; or why it is none for the child. */
export function termsFor<F extends FormTerms>(forms: readonly F[], code: PlacementFormCode, { birthDate }: KnownChild, day: CivilDate): F | Refused {
  const inForce = forms.filter((form) => holdsOn(form, day));
  const terms = inForce.find((form) => form.code === code);
  if (terms === undefined || code === 'ADOPTION') return new Refused('FORM_NOT_AVAILABLE', 'input.form', 'The law must have the form on that day; `placementForms` lists them. Adoption is a court\'s.');
  const age = ageOn(birthDate, day);
  if (age >= MAJORITY) return wrongAge('input.iin', 'Only a child under 18 is placed.');
  const since = inForce.find(({ continuesAs }) => continuesAs === code)?.endsAtAge ?? 0;
  if (age < since) return wrongAge('input.form', `The form is for children of ${since} and older.`);
  if (terms.endsAtAge != null && age >= terms.endsAtAge) return wrongAge('input.form', `The form is for children under ${terms.endsAtAge}.`);
  return terms;
}

/** The same, refused where the form is none for the child. */
export function requireForm<F extends FormTerms>(forms: readonly F[], code: PlacementFormCode, child: KnownChild, day: CivilDate): F {
  const found = termsFor(forms, code, child, day);
  if (found instanceof Refused) throw found;
  return found;
}

/** Of somebody who came of age the law has ended every form (130(3)), though nobody else has: there is nothing to review, or to go on with. */
export function requireMinor({ birthDate }: KnownChild, day: CivilDate): void {
  if (ageOn(birthDate, day) >= MAJORITY) throw wrongAge('input.occurredOn', 'The day must lie before the child\'s 18th birthday.');
}

/** Majority is no reason before it. */
export function requireOfAge({ birthDate }: KnownChild, day: CivilDate): void {
  if (ageOn(birthDate, day) < MAJORITY) throw wrongAge('input.reason', 'MAJORITY is a reason from the child\'s 18th birthday on.');
}

/** Which form another one overlaps: a stay with a guest family interrupts life in an institution without ending it. */
const OVERLAPS: Readonly<Partial<Record<PlacementFormCode, PlacementFormCode>>> = { GUEST: 'INSTITUTION', INSTITUTION: 'GUEST' };

/** As the table's exclusion constraints have it, placements that wait included; only whether one is in the way comes of it. */
const IN_THE_WAY = `
  select 1 from placement where iin = ? and (valid_to is null or (valid_to > ? and valid_to > valid_from)) and form is distinct from ? limit 1`;

/** A child is in one placement at a time, wherever: none of another may reach into the days from here on. */
export async function requireFree(em: EntityManager, { iin, form, occurredOn }: RecordPlacementInput): Promise<void> {
  const rows = await nationwide(em, () => em.execute<unknown[]>(IN_THE_WAY, [iin, occurredOn, OVERLAPS[form] ?? null]));
  if (rows.length > 0) throw new Refused('ALREADY_PLACED', 'input.iin', 'The child must be in no other placement from that day on: end it first. Only a guest stay overlaps, and only life in an institution.');
}
