import { Decimal } from 'decimal.js';
import { amountOn } from '../../../../subgraphs/benefits/modules/rate/amount.js';
import type { Case } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { earliest } from '../../../../subgraphs/shared/calendar.js';
import { dateOf, yearOf } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { careOf } from '../placed.js';
import { aged } from '../scene.js';
import { BenefitRows, paidWrongly } from './benefit-rows.js';
import { openAward, pricedAt } from './drafts.js';

export const staleIndex: AnomalyKind = {
  code: 'STALE_INDEX',
  rules: ['R8'],
  programmes: ['benefits'],
  title: 'LARGE_FAM is paid by last year\'s MCI since January',
  births: (asOf, random) => [aged(asOf, random, [14, 16], [11, 13], [8, 10], [5, 7])],
  tell: (scene) => {
    const { children, mother, asOf } = scene;
    const since = dateOf(scene.child(3).born + 200);
    const [of, change] = [{ programme: 'LARGE_FAM', facts: { childrenCount: 4 } } as const, `${yearOf(asOf)}-01-01`];
    const stale: Case = { from: since, amountOn: (book, on) => amountOn(book, of, earliest(on, `${yearOf(asOf) - 1}-12-31`)) };
    const draft = openAward({ programme: 'LARGE_FAM', since, recipient: mother.iin, children: children.map(({ iin }) => iin), cases: [stale] });
    return {
      child: scene.child(3).iin,
      others: [mother.iin, ...children.slice(0, 3).map(({ iin }) => iin)],
      what: 'The amount was not recomputed when the index rose.',
      dates: { change },
      plant: { benefits: paidWrongly(draft, (month) => month >= change, of) },
    };
  },
};

export const wrongFormula: AnomalyKind = {
  code: 'AMOUNT_NOT_BY_FORMULA',
  rules: ['R8'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid at 1.40 of the subsistence minimum, the rate of before July 2023',
  births: (asOf, random) => [aged(asOf, random, [10, 14])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(), scene.mother.iin];
    const since = dateOf(scene.disabled(child).from);
    const of = { programme: 'DIS_CARER', facts: {} } as const;
    const cases = [pricedAt(since, of, (right) => right.exact.div('1.61').times('1.40'))];
    return {
      child: child.iin,
      others: [recipient],
      what: 'The coefficient is one that is not in force any more.',
      dates: {},
      plant: { benefits: paidWrongly(openAward({ programme: 'DIS_CARER', since, recipient, children: [child.iin], cases }), () => true, of) },
    };
  },
};

/** The figure of the bill and of one press text; the law's order says 75. */
const SUPERSEDED = '70';

export const carerPayByBill: AnomalyKind = {
  code: 'PRO_FOSTER_PAY_BY_BILL',
  rules: ['F11'],
  programmes: ['benefits'],
  title: 'A professional foster carer is paid 70 MCI instead of 75',
  births: (asOf, random) => [aged(asOf, random, [9, 12], [5, 7])],
  tell: (scene) => {
    const from = scene.recently();
    const [stage] = careOf(scene, scene.children, 'NEGLECT', [{ form: 'PROFESSIONAL_FOSTER', from }]);
    const [since, wards] = [dateOf(from), scene.children.map(({ iin }) => iin)];
    const of = { programme: 'PRO_FOSTER', tier: 'CARER_PAY' } as const;
    const cases = [pricedAt(since, of, (_right, book, on) => new Decimal(SUPERSEDED).times(book.parameter('MCI', on) ?? 0))];
    const carers = stage?.carers ?? [];
    return {
      child: scene.child().iin,
      others: [...carers, scene.child(1).iin],
      what: 'The pay is 70 MCI, the figure of the bill.',
      dates: { placed: since },
      plant: {
        benefits: (rows, context) => {
          const benefits = new BenefitRows(rows, context);
          for (const award of benefits.awards('PRO_FOSTER')) if (award.row.get('component') === 'CARER_PAY') award.withdraw();
          const place = { component: 'CARER_PAY', district: stage?.home.district ?? null, body: stage?.body ?? null } as const;
          const awards = carers.map((recipient) => benefits.write(openAward({ programme: 'PRO_FOSTER', since, recipient, children: wards, cases }, place)));
          return awards.flatMap((award) => award.wrongPayments(() => true, benefits.due(of)));
        },
      },
    };
  },
};
