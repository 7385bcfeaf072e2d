import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { sourcedFigure } from '../../../shared/sourced.type.js';
import { ParameterRow } from './parameter.entity.js';
import { IndexParameter } from './parameter.type.js';

const toParameter = (row: ParameterRow): IndexParameter =>
  Object.assign(new IndexParameter(), { ...sourcedFigure(row), parameter: row.parameter, value: new Money(row.amount, 'KZT') });

@Resolver()
export class ParameterResolver {
  @ListSize(6)
  @Query(() => [IndexParameter], { nullable: true, description: 'The indices in force on a day: MCI, subsistence minimum, minimum wage. Known from 2021 on. Public.' })
  async indexParameters(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() { database, today }: SubgraphContext,
  ): Promise<IndexParameter[]> {
    const rows = await database.relation.find(ParameterRow, {}, { orderBy: { parameter: 'asc', validFrom: 'asc' }, disableIdentityMap: true });
    return rows.filter((row) => holdsOn(row, on ?? today)).map(toParameter);
  }
}
