import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Forms for the term of a contract that the parties agree on; they go on by a new one (132-2(1), 134(1)). */
const AGREED: ReadonlySet<PlacementFormCode> = new Set<PlacementFormCode>(['PATRONAGE', 'FOSTER_FAMILY']);

/** A term that the parties agree on, of a placement that begins on a day. */
export function requireAgreed(form: PlacementFormCode, first: CivilDate, until: CivilDate, field: string): void {
  if (!AGREED.has(form)) throw new Refused('DOES_NOT_FIT_FORM', field, 'A term is agreed on in the contract of PATRONAGE and FOSTER_FAMILY; it must be left out for every other form.');
  if (until <= first) throw badInput(field, 'must be after the first day of the placement.');
}

/** Where the contract ends by its term: that of the law, or one that was agreed; null where there is none, or it is not known. */
export function plannedUntilOf({ form, occurredOn, plannedUntil }: RecordPlacementInput, contractMonths: number | null | undefined): CivilDate | null {
  if (plannedUntil == null) return contractMonths == null ? null : addMonths(occurredOn, contractMonths);
  requireAgreed(form, occurredOn, plannedUntil, 'input.plannedUntil');
  return plannedUntil;
}
