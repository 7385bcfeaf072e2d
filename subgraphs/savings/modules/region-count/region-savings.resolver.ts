import type { EntityManager } from '@mikro-orm/postgresql';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { instant } from '../../../shared/database/instant.js';
import { ListSize } from '../../../shared/list-size.js';
import { defineLoader, groupByKey } from '../../../shared/loader.js';
import { Currency, Money } from '../../../shared/money.js';
import { Region } from '../place/place.type.js';
import { RegionSavings } from './region-savings.type.js';

interface Row {
  readonly region: string;
  readonly year: number;
  readonly countedAt: string;
  readonly children: number;
  readonly amount: string;
}

/** Rounded where it is read, so that nothing exact leaves the database; and once, since a second rounding of the same number would narrow the first. */
const ROUNDED = `
  select c.region_kato as region, y.year, ${instant('l.counted_at')} as "countedAt", round(c.children, -1)::int as children, (round(c.children, -1) * y.per_child_usd)::text as amount
    from region_count c join list_count l using (list_date) join reporting_year y using (list_date)
   where c.region_kato in (?) and exists (select 1 from accrual_run r where r.reporting_year = y.year and r.status = 'DONE' and not r.dry) order by y.year`;

const ofRegions = defineLoader<string, Row[]>((regions, { database }) =>
  database.register(['*'], async (em: EntityManager) => groupByKey(regions, await em.execute<Row[]>(ROUNDED, [[...regions]]), ({ region }) => region)));

@Resolver(() => Region)
export class RegionSavingsResolver {
  @ListSize(20)
  @FieldResolver(() => [RegionSavings], { nullable: true, description: 'What its children were credited by the years\' runs, rounded, the first year first; without years of which the civil registry has not told. A year\'s numbers never change. Public.' })
  async savings(@Root() { kato }: Region, @Ctx() context: SubgraphContext): Promise<RegionSavings[]> {
    const rows = await ofRegions(context).load(kato);
    return rows.map(({ year, countedAt, children, amount }) => Object.assign(new RegionSavings(), { reportingYear: year, countedAt, children, amount: new Money(amount, Currency.USD) }));
  }
}
