import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { balanceOf, creditYear, type BookedClaim, type BookedTransfer, type RunYear } from './credit-year.js';

const year = (of: number, perChild: string, yieldRate: string): RunYear => ({ year: of, listDate: `${of}-12-31`, creditedOn: `${of + 1}-02-01`, perChild: new Decimal(perChild), yieldRate: new Decimal(yieldRate) });
const YEARS = [year(2023, '100.52', '0'), year(2024, '129.38', '0.0301'), year(2025, '133.71', '0.0297')];
const PERSON = { birthDate: '2012-03-01', diedOn: null, citizenship: [{ from: '2012-03-01', to: null }] };

const moved = (kind: BookedTransfer['kind'], way: 'IN' | 'OUT', amount: string, on: string, more: Partial<BookedTransfer> = {}): BookedTransfer =>
  ({ from: way === 'IN' ? 'ELSEWHERE' : 'CLAIM', to: way === 'IN' ? 'CLAIM' : 'ELSEWHERE', amount: new Decimal(amount), kind, reportingYear: null, on, ...more });

const claimOf = (transfers: BookedTransfer[], more: Partial<BookedClaim> = {}): BookedClaim => ({ openedOn: '2024-02-01', closedOn: null, closingReason: null, transfers, ...more });

const first = (): BookedTransfer => moved('ACCRUAL', 'IN', '100.52', '2024-02-01', { id: '1', reportingYear: 2023 });

/** What stands on a claim after the run of 2025, all of whose years but the first are credited by it. */
function after(...between: BookedTransfer[]): string {
  const claim = claimOf([first(), ...between]);
  expect(creditYear(PERSON, [claim], YEARS, '2026-02-01')).toBe('CREDITED');
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
  expect(creditYear(PERSON, alone, YEARS, '2026-02-01')).toBe('CREDITED');
  expect([alone.length, alone[0]?.closedOn, alone[0]?.transfers.filter(({ kind }) => kind === 'REVERSAL').map(({ refersTo }) => refersTo)]).toEqual([1, null, ['2']]);
  for (const other of [claimOf([]), claimOf([], { closedOn: '2025-03-01', closingReason: 'CONVERTED' })]) {
    const both = [lapsed(), other];
    expect(creditYear(PERSON, both, YEARS, '2026-02-01')).toBe('LEFT');
    expect(both.flatMap(({ transfers }) => transfers).filter(({ kind }) => kind === 'ACCRUAL').map(({ reportingYear }) => reportingYear)).toEqual([2023, 2024, 2025]);
  }
});
