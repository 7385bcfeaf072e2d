import { addDays } from '../../shared/calendar.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import { careGfss, carePayment } from './care-gfss.js';
import { pastCareTerm } from './care-state.js';
import { termFromBirth } from './care-term.js';
import { recalculates, suspends } from './circumstances.js';
import { condition, earliestOf, entitlement, latestOf, not } from './entitlement.js';
import type { Rule } from './rule.js';

/** Бюджетные субсидии обязательных пенсионных взносов: Social Code, articles 87 to 89. Paid into the pension fund. */
export const opvSubsidy: Rule = {
  programme: 'OPV_SUBSIDY',
  unit: 'MONTHLY', // 88(1)
  articles: '87–89',
  formula: 'averageMonthlyIncome × 0.10 − CARE_GFSS × 0.10',

  amount: (w) => {
    const past = pastCareTerm(w);
    if (past !== null) return past;
    const rate = w.rate('PENSION_CONTRIBUTION');
    const income = w.need('averageMonthlyIncome');
    const care = carePayment(w);
    const ofIncome = w.compute(text('Орташа айлық кірістен есептелген жарна.', 'Взнос, исчисленный из среднемесячного дохода.', 'Contribution on the average monthly income.'),
      `${plain(income)} × ${plain(rate.coefficient)}`, income.times(rate.coefficient), '88(1)');
    const [payment = income] = care.parts;
    const ofPayment = w.compute(text('Әлеуметтік төлемнен ұсталатын жарна.', 'Взнос, удерживаемый из выплаты по уходу.', 'Contribution withheld from CARE_GFSS.'),
      `${plain(payment)} × ${plain(care.withheld?.coefficient ?? 0)}`, payment.times(care.withheld?.coefficient ?? 0), '76(1), 88(1)');
    if (ofPayment.greaterThanOrEqualTo(ofIncome)) {
      return w.notDue(text(
        'Төлемнен ұсталатын жарна кірістің 10 пайызынан кем емес: субсидия жүргізілмейді.',
        'Удерживаемый взнос не меньше 10 процентов дохода: субсидии не производятся.',
        'What is withheld is no less than 10 % of the income: there is no subsidy.',
      ), '87(3)');
    }
    const exact = w.compute(text('Екеуінің айырмасы.', 'Разница между ними.', 'The difference of the two.'), `${plain(ofIncome)} − ${plain(ofPayment)}`, ofIncome.minus(ofPayment), '88(1)');
    return { due: true, tier: 'PENSION_CONTRIBUTION', rate, parts: [exact] };
  },

  entitlement: ({ receivesCarePayment, contributionsArrive, declinedContributions, birthDate, rightArisesOn, pensionAgeOn }, on, book) => {
    const term = birthDate == null ? null : termFromBirth(book.terms('CARE_GFSS', 'FROM_BIRTH'), birthDate);
    const end = term === null ? null : earliestOf(term, pensionAgeOn); // 87(4): to the day before either
    return entitlement([
      condition('RECEIVES_CARE_GFSS', receivesCarePayment, '87(1)'),
      condition('CONTRIBUTIONS_NOT_DECLINED', not(declinedContributions), '87(2)'),
      condition('NO_CONTRIBUTIONS_ARRIVE', not(contributionsArrive), '89'),
    ], { from: birthDate == null ? null : latestOf(birthDate, rightArisesOn), until: end === null ? null : addDays(end, -1), applyBy: null }, on, '87(4)');
  },

  combinations: [{ with: 'CARE_GFSS', how: 'ADDS', article: '87(1)' }],

  circumstances: [
    suspends('CONTRIBUTIONS_ARRIVED', '89', 'FROM_END_OF_CAUSE'), // suspended, not ended
    recalculates('CHILDREN_CHANGED', '84(3), 88(1)'),
    ...careGfss.circumstances.filter(({ event }) => event !== 'CHILDREN_CHANGED'), // 89: together with CARE_GFSS
  ],
};
