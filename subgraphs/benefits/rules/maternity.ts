import { Decimal } from 'decimal.js';
import { FactProblem } from '../../shared/rules/facts.js';
import { text } from '../../shared/rules/text.js';
import { plain } from '../../shared/rules/working.js';
import { applicationLimit, appliedInTime, condition, entitlement, known } from './entitlement.js';
import type { Rule } from './rule.js';

/** Months before the right whose income is averaged (78(2)). */
export const LEAVE_MONTHS = 12;

/** Days of a coefficient of one (78(2), last part). */
const DAYS_OF_A_MONTH = 30;

/** Leave for pregnancy and birth (Labour Code, 99): usual, complicated, in zones of nuclear tests; and when asked for after the birth only. */
const LEAVES: readonly number[] = [126, 140, 170, 184, 56, 70, 79, 93];

/** An adopter of a newborn has leave until the 56th day of the child's life (Labour Code, 99). */
const ADOPTERS_MOST = 56;

const isLeave = (days: number): boolean => LEAVES.includes(days) || (days >= 1 && days <= ADOPTERS_MOST);

/** Социальная выплата по беременности и родам, усыновлению новорожденного: Social Code, articles 76 to 78. */
export const maternity: Rule = {
  programme: 'MATERNITY',
  unit: 'ONCE', // 77(3): for the whole period of the sheet
  articles: '76–78',
  formula: 'averageMonthlyIncome × leaveDays ÷ 30',

  amount: (w) => {
    const [income, days] = [w.need('averageMonthlyIncome'), w.need('leaveDays')];
    if (!isLeave(days)) {
      throw new FactProblem('leaveDays', `must be ${LEAVES.slice(0, 4).join(', ')}; asked for after the birth ${LEAVES.slice(4).join(', ')}; for adopters 1 to ${ADOPTERS_MOST} (Labour Code, 99).`);
    }
    if (income.isZero()) {
      return w.notDue(text('Әлеуметтік аударымдар жасалған кіріс жоқ.', 'Нет дохода, с которого шли социальные отчисления.', 'There was no income that contributions were paid from.'), '78(2)');
    }
    const withheld = w.rate('PENSION_CONTRIBUTION');
    const exact = w.compute(text(
      'Он екі айдың орташа айлық кірісі × еңбекке жарамсыздық күндерінің коэффициенті.',
      'Среднемесячный доход за двенадцать месяцев × коэффициент дней нетрудоспособности.',
      'Average monthly income of twelve months × coefficient of the days of leave.',
    ), `${plain(income)} × ${days} ÷ ${DAYS_OF_A_MONTH}`, new Decimal(income).times(days).div(DAYS_OF_A_MONTH), '78(1), (2)');
    return { due: true, tier: `DAYS_${days}`, rate: withheld, parts: [exact], withheld };
  },

  entitlement: ({ insured, rightArisesOn, leaveDays, appliedOn, birthDate }, on, book) => {
    const begins = rightArisesOn ?? birthDate ?? null; // on the day of the birth at the latest (Labour Code, 99)
    const applyBy = applicationLimit(book, 'MATERNITY', begins); // 77(4)
    return entitlement([
      condition('INSURED', insured, '77(1)'),
      condition('LEAVE_SHEET', known(rightArisesOn, () => leaveDays == null || isLeave(leaveDays)), '77(2), (3)'),
      ...appliedInTime(appliedOn, applyBy, '77(4)'),
    ], { from: rightArisesOn ?? null, until: appliedOn == null ? applyBy : null, applyBy }, on, '77(2), (4)');
  },

  combinations: [],

  circumstances: [], // paid once, for the period of the sheet (77(3))
};
