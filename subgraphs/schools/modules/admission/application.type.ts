import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import { InstructionLanguage } from '../school/school.enums.js';
import { schoolById } from '../school/school.repository.js';
import { School, toSchool } from '../school/school.type.js';
import { ApplicantRole, ApplicationKind, ApplicationState, RefusalReason, SchoolPaper } from './application-codes.type.js';
import { applicationEventOf, SchoolApplicationEvent } from './application-event.type.js';
import { eventsOfApplication, rankOf, type ApplicationRow } from './application.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An application for a place in a school, from its receipt until the child is on the roll.' })
export class SchoolApplication {
  row!: ApplicationRow;
  path!: AccessPath;

  @Field(() => ID, { description: 'Opaque id of the application.' })
  id!: string;

  @Field(() => Child, { description: 'The child.' })
  child(): Child {
    return childOf(this.row.iin);
  }

  @Field(() => School, { nullable: true, description: 'The school.' })
  async school(@Ctx() context: SubgraphContext): Promise<School | null> {
    const row = await schoolById(context).load(this.row.schoolId);
    return row && toSchool(row);
  }

  @Field(() => ApplicationKind, { description: 'What is asked for.' })
  kind!: ApplicationKind;

  @Field(() => ApplicationState, { description: 'Where it stands.' })
  state!: ApplicationState;

  @Field(() => Int, { description: 'Version of the application, for `expectedVersion`.' })
  version!: number;

  @Field(() => Int, { description: 'The year in which the school year begins.' })
  schoolYear!: number;

  @Field(() => Int, { description: 'The class: 1 to 11, or 0 for the pre-school class.' })
  classNumber!: number;

  @Field(() => InstructionLanguage, { description: 'Language of instruction.' })
  language!: InstructionLanguage;

  @Field(() => ApplicantRole, { description: 'As what somebody applied for the child.' })
  applicantRole!: ApplicantRole;

  @Field(() => String, { nullable: true, description: 'Code of the microdistrict that was named; null where none was.' })
  microdistrict!: string | null;

  @Field(() => Boolean, { description: 'Whether the child comes from the school\'s catchment, which comes first.' })
  inCatchment!: boolean;

  @Field(() => String, { nullable: true, description: 'Conclusion by which the child needs special conditions; null where it needs none.' })
  specialConditions!: string | null;

  @ListSize(4)
  @Field(() => [SchoolPaper], { description: 'The papers at hand.' })
  papers!: SchoolPaper[];

  @Field(() => DateScalar, { description: 'The day on which it was received.' })
  submittedOn!: string;

  @Field(() => DateScalar, { description: 'Last day for the answer: the first working day after the receipt.' })
  answerDueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was answered; null before.' })
  answeredOn!: string | null;

  @Field(() => RefusalReason, { nullable: true, description: 'Why it was refused.' })
  reason!: RefusalReason | null;

  @Field(() => Int, { nullable: true, description: 'Place on the waiting list, from 1: children of the catchment first, then in the order in which applications were received. Null for whoever does not wait.' })
  async waitingRank(@Ctx() context: SubgraphContext): Promise<number | null> {
    return this.row.state === 'WAITING' ? rankOf(context, this.path).load(this.row.id) : null;
  }

  @ListSize(4)
  @Field(() => [SchoolApplicationEvent], { description: 'Its journal, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<SchoolApplicationEvent[]> {
    return (await eventsOfApplication(context, this.path).load(this.row.id)).map(applicationEventOf);
  }
}

export function applicationOf(row: ApplicationRow, path: AccessPath): SchoolApplication {
  const { publicId: id, kind, state, version, classNumber, language, applicantRole, microdistrict, inCatchment, specialConditions, papers, submittedOn, answerDueOn, answeredOn, reason } = row;
  return Object.assign(new SchoolApplication(), {
    row, path, id, kind, state, version, schoolYear: Number(row.schoolYear.slice(0, 4)), classNumber, language, applicantRole, microdistrict, inCatchment, specialConditions, papers, submittedOn, answerDueOn, answeredOn, reason,
  });
}
