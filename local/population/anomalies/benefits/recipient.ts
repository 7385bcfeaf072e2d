import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addMonths, monthEnd } from '../../../../subgraphs/shared/calendar.js';
import { dateOf, years } from '../../calendar.js';
import { courtAct } from '../../marriage.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

export const paidToDead: AnomalyKind = {
  code: 'PAID_TO_DEAD_RECIPIENT',
  rules: ['R1c'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid to the mother after the month in which her death was noticed',
  births: (asOf, random) => [aged(asOf, random, [10, 14])],
  tell: (scene) => {
    const [child, on] = [scene.child(), scene.recently()];
    scene.dies(scene.mother, on, 4);
    const [since, death, noticed] = [dateOf(scene.disabled(child).from), dateOf(on), dateOf(on + 4)];
    const cases = [caseFrom(since, { programme: 'DIS_CARER', facts: {} })];
    const draft = openAward({ programme: 'DIS_CARER', since, recipient: scene.mother.iin, children: [child.iin], cases });
    return {
      child: child.iin,
      others: [scene.mother.iin, scene.father.iin],
      what: 'The father should have become the recipient.',
      dates: { death },
      // It may be paid until the month after the notice.
      plant: { benefits: paidWrongly(draft, (month) => month > noticed) },
    };
  },
};

export const awardAfterDeath: AnomalyKind = {
  code: 'AWARD_MOTHER_AFTER_DEATH',
  rules: ['R1c'],
  programmes: ['benefits'],
  title: 'AWARD_MOTHER is paid after the month of the mother\'s death',
  births: (asOf, random) => [aged(asOf, random, [16, 17], [13.5, 14.5], [11, 12], [8.5, 9.5], [6, 7], [4, 5])],
  tell: (scene) => {
    const [on, { mother }] = [scene.recently(), scene];
    scene.dies(mother, on, 4);
    const [since, death] = [dateOf(scene.asOf - years(2)), dateOf(on)];
    scene.draft.facts.motherAwards.push({ person: mother.iin, award: 'KUMIS_ALQA', from: since, to: death });
    const cases = [caseFrom(since, { programme: 'AWARD_MOTHER', facts: { motherAward: 'KUMIS_ALQA' } })];
    return {
      child: scene.child(5).iin,
      others: [mother.iin],
      what: 'The benefit is the mother\'s own and ends with the month of her death.',
      dates: { death },
      plant: { benefits: paidWrongly(openAward({ programme: 'AWARD_MOTHER', since, recipient: mother.iin, children: [], cases }), (month) => month > death) },
    };
  },
};

export const paidToDeprived: AnomalyKind = {
  code: 'PAID_TO_DEPRIVED_PARENT',
  rules: ['R14'],
  programmes: ['benefits'],
  title: 'CARE_STATE is paid to a mother who was deprived of her rights',
  births: (asOf, random) => [aged(asOf, random, [0.85, 1.15])],
  tell: (scene) => {
    const { draft: told, family, mother } = scene;
    const [child, on] = [scene.child(), scene.recently()];
    family.restrictions.push({ parent: mother, from: on, to: null, status: 'DEPRIVED', act: courtAct(told, on) });
    const [since, deprived] = [dateOf(child.born), dateOf(on)];
    const cases = [caseFrom(since, { programme: 'CARE_STATE', facts: { birthOrder: 1 } })];
    const draft = openAward({ programme: 'CARE_STATE', since, recipient: mother.iin, children: [child.iin], cases }, { until: addMonths(since, 18) });
    return {
      child: child.iin,
      others: [mother.iin, scene.father.iin],
      what: 'The award ends with the court\'s decision; it is active and paid.',
      dates: { deprived },
      plant: { benefits: paidWrongly(draft, (month) => month >= deprived) },
    };
  },
};

export const paidAbroad: AnomalyKind = {
  code: 'PAID_ABROAD',
  rules: ['R14'],
  programmes: ['benefits'],
  title: 'DIS_CARER is paid after the month in which the family left for good',
  births: (asOf, random) => [aged(asOf, random, [10, 14])],
  tell: (scene) => {
    const { mother, father } = scene;
    const [child, on] = [scene.child(), scene.recently()];
    for (const life of [mother, father, child]) life.left = on;
    const [since, left] = [dateOf(scene.disabled(child).from), dateOf(on)];
    const cases = [caseFrom(since, { programme: 'DIS_CARER', facts: {} })];
    const draft = openAward({ programme: 'DIS_CARER', since, recipient: mother.iin, children: [child.iin], cases });
    return {
      child: child.iin,
      others: [mother.iin, father.iin],
      what: 'The award is suspended from the month after the departure; it is active and paid.',
      dates: { left },
      plant: { benefits: paidWrongly(draft, (month) => month > monthEnd(left)) },
    };
  },
};
