import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { EDUCATION } from '../access/scope.js';
import { SchoolOutcome } from '../school/school-outcome.js';
import { School } from '../school/school.type.js';
import { SetCatchmentInput } from './catchment.input.type.js';
import { catchmentsOf } from './catchment.repository.js';
import { microdistrictOf, SchoolMicrodistrict } from './catchment.type.js';
import { setCatchment } from './set-catchment.js';

@Resolver(() => School)
export class CatchmentResolver {
  @ListSize(4)
  @FieldResolver(() => [SchoolMicrodistrict], { nullable: true, description: 'The parts of its district that it serves on a day, by code. Public.' })
  async catchment(@Root() { key }: School, @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<SchoolMicrodistrict[]> {
    return (await catchmentsOf(context).load(key)).filter((row) => holdsOn(row, on ?? context.today)).map(microdistrictOf);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolOutcome, { nullable: true, description: 'Says which parts of its district a school serves from a day on; what it served before is kept with its days. Refusals: UNKNOWN_SCHOOL, OUTSIDE_YOUR_REGIONS, OUT_OF_ORDER (before the last change).' })
  setCatchment(@Arg('input', () => SetCatchmentInput, { description: 'What it serves.' }) input: SetCatchmentInput, @Ctx() context: SubgraphContext): Promise<SchoolOutcome> {
    return setCatchment(context, input);
  }
}
