import type { Births } from '../../births.js';
import { dateOf, type Day, years } from '../../calendar.js';
import { at, type Random } from '../../random.js';
import type { Anomaly, AnomalyKind, WrongRow } from '../kind.js';
import { orphaned } from '../placed.js';
import { aged, type Scene } from '../scene.js';
import { inSavings, sumOf, type SavingsRows } from './savings-rows.js';

const schoolchild = (asOf: Day, random: Random): readonly Births[] => [aged(asOf, random, [5, 14])];

const spoiled = (scene: Scene, what: string, change: (savings: SavingsRows) => readonly WrongRow[]): Anomaly => ({
  child: scene.child().iin,
  others: [],
  what,
  dates: {},
  plant: { savings: inSavings(scene.child().iin, change) },
});

export const claimDoubled: AnomalyKind = {
  code: 'SAVINGS_CLAIM_DOUBLED',
  rules: ['S02'],
  programmes: ['savings'],
  title: 'A child has two open claims, each credited every year',
  births: schoolchild,
  tell: (scene) => spoiled(scene, 'Two claims stand under one IIN.', (savings) => [savings.wrongClaim(savings.double(savings.claim), null, null)]),
};

export const yearMissed: AnomalyKind = {
  code: 'SAVINGS_YEAR_MISSED',
  rules: ['S05'],
  programmes: ['savings'],
  title: 'The last year\'s sum is missing',
  births: schoolchild,
  tell: (scene) =>
    spoiled(scene, 'The yield was credited, the sum was not.', (savings) => {
      const row = savings.credited;
      const missing = savings.missing(row, sumOf(row));
      savings.takeSum(row);
      return [missing];
    }),
};

const accruals = (savings: SavingsRows): WrongRow[] => savings.forget().filter((row) => row.get('kind') === 'ACCRUAL').map((row) => savings.missing(row, sumOf(row)));

export const childMissing: AnomalyKind = {
  code: 'SAVINGS_CHILD_MISSING',
  rules: ['S05'],
  programmes: ['savings'],
  title: 'A citizen child has no claim',
  births: schoolchild,
  tell: (scene) => spoiled(scene, 'The child is on the list and has nothing.', accruals),
};

export const placedChildMissing: AnomalyKind = {
  code: 'PLACED_CHILD_WITHOUT_CLAIM',
  rules: ['S05', 'F20'],
  programmes: ['savings'],
  title: 'A placed child has no savings claim',
  births: (asOf, random) => [aged(asOf, random, [6, 14])],
  tell: (scene) => {
    const from = scene.asOf - years(2) - scene.random.between(0, 400);
    const child = scene.child().iin;
    const [stage] = orphaned(scene, 'RIGHTS_DEPRIVED', [{ form: 'GUARDIANSHIP', from }]);
    return {
      child,
      others: [at(stage?.carers ?? [], 0)],
      what: 'The child lives with a guardian and has no claim.',
      dates: { placed: dateOf(from) },
      plant: {
        savings: inSavings(child, (savings) => [
          ...accruals(savings).map((row) => ({ ...row, rules: ['S05'] as const })),
          { rules: ['F20'], table: 'savings_claim', key: { iin: child }, column: null, expected: 'a claim', planted: null },
        ]),
      },
    };
  },
};

export const wrongSum: AnomalyKind = {
  code: 'SAVINGS_WRONG_SUM',
  rules: ['S06'],
  programmes: ['savings'],
  title: 'The sum of the year before is credited',
  births: schoolchild,
  tell: (scene) =>
    spoiled(scene, 'The sum is that of the year before.', (savings) => {
      const row = savings.credited;
      const expected = sumOf(row);
      savings.credit(row, { sum: at(savings.years, savings.years.length - 2).perChild, yields: row.text('yield_amount') });
      return [savings.wrongTransfer(row, 'amount', expected)];
    }),
};

/** A rate that circulated in the press and is wrong. */
const PRESS_RATE = '0.0412';

export const wrongYield: AnomalyKind = {
  code: 'SAVINGS_WRONG_YIELD',
  rules: ['S06'],
  programmes: ['savings'],
  title: 'The yield is computed with 4.12 %',
  births: schoolchild,
  tell: (scene) =>
    spoiled(scene, 'The rate is not the published one.', (savings) => {
      const row = savings.credited;
      const expected = row.get('yield_amount');
      savings.credit(row, { sum: sumOf(row), yields: savings.yieldAt(PRESS_RATE) });
      return [savings.wrongTransfer(row, 'amount', expected, 'YIELD')];
    }),
};
