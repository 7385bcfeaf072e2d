import { Decimal } from 'decimal.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import { careTerm, careTier, pastCareTerm } from './care-state.js';
import { changesPayee, ends, of, passesOn, recalculates, suspends } from './circumstances.js';
import { applicationLimit, appliedInTime, condition, entitlement, latestOf, not } from './entitlement.js';
import { CARE_FLOOR } from './policies.js';
import type { Due, Rule } from './rule.js';
import type { Working } from './working.js';

/** Months before the right whose income is averaged, without contributions or with (85(1)). */
export const CARE_MONTHS = 24;

/**
 * 85: 40 % of the average income of 24 months, at most 40 % of seven minimum wages of the day the right arose, at least
 * CARE_STATE of the day asked about, raised by the contribution that is withheld. The floor moves with the MCI (88(2)), the rest does not.
 */
export function carePayment(w: Working): Due {
  const [income, floorTier, right] = [w.need('averageMonthlyIncome'), careTier(w.need('birthOrder')), w.rightArisesOn()];
  const [share, cap, withheld] = [w.rate('REPLACEMENT', right, 'CARE_GFSS'), w.rate('INCOME_CAP', right, 'CARE_GFSS'), w.rate('PENSION_CONTRIBUTION', right, 'CARE_GFSS')];
  const limit = w.index('MW', right).times(cap.coefficient);
  const counted = w.compute(text(
    'Ескерілетін кіріс: жиырма төрт айдың орташасы, жеті ең төмен жалақыдан артық емес.',
    'Учитываемый доход: среднее за двадцать четыре месяца, но не выше семи минимальных зарплат.',
    'Income counted: the average of twenty-four months, at most seven minimum wages.',
  ), `min(${plain(income)}; ${plain(cap.coefficient)} × ${plain(w.index('MW', right))})`, Decimal.min(income, limit), '85(1), (2)');
  const payment = w.compute(text('Кірісті алмастыру коэффициенті.', 'Коэффициент замещения дохода.', 'Share of the income that is replaced.'),
    `${plain(counted)} × ${plain(share.coefficient)}`, counted.times(share.coefficient), '85(1)');
  const state = w.multiple(w.rate(floorTier, w.on, 'CARE_STATE'), '82(1), 85(2)');
  w.policy(CARE_FLOOR);
  const left = new Decimal(1).minus(withheld.coefficient);
  const floor = w.compute(text(
    'Ең төменгі мөлшер: мемлекеттік жәрдемақы, ұсталатын жарнамен бірге.',
    'Нижний предел: пособие по уходу вместе с удерживаемым взносом.',
    'Floor: the state benefit together with the contribution to be withheld.',
  ), `${plain(state)} ÷ ${plain(left)}`, state.div(left), '85(2)');
  const exact = w.compute(text('Екеуінің үлкені.', 'Большее из двух.', 'The greater of the two.'), `max(${plain(payment)}; ${plain(floor)})`, Decimal.max(payment, floor), '85(2)');
  return { due: true, tier: 'REPLACEMENT', rate: share, parts: [exact], withheld };
}

/** Социальная выплата по уходу: Social Code, articles 84 to 86. */
export const careGfss: Rule = {
  programme: 'CARE_GFSS',
  unit: 'MONTHLY', // 85(1), 84(1): for each child
  articles: '76, 84–86',
  formula: 'max(min(averageMonthlyIncome; 7 × MW) × 0.40; CARE_STATE/ORDER × MCI ÷ 0.90)',

  amount: (w) => pastCareTerm(w) ?? carePayment(w),

  entitlement: (facts, on, book) => {
    const right = facts.birthDate == null ? null : latestOf(facts.birthDate, facts.rightArisesOn); // 84(2)
    const applyBy = applicationLimit(book, 'CARE_GFSS', right); // 84(5): from the day the right arose
    return entitlement([
      condition('CARER_INSURED', facts.insured, '84(1)'),
      condition('RIGHTS_NOT_REMOVED', not(facts.rightsRemoved), '84(3)'),
      condition('NOT_ON_FULL_STATE_SUPPORT', not(facts.fullStateSupport), '84(8)'),
      ...appliedInTime(facts.appliedOn, applyBy, '84(5)'),
    ], careTerm(facts, book, applyBy), on, '84(1)');
  },

  combinations: [
    { with: 'CARE_STATE', how: 'EXCLUDES', article: '81(2)' },
    { with: 'CARE_GFSS', how: 'EXCLUDES', article: '84(1): one of several insured carers' },
    { with: 'OPV_SUBSIDY', how: 'ADDS', article: '87(1)' },
  ],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '86(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '86(1)2', 'FROM_SUSPENSION'), // where nothing was paid abroad; else from the month after that ended
    changesPayee('IMPRISONED', '86(1)3'),
    suspends('DOCUMENT_EXPIRED', '86(1)4'),
    changesPayee('MISSING', '86(1)5'),
    changesPayee('FOUND', '86(1)6'),
    of('RECIPIENT', suspends('CITIZENSHIP_LOST', '86(1)7')),
    suspends('FALSE_DATA_ON_AMOUNT', '86(1)8', 'FROM_SUSPENSION'),
    suspends('FULL_STATE_SUPPORT', '86(2)1', 'FROM_END_OF_CAUSE', 'AFTER_MONTH_OF_EVENT'),
    changesPayee('RIGHTS_REMOVED', '86(2)2', 'AFTER_MONTH_OF_EVENT'),
    passesOn('GUARDIAN_REMOVED', '86(2)3', 'AFTER_MONTH_OF_EVENT'),
    changesPayee('RECIPIENT_DIED', '86(2)4', 'AFTER_MONTH_OF_EVENT'),
    ends('CHILD_DIED', 'AFTER_MONTH_OF_EVENT', '86(4)1'),
    ends('ADOPTION_CANCELLED', 'AFTER_MONTH_OF_EVENT', '86(4)2'),
    ends('WITHDRAWN', 'AFTER_MONTH_OF_NOTICE', '86(4)3'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '86(4)4'),
    recalculates('CHILDREN_CHANGED', '84(3)'),
  ],
};
