import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { KATO } from '../../../shared/scalars/scalars.js';
import type { DistrictRow, RegionRow } from './place.entity.js';
import { allRegions, districtByKato, districtsOfRegion, regionByKato } from './place.repository.js';
import { District, Region } from './place.type.js';

const namesOf = (row: RegionRow | DistrictRow) => ({ kk: row.nameKk, ru: row.nameRu, en: row.nameEn });

export const toRegion = (row: RegionRow): Region =>
  Object.assign(new Region(), { kato: row.kato, iso: row.iso, kind: row.kind, names: namesOf(row) });

export const toDistrict = (row: DistrictRow): District => Object.assign(new District(), { kato: row.kato, names: namesOf(row) });

@Resolver(() => Region)
export class RegionResolver {
  @ListSize(20)
  @Query(() => [Region], { nullable: true, description: 'The 20 regions, by KATO code. Public.' })
  async regions(@Ctx() { database }: SubgraphContext): Promise<Region[]> {
    return (await allRegions(database.relation)).map(toRegion);
  }

  @Query(() => Region, { nullable: true, description: 'One region; null when the code is no region\'s. Public.' })
  region(@Arg('kato', () => KATO, { description: 'KATO code of the region.' }) kato: string, @Ctx() context: SubgraphContext): Promise<Region | null> {
    return referencedRegion({ kato }, context);
  }

  @ListSize(12)
  @FieldResolver(() => [District], { description: 'Its districts and cities of regional significance (districts of a city), by KATO code.' })
  async districts(@Root() region: Region, @Ctx() context: SubgraphContext): Promise<District[]> {
    return (await districtsOfRegion(context).load(region.kato)).map(toDistrict);
  }
}

export async function referencedRegion({ kato }: { kato: string }, context: SubgraphContext): Promise<Region | null> {
  const row = await regionByKato(context).load(kato);
  return row && toRegion(row);
}

export async function referencedDistrict({ kato }: { kato: string }, context: SubgraphContext): Promise<District | null> {
  const row = await districtByKato(context).load(kato);
  return row && toDistrict(row);
}
