import { CASE_NUMBER_FORM, isCaseNumber } from '../../../shared/access/case-number.js';
import { badInput } from '../../../shared/errors.js';
import { withoutNumber } from '../../../shared/mutation/event-dates.js';

/** A case number of an input. Ledgers keep a mark of their own in place of an IIN: look-ups under such a number could not be told to be of the case. */
export function inputCaseNumber({ caseNumber }: { readonly caseNumber: string }): string {
  if (!isCaseNumber(caseNumber)) throw badInput('input.caseNumber', `must be ${CASE_NUMBER_FORM}.`);
  return withoutNumber('input.caseNumber', caseNumber);
}
