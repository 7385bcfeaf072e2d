import { describe, expect, it } from 'vitest';
import { insuranceFor } from './insurance.js';

const RIGHT = '2026-08-01';
const paid = (firstMonth: string, lastMonth: string | null) => [{ firstMonth, lastMonth, monthlyIncome: '200000' }];
const GOING_ON = paid('2024-01-01', null);
const THAT_MONTH = paid('2026-08-01', '2026-08-01');
const BEFORE = paid('2024-01-01', '2026-05-01');
const LONG_AGO = paid('2020-01-01', '2024-07-01');

const outcome = (programme: 'CARE_STATE' | 'CARE_GFSS', contributions: Parameters<typeof insuranceFor>[1], said: boolean | null): unknown => {
  try {
    return insuranceFor(programme, contributions, RIGHT, said)?.insured;
  } catch (error) {
    return (error as { extensions?: { field?: string } }).extensions?.field;
  }
};

describe('a carer is insured', () => {
  const NEEDED = 'input.claim.insured';
  it.each<[string, Parameters<typeof insuranceFor>[1], readonly unknown[], readonly unknown[]]>([
    ['by the contributions for the month, whatever is said', GOING_ON, [true, true, true], [true, true, true]],
    ['by the month alone', THAT_MONTH, [true, true, true], [true, true, true]],
    ['as is said, where contributions ended before', BEFORE, [true, false, NEEDED], [true, false, NEEDED]],
    ['not, where they ended before all that count; nor are two words against each other a right', LONG_AGO, [true, false, false], [false, false, false]],
    ['as is said, where none are on record; of the state benefit none are expected', [], [true, false, false], [true, false, NEEDED]],
  ])('%s', (_how, contributions, state, fund) => {
    const words = [true, false, null];
    expect(words.map((said) => outcome('CARE_STATE', contributions, said))).toEqual(state);
    expect(words.map((said) => outcome('CARE_GFSS', contributions, said))).toEqual(fund);
  });

  it('or not makes no difference to any other benefit', () => {
    expect(insuranceFor('BIRTH', GOING_ON, RIGHT, null)).toBeNull();
  });
});
