import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { dateOf, type Day, years } from '../../calendar.js';
import type { AnomalyKind } from '../kind.js';
import { orphaned } from '../placed.js';
import { aged, monthFrom, type Scene } from '../scene.js';
import { BenefitRows, paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

/** The father dies some years before anything else. */
function fatherDies(scene: Scene): Day {
  const on = scene.asOf - years(3) - scene.random.between(0, 200);
  scene.dies(scene.father, on, 5);
  return on;
}

export const survivorAndDisability: AnomalyKind = {
  code: 'SURVIVOR_AND_DISABILITY',
  rules: ['R12'],
  programmes: ['benefits'],
  title: 'SURVIVOR is paid on beside DIS_CHILD of a child who became disabled after the loss',
  births: (asOf, random) => [aged(asOf, random, [10, 14])],
  tell: (scene) => {
    const [child, recipient] = [scene.child(), scene.mother.iin];
    const [since, disabled] = [dateOf(fatherDies(scene)), scene.disabled(child).from];
    const draft = openAward({ programme: 'SURVIVOR', since, recipient, children: [child.iin], cases: [caseFrom(since, { programme: 'SURVIVOR', facts: { survivorsCount: 1 } })] });
    return {
      child: child.iin,
      others: [recipient, scene.father.iin],
      what: 'One of the two had to be chosen; both are paid.',
      dates: { loss: since, disability: dateOf(disabled) },
      plant: { benefits: paidWrongly(draft, (month) => month >= dateOf(monthFrom(disabled))) },
    };
  },
};

export const orphanRate: AnomalyKind = {
  code: 'ORPHAN_RATE_WITH_PARENT',
  rules: ['R12'],
  programmes: ['benefits'],
  title: 'SURVIVOR is paid at the rate of full orphans while the mother lives',
  births: (asOf, random) => [aged(asOf, random, [9, 12], [5, 8])],
  tell: (scene) => {
    const [since, recipient, children] = [dateOf(fatherDies(scene)), scene.mother.iin, scene.children.map(({ iin }) => iin)];
    const cases = [caseFrom(since, { programme: 'SURVIVOR', facts: { survivorsCount: children.length, fullOrphan: true } })];
    return {
      child: scene.child().iin,
      others: [recipient, scene.father.iin, scene.child(1).iin],
      what: 'The children have lost one parent and are paid as if they had lost both.',
      dates: { loss: since },
      plant: { benefits: paidWrongly(openAward({ programme: 'SURVIVOR', since, recipient, children, cases }), () => true, { programme: 'SURVIVOR', facts: { survivorsCount: children.length } }) },
    };
  },
};

export const survivorNotPaid: AnomalyKind = {
  code: 'SURVIVOR_NOT_PAID',
  rules: ['R16e'],
  programmes: ['benefits'],
  title: 'A full orphan in an institution receives no SURVIVOR',
  births: (asOf, random) => [aged(asOf, random, [7, 14])],
  tell: (scene) => {
    const child = scene.child();
    const from = scene.asOf - years(1) - scene.random.between(0, 700);
    orphaned(scene, 'ORPHAN', [{ form: 'INSTITUTION', from }]);
    return {
      child: child.iin,
      others: [scene.mother.iin, scene.father.iin],
      what: 'Children\'s homes keep the benefit of an orphan; none was assigned.',
      dates: { placed: dateOf(from) },
      plant: {
        benefits: (rows, context) => {
          new BenefitRows(rows, context).withdraw('SURVIVOR');
          return [{ table: 'benefit_award', key: { programme: 'SURVIVOR', child: child.iin }, column: null, expected: 'FULL_ORPHAN', planted: null }];
        },
      },
    };
  },
};
