import { parse } from 'csv-parse/sync';
import type { CivilDate } from '../clock.js';
import { DateScalar } from '../scalars/scalars.js';

/** Why a line of a file is not taken in; a person reads it. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/** The fields of a line; throws `BadLine`. A line is a record: nothing in it may have another line. */
export function fieldsOf(line: string, header: string): string[] {
  const expected = header.split(',').length;
  const fields = parsed(line);
  if (fields.length !== expected) throw new BadLine(`it has ${fields.length} fields; there must be ${expected}: ${header}`);
  return fields;
}

function parsed(line: string): string[] {
  try {
    return parse(line, { trim: true })[0] ?? [];
  } catch {
    throw new BadLine('it is no CSV: a quotation mark stands where none may');
  }
}

/** A day of a column, not in the future; throws `BadLine`. */
export function dayOf(column: string, text: string, today: CivilDate): CivilDate {
  const day = existing(column, text);
  if (day > today) throw new BadLine(`${column} lies in the future`);
  return day;
}

function existing(column: string, text: string): CivilDate {
  try {
    return DateScalar.parseValue(text);
  } catch {
    throw new BadLine(`${column} must be a day, YYYY-MM-DD`);
  }
}
