import { addDays, addMonths } from '../../../shared/calendar.js';
import type { SyntheticPerson } from '../../../shared/synthetic/household.js';
import { indexedAmount, insuredCareAmount } from '../../modules/rate/amount.js';
import { termFromBirth } from '../../rules/care-term.js';
import { careTier } from '../../modules/rate/tiers.js';
import { type AwardDraft, type SeedScope } from '../award-draft.js';
import { childAwards, type Pricing } from '../child-awards.js';
import { covers } from '../household-view.js';
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
  const floorTier = careTier(view.birthOrder(child));
  const pricing: Pricing = ({ payee }, from) => {
    const insurance = view.household.insurances.find((one) => one.person === payee.iin && covers(one, from));
    if (insurance === undefined) {
      return { programme: 'CARE_STATE', cases: [{ from, tier: floorTier, amountOn: (rates, on) => indexedAmount(rates, { programme: 'CARE_STATE', tier: floorTier }, on) }] };
    }
    const insured = { averageMonthlyIncome: insurance.averageMonthlyIncome, rightArisesOn: from, floorTier };
    return { programme: 'CARE_GFSS', cases: [{ from, tier: 'REPLACEMENT', amountOn: (rates, on) => insuredCareAmount(rates, insured, on) }] };
  };
  return childAwards(
    scope,
    { child, from: child.birthDate, to: addDays(lastDay, 1), endReason: 'TERM_ENDED', planned: true },
    { homes: applicants, suspendedBy: ['MOVED_ABROAD'], applies: [2, 40], deadline: addMonths(child.birthDate, limit.months) },
    pricing,
  );
}
