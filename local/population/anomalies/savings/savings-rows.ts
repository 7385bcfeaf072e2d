import { Decimal } from 'decimal.js';
import type { Books } from '../../../../subgraphs/savings/seed/seed.js';
import { ROUNDING_POLICIES } from '../../../../subgraphs/shared/money.js';
import type { HouseholdRows, Row } from '../../../seeding/household-rows.js';
import { at } from '../../random.js';
import type { Plant, PlantContext, WrongRow } from '../kind.js';

type Year = Books['years'][number];

/** What the seed of savings made of one child. */
export class SavingsRows {
  readonly years: readonly Year[];
  private readonly fund: number;

  constructor(
    private readonly rows: HouseholdRows,
    { reference }: PlantContext,
    private readonly child: string,
  ) {
    const { fund, years } = reference as Books;
    this.fund = fund;
    this.years = years;
  }

  /** The last year that was credited. */
  get lastYear(): Year {
    return at(this.years, this.years.length - 1);
  }

  get claims(): readonly Row[] {
    return this.#of('savings_claim');
  }

  get claim(): Row {
    return at(this.claims, this.claims.length - 1);
  }

  /** A year's transfers of one kind. */
  transfers(kind: string, year?: number): readonly Row[] {
    return this.#of('transfer').filter((row) => row.get('kind') === kind && (year === undefined || row.get('reporting_year') === year));
  }

  /** What the last year's run credited: the sum, and with it the yield. */
  get credited(): Row {
    return at(this.transfers('ACCRUAL', this.lastYear.year), 0);
  }

  /** Credits another sum or another yield than the run did. */
  credit(row: Row, { sum, yields }: { readonly sum: string; readonly yields: string }): void {
    row.set({ amount: new Decimal(sum).plus(yields).toFixed(2), yield_amount: yields });
  }

  /** Leaves of what a run credited the yield alone, where there was one; no run could have done it. */
  takeSum(row: Row): void {
    const yields = row.get('yield_amount');
    if (yields === null) return this.rows.remove(row);
    row.set({ kind: 'YIELD', amount: yields, yield_amount: null, run_id: null });
  }

  remove(...rows: readonly Row[]): void {
    this.rows.remove(...rows);
  }

  /** Takes out everything that the fund has of the child, but that it is on the list. */
  forget(): readonly Row[] {
    const [claims, accounts, transfers] = ['savings_claim', 'savings_account', 'transfer'].map((table) => this.#of(table));
    const kept = [...(claims ?? []), ...(accounts ?? [])].map((row) => row.get('account_id'));
    this.rows.remove(...(claims ?? []), ...(accounts ?? []), ...(transfers ?? []), ...this.rows.of('ledger_account').filter(({ key }) => kept.includes(key)));
    return transfers ?? [];
  }

  /** Opens a claim as of a year's run. */
  open({ creditedOn }: Year): Row {
    const account = this.rows.add('ledger_account', { kind: 'CLAIM', opened_on: creditedOn });
    return this.rows.add('savings_claim', { iin: this.child, account_id: account.key, opened_on: creditedOn, recorded_at: creditedOn });
  }

  /** Credits a claim with the last year's sum, which it should not have. */
  creditWrongly(claim: Row): WrongRow[] {
    const { year, perChild, creditedOn } = this.lastYear;
    const of = { iin: this.child, debit_account: this.fund, credit_account: claim.get('account_id'), reporting_year: year, occurred_on: creditedOn, recorded_at: creditedOn };
    const row = this.rows.add('transfer', { ...of, kind: 'ACCRUAL', amount: new Decimal(perChild).toFixed(2) });
    return [this.wrongTransfer(row, null, null)];
  }

  /** A second claim like one, credited likewise; no run could have done it. */
  double(claim: Row): Row {
    const second = this.open({ ...this.lastYear, creditedOn: claim.text('opened_on') });
    for (const row of this.#of('transfer')) if (row.get('credit_account') === claim.get('account_id')) this.rows.copy(row, { credit_account: second.get('account_id'), run_id: null });
    return second;
  }

  /** The yield of the last year by some rate, on what was there before it. */
  yieldAt(rate: string): string {
    const before = this.#of('transfer').filter((row) => row.get('credit_account') === this.claim.get('account_id') && Number(row.get('reporting_year')) < this.lastYear.year);
    const balance = before.reduce((sum, row) => sum.plus(row.text('amount')), new Decimal(0));
    return ROUNDING_POLICIES.HALF_UP_TO_CENT(balance.times(rate)).toFixed(2);
  }

  wrongTransfer(row: Row, column: string | null, expected: WrongRow['expected'], kind = row.text('kind')): WrongRow {
    return { ...this.missing(row, expected), key: { ...this.#keyOf(row), kind }, column, planted: kind === 'YIELD' ? row.get('yield_amount') : sumOf(row) };
  }

  /** A transfer that is not there any more. */
  missing(row: Row, expected: WrongRow['expected']): WrongRow {
    return { table: 'transfer', key: this.#keyOf(row), column: null, expected, planted: null };
  }

  #keyOf(row: Row): WrongRow['key'] {
    return { iin: this.child, kind: row.get('kind'), reportingYear: row.get('reporting_year') };
  }

  wrongClaim(claim: Row, column: string | null, expected: WrongRow['expected']): WrongRow {
    return { table: 'savings_claim', key: { iin: this.child, openedOn: claim.get('opened_on') }, column, expected, planted: claim.get(column ?? 'opened_on') };
  }

  #of(table: string): readonly Row[] {
    return this.rows.of(table).filter((row) => row.get('iin') === this.child);
  }
}

/** What a row has without the yield that came with it. */
export const sumOf = (row: Row): string => new Decimal(row.text('amount')).minus(row.text('yield_amount') || 0).toFixed(2);

/** Changes what the fund has of one child. */
export const inSavings = (child: string, change: (savings: SavingsRows) => readonly WrongRow[]): Plant => (rows, context) => change(new SavingsRows(rows, context, child));
