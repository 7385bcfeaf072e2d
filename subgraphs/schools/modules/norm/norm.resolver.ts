import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { normsOn } from './norm.repository.js';
import { SchoolNorm, toNorm } from './norm.type.js';

@Resolver()
export class NormResolver {
  @ListSize(20)
  @Query(() => [SchoolNorm], { nullable: true, description: 'What schools are counted and enrolled by on a day: the two-shift convention, ages. Public.' })
  async schoolNorms(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<SchoolNorm[]> {
    return (await normsOn(on ?? context.today, context)).map(toNorm);
  }
}
