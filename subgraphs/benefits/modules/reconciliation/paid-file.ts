import type { CivilDate } from '../../../shared/clock.js';
import { BadLine, dayOf, fieldsOf } from '../../../shared/csv/line.js';

/** The columns of a paid file, as its first line names them. */
export const PAID_FILE_HEADER = 'payment,amount,paid_on,status';

/** What the paying body says of one payment. */
export interface PaidRow {
  /** Number of the payment. */
  readonly payment: string;
  /** Tenge, as text. */
  readonly amount: string;
  /** The day on which it was paid, or came back. */
  readonly on: CivilDate;
  readonly status: 'PAID' | 'RETURNED';
}

const isStatus = (text: string): text is PaidRow['status'] => text === 'PAID' || text === 'RETURNED';

/** Reads a line; throws `BadLine`. */
export function readPaidLine(line: string, today: CivilDate): PaidRow {
  const [payment = '', amount = '', day = '', status = ''] = fieldsOf(line, PAID_FILE_HEADER);
  if (!/^[1-9]\d{0,17}$/.test(payment)) throw new BadLine('payment must be the number of a payment');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(amount)) throw new BadLine('amount must be tenge with a point before the tiyn, such as 69330.00');
  const on = dayOf('paid_on', day, today);
  if (!isStatus(status)) throw new BadLine('status must be PAID or RETURNED');
  return { payment, amount, on, status };
}
