import type { CivilDate } from '../clock.js';
import { badInput } from '../errors.js';
import { hasIinApart } from '../scalars/written-iin.js';

/** An event's two days: many rules run from the second. */
export interface EventDates {
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
}

/** The days of an input; refuses as bad input what cannot be. */
export function eventDates(input: { readonly occurredOn: CivilDate; readonly receivedOn?: CivilDate | null }, today: CivilDate): EventDates {
  const receivedOn = input.receivedOn ?? today;
  if (receivedOn > today) throw badInput('input.receivedOn', 'must not be in the future.');
  if (input.occurredOn > receivedOn) throw badInput('input.occurredOn', 'must not be after the day on which the register received it (receivedOn; today when left out).');
  return { occurredOn: input.occurredOn, receivedOn };
}

/** Characters that stand in no document and would only confuse whoever reads them. */
const CONTROL = /\p{Cc}/u;

/** A text of an input without blanks around it; refuses an empty or overlong one, and one that could name somebody: it is kept for good, and an IIN in it would outlive the person's. */
export function inputText(field: string, text: string, longest: number): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > longest || CONTROL.test(trimmed)) throw badInput(field, `must have 1 to ${longest} characters, and no control characters.`);
  return withoutNumber(field, trimmed);
}

/** Twelve digits that are no part of a longer number, as the fifteen of a criminal case are. */
const TWELVE_DIGITS = /(?<!\d)\d{12}(?!\d)/;

/** Refuses a text with a number that could be an IIN, however it is written; also a mistyped one, which still leads to somebody. */
export function withoutNumber(field: string, text: string): string {
  if (TWELVE_DIGITS.test(text)) throw badInput(field, 'must hold no number of twelve digits: nobody\'s IIN belongs there.');
  if (hasIinApart(text)) throw badInput(field, 'must hold nobody\'s IIN, with digits apart either.');
  return text;
}
