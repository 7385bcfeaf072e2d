import type { CivilDate } from '../../../../subgraphs/shared/clock.js';
import type { Cell } from '../../../../subgraphs/shared/synthetic/seed.js';
import { syntheticUuid } from '../../../../subgraphs/shared/synthetic/uuid.js';
import type { HouseholdRows, Row } from '../../../seeding/household-rows.js';
import type { WrongRow } from '../kind.js';

/** What should stand in a row, by its month or first day. */
export type Expected = (day: CivilDate) => Cell;

const NOTHING: Expected = () => null;

/** One award with the rows that hang on it. */
export class AwardRows {
  constructor(
    private readonly rows: HouseholdRows,
    readonly row: Row,
    private readonly seed: number,
  ) {}

  get children(): readonly Row[] {
    return this.#hanging('benefit_award_child');
  }

  get amounts(): readonly Row[] {
    return this.#hanging('benefit_award_amount');
  }

  get payments(): readonly Row[] {
    return this.#hanging('benefit_payment');
  }

  payment(month: CivilDate): Row {
    const row = this.payments.find((one) => one.get('month') === month);
    if (row === undefined) throw new RangeError(`${this.row.text('programme')}: no payment for ${month}.`);
    return row;
  }

  withdraw(): void {
    this.rows.remove(this.row, ...this.children, ...this.amounts, ...this.payments, ...this.#cases());
  }

  /** The case that led to it, with what hangs on that. */
  #cases(): Row[] {
    return this.#hanging('benefit_case').flatMap((row) => [row, ...['benefit_case_child', 'benefit_case_event'].flatMap((table) => this.rows.of(table).filter((one) => one.get('case_id') === row.key))]);
  }

  dropPayments(of: (payment: Row) => boolean): void {
    this.rows.remove(...this.payments.filter(of));
  }

  /** Pays a month as another was paid. */
  payAgain(month: CivilDate, as: CivilDate, paidOn: CivilDate): Row {
    return this.rows.copy(this.payment(as), { month, paid_on: paidOn, recorded_at: paidOn });
  }

  wrong(column: string, expected: Cell): WrongRow {
    return { table: 'benefit_award', key: this.#key, column, expected, planted: this.row.get(column) };
  }

  wrongAmounts(column: string, expected: Expected): WrongRow[] {
    return this.amounts.map((row) => ({ table: 'benefit_award_amount', key: { ...this.#key, validFrom: row.get('valid_from') }, column, expected: expected(row.text('valid_from')), planted: row.get(column) }));
  }

  wrongPayment(row: Row, column: string | null, expected: Cell): WrongRow {
    return { table: 'benefit_payment', key: this.paymentKey(row.text('month')), column, expected, planted: row.get(column ?? 'amount') };
  }

  /** The payments of months of which `wrong` is true: what was paid, and what should have been. */
  wrongPayments(wrong: (month: CivilDate) => boolean, expected: Expected = NOTHING, column: 'amount' | 'withheld' = 'amount'): WrongRow[] {
    return this.payments.filter((row) => wrong(row.text('month'))).map((row) => this.wrongPayment(row, column, expected(row.text('month'))));
  }

  paymentKey(month: CivilDate): Readonly<Record<string, Cell>> {
    return { ...this.#key, month };
  }

  #hanging(table: string): readonly Row[] {
    return this.rows.of(table).filter((row) => row.get('award_id') === this.row.key);
  }

  get #key(): Readonly<Record<string, Cell>> {
    const { row } = this;
    return { award: syntheticUuid(this.seed, 'benefit_award', row.key), programme: row.get('programme'), recipient: row.get('recipient_iin') ?? row.get('recipient_bin'), since: row.get('since') };
  }
}
