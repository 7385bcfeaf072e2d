import { Refused } from '../../../shared/mutation/refusal.js';
import type { Eligibility } from '../../rules/candidate/eligibility.js';

const CODE = 'Code on Marriage and Family';

const notMet = ({ conditions }: Eligibility, among: (bars: boolean) => boolean): Refused['message'] | null => {
  const failed = conditions.find(({ met, condition }) => met === false && among(condition.bars === true));
  return failed === undefined ? null : `The condition ${failed.condition.code} is not met (${CODE}, ${failed.article}).`;
};

/** Why the law does not allow it, naming the condition and its article, or that no paper tells; null where it does. */
export function notAllowed(eligibility: Eligibility, field: string): Refused | null {
  const { allowed, conditions, missing } = eligibility;
  if (allowed === true) return null;
  if (conditions.length === 0) return new Refused('FORM_NOT_AVAILABLE', field, 'The law must have the form on that day; `placementForms` lists them.');
  const failed = notMet(eligibility, () => true);
  if (failed !== null) return new Refused('NOT_SUITABLE', field, failed);
  return new Refused('EVIDENCE_MISSING', field, `Papers are missing: ${missing.join(', ')}.`);
}

/** The bar that stands; what else the law asks for is that of the day of the act. Null where none does. */
export function barStanding(eligibility: Eligibility, field: string): Refused | null {
  const failed = notMet(eligibility, (bars) => bars);
  return failed === null ? null : new Refused('NOT_SUITABLE', field, failed);
}

/** Refuses what the law forbids, and what no paper tells. */
export function requireAllowed(eligibility: Eligibility, field: string): void {
  const found = notAllowed(eligibility, field);
  if (found !== null) throw found;
}

/** Refuses where a bar stands. */
export function requireNoBar(eligibility: Eligibility, field: string): void {
  const found = barStanding(eligibility, field);
  if (found !== null) throw found;
}
