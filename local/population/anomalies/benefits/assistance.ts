import { Decimal } from 'decimal.js';
import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { akimat } from '../../../../subgraphs/shared/synthetic/organisations.js';
import { dateOf } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { aged, type Scene } from '../scene.js';
import { BenefitRows } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** ASP fills an income up to the poverty line; the population knows no incomes, so some sum stands for it. */
function assistance(scene: Scene, since: string) {
  const exact = new Decimal(scene.random.between(20_000, 90_000));
  const amount = { tier: 'FAMILY', exact, gross: exact, withheld: new Decimal(0), ruleVersion: 'ASP/FAMILY@2025-01-01' };
  const children = scene.children.map(({ iin }) => iin);
  return openAward({ programme: 'ASP', since, recipient: scene.mother.iin, children, cases: [{ from: since, amountOn: () => amount }] }, decidedBy(scene));
}

function addition(scene: Scene, since: string) {
  const cases = [caseFrom(since, { programme: 'ASP_CHILD', facts: { childAgeYears: 6 } })];
  return openAward({ programme: 'ASP_CHILD', since, recipient: scene.mother.iin, children: [scene.child().iin], cases }, decidedBy(scene));
}

const decidedBy = ({ family }: Scene) => ({ body: akimat(family.home.district) });

export const additionOutsideAges: AnomalyKind = {
  code: 'ASP_CHILD_AGE',
  rules: ['R11'],
  programmes: ['benefits'],
  title: 'ASP_CHILD is paid for a child older than six',
  births: (asOf, random) => [aged(asOf, random, [8, 11])],
  tell: (scene) => {
    const since = dateOf(scene.monthsAgo(4));
    return {
      child: scene.child().iin,
      others: [scene.mother.iin],
      what: 'The family receives ASP, but the child is older than six.',
      dates: {},
      plant: {
        benefits: (rows, context) => {
          const benefits = new BenefitRows(rows, context);
          benefits.write(assistance(scene, since));
          return benefits.write(addition(scene, since)).wrongPayments(() => true);
        },
      },
    };
  },
};

export const additionAlone: AnomalyKind = {
  code: 'ASP_CHILD_WITHOUT_ASP',
  rules: ['R11'],
  programmes: ['benefits'],
  title: 'ASP_CHILD is paid to a family that receives no ASP',
  births: (asOf, random) => [aged(asOf, random, [3, 5])],
  tell: (scene) => {
    const since = dateOf(scene.monthsAgo(4));
    return {
      child: scene.child().iin,
      others: [scene.mother.iin],
      what: 'The family receives no ASP.',
      dates: {},
      plant: { benefits: (rows, context) => new BenefitRows(rows, context).write(addition(scene, since)).wrongPayments(() => true) },
    };
  },
};
