import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { formsOn } from './placement-form.repository.js';
import { PlacementForm, toPlacementForm } from './placement-form.type.js';

@Resolver()
export class PlacementFormResolver {
  @ListSize(10)
  @Query(() => [PlacementForm], { nullable: true, description: 'The forms of placement that the law knows on a day, by code. Public.' })
  async placementForms(
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<PlacementForm[]> {
    return (await formsOn(on ?? context.today, context)).map(toPlacementForm);
  }
}
