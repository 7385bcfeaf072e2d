import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import { ReportingYearRow } from './reporting-year.entity.js';
import { ReportingYear, toReportingYear } from './reporting-year.type.js';

const yearByNumber = defineLoader<number, ReportingYearRow | null>(async (years, { database }) =>
  alignByKey(years, await database.relation.find(ReportingYearRow, { year: { $in: [...years] } }, { disableIdentityMap: true }), ({ year }) => year),
);

export async function referencedYear({ year }: { year: number }, context: SubgraphContext): Promise<ReportingYear | null> {
  const row = await yearByNumber(context).load(year);
  return row && toReportingYear(row);
}

@Resolver()
export class ReportingYearResolver {
  @ListSize(10)
  @Query(() => [ReportingYear], { nullable: true, description: 'All reporting years credited so far, oldest first. Public.' })
  async reportingYears(@Ctx() { database }: SubgraphContext): Promise<ReportingYear[]> {
    const rows = await database.relation.find(ReportingYearRow, {}, { orderBy: { year: 'asc' }, disableIdentityMap: true });
    return rows.map(toReportingYear);
  }

  @Query(() => ReportingYear, { nullable: true, description: 'One reporting year; null when it was not credited yet. Public.' })
  reportingYear(@Arg('year', () => Int, { description: 'The calendar year, e.g. 2025.' }) year: number, @Ctx() context: SubgraphContext): Promise<ReportingYear | null> {
    return referencedYear({ year }, context);
  }
}
