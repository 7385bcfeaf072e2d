import { Decimal } from 'decimal.js';
import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addDays } from '../../../../subgraphs/shared/calendar.js';
import type { Births } from '../../births.js';
import { dateOf, type Day } from '../../calendar.js';
import type { Random } from '../../random.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { BenefitRows } from './benefit-rows.js';
import { carersAward } from './carers-award.js';
import { openAward } from './drafts.js';

const ward = (asOf: Day, random: Random): readonly Births[] => [aged(asOf, random, [10, 14])];

export const decidedLate: AnomalyKind = {
  code: 'DECIDED_LATE',
  rules: ['R16a'],
  programmes: ['benefits'],
  title: 'LARGE_FAM is decided weeks after its eight working days',
  births: (asOf, random) => [aged(asOf, random, [14, 16], [11, 13], [8, 10], [5, 7])],
  tell: (scene) => {
    const children = scene.children.map(({ iin }) => iin);
    const since = dateOf(scene.dayIn(7));
    const [limit, decidedOn] = [addDays(since, 10), addDays(since, scene.random.between(25, 60))];
    const draft = openAward({ programme: 'LARGE_FAM', since, recipient: scene.mother.iin, children, cases: [caseFrom(since, { programme: 'LARGE_FAM', facts: { childrenCount: 4 } })] }, { decidedOn });
    return {
      child: scene.child(3).iin,
      others: [scene.mother.iin],
      what: 'The decision took more than eight working days.',
      dates: { application: since, decision: decidedOn },
      plant: { benefits: (rows, context) => [new BenefitRows(rows, context).replace(draft).wrong('decided_on', limit)] },
    };
  },
};

export const paidLate: AnomalyKind = {
  code: 'PAID_LATE',
  rules: ['R16b'],
  programmes: ['benefits'],
  title: 'One month of DIS_CARER is paid two months late',
  births: ward,
  tell: (scene) => {
    const month = dateOf(scene.monthsAgo(4));
    return carersAward(scene, 'The month was paid two months late.', { month }, (award) => {
      const row = award.payment(month);
      const due = row.get('paid_on');
      const paid = dateOf(scene.dayIn(2));
      row.set({ paid_on: paid, recorded_at: paid });
      return [award.wrongPayment(row, 'paid_on', due)];
    });
  },
};

export const notPaidInFull: AnomalyKind = {
  code: 'PAID_NOT_IN_FULL',
  rules: ['R16c'],
  programmes: ['benefits'],
  title: 'One month of DIS_CARER is paid with less than the amount of the award',
  births: ward,
  tell: (scene) => {
    const month = dateOf(scene.monthsAgo(3));
    return carersAward(scene, 'Less was paid than the award says.', { month }, (award) => {
      const row = award.payment(month);
      const due = row.text('amount');
      row.set({ amount: new Decimal(due).times('0.9').toFixed(2) });
      return [award.wrongPayment(row, 'amount', due)];
    });
  },
};

export const notPaid: AnomalyKind = {
  code: 'MONTH_NOT_PAID',
  rules: ['R16d'],
  programmes: ['benefits'],
  title: 'One month of an award in force is not paid',
  births: ward,
  tell: (scene) => {
    const month = dateOf(scene.monthsAgo(3));
    return carersAward(scene, 'The month was not paid.', { month }, (award) => {
      const expected = award.payment(month).get('amount');
      award.dropPayments((row) => row.get('month') === month);
      return [{ table: 'benefit_payment', key: award.paymentKey(month), column: null, expected, planted: null }];
    });
  },
};
