import { caseFrom } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { birthdayOf, dateOf, type Day, monthStart, years } from '../../calendar.js';
import { at } from '../../random.js';
import type { Anomaly, AnomalyKind } from '../kind.js';
import { careOf } from '../placed.js';
import { aged, monthFrom, type Scene } from '../scene.js';
import { paidWrongly } from './benefit-rows.js';
import { openAward } from './drafts.js';

const familyOf = (childrenCount: number) => ({ programme: 'LARGE_FAM', facts: { childrenCount } }) as const;

/** Counted from when the youngest was there, for as many children as there were then, whatever has happened since. */
function countedOn(scene: Scene, eligible: number, from: Day, concerning: number, what: string, dates: Anomaly['dates']): Anomaly {
  const { children } = scene;
  const since = dateOf(at(children, children.length - 1).born + 200);
  const draft = openAward({ programme: 'LARGE_FAM', since, recipient: scene.mother.iin, children: children.map(({ iin }) => iin), cases: [caseFrom(since, familyOf(children.length))] });
  const due = eligible < 4 ? undefined : familyOf(eligible);
  return {
    child: scene.child(concerning).iin,
    others: [scene.mother.iin],
    what,
    dates,
    plant: { benefits: paidWrongly(draft, (month) => month >= dateOf(from), due) },
  };
}

const FIVE = [[15, 16], [12, 13], [9, 10], [6, 7], [3, 4]] as const;

export const largeFamilyWithDead: AnomalyKind = {
  code: 'LARGE_FAM_COUNTS_DEAD',
  rules: ['R1a', 'R7'],
  programmes: ['benefits'],
  title: 'LARGE_FAM counts a child after the month of its death',
  births: (asOf, random) => [aged(asOf, random, ...FIVE)],
  tell: (scene) => {
    const died = scene.recently();
    scene.dies(scene.child(2), died, 4);
    return countedOn(scene, 4, monthStart(died, 1), 2, 'A dead child is counted in the large family.', { death: dateOf(died) });
  },
};

export const largeFamilyWithAdult: AnomalyKind = {
  code: 'LARGE_FAM_COUNTS_ADULT',
  rules: ['R7'],
  programmes: ['benefits'],
  title: 'LARGE_FAM counts a child who is 18 and enrolled nowhere',
  births: (asOf, random) => [aged(asOf, random, [19.3, 19.7], [14, 15], [11, 12], [8, 9], [5, 6])],
  tell: (scene) => {
    const majority = birthdayOf(scene.child().born, 18);
    return countedOn(scene, 4, monthStart(majority, 1), 0, 'A grown-up child is counted in the large family.', { majority: dateOf(majority) });
  },
};

export const largeFamilyTooFew: AnomalyKind = {
  code: 'LARGE_FAM_TOO_FEW',
  rules: ['R7'],
  programmes: ['benefits'],
  title: 'LARGE_FAM goes on with three eligible children',
  births: (asOf, random) => [aged(asOf, random, [19.3, 19.7], [14, 15], [11, 12], [8, 9])],
  tell: (scene) => {
    const majority = birthdayOf(scene.child().born, 18);
    return countedOn(scene, 3, monthStart(majority, 1), 0, 'The award did not end when the eldest came of age and three were left.', { majority: dateOf(majority) });
  },
};

export const largeFamilyWithPlaced: AnomalyKind = {
  code: 'LARGE_FAM_COUNTS_PLACED',
  rules: ['R7'],
  programmes: ['benefits'],
  title: 'LARGE_FAM counts a child who is on full state support in an institution',
  births: (asOf, random) => [aged(asOf, random, ...FIVE)],
  tell: (scene) => {
    const [child, from] = [scene.child(1), scene.asOf - years(1) - scene.random.between(0, 200)];
    careOf(scene, [child], 'NEGLECT', [{ form: 'INSTITUTION', from }]);
    return countedOn(scene, 4, monthFrom(from), 1, 'A child in an institution is counted in the large family.', { placed: dateOf(from) });
  },
};
