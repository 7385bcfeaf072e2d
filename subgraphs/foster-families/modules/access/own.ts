import type { Viewer } from '../../../shared/access/viewer.js';
import { withheld } from '../../../shared/errors.js';

/** Refuses an official whose own matter it is, though the request named an id and not the IIN; nobody decides about themselves or their own family. */
export function refuseOwn({ iin }: Pick<Viewer, 'iin'>, people: readonly string[]): void {
  if (iin != null && people.includes(iin)) throw withheld('OWN_RELATIVE');
}
