import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { SchoolInfrastructure } from '../infrastructure/infrastructure.type.js';
import { isWithin, type CountedPlace } from '../infrastructure/within.js';
import { stageCounts, type StageCount } from './projects-in-place.repository.js';
import { placesDelivered, placesUnderConstruction, ProjectCount, projectCounts } from './projects-in-place.type.js';

const countsIn = async (place: CountedPlace, context: SubgraphContext): Promise<StageCount[]> => (await stageCounts(context).load('all')).filter((count) => isWithin(place, count));

@Resolver(() => SchoolInfrastructure)
export class ProjectsInPlaceResolver {
  @ListSize(12)
  @FieldResolver(() => [ProjectCount], { description: 'School projects there by stage today, in the order of the stages; without those that none is in.' })
  async projects(@Root() { place, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<ProjectCount[]> {
    return projectCounts(await countsIn(place, context), shiftsCounted);
  }

  @FieldResolver(() => Int, { description: 'Places of the school projects there that are commissioned, in the shifts counted. They are among `places` once the school is open.' })
  async placesDelivered(@Root() { place, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<number> {
    return placesDelivered(await countsIn(place, context), shiftsCounted);
  }

  @FieldResolver(() => Int, { description: 'Places of the school projects there in mobilisation, construction and equipping, in the shifts counted.' })
  async placesUnderConstruction(@Root() { place, shiftsCounted }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<number> {
    return placesUnderConstruction(await countsIn(place, context), shiftsCounted);
  }
}
