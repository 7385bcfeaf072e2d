import type { SyntheticCare } from '../../shared/synthetic/household.js';
import { regionOfDistrict } from '../reference/districts.js';
import { record, type Writer } from './records.js';

/** The same people are the same family, whichever of a household's children they take; null for an institution. */
export const familyKey = ({ carers }: SyntheticCare): string | null => (carers.length === 0 ? null : carers.toSorted().join());

/** A family with its carers: since its first placement, where its last one was. */
function writeFamily(cares: readonly SyntheticCare[], write: Writer): number | null {
  const [first, last] = [cares.at(0), cares.at(-1)];
  if (first === undefined || last === undefined) return null;
  const id = write.row('foster_family', [regionOfDistrict(last.district), last.district, ...record(first.from)]);
  for (const iin of first.carers) write.row('carer', [id, iin, first.from, ...record(first.from)]);
  return id;
}

/** Writes the families of one household's placements; answers with their keys. */
export function writeFamilies(cares: readonly SyntheticCare[], write: Writer): ReadonlyMap<string, number> {
  const ordered = cares.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const families = [...Map.groupBy(ordered, familyKey)].flatMap(([key, group]): [string, number][] => {
    const id = key === null ? null : writeFamily(group, write);
    return key === null || id === null ? [] : [[key, id]];
  });
  return new Map(families);
}
