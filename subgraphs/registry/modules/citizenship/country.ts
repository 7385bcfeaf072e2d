import { badInput } from '../../../shared/errors.js';

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Codes that name no country though there is a name for them. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

/** A country's ISO 3166-1 alpha-2 code; refuses anything else as bad input. */
export function countryCode(field: string, code: string): string {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code) || COUNTRIES.of(code) === undefined) throw badInput(field, 'must be the ISO 3166-1 alpha-2 code of a country in capitals, such as KZ.');
  return code;
}
