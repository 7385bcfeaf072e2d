import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { SchoolInfrastructure } from '../infrastructure/infrastructure.type.js';
import { stageCounts } from './region-projects.repository.js';
import { placesDelivered, placesUnderConstruction, ProjectCount, projectCounts } from './region-projects.type.js';

@Resolver(() => SchoolInfrastructure)
export class RegionProjectsResolver {
  @ListSize(12)
  @FieldResolver(() => [ProjectCount], { description: 'School projects of the region by stage today, in the order of the stages; without those that none is in.' })
  async projects(@Root() { regionKato, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<ProjectCount[]> {
    return projectCounts(await stageCounts(context).load(regionKato), shiftsCounted);
  }

  @FieldResolver(() => Int, { description: 'Places of the region\'s school projects that are commissioned, in the shifts counted. They are among `places` once the school is open.' })
  async placesDelivered(@Root() { regionKato, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<number> {
    return placesDelivered(await stageCounts(context).load(regionKato), shiftsCounted);
  }

  @FieldResolver(() => Int, { description: 'Places of the region\'s school projects in mobilisation, construction and equipping, in the shifts counted.' })
  async placesUnderConstruction(@Root() { regionKato, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<number> {
    return placesUnderConstruction(await stageCounts(context).load(regionKato), shiftsCounted);
  }
}
