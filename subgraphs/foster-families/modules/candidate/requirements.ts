import { Refused } from '../../../shared/mutation/refusal.js';
import type { Eligibility } from '../../rules/candidate/eligibility.js';

const CODE = 'Code on Marriage and Family';

const notMet = ({ conditions }: Eligibility, among: (bars: boolean) => boolean): Refused['message'] | null => {
  const failed = conditions.find(({ met, condition }) => met === false && among(condition.bars === true));
  return failed === undefined ? null : `The condition ${failed.condition.code} is not met (${CODE}, ${failed.article}).`;
};

/** Refuses what the law forbids, naming the condition and its article, and what no paper tells. */
export function requireAllowed(eligibility: Eligibility, field: string): void {
  const { allowed, conditions, missing } = eligibility;
  if (allowed === true) return;
  if (conditions.length === 0) throw new Refused('FORM_NOT_AVAILABLE', field, 'The law must have the form on that day; `placementForms` lists them.');
  const failed = notMet(eligibility, () => true);
  if (failed !== null) throw new Refused('NOT_SUITABLE', field, failed);
  throw new Refused('EVIDENCE_MISSING', field, `Papers are missing: ${missing.join(', ')}.`);
}

/** Refuses where a bar stands; what else the law asks for is that of the day of the act. */
export function requireNoBar(eligibility: Eligibility, field: string): void {
  const failed = notMet(eligibility, (bars) => bars);
  if (failed !== null) throw new Refused('NOT_SUITABLE', field, failed);
}
