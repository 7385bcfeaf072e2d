import { badInput } from '../../../shared/errors.js';
import { hasIin } from '../../../shared/ledger/kept-name.js';
import { hasIinApart } from '../../../shared/scalars/written-iin.js';

/** Refuses what may name somebody where audit keeps nobody's name. */
export function requireNoIin(field: string, text: string): void {
  if (hasIin(text) || hasIinApart(text)) throw badInput(field, 'must not have an IIN in it, however it is written.');
}
