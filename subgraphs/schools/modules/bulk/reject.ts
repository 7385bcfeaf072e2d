import type { Problem } from '../../../shared/import/row.js';
import { identifierProblem } from '../../../shared/scalars/identifier.js';
import { isDay } from '../../../shared/scalars/scalars.js';

/** Why a row is not taken: what programs go by; the reason beside it is for people. */
export type RejectCode =
  | 'MISSING' | 'MALFORMED' | 'NOT_ALLOWED' | 'OUT_OF_ORDER' | 'NOT_YET' | 'OUTSIDE_YOUR_REGIONS' | 'DIFFERENT'
  // Of schools' cards.
  | 'UNKNOWN_PLACE' | 'MOVED' | 'PLACES_PROMISED' | 'STILL_HAS_PUPILS'
  // Of enrolments.
  | 'UNKNOWN_SCHOOL' | 'NOT_AT_WORK' | 'NOT_TAUGHT' | 'MORE_THAN_A_YEAR' | 'OWN_RECORD' | 'BEFORE_BIRTH' | 'AFTER_DEATH' | 'ASKS_FOR_A_PLACE' | 'IN_TWO_SCHOOLS' | 'OVERLAPS'
  // Of pupils for whom a school year ends otherwise.
  | 'NOT_ON_A_ROLL';

export type Reject<C extends string = string> = Problem<C> & { readonly code: RejectCode };

/** The reject, where a condition does not hold. */
export const unless = <C extends string>(holds: boolean, code: RejectCode, field: C, reason: string): Reject<C>[] => (holds ? [] : [{ code, field, reason }]);

type Cells<C extends string> = Readonly<Record<C, string | null>>;

/** Checks of cells by themselves; what is empty is for `missing` to say. */
export const missing = <C extends string>(cells: Cells<C>, fields: readonly C[]): Reject<C>[] => fields.flatMap((field) => unless(cells[field] !== null, 'MISSING', field, 'must be there.'));

export const days = <C extends string>(cells: Cells<C>, fields: readonly C[]): Reject<C>[] =>
  fields.flatMap((field) => unless(cells[field] === null || isDay(cells[field]), 'MALFORMED', field, 'must be an existing day, YYYY-MM-DD.'));

export const codes = <C extends string>(cells: Cells<C>, field: C, allowed: object): Reject<C>[] =>
  unless(cells[field] === null || Object.hasOwn(allowed, cells[field]), 'NOT_ALLOWED', field, `must be one of ${Object.keys(allowed).join(', ')}.`);

export const wholeNumber = <C extends string>(cells: Cells<C>, field: C, from: number, to: number): Reject<C>[] =>
  unless(cells[field] === null || (/^\d{1,7}$/.test(cells[field]) && Number(cells[field]) >= from && Number(cells[field]) <= to), 'MALFORMED', field, `must be a whole number from ${from} to ${to}.`);

export function numbered<C extends string>(cells: Cells<C>, field: C, name: 'IIN' | 'BIN'): Reject<C>[] {
  const found = cells[field] === null ? null : identifierProblem(name, cells[field]);
  return found === null ? [] : [{ code: 'MALFORMED', field, reason: found }];
}

/** A text that may be published: in it no number of twelve digits, which could be somebody's. */
export const text = <C extends string>(cells: Cells<C>, field: C, longest: number): Reject<C>[] =>
  unless(cells[field] === null || (cells[field].length <= longest && !/\p{Cc}/u.test(cells[field]) && !/\d{12}/.test(cells[field])), 'MALFORMED', field, `must have at most ${longest} characters, no control characters and no number of twelve digits.`);
