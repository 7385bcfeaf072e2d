import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../subgraphs/savings/modules/accrual-run/credit-year.js';
import type { RunYear } from '../../../subgraphs/savings/rules/years.js';
import { claimsOfPerson } from '../../../subgraphs/savings/seed/ledger.js';
import type { SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';

const name = { surname: 'Тест', given: 'Тест', patronymic: null };
const year = (number: number, perChild: string, rate: string): RunYear => ({
  year: number,
  listDate: `${number}-12-31`,
  creditedOn: `${number + 1}-02-01`,
  perChild: new Decimal(perChild),
  yieldRate: new Decimal(rate),
});
/** The published sums; the rate of 2024 is derived. */
const YEARS = [year(2023, '100.52', '0.026'), year(2024, '129.38', '0.0301'), year(2025, '130.71', '0.0297')];

const person = (birthDate: string, change: Partial<SyntheticPerson> = {}): SyntheticPerson => ({
  iin: '150601900015',
  birthDate,
  sex: 'FEMALE',
  isChild: true,
  name: { kk: name, ru: name, latin: name },
  citizenships: [{ country: 'KZ', from: birthDate, to: null }],
  residences: [],
  registeredOn: birthDate,
  death: null,
  ...change,
});

/** Balance over claims and accounts: what was credited less what went back to the Fund. */
function balance(who: SyntheticPerson, asOf: string): string {
  return claimsOfPerson(who, YEARS, asOf)
    .flatMap(({ transfers }) => transfers)
    .reduce((sum, { from, to, amount }) => (from === 'FUND' ? sum.plus(amount) : to === 'FUND' ? sum.minus(amount) : sum), new Decimal(0))
    .toFixed(2);
}

/** Golden balances of the National Fund programme, USD. */
describe('golden balances', () => {
  it.each([
    [1, person('2010-05-05'), '2024-02-02', '100.52'],
    [2, person('2010-05-05'), '2025-02-02', '232.93'],
    [3, person('2010-05-05'), '2026-02-02', '370.56'],
    [6, person('2024-12-31'), '2025-02-02', '129.38'],
    [7, person('2025-07-01'), '2026-02-02', '130.71'],
    [8, person('2026-01-01'), '2026-02-02', '0.00'],
    [9, person('2005-12-31'), '2026-02-02', '0.00'],
    [11, person('2007-12-31'), '2026-02-02', '232.93'],
    [12, person('2008-02-29'), '2026-02-02', '370.56'],
    [15, person('2020-03-03', { registeredOn: '2025-06-01' }), '2026-02-02', '370.56'],
    [16, person('2012-01-01', { citizenships: [{ country: 'KZ', from: '2012-01-01', to: '2025-03-01' }] }), '2026-02-02', '0.00'],
    [
      17,
      person('2012-01-01', {
        citizenships: [
          { country: 'KZ', from: '2012-01-01', to: '2025-03-01' },
          { country: 'RU', from: '2025-03-01', to: '2025-11-01' },
          { country: 'KZ', from: '2025-11-01', to: null },
        ],
      }),
      '2026-02-02',
      '130.71',
    ],
  ])('case %i', (_case, who, asOf, expected) => {
    expect(balance(who, asOf)).toBe(expected);
  });

  it('splits 370.56 into principal 360.61 and yield 9.95', () => {
    const transfers = claimsOfPerson(person('2010-05-05'), YEARS, '2026-02-02').flatMap((claim) => claim.transfers);
    const sum = (kind: string) => transfers.filter((one) => one.kind === kind).reduce((total, { amount }) => total.plus(amount), new Decimal(0)).toFixed(2);
    expect([sum('ACCRUAL'), sum('YIELD')]).toEqual(['360.61', '9.95']);
  });

  it('opens the account in February of the year of majority, and credits nothing later', () => {
    const [claim, ...more] = claimsOfPerson(person('2007-12-31'), YEARS, '2026-10-01');
    expect(more).toEqual([]);
    expect(claim).toMatchObject({ openedOn: '2024-02-01', closedOn: '2025-02-01', closingReason: 'CONVERTED' });
    expect(claim?.transfers.at(-1)).toMatchObject({ kind: 'OPENING', to: 'ACCOUNT', on: '2025-02-01' });
    expect(claim && balanceOf(claim).toFixed(2)).toBe('0.00');
  });

  it('counts from naturalisation and stops at death', () => {
    expect(balance(person('2012-01-01', { citizenships: [{ country: 'MN', from: '2012-01-01', to: '2024-06-01' }, { country: 'KZ', from: '2024-06-01', to: null }] }), '2026-02-02')).toBe('263.93');
    expect(balance(person('2012-01-01', { death: { on: '2024-06-01', registeredOn: '2024-06-05' } }), '2026-02-02')).toBe('100.52');
  });
});
