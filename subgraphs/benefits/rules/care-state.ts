import type { CivilDate } from '../../shared/clock.js';
import { text } from '../../shared/rules/text.js';
import type { NotDue } from '../../shared/rules/working.js';
import type { RateBook } from '../modules/rate/rate-book.js';
import { termFromBirth } from './care-term.js';
import { changesPayee, ends, of, recalculates, suspends, throughMonthOf } from './circumstances.js';
import { applicationLimit, appliedInTime, type ClaimFacts, condition, earliestOf, entitlement, latestOf, not, type Term } from './entitlement.js';
import type { Rule } from './rule.js';
import type { Working } from './working.js';

/** By the order of the child among those counted (81(3), 82(1)); the floor of CARE_GFSS, too (85(2)). */
export const careTier = (order: number): string => (order >= 4 ? 'ORDER_4_UP' : `ORDER_${order}`);

/** Past the term for certain: one year until 2022, one and a half since 2023 (81(4)). Within its last year nobody can tell by years. */
export function pastCareTerm(w: Working): NotDue | null {
  const [age, months] = [w.find('childAgeYears'), w.term('FROM_BIRTH', 'CARE_STATE')];
  if (age === null || months === null || age * 12 <= months) return null;
  return w.notDue(text(
    `Бала төлем мерзімінен үлкен: туғаннан кейін ${months} ай.`,
    `Ребёнок старше срока выплаты: ${months} месяцев со дня рождения.`,
    `The child is past the term: ${months} months from birth.`,
  ), '81(4), 84(1)');
}

/** From the birth, adoption, guardianship or status of kandas to the term's last day or the month of death (81(4), (6)). */
export function careTerm({ birthDate, deathDate, rightArisesOn }: ClaimFacts, book: RateBook, applyBy: CivilDate | null): Term {
  const last = birthDate == null ? null : termFromBirth(book.terms('CARE_STATE', 'FROM_BIRTH'), birthDate);
  const death = deathDate == null ? null : throughMonthOf(deathDate);
  return { from: birthDate == null ? null : latestOf(birthDate, rightArisesOn), until: earliestOf(last, death), applyBy };
}

/** Пособие по уходу: Social Code, articles 81 to 83. */
export const careState: Rule = {
  programme: 'CARE_STATE',
  unit: 'MONTHLY', // 82(1), 81(5): for each child
  articles: '81–83',
  formula: 'CARE_STATE/ORDER × MCI',

  amount: (w) => {
    const tier = careTier(w.need('birthOrder'));
    const late = pastCareTerm(w);
    if (late !== null) return late;
    const rate = w.rate(tier);
    return { due: true, tier, rate, parts: [w.multiple(rate, '82(1)')] };
  },

  entitlement: (facts, on, book) => {
    const applyBy = applicationLimit(book, 'CARE_STATE', facts.birthDate); // 81(8): from birth, adopted children too
    return entitlement([
      condition('RESIDENT', facts.resident, '81(1)'),
      condition('CARER_NOT_INSURED', not(facts.insured), '81(2)'),
      condition('RIGHTS_NOT_REMOVED', not(facts.rightsRemoved), '81(3)'),
      condition('NOT_ON_FULL_STATE_SUPPORT', not(facts.fullStateSupport), '81(3)'),
      ...appliedInTime(facts.appliedOn, applyBy, '81(8)'),
    ], careTerm(facts, book, applyBy), on, '81(4)');
  },

  combinations: [{ with: 'CARE_GFSS', how: 'EXCLUDES', article: '81(2)' }],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '83(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '83(1)2'),
    changesPayee('IMPRISONED', '83(1)3'),
    suspends('RECIPIENT_IN_CENTRE', '83(1)4'),
    changesPayee('MISSING', '83(1)5'),
    changesPayee('FOUND', '75'),
    suspends('DOCUMENT_EXPIRED', '83(1)6'),
    changesPayee('RECIPIENT_DIED', '83(1)7, 75'),
    ends('CHILD_DIED', 'AFTER_MONTH_OF_EVENT', '83(3)1'),
    ends('FULL_STATE_SUPPORT', 'FROM_EVENT', '83(3)2'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '83(3)3'),
    of('RECIPIENT', ends('CITIZENSHIP_LOST', 'FROM_EVENT', '83(3)4')),
    ends('RIGHTS_REMOVED', 'FROM_EVENT', '83(3)5'),
    ends('ADOPTION_CANCELLED', 'FROM_EVENT', '83(3)5'),
    ends('GUARDIAN_REMOVED', 'FROM_EVENT', '83(3)5'),
    recalculates('CHILDREN_CHANGED', '74(2)2'), // another order, by those counted (81(2), (3))
  ],
};
