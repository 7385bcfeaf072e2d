import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { EDUCATION } from '../access/scope.js';
import { normOn } from '../norm/norm.repository.js';
import { schoolYearOf } from '../norm/school-year.js';
import { School } from '../school/school.type.js';
import { SetIntakeInput } from './intake.input.type.js';
import { intakesOf } from './intake.repository.js';
import { intakeOf, SchoolIntake } from './intake.type.js';
import { SchoolIntakeOutcome, setIntake } from './set-intake.js';

@Resolver(() => School)
export class IntakeResolver {
  @ListSize(4)
  @FieldResolver(() => [SchoolIntake], { nullable: true, description: 'How many children it takes in with the running school year and later ones, by year, class and language. Public.' })
  async intakes(@Root() { key }: School, @Ctx() context: SubgraphContext): Promise<SchoolIntake[]> {
    const [since, smallest] = await Promise.all([schoolYearOf(context.today, context), normOn('SMALLEST_COUNT', context.today, context)]);
    return (await intakesOf(context).load(key)).filter(({ schoolYear }) => schoolYear >= since).map((row) => intakeOf(row, smallest));
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolIntakeOutcome, {
    nullable: true,
    description: 'Plans how many children a school takes into a class, or plans it anew; who waits gets what is free by then. Refusals: UNKNOWN_SCHOOL, OUTSIDE_YOUR_REGIONS, OVER_DESIGN_CAPACITY, CONTRADICTORY (fewer places than are taken).',
  })
  setIntake(@Arg('input', () => SetIntakeInput, { description: 'The plan.' }) input: SetIntakeInput, @Ctx() context: SubgraphContext): Promise<SchoolIntakeOutcome> {
    return setIntake(context, input);
  }
}
