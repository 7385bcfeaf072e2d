import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../shared/clock.js';
import { ageOn } from '../../shared/dated.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import { continues, ends, of, passesOn, recalculates, suspends, unlessOthersRemain } from './circumstances.js';
import { type ClaimFacts, type Condition, condition, entitlement, existing, known, latestOf } from './entitlement.js';
import type { Rule } from './rule.js';
import { memberUntil, startOf } from './survivor.js';
import type { Working } from './working.js';

/** Months before the loss whose income is averaged (240(1)). */
export const LOSS_MONTHS = 24;

/** By the number of dependants (240(2)). */
const dependantsTier = (dependants: number): string => (dependants >= 4 ? 'DEPENDANTS_4_UP' : `DEPENDANTS_${dependants}`);

/** Months of participation from which a coefficient holds, least first (240(2)). */
const SERVICE_FROM = [0, 6, 12, 24, 36, 48, 60] as const;
const LAST_STEP = 60;
const FURTHER = 12;

/** Up to 72 months by the table; then 0.02 more for every twelve months beyond sixty, up to a limit (240(2)). */
function serviceCoefficient(w: Working, months: number): Decimal {
  const from = SERVICE_FROM.findLast((least) => least <= months) ?? 0;
  const base = new Decimal(w.rate(`SERVICE_${from}`).coefficient);
  const years = months < LAST_STEP ? 0 : Math.floor((months - LAST_STEP) / FURTHER);
  if (years === 0) return base;
  const [each, limit] = [w.rate('SERVICE_EACH_FURTHER_12').coefficient, w.rate('SERVICE_LIMIT').coefficient];
  return w.compute(text('Өтіл коэффициенті.', 'Коэффициент стажа участия.', 'Coefficient of the time insured.'),
    `min(${plain(base)} + ${plain(each)} × ${years}; ${plain(limit)})`, Decimal.min(new Decimal(each).times(years).plus(base), limit), '240(2)');
}

/** The age of the youngest child until which a carer is entitled (239(2)2); for the state benefit it is eight. */
const CARED_FOR_UNTIL = 3;

/** Before a child is 23, unless disabled before 18; a carer before the youngest is three (239(7)). */
function lastApplication({ member, birthDate, youngestBirthDate, disabledBefore18 }: ClaimFacts): CivilDate | null {
  if (member === 'CARER') return memberUntil({ member, youngestBirthDate: youngestBirthDate ?? null }, CARED_FOR_UNTIL);
  return disabledBefore18 === true ? null : memberUntil({ birthDate: birthDate ?? null, fullTimeStudent: true }, CARED_FOR_UNTIL);
}

/** From 18 on group I or II counts, but for students (239(2)1). */
function groupOfAdult({ birthDate, disabledBefore18, fullTimeStudent, disability }: ClaimFacts, on: CivilDate): Condition[] {
  if (disabledBefore18 !== true || fullTimeStudent === true || birthDate == null || ageOn(birthDate, on) < 18) return [];
  return [condition('GROUP_I_OR_II', known(disability?.group, (group) => group !== 'III'), '239(2)1')];
}

/** Социальная выплата по случаю потери кормильца: Social Code, articles 239 to 241. One for each lost parent (239(3)). */
export const survivorGfss: Rule = {
  programme: 'SURVIVOR_GFSS',
  unit: 'MONTHLY', // 240(1); 239(4): one for all members
  articles: '231(2), 239–241',
  formula: '(averageMonthlyIncome − 0.5 × MW) × 0.6 × DEPENDANTS × SERVICE',

  amount: (w) => {
    const [income, months] = [w.need('averageMonthlyIncome'), w.need('insuranceMonths')];
    const tier = dependantsTier(w.need('survivorsCount') + (w.find('otherDependants') ?? 0));
    const right = w.rightArisesOn();
    const rate = w.rate('REPLACEMENT');
    const [deducted, wage] = [w.rate('WAGE_DEDUCTED'), w.index('MW', right)];
    const base = w.compute(text(
      'Орташа айлық кірістен құқық туындаған күнгі ең төмен жалақының 50 пайызы шегеріледі.',
      'Среднемесячный доход за минусом 50 процентов минимальной зарплаты на дату возникновения права.',
      'Average monthly income less 50 % of the minimum wage of the day the right arose.',
    ), `${plain(income)} − ${plain(deducted.coefficient)} × ${plain(wage)}`, income.minus(wage.times(deducted.coefficient)), '240(1)');
    if (base.lessThanOrEqualTo(0)) {
      return w.notDue(text('Нәтиже оң емес: тағайындаудан бас тартылады.', 'Результат не положителен: в назначении отказывают.', 'The result is not positive: the assignment is refused.'), '231(2)4');
    }
    const [dependants, service] = [w.rate(tier).coefficient, serviceCoefficient(w, months)];
    const exact = w.compute(text(
      '× кірісті алмастыру, асырауындағылар саны және қатысу өтілі коэффициенттері.',
      '× коэффициенты замещения дохода, количества иждивенцев и стажа участия.',
      '× coefficients of replacement, of the number of dependants and of the time insured.',
    ), `${plain(base)} × ${plain(rate.coefficient)} × ${plain(dependants)} × ${plain(service)}`, base.times(rate.coefficient).times(dependants).times(service), '240(1), (2)');
    return { due: true, tier, rate, parts: [exact] };
  },

  entitlement: (facts, on) => entitlement([
    condition('BREADWINNER_INSURED', facts.insured, '239(1), (2)'),
    condition('BREADWINNER_LOST', existing(facts.rightArisesOn, (day) => day <= on), '239(1)'),
    condition('DEPENDENT', facts.dependent, '239(2)'),
    condition('CHILD_OR_CARER', facts.member !== 'ELDER', '239(2)1, 2'),
    ...groupOfAdult(facts, on),
  ], { from: latestOf(facts.rightArisesOn, startOf(facts)), until: memberUntil(facts, CARED_FOR_UNTIL), applyBy: lastApplication(facts) }, on, '239(1), (2), (7)'),

  combinations: [{ with: 'SURVIVOR', how: 'ADDS', article: '232(1)1' }],

  circumstances: [
    suspends('ACCOUNT_UNUSED', '241(1)1', 'FROM_SUSPENSION'),
    suspends('MOVED_ABROAD', '241(1)2', 'FROM_SUSPENSION'), // at most three years back, and where nothing was paid abroad; else from the application
    passesOn('IMPRISONED', '241(1)3'),
    suspends('DOCUMENT_EXPIRED', '241(1)4'),
    suspends('MISSING', '241(1)5'),
    of('RECIPIENT', suspends('CITIZENSHIP_LOST', '241(1)6')),
    unlessOthersRemain(suspends('STUDY_ENDED', '241(1)7'), 'AFTER_MONTH_OF_NOTICE', '239(6), 241(1)7'),
    passesOn('RECIPIENT_DIED', '241(1)8'),
    passesOn('RIGHTS_REMOVED', '241(1)9'),
    passesOn('ADOPTION_CANCELLED', '241(1)9'),
    passesOn('GUARDIAN_REMOVED', '241(1)10'),
    suspends('CONTRIBUTIONS_ARRIVED', '241(1)11', 'FROM_SUSPENSION'), // for somebody missing: perhaps alive
    suspends('FALSE_DATA_ON_AMOUNT', '241(1)12', 'FROM_SUSPENSION'),
    ends('FALSE_DATA_ON_RIGHT', 'FROM_ASSIGNMENT', '241(3)1'),
    ends('WITHDRAWN', 'AFTER_MONTH_OF_NOTICE', '241(3)2'),
    unlessOthersRemain(ends('CHILD_DIED', 'AFTER_MONTH_OF_EVENT', '241(3)3'), 'AFTER_MONTH_OF_EVENT', '239(6), 241(3)3'),
    unlessOthersRemain(ends('EXAMINATION_MISSED', 'FROM_EVENT', '241(3)4'), 'FROM_EVENT', '239(6), 241(3)4'), // the term of the disability ran out
    unlessOthersRemain(ends('NOT_DISABLED_ANY_MORE', 'AFTER_MONTH_OF_EVENT', '241(3)5'), 'AFTER_MONTH_OF_EVENT', '239(6), 241(3)5'),
    recalculates('MEMBERS_CHANGED', '239(6)'),
    continues('FULL_STATE_SUPPORT', '241'),
  ],
};
