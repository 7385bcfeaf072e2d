import { badInput } from '../errors.js';
import { inputText } from './event-dates.js';

const LONGEST = 1_000;

/** A reason or a note of an input, of so many characters at least. */
export function longText(field: string, text: string, shortest: number): string {
  const given = inputText(field, text, LONGEST);
  if (given.length < shortest) throw badInput(field, `must have ${shortest} to ${LONGEST} characters, and no control characters.`);
  return given;
}
