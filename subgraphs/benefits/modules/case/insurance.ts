import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { CARE_MONTHS } from '../../rules/care-gfss.js';
import type { RuledProgramme } from '../../rules/rule.js';
import { contributedBefore, type Contributions, isInsured } from '../evidence/contributions.js';

/** Whether a carer takes part in social insurance, and on what that rests. */
export interface Insurance {
  readonly insured: boolean | null;
  readonly basis: string;
}

const ARTICLES: Readonly<Partial<Record<RuledProgramme, string>>> = { CARE_STATE: '81(2)', CARE_GFSS: '84(1)' };

/**
 * What decides between the two childcare benefits, when the right arises: the ministry's own evidence, past what the decider says.
 * Contributions for that month insure, as in what is shown of a child's rights; who has some on record and none in the months whose
 * income is averaged (85(1)) is not insured. Who has contributions between the two, or none on record where there must be some (evidence
 * comes later than events), is insured or not by the decider's word, which must be given then. Null for what insurance does not decide.
 */
export function insuranceFor(programme: RuledProgramme, contributions: readonly Contributions[], right: CivilDate, said: boolean | null | undefined): Insurance | null {
  const article = ARTICLES[programme];
  if (article === undefined) return null;
  const resting = (insured: boolean | null, on: string): Insurance => ({ insured, basis: `${article}: ${on}` });
  if (isInsured(contributions, right)) return resting(true, 'contributions on record');
  const none = !contributedBefore(contributions, right, CARE_MONTHS) && (programme === 'CARE_STATE' ? said !== true : contributions.length > 0);
  if (none) return resting(false, 'no contributions on record');
  if (said == null) throw badInput('input.claim.insured', `must be said: the contributions on record do not tell (Social Code, ${article}).`);
  return resting(said, 'as stated with the decision');
}
