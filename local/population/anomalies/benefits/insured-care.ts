import { Decimal } from 'decimal.js';
import { amountOn } from '../../../../subgraphs/benefits/modules/rate/amount.js';
import type { ComputedAmount } from '../../../../subgraphs/shared/rules/amount-periods.js';
import type { RateBook } from '../../../../subgraphs/benefits/modules/rate/rate-book.js';
import type { AwardDraft } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addMonths, latest } from '../../../../subgraphs/shared/calendar.js';
import { dateOf } from '../../calendar.js';
import type { Anomaly, AnomalyKind } from '../kind.js';
import { aged, type Scene } from '../scene.js';
import { BenefitRows } from './benefit-rows.js';
import { openAward } from './drafts.js';

const SHARE = '0.40';
const KEPT = '0.90';

interface Computed {
  readonly draft: AwardDraft;
  /** The right amount on a day. */
  readonly right: (book: RateBook, on: string) => ComputedAmount | null;
}

/** What of an amount is not as it should be. */
type Wrong = Pick<ComputedAmount, 'exact' | 'gross' | 'withheld'>;

/** CARE_GFSS of the mother of the youngest child, with amounts that are not as they should be. */
function insuredCare(scene: Scene, income: string, wrong: (right: ComputedAmount) => Wrong): Computed {
  const [child, recipient] = [scene.child(scene.children.length - 1), scene.mother.iin];
  scene.insured(scene.mother, income);
  const since = dateOf(child.born);
  const facts = { averageMonthlyIncome: new Decimal(income), rightArisesOn: since, birthOrder: scene.children.length };
  const right = (book: RateBook, on: string): ComputedAmount | null => amountOn(book, { programme: 'CARE_GFSS', facts }, on);
  const wronged = (book: RateBook, on: string): ComputedAmount | null => {
    const amount = right(book, on);
    return amount && { ...amount, ...wrong(amount) };
  };
  const draft = openAward({ programme: 'CARE_GFSS', since, recipient, children: [child.iin], cases: [{ from: since, amountOn: wronged }] }, { until: addMonths(since, 18) });
  return { draft, right };
}

/** Of the whole income, whatever the limits are; a tenth of it is withheld. */
function shareOf(income: string): Wrong {
  const exact = new Decimal(income).times(SHARE);
  const gross = exact.ceil();
  return { exact, gross, withheld: gross.minus(gross.times(KEPT).ceil()) };
}

/** An award of which every amount, and so every payment, is wrong in one column. */
function wrongIn(column: 'amount' | 'withheld', scene: Scene, { draft, right }: Computed, what: string): Anomaly {
  return {
    child: scene.child(scene.children.length - 1).iin,
    others: [scene.mother.iin],
    what,
    dates: {},
    plant: {
      benefits: (rows, context) => {
        const benefits = new BenefitRows(rows, context);
        return benefits.replace(draft).wrongPayments(() => true, (month) => {
          const due = right(benefits.book, latest(month, draft.since));
          return due && (column === 'withheld' ? due.withheld : due.gross.minus(due.withheld)).toFixed(2);
        }, column);
      },
    },
  };
}

export const careAboveCap: AnomalyKind = {
  code: 'CARE_GFSS_ABOVE_CAP',
  rules: ['R9'],
  programmes: ['benefits'],
  title: 'CARE_GFSS is 40 % of an income above seven minimum wages',
  births: (asOf, random) => [aged(asOf, random, [0.5, 1.2])],
  tell: (scene) => {
    const income = `${scene.random.between(620_000, 900_000)}.00`;
    return wrongIn('amount', scene, insuredCare(scene, income, () => shareOf(income)), 'The income is not cut off at seven minimum wages.');
  },
};

export const careBelowFloor: AnomalyKind = {
  code: 'CARE_GFSS_BELOW_FLOOR',
  rules: ['R9'],
  programmes: ['benefits'],
  title: 'CARE_GFSS of a fourth child is less than CARE_STATE',
  births: (asOf, random) => [aged(asOf, random, [9, 11], [6, 8], [3, 5], [0.5, 0.7])],
  tell: (scene) => {
    const income = `${scene.random.between(85_000, 90_000)}.00`;
    return wrongIn('amount', scene, insuredCare(scene, income, () => shareOf(income)), 'The payment is 40 % of a small income, and not raised to the floor.');
  },
};

export const contributionNotWithheld: AnomalyKind = {
  code: 'CONTRIBUTION_NOT_WITHHELD',
  rules: ['R9'],
  programmes: ['benefits'],
  title: 'CARE_GFSS is paid without the pension contribution withheld',
  births: (asOf, random) => [aged(asOf, random, [0.5, 1.2])],
  tell: (scene) => {
    const computed = insuredCare(scene, `${scene.random.between(150_000, 500_000)}.00`, (amount) => ({ ...amount, withheld: new Decimal(0) }));
    return wrongIn('withheld', scene, computed, 'Nothing is withheld.');
  },
};
