import type { Decimal } from 'decimal.js';
import type { BookedTransfer } from './credit-year.js';

/** A row of the ledger: a transfer, or the sum of a year together with the yield that came with it. */
export interface TransferRowOf extends BookedTransfer {
  /** What of the amount is yield. */
  readonly yieldAmount: Decimal | null;
}

const isOf = (sum: BookedTransfer, { kind, to, reportingYear, on }: BookedTransfer): boolean =>
  kind === 'YIELD' && sum.kind === 'ACCRUAL' && to === sum.to && reportingYear === sum.reportingYear && on === sum.on;

/** The rows that some transfers are written as, in their order. */
export const rowsOf = (transfers: readonly BookedTransfer[]): TransferRowOf[] =>
  transfers.flatMap((one) => {
    if (transfers.some((other) => isOf(other, one))) return [];
    const earned = transfers.find((other) => isOf(one, other))?.amount ?? null;
    return [{ ...one, amount: earned === null ? one.amount : one.amount.plus(earned), yieldAmount: earned }];
  });
