import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize, SizeBy } from '../../../shared/list-size.js';
import { SchoolInfrastructure } from '../infrastructure/infrastructure.type.js';
import { forecastsIn, nextSchools } from './forecast.service.js';
import { NextSchool, SchoolForecast } from './forecast.type.js';

@Resolver(() => SchoolInfrastructure)
export class ForecastResolver {
  @SizeBy('years')
  @FieldResolver(() => [SchoolForecast], { description: 'Children against places in the next school years, the nearest first.' })
  forecast(@Root() { place }: SchoolInfrastructure, @Arg('years', () => Int, { defaultValue: 3, description: 'How many school years, 1 to 6.' }) years: number, @Ctx() context: SubgraphContext): Promise<SchoolForecast[]> {
    return forecastsIn(place, years, context);
  }
}

@Resolver()
export class NextSchoolResolver {
  @ListSize(10)
  @Query(() => [NextSchool], { nullable: true, description: 'Where the next school relieves most children for its cost: ten districts with children without a place, the best first. Public.' })
  nextSchools(@Arg('yearsAhead', () => Int, { defaultValue: 3, description: 'For the school year so many years after the running one, 1 to 6: a school takes as long to build.' }) yearsAhead: number, @Ctx() context: SubgraphContext): Promise<NextSchool[]> {
    return nextSchools(yearsAhead, context);
  }
}
