import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { District, Region } from '../place/place.type.js';
import { infrastructureOfDistrict, infrastructureOfNation, infrastructureOfRegion, regionsWithSchools } from './infrastructure.service.js';
import { SchoolDashboard, SchoolInfrastructure } from './infrastructure.type.js';

@Resolver(() => Region)
export class RegionInfrastructureResolver {
  @FieldResolver(() => SchoolInfrastructure, { nullable: true, description: 'Schools, places and pupils of the region; null where it has no school. Public.' })
  schoolInfrastructure(@Root() { kato }: Region, @Ctx() context: SubgraphContext): Promise<SchoolInfrastructure | null> {
    return infrastructureOfRegion(context).load(kato);
  }
}

@Resolver(() => District)
export class DistrictInfrastructureResolver {
  @FieldResolver(() => SchoolInfrastructure, { nullable: true, description: 'Schools, places and pupils of the district; null where it has no school. Public.' })
  schoolInfrastructure(@Root() { kato }: District, @Ctx() context: SubgraphContext): Promise<SchoolInfrastructure | null> {
    return infrastructureOfDistrict(context).load(kato);
  }
}

@Resolver()
export class DashboardResolver {
  @Query(() => SchoolDashboard, { nullable: true, description: 'Schools, places and pupils of the country and its regions. Public; needs no other programme.' })
  async schoolDashboard(@Ctx() context: SubgraphContext): Promise<SchoolDashboard> {
    const [nation, regions] = await Promise.all([infrastructureOfNation(context), regionsWithSchools(context)]);
    return Object.assign(new SchoolDashboard(), { nation, regions });
  }
}
