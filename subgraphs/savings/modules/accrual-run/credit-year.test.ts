import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { balanceOf, creditYear, type BookedClaim, type BookedTransfer, type Left, type ListedPerson, type RunYear } from './credit-year.js';

const year = (of: number, perChild: string, yieldRate: string): RunYear => ({ year: of, listDate: `${of}-12-31`, creditedOn: `${of + 1}-02-01`, perChild: new Decimal(perChild), yieldRate: new Decimal(yieldRate) });
const YEARS = [year(2023, '100.52', '0'), year(2024, '129.38', '0.0301'), year(2025, '133.71', '0.0297')];
const PERSON = { birthDate: '2012-03-01', diedOn: null, citizenship: [{ from: '2012-03-01', to: null }] };

const moved = (kind: BookedTransfer['kind'], way: 'IN' | 'OUT', amount: string, on: string, more: Partial<BookedTransfer> = {}): BookedTransfer =>
  ({ from: way === 'IN' ? 'ELSEWHERE' : 'CLAIM', to: way === 'IN' ? 'CLAIM' : 'ELSEWHERE', amount: new Decimal(amount), kind, reportingYear: null, on, ...more });

const claimOf = (transfers: BookedTransfer[], more: Partial<BookedClaim> = {}): BookedClaim => ({ openedOn: '2024-02-01', closedOn: null, closingReason: null, transfers, ...more });

const first = (): BookedTransfer => moved('ACCRUAL', 'IN', '100.52', '2024-02-01', { id: '1', reportingYear: 2023 });

const leftOf = (left: readonly Left[]) => left.map(({ reason, year: of, amount }) => [reason, of, amount.toFixed(2)]);

/** What stands on a claim after the run of 2025, all of whose years but the first are credited by it. */
function after(...between: BookedTransfer[]): string {
  const claim = claimOf([first(), ...between]);
  expect(creditYear(PERSON, [claim], YEARS, '2026-02-01')).toEqual([]);
  return balanceOf(claim).toFixed(2);
}

it('leaves the yield of what was away by an error that was taken back', () => {
  const whole = after();
  expect(whole).toBe('373.56');
  expect(after(moved('VOID', 'OUT', '100.52', '2025-02-01', { id: '2' }), moved('REVERSAL', 'IN', '100.52', '2025-06-01', { id: '3', refersTo: '2' }))).toBe(whole);
  expect(after(moved('CLAWBACK', 'OUT', '50.00', '2024-06-01', { id: '2', refersTo: '1' }), moved('REVERSAL', 'IN', '50.00', '2025-06-01', { id: '3', refersTo: '2' }))).toBe(whole);
  // What is away rightly earns nothing.
  expect(after(moved('CLAWBACK', 'OUT', '50.00', '2024-06-01', { id: '2', refersTo: '1' }))).toBe('320.52');
});

it('credits no year twice, whichever claim it is on', () => {
  const lapsed = () => claimOf([first(), moved('VOID', 'OUT', '100.52', '2025-02-01', { id: '2' })], { closedOn: '2025-02-01', closingReason: 'VOID' });
  const alone = [lapsed()];
  expect(creditYear(PERSON, alone, YEARS, '2026-02-01')).toEqual([]);
  expect([alone.length, alone[0]?.closedOn, alone[0]?.transfers.filter(({ kind }) => kind === 'REVERSAL').map(({ refersTo }) => refersTo)]).toEqual([1, null, ['2']]);
  for (const other of [claimOf([]), claimOf([], { closedOn: '2025-03-01', closingReason: 'CONVERTED' })]) {
    const both = [lapsed(), other];
    expect(leftOf(creditYear(PERSON, both, YEARS, '2026-02-01'))).toEqual([['ON_ANOTHER_CLAIM', 2023, '100.52']]);
    expect(both.flatMap(({ transfers }) => transfers).filter(({ kind }) => kind === 'ACCRUAL').map(({ reportingYear }) => reportingYear)).toEqual([2023, 2024, 2025]);
  }
  // Officials have brought what lapsed to the account that the other claim became.
  const brought = claimOf([...lapsed().transfers, moved('REVERSAL', 'IN', '100.52', '2026-06-01', { id: '3', refersTo: '2' })], { closedOn: '2025-02-01', closingReason: 'CONVERTED' });
  const other = claimOf([moved('ACCRUAL', 'IN', '129.38', '2025-02-01', { id: '4', reportingYear: 2024 })], { closedOn: '2026-02-01', closingReason: 'CONVERTED' });
  expect(leftOf(creditYear(PERSON, [brought, other], YEARS, '2026-11-27'))).toEqual([]);
});

describe('what should not have been credited', () => {
  /** The books of the years until 2025 as the run credits them that knows the person as above, or as given. */
  function books(person: ListedPerson = PERSON, years = YEARS): BookedClaim[] {
    const claims: BookedClaim[] = [];
    years.forEach(({ creditedOn }, i) => creditYear(person, claims, years.slice(0, i + 1), creditedOn));
    claims.forEach((claim, i) => claim.transfers.splice(0, Infinity, ...claim.transfers.map((one, n) => ({ ...one, id: `${i} ${n}` }))));
    return claims;
  }
  const balances = (claims: readonly BookedClaim[]) => claims.map((claim) => [claim.closingReason, balanceOf(claim).toFixed(2)]);
  const again = (person: Partial<ListedPerson>, claims: BookedClaim[]) => leftOf(creditYear({ ...PERSON, ...person }, claims, YEARS, '2026-11-27'));
  const gap = [{ from: '2012-03-01', to: '2024-03-01' }, { from: '2024-09-01', to: null }];

  it('is left to officials with what stands of it, and nothing more once they have taken it back', () => {
    const claims = books();
    const wrong = again({ citizenship: gap }, claims);
    expect(wrong).toEqual([['TOO_MUCH', 2023, '100.52'], ['TOO_MUCH', 2024, '3.03'], ['TOO_MUCH', 2025, '3.08']]);
    const [claim] = claims;
    for (const [, of, amount] of wrong) {
      const sum = claim?.transfers.find(({ kind, reportingYear }) => kind === 'ACCRUAL' && reportingYear === of);
      claim?.transfers.push(moved('CLAWBACK', 'OUT', String(amount), '2026-12-01', { id: `back ${of}`, refersTo: sum?.id ?? null }));
    }
    expect([again({ citizenship: gap }, claims), balances(claims)]).toEqual([[], balances(books({ ...PERSON, citizenship: gap }).filter(({ closingReason }) => closingReason === null))]);
  });

  it('lapses where citizenship was lost for all of it, whoever it never was, and also of who has died since', () => {
    for (const person of [{ citizenship: [] }, { citizenship: [{ from: '2012-03-01', to: '2025-03-01' }] }, { citizenship: [{ from: '2012-03-01', to: '2025-03-01' }], diedOn: '2025-06-01' }]) {
      const claims = books(PERSON, YEARS.slice(0, 2));
      expect([again(person, claims), balances(claims)]).toEqual([[], [['VOID', '0.00']]]);
    }
    // With the death the registry ends citizenship.
    const claims = books(PERSON, YEARS.slice(0, 2));
    expect([again({ citizenship: [{ from: '2012-03-01', to: '2025-06-01' }], diedOn: '2025-06-01' }, claims), balances(claims)]).toEqual([[], [[null, '232.93']]]);
  });

  it('is found after a death, a birth or a loss of citizenship that was told late, with an account too', () => {
    expect(again({ diedOn: '2024-06-01' }, books())).toEqual([['TOO_MUCH', 2024, '132.41'], ['TOO_MUCH', 2025, '140.63']]);
    expect(again({ birthDate: '2024-06-01', citizenship: [{ from: '2024-06-01', to: null }] }, books())[0]).toEqual(['TOO_MUCH', 2023, '100.52']);
    const young = { ...PERSON, birthDate: '2007-05-05', citizenship: [{ from: '2007-05-05', to: null }] };
    expect(again(young, books())).toEqual([['TOO_MUCH', 2025, '140.63']]);
    expect(again({ ...young, citizenship: [{ from: '2007-05-05', to: '2024-03-01' }] }, books(young))).toEqual([['TOO_MUCH', 2023, '100.52'], ['TOO_MUCH', 2024, '132.41']]);
  });

  it('a claim that was opened late does not end before', () => {
    const claims = [claimOf([first()], { openedOn: '2026-02-10' })];
    creditYear({ ...PERSON, birthDate: '2008-06-01', citizenship: [{ from: '2008-06-01', to: null }] }, claims, YEARS, '2026-02-01');
    expect(claims.map(({ closedOn, closingReason }) => [closedOn, closingReason])).toEqual([['2026-02-10', 'CONVERTED']]);
  });
});
