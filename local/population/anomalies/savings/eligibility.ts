import type { Births } from '../../births.js';
import { dateOf, type Day, dayOf, yearOf } from '../../calendar.js';
import type { Random } from '../../random.js';
import type { AnomalyKind } from '../kind.js';
import { aged } from '../scene.js';
import { inSavings } from './savings-rows.js';

/** Some day of the last reporting year, after its first list and before its own. */
const dayOfListYear = (asOf: Day, random: Random): Day => dayOf(`${yearOf(asOf) - 1}-02-15`) + random.between(0, 280);

const schoolchild = (asOf: Day, random: Random): readonly Births[] => [aged(asOf, random, [6, 14])];

export const creditedToForeigner: AnomalyKind = {
  code: 'SAVINGS_NON_CITIZEN',
  rules: ['S01'],
  programmes: ['savings'],
  title: 'A child who never was a citizen has a claim',
  births: schoolchild,
  tell: (scene) => {
    const { mother, father } = scene;
    const child = scene.child();
    for (const life of [mother, father, child]) life.citizenships = [{ from: life.born, is: 'UZ' }];
    return {
      child: child.iin,
      others: [],
      what: 'The child is a citizen of another country and was credited all the same.',
      dates: {},
      plant: { savings: inSavings(child.iin, (savings) => savings.creditWrongly(savings.open(savings.lastYear))) },
    };
  },
};

export const notVoided: AnomalyKind = {
  code: 'SAVINGS_NOT_VOIDED',
  rules: ['S01'],
  programmes: ['savings'],
  title: 'A claim stays open though citizenship was lost before the last list',
  births: schoolchild,
  tell: (scene) => {
    const { mother, father } = scene;
    const [child, lost] = [scene.child(), dayOfListYear(scene.asOf, scene.random)];
    for (const life of [mother, father, child]) {
      life.left = lost - 120;
      life.citizenships.push({ from: lost, is: 'RU' });
    }
    return {
      child: child.iin,
      others: [],
      what: 'The claim is void and its money the Fund\'s; it was left open.',
      dates: { lost: dateOf(lost) },
      plant: {
        savings: inSavings(child.iin, (savings) => {
          const { claim } = savings;
          const expected = claim.get('closed_on');
          savings.remove(...savings.transfers('VOID'));
          claim.set({ closed_on: null, closing_reason: null });
          return [savings.wrongClaim(claim, 'closed_on', expected)];
        }),
      },
    };
  },
};

export const creditedAfterMajority: AnomalyKind = {
  code: 'SAVINGS_AFTER_MAJORITY',
  rules: ['S03'],
  programmes: ['savings'],
  title: 'Somebody who was 18 on the list\'s day is credited for the year',
  births: (asOf, random) => [[dayOf(`${yearOf(asOf) - 19}-01-01`) + random.between(0, 364)]],
  tell: (scene) => {
    const child = scene.child();
    return {
      child: child.iin,
      others: [],
      what: 'The claim had become savings a year before.',
      dates: {},
      plant: { savings: inSavings(child.iin, (savings) => savings.creditWrongly(savings.claim)) },
    };
  },
};

export const creditedBeforeBirth: AnomalyKind = {
  code: 'SAVINGS_BORN_AFTER_LIST',
  rules: ['S03'],
  programmes: ['savings'],
  title: 'A child born after the list\'s day is credited for the year',
  births: (asOf, random) => [[dayOf(`${yearOf(asOf)}-01-02`) + random.between(0, 24)]],
  tell: (scene) => {
    const child = scene.child();
    return {
      child: child.iin,
      others: [],
      what: 'The child was born in January, after the list of 31 December.',
      dates: {},
      plant: { savings: inSavings(child.iin, (savings) => savings.creditWrongly(savings.open(savings.lastYear))) },
    };
  },
};

export const creditedAfterDeath: AnomalyKind = {
  code: 'SAVINGS_AFTER_DEATH',
  rules: ['S04'],
  programmes: ['savings'],
  title: 'A child who died before the list\'s day is credited for the year',
  births: schoolchild,
  tell: (scene) => {
    const [child, on] = [scene.child(), dayOfListYear(scene.asOf, scene.random)];
    scene.dies(child, on, 4);
    return {
      child: child.iin,
      others: [],
      what: 'The child was dead on 31 December of the year.',
      dates: { death: dateOf(on) },
      plant: { savings: inSavings(child.iin, (savings) => savings.creditWrongly(savings.claim)) },
    };
  },
};
