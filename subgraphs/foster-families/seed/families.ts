import type { Client } from 'pg';
import { bulkLoad, type Cell } from '../../shared/database/bulk-load.js';
import type { Household, SyntheticCare } from '../../shared/synthetic/household.js';
import { syntheticUuid } from '../../shared/synthetic/uuid.js';
import { keysOf, RECORD, record, regionOf } from './records.js';

/** A family, with the first and the last of the placements that it took. */
export interface SeedFamily {
  readonly uuid: string;
  readonly first: SyntheticCare;
  readonly last: SyntheticCare;
}

/** The same people of a household are the same family, whichever of its children they take; null for an institution. */
export const familyKey = ({ number, persons }: Household, { carers }: SyntheticCare): string | null =>
  carers.length === 0 ? null : [number, ...carers.map((iin) => persons.findIndex((one) => one.iin === iin)).sort((a, b) => a - b)].join('-');

export function familiesOf(household: Household, seed: number): [string, SeedFamily][] {
  const cares = household.cares.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return [...Map.groupBy(cares, (care) => familyKey(household, care))].flatMap(([key, group]): [string, SeedFamily][] => {
    const [first, last] = [group.at(0), group.at(-1)];
    return key === null || !first || !last ? [] : [[key, { uuid: syntheticUuid(seed, 'family', key), first, last }]];
  });
}

/** Loads families with their carers; answers with the families' internal keys by uuid. */
export async function loadFamilies(client: Client, families: readonly SeedFamily[]): Promise<ReadonlyMap<string, string>> {
  await bulkLoad(client, 'foster_family', ['public_id', 'region_kato', 'district_kato', ...RECORD], families.map(({ uuid, first, last }) => [
    uuid, regionOf(last.district), last.district, ...record(first.from)]));
  const keys = await keysOf(client, 'foster_family', families.map(({ uuid }) => uuid));
  await bulkLoad(client, 'carer', ['family_id', 'iin', 'valid_from', ...RECORD], families.flatMap(({ uuid, first }) =>
    first.carers.map((iin): Cell[] => [keys.get(uuid) ?? null, iin, first.from, ...record(first.from)])));
  return keys;
}
