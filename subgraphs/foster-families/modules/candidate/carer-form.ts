import { badInput } from '../../../shared/errors.js';
import type { PlacementFormCode } from '../form/placement-form.type.js';
import { CARER_FORMS, type CarerForm } from '../../rules/candidate/condition.js';

/** A form in which somebody takes a child in. */
export function carerForm(form: PlacementFormCode, field: string): CarerForm {
  const found = CARER_FORMS.find((one) => one === form);
  if (found === undefined) throw badInput(field, 'must be a form in which somebody takes a child in: every one but INSTITUTION.');
  return found;
}

/** Forms of an input, each once. */
export function carerForms(forms: readonly PlacementFormCode[]): CarerForm[] {
  if (forms.length === 0) throw badInput('input.forms', 'must name at least one form.');
  return [...new Set(forms.map((form, at) => carerForm(form, `input.forms[${at}]`)))];
}
