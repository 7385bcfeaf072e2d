import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { opened } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { absenceFrom } from '../../rules/list.js';
import { nextList } from '../../rules/years.js';
import { SAVINGS } from '../access/scope.js';
import { ChildSavings } from '../savings/savings.type.js';
import { listedChild } from './listed-child.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'The run that is to come. Its sum is not known before it is published.' })
export class SavingsNextAccrual {
  @Field(() => Int, { description: 'The reporting year it will be for.' })
  reportingYear!: number;

  @Field(() => DateScalar, { description: 'The day whose list decides who takes part.' })
  listDate!: string;

  @Field(() => DateScalar, { description: 'The day by which it is credited.' })
  creditedBy!: string;
}

@Resolver(() => ChildSavings)
export class NextAccrualResolver {
  @Directive(SAVINGS)
  @FieldResolver(() => SavingsNextAccrual, {
    nullable: true,
    description: 'The next run in which something is credited, as the programme\'s list has the child today; null for whom nothing will be: no citizen, 18 by then, dead, or not on the list (`missing` says why).',
  })
  async nextAccrual(@Root() { iin, record }: ChildSavings, @Ctx() context: SubgraphContext): Promise<SavingsNextAccrual | null> {
    const child = await listedChild(context, opened(record).path).load(iin);
    const { year, listDate, creditedOn } = nextList(context.today);
    if (child === null || absenceFrom({ listDate }, child) !== null) return null;
    return Object.assign(new SavingsNextAccrual(), { reportingYear: year, listDate, creditedBy: creditedOn });
  }
}
