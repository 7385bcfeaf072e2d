import { Arg, Ctx, Directive, Field, ObjectType } from 'type-graphql';
import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import { opened, openedUnshielded } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { EDUCATION } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { enrolmentsOf } from '../enrolment/enrolment.repository.js';
import { Enrolment, toEnrolment } from '../enrolment/enrolment.type.js';
import { enrolmentOn, isOfSchoolAge, type SchoolingRecord } from './schooling.service.js';
import { withoutPlaceOf } from './without-place.js';
import { WithoutPlace } from './without-place.type.js';

const FACTS = '@requires(fields: "child { grant { relation classes restricted } facts { birthDate } }")';

const onArgument = () => Arg('on', () => DateScalar, { nullable: true, description: ON });

@Directive('@key(fields: "iin")')
@ObjectType({ description: 'What the education ministry has on a child: places in schools. Empty for a child it does not know.' })
export class ChildSchooling {
  @Field(() => IIN, { description: 'The child\'s IIN: the key of the section.' })
  iin!: string;

  /** Null where the section was reached by its key alone. */
  record!: SchoolingRecord | null;

  /** Registry's facts, where the field asked for requires them. */
  facts!: ExternalFacts | null;

  @Directive(EDUCATION)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(opened(this.record).iin);
  }

  @Directive(EDUCATION)
  @Field(() => Enrolment, { nullable: true, description: 'Where the child goes to school on a day; null where nowhere.' })
  async enrolment(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<Enrolment | null> {
    const record = opened(this.record);
    const row = await enrolmentOn(record, on ?? context.today, context);
    return row && toEnrolment(row, record);
  }

  @Directive(EDUCATION)
  @ListSize(12)
  @Field(() => [Enrolment], { nullable: true, description: 'All enrolments, oldest first, one for each school year and school. On the register path of a region: those in that region.' })
  async history(@Ctx() context: SubgraphContext): Promise<Enrolment[]> {
    const record = opened(this.record);
    return (await enrolmentsOf(context, record.path).load(this.iin)).map((row) => toEnrolment(row, record));
  }

  @Directive(FACTS)
  @Directive(EDUCATION)
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the child is of school age in the school year of a day, by the age on its first day (Query.schoolNorms). Needs the civil registry: answers through the gateway only.',
  })
  ofSchoolAge(@onArgument() on: string | undefined, @Ctx() context: SubgraphContext): Promise<boolean> {
    opened(this.record);
    return isOfSchoolAge(this.facts, on ?? context.today, context);
  }

  @Directive(EDUCATION)
  @Field(() => WithoutPlace, {
    nullable: true,
    description: 'For a child of school age who goes to no school today: since when, and where there are places nearby; null for any other child. Withheld while a placement is shielded.',
  })
  withoutPlace(@Ctx() context: SubgraphContext): Promise<WithoutPlace | null> {
    return withoutPlaceOf(openedUnshielded(this.record), context);
  }
}
