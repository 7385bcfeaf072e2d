import { Decimal } from 'decimal.js';
import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { careTier } from '../../../../subgraphs/benefits/rules/care-state.js';
import { addDays, addMonths } from '../../../../subgraphs/shared/calendar.js';
import { dateOf } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { BenefitRows, paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

const stateCare = (birthOrder: number) => ({ programme: 'CARE_STATE', facts: { birthOrder } }) as const;

export const carePastTerm: AnomalyKind = {
  code: 'CARE_PAST_TERM',
  rules: ['R2'],
  programmes: ['benefits'],
  title: 'CARE_STATE is paid after the child is one and a half',
  births: (asOf, random) => [aged(asOf, random, [1.8, 1.95])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(), scene.mother.iin];
    const since = dateOf(child.born);
    const term = addMonths(since, 18);
    const draft = openAward({ programme: 'CARE_STATE', since, recipient, children: [child.iin], cases: [caseFrom(since, stateCare(1))] }, { until: addMonths(since, 24) });
    return {
      child: child.iin,
      others: [recipient],
      what: 'The award runs to the second birthday and is paid after its term.',
      dates: { term },
      plant: { benefits: paidWrongly(draft, (month) => month > term) },
    };
  },
};

export const carePaidTwice: AnomalyKind = {
  code: 'CARE_PAID_TWICE',
  rules: ['R3', 'R17'],
  programmes: ['benefits'],
  title: 'CARE_STATE is paid on after it ended, beside CARE_GFSS of the other parent',
  births: (asOf, random) => [aged(asOf, random, [0.85, 1.15])],
  tell: (scene) => {
    const { mother, father } = scene;
    const [child, income] = [scene.child(), `${scene.random.between(150_000, 400_000)}.00`];
    scene.insured(father, income);
    const [since, until] = [dateOf(child.born), dateOf(scene.dayIn(4) + 1)];
    const [handover, children] = [addDays(until, 1), [child.iin]];
    const insured = { averageMonthlyIncome: new Decimal(income), rightArisesOn: handover, birthOrder: 1 };
    const state = openAward({ programme: 'CARE_STATE', since, recipient: mother.iin, children, cases: [caseFrom(since, stateCare(1))] });
    const fund = openAward({ programme: 'CARE_GFSS', since: handover, recipient: father.iin, children, cases: [caseFrom(handover, { programme: 'CARE_GFSS', facts: insured })] });
    return {
      child: child.iin,
      others: [mother.iin, father.iin],
      what: 'The father took over and receives CARE_GFSS; the mother\'s CARE_STATE was paid for two more months.',
      dates: { handover },
      plant: {
        benefits: (rows, context) => {
          const benefits = new BenefitRows(rows, context);
          const ended = { status: 'TERMINATED', until, end: { reason: 'RECIPIENT_CHANGED', occurredOn: handover, receivedOn: handover } } as const;
          const award = benefits.replace({ ...state, ...ended, children: [{ iin: child.iin, since, until }] });
          benefits.write({ ...fund, until: addMonths(since, 18) });
          return [3, 2].map((ago) => {
            const month = dateOf(scene.monthsAgo(ago));
            const row = award.payAgain(month, dateOf(scene.monthsAgo(5)), addDays(month, 8));
            return { ...award.wrongPayment(row, 'amount', null), key: { child: child.iin, month } };
          });
        },
      },
    };
  },
};

export const careWrongOrder: AnomalyKind = {
  code: 'CARE_WRONG_ORDER',
  rules: ['R6'],
  programmes: ['benefits'],
  title: 'CARE_STATE of a first or second child is that of a fourth',
  births: (asOf, random) => [aged(asOf, random, ...(random.happens(0.5) ? ([[4, 6]] as const) : []), [0.4, 1.2])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(scene.children.length - 1), scene.mother.iin];
    const since = dateOf(child.born);
    const draft = openAward({ programme: 'CARE_STATE', since, recipient, children: [child.iin], cases: [caseFrom(since, stateCare(4))] }, { until: addMonths(since, 18) });
    return {
      child: child.iin,
      others: [recipient],
      what: 'The coefficient is that of a fourth child.',
      dates: {},
      plant: { benefits: (rows, context) => new BenefitRows(rows, context).replace(draft).wrongAmounts('tier', () => careTier(scene.children.length)) },
    };
  },
};
