import { addMonths } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import type { RecordPlacementInput } from './placement.input.type.js';

/** Forms for the term of a contract that the parties agree on; they go on by a new one (132-2(1), 134(1)). */
const AGREED: ReadonlySet<PlacementFormCode> = new Set<PlacementFormCode>(['PATRONAGE', 'FOSTER_FAMILY']);

/** Where the contract ends by its term: that of the law, or one that was agreed; null where there is none, or it is not known. */
export function plannedUntilOf({ form, occurredOn, plannedUntil }: RecordPlacementInput, contractMonths: number | null | undefined): CivilDate | null {
  if (plannedUntil == null) return contractMonths == null ? null : addMonths(occurredOn, contractMonths);
  if (!AGREED.has(form)) throw new Refused('DOES_NOT_FIT_FORM', 'input.plannedUntil', 'A term is agreed on in the contract of PATRONAGE and FOSTER_FAMILY; it must be left out for every other form.');
  if (plannedUntil <= occurredOn) throw badInput('input.plannedUntil', 'must be after the first day of the placement (`occurredOn`).');
  return plannedUntil;
}
