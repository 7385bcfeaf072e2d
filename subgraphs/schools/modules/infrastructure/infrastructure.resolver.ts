import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { Region } from '../place/place.type.js';
import { regionTotals, type RegionTotals } from './infrastructure.repository.js';
import { SchoolInfrastructure } from './infrastructure.type.js';
import { shiftCoefficient, tellsSmallCount } from './places.js';

function toInfrastructure(totals: RegionTotals, asOf: string, shiftsCounted: number, smallest: number): SchoolInfrastructure {
  const pupils = tellsSmallCount(totals.hidden_pupils, smallest) ? null : totals.pupils;
  return Object.assign(new SchoolInfrastructure(), {
    regionKato: totals.region_kato,
    asOf,
    schools: totals.schools,
    designCapacity: totals.design_capacity,
    shiftsCounted,
    places: totals.design_capacity * shiftsCounted,
    pupils,
    shiftCoefficient: pupils === null ? null : shiftCoefficient(pupils, totals.design_capacity),
    deficit: totals.deficit,
  });
}

/** All regions of a request in one statement. The code reads the whole country, for totals that anybody may see. */
const infrastructureOf = defineLoader<string, SchoolInfrastructure | null>(async (regions, context) => {
  const [day, shifts, smallest] = await Promise.all([
    schoolYearOf(context.today, context),
    normOn('SHIFTS_COUNTED', context.today, context),
    normOn('SMALLEST_COUNT', context.today, context),
  ]);
  const rows = await context.database.register(['*'], (em) => regionTotals(em, regions, day, shifts, smallest));
  return alignByKey(regions, rows, (row) => row.region_kato).map((row) => row && toInfrastructure(row, day, shifts, smallest));
});

@Resolver(() => Region)
export class RegionInfrastructureResolver {
  @FieldResolver(() => SchoolInfrastructure, { nullable: true, description: 'Schools, places and pupils of the region; null where it has no school. Public.' })
  schoolInfrastructure(@Root() { kato }: Region, @Ctx() context: SubgraphContext): Promise<SchoolInfrastructure | null> {
    return infrastructureOf(context).load(kato);
  }
}
