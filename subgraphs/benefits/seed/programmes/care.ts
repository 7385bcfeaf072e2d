import { addDays, addMonths } from '../../../shared/calendar.js';
import type { SyntheticPerson } from '../../../shared/synthetic/household.js';
import { averageIncome, isInsured } from '../../modules/evidence/contributions.js';
import { CARE_MONTHS } from '../../rules/care-gfss.js';
import { termFromBirth } from '../../rules/care-term.js';
import { type AwardDraft, caseFrom, type SeedScope } from '../award-draft.js';
import { childAwards, type Pricing } from '../child-awards.js';
import { contributionsOf } from '../evidence.js';
import type { Home } from '../homes.js';

/** Parents and guardians apply (Social Code, 81(2), 84(2)); on full state support nobody does (81(3), 84(8)). */
const applicants = ({ payee, care }: Home): boolean => payee.iin !== null && (care === null || care.form === 'GUARDIANSHIP');

/**
 * CARE_STATE or CARE_GFSS to one and a half years (one, until 2022): which of the two depends on whether social contributions
 * are paid for the carer when the right arises.
 */
export function careAwards(scope: SeedScope, child: SyntheticPerson): AwardDraft[] {
  const { view, book } = scope;
  const lastDay = termFromBirth(book.terms('CARE_STATE', 'FROM_BIRTH'), child.birthDate);
  const [limit] = book.terms('CARE_STATE', 'APPLICATION');
  if (lastDay === null || limit === undefined) return [];
  const birthOrder = view.birthOrder(child);
  const pricing: Pricing = ({ payee }, from) => {
    const contributions = contributionsOf(scope, payee.iin);
    if (!isInsured(contributions, from)) return { programme: 'CARE_STATE', cases: [caseFrom(from, { programme: 'CARE_STATE', facts: { birthOrder } })] };
    const averageMonthlyIncome = averageIncome(contributions, from, CARE_MONTHS);
    return { programme: 'CARE_GFSS', cases: [caseFrom(from, { programme: 'CARE_GFSS', facts: { averageMonthlyIncome, rightArisesOn: from, birthOrder } })] };
  };
  return childAwards(
    scope,
    { child, from: child.birthDate, to: addDays(lastDay, 1), endReason: 'TERM_ENDED', planned: true },
    { homes: applicants, suspendedBy: ['MOVED_ABROAD'], applies: [2, 40], deadline: addMonths(child.birthDate, limit.months) },
    pricing,
  );
}
