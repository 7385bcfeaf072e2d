import type { EntityManager } from '@mikro-orm/postgresql';
import { alignByKey, defineLoader, groupByKey } from '../../../shared/loader.js';
import { DistrictRow, RegionRow } from './place.entity.js';

export const allRegions = (em: EntityManager): Promise<RegionRow[]> => em.find(RegionRow, {}, { orderBy: { kato: 'asc' } });

export const regionByKato = defineLoader<string, RegionRow | null>(async (katos, { database }) =>
  alignByKey(katos, await database.relation.find(RegionRow, { kato: { $in: [...katos] } }), ({ kato }) => kato),
);

export const districtByKato = defineLoader<string, DistrictRow | null>(async (katos, { database }) =>
  alignByKey(katos, await database.relation.find(DistrictRow, { kato: { $in: [...katos] } }), ({ kato }) => kato),
);

export const districtsOfRegion = defineLoader<string, DistrictRow[]>(async (katos, { database }) => {
  const rows = await database.relation.find(DistrictRow, { regionKato: { $in: [...katos] } }, { orderBy: { kato: 'asc' } });
  return groupByKey(katos, rows, ({ regionKato }) => regionKato);
});
