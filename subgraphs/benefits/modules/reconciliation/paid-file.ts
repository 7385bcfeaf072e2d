import { parse } from 'csv-parse/sync';
import type { CivilDate } from '../../../shared/clock.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

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

/** Why a line of a paid file is not taken in; a person reads it. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

const isStatus = (text: string): text is PaidRow['status'] => text === 'PAID' || text === 'RETURNED';

function fieldsOf(line: string): string[] {
  try {
    return parse(line, { trim: true })[0] ?? [];
  } catch {
    throw new BadLine('it is no CSV: a quotation mark stands where none may');
  }
}

function dayOf(text: string): CivilDate {
  try {
    return DateScalar.parseValue(text);
  } catch {
    throw new BadLine('paid_on must be a day, YYYY-MM-DD');
  }
}

/** Reads a line; throws `BadLine`. A line is a record: nothing in it may have another line. */
export function readPaidLine(line: string, today: CivilDate): PaidRow {
  const fields = fieldsOf(line);
  const [payment = '', amount = '', day = '', status = ''] = fields;
  if (fields.length !== 4) throw new BadLine(`it has ${fields.length} fields; there must be four: ${PAID_FILE_HEADER}`);
  if (!/^[1-9]\d{0,17}$/.test(payment)) throw new BadLine('payment must be the number of a payment');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(amount)) throw new BadLine('amount must be tenge with a point before the tiyn, such as 69330.00');
  const on = dayOf(day);
  if (on > today) throw new BadLine('paid_on lies in the future');
  if (!isStatus(status)) throw new BadLine('status must be PAID or RETURNED');
  return { payment, amount, on, status };
}
