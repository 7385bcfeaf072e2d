import 'reflect-metadata';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { FactProblem } from '../../shared/rules/facts.js';
import type { DatedParameter } from '../../shared/rules/rate-book.js';
import { NotCovered } from '../../shared/rules/working.js';
import { computeCare } from './amount.js';
import { careBook } from './book.js';
import type { CareFacts } from './facts.js';
import type { CareProgramme } from './programme.js';

/** The MCI of the budget laws, as the facts of the field have it. */
const MCI: readonly (readonly [from: string, to: string | null, amount: string])[] = [
  ['2021-01-01', '2022-01-01', '2917'], ['2022-01-01', '2022-04-01', '3063'], ['2022-04-01', '2023-01-01', '3180'], ['2023-01-01', '2024-01-01', '3450'],
  ['2024-01-01', '2025-01-01', '3692'], ['2025-01-01', '2026-01-01', '3932'], ['2026-01-01', null, '4325'],
];

const BOOK = careBook(MCI.map(([validFrom, validTo, amount]): DatedParameter => ({ parameter: 'MCI', amount, validFrom, validTo, legalBasis: 'Budget law', source: 'test', certainty: 'A' })));

const amount = (programme: CareProgramme, on: string, facts: CareFacts = {}): string => computeCare(programme, on, facts, BOOK).amount.toFixed();

describe('the published amounts', () => {
  it.each([
    ['GUARDIAN', '2022-03-31', {}, '30630'],
    ['GUARDIAN', '2022-04-01', {}, '31800'],
    ['GUARDIAN', '2023-01-01', {}, '34500'],
    ['GUARDIAN', '2024-01-01', { wards: 1 }, '36920'],
    ['GUARDIAN', '2025-01-01', {}, '39320'],
    ['GUARDIAN', '2026-01-01', {}, '43250'],
    ['FOSTER_FAM', '2023-06-30', { wards: 1 }, '34500'],
    ['FOSTER_FAM', '2025-12-31', { wards: 1 }, '39320'],
    ['FOSTER_FAM', '2026-01-01', {}, '43250'],
    ['FOSTER_FAM', '2026-01-01', { wards: 4 }, '173000'],
    ['PRO_FOSTER', '2025-07-01', { wards: 1 }, '39320'],
    ['PRO_FOSTER', '2026-01-01', { wards: 1 }, '43250'],
    ['PRO_FOSTER', '2025-07-01', { carers: 1 }, '294900'],
    ['PRO_FOSTER', '2026-01-01', { carers: 1 }, '324375'],
    ['PRO_FOSTER', '2025-07-01', { wards: 4 }, '157280'],
    ['PRO_FOSTER', '2026-01-01', { wards: 4, carers: 0 }, '173000'],
    ['PRO_FOSTER', '2025-07-01', { carers: 2 }, '589800'],
    ['PRO_FOSTER', '2026-01-01', { wards: 0, carers: 2 }, '648750'],
    ['PRO_FOSTER', '2025-12-31', { wards: 4, carers: 2 }, '747080'],
    ['PRO_FOSTER', '2026-01-01', { wards: 1, carers: 1 }, '367625'],
    ['PATRONAGE', '2023-06-01', {}, '120750'],
    ['PATRONAGE', '2023-07-01', { carers: 1 }, '120750'],
    ['ADOPTION_ONCE', '2025-03-01', {}, '294900'],
    ['ADOPTION_ONCE', '2026-03-01', { wards: 2 }, '648750'],
  ] as const)('%s on %s for %o: %s', (programme, on, facts, expected) => {
    expect(amount(programme, on, facts)).toBe(expected);
  });
});

describe('the means of a ward', () => {
  const guardian = (income: string): string => amount('GUARDIAN', '2026-01-01', { wardIncome: new Decimal(income) });

  it('are topped up to ten MCI, to the whole tenge, and suffice from there on', () => {
    expect(['0', '20000', '20000.50', '43249.01', '43250', '50000'].map(guardian)).toEqual(['43250', '23250', '23250', '1', '0', '0']);
  });

  it('are explained: the policy, the full amount, what is lacking, and why nothing is due', () => {
    const { steps } = computeCare('GUARDIAN', '2026-01-01', { wardIncome: new Decimal(20_000) }, BOOK);
    expect(steps.map(({ expression, value, article }) => [expression, value?.toFixed() ?? null, article])).toEqual([
      [null, null, null],
      ['10 × 4325 × 1', '43250', '125(2)'],
      [null, null, '125(2)'],
      ['max(0, 43250 − 20000)', '23250', '125(2)'],
      ['⌈23250⌉', '23250', null],
    ]);
    expect(computeCare('GUARDIAN', '2026-01-01', { wardIncome: new Decimal(90_000) }, BOOK).steps.at(-1)?.text.en).toBe('The ward\'s own means suffice: no allowance.');
  });
});

describe('what is wrong with a question', () => {
  const problem = (programme: CareProgramme, facts: CareFacts, on = '2026-01-01'): unknown => {
    try {
      return amount(programme, on, facts);
    } catch (error) {
      return error instanceof FactProblem ? [error.fact, error.message] : error instanceof NotCovered ? [error.argument, error.from, error.to] : error;
    }
  };

  it('is named: the fact that is missing or out of range, the day whose figures are not known', () => {
    expect(problem('PRO_FOSTER', {})).toEqual(['wards', 'PRO_FOSTER needs it: the number of children, 0 to 50.']);
    expect(problem('GUARDIAN', { wards: 2, wardIncome: new Decimal(1) })).toEqual(['wards', 'must be 1 beside wardIncome: every ward has means of their own.']);
    expect(problem('GUARDIAN', { wards: -1 })).toEqual(['wards', 'must be the number of children, 0 to 50.']);
    expect(problem('PATRONAGE', { carers: 11 })).toEqual(['carers', 'must be the number of carers who are paid, 0 to 10.']);
    expect(problem('FOSTER_FAM', { wardIncome: new Decimal(-1) })).toEqual(['wardIncome', 'must be the ward\'s own means, tenge a month, 0 to 1,000,000,000.']);
    expect(problem('PRO_FOSTER', { wards: 1 }, '2025-06-30')).toEqual(['on', '2025-07-01', '2026-12-31']);
    expect(problem('PATRONAGE', {}, '2023-05-31')).toEqual(['on', '2023-06-01', '2026-12-31']);
    expect(problem('GUARDIAN', {}, '2020-12-31')).toEqual(['on', '2021-01-01', '2026-12-31']);
  });

  it('what a programme does not use is said in the last step', () => {
    const last = (programme: CareProgramme, facts: CareFacts) => computeCare(programme, '2026-01-01', facts, BOOK).steps.at(-1)?.text.en;
    expect(last('FOSTER_FAM', { wards: 4, carers: 2, wardIncome: new Decimal(1) })).toBe('Not used by this programme: carers, wardIncome.');
    expect(last('PATRONAGE', { wards: 1 })).toBe('Not used by this programme: wards.');
  });
});
