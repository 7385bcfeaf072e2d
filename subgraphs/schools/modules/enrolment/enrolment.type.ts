import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { opened, openedUnshielded, type OpenedRecord } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { EDUCATION } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { InstructionLanguage } from '../school/school.enums.js';
import { schoolById } from '../school/school.repository.js';
import { School, toSchool } from '../school/school.type.js';
import type { EnrolmentRow } from './enrolment.entity.js';
import { LeaveReason } from './leave-reason.type.js';

const SHIELDED = 'Withheld while a placement is shielded.';

@Directive('@authenticated')
@ObjectType({ description: 'A child\'s place in one class of one school, for at most a school year.' })
export class Enrolment {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  row!: EnrolmentRow;
  record!: OpenedRecord;

  /** The row, for what tells where the child is. */
  protected whereabouts(): EnrolmentRow {
    openedUnshielded(this.record);
    return this.row;
  }

  @Directive(EDUCATION)
  @Field(() => Child, { nullable: true, description: 'The child.' })
  child(): Child {
    return childOf(opened(this.record).iin);
  }

  @Directive(EDUCATION)
  @Field(() => School, { nullable: true, description: `The school. ${SHIELDED}` })
  async school(@Ctx() context: SubgraphContext): Promise<School | null> {
    const row = await schoolById(context).load(this.whereabouts().schoolId);
    return row && toSchool(row);
  }

  @Directive(EDUCATION)
  @Field(() => Int, { nullable: true, description: `The class: 1 to 11, or 0 for the pre-school class. ${SHIELDED}` })
  classNumber(): number {
    return this.whereabouts().classNumber;
  }

  @Directive(EDUCATION)
  @Field(() => String, { nullable: true, description: `Letter of the parallel class. ${SHIELDED}` })
  letter(): string {
    return this.whereabouts().letter;
  }

  @Directive(EDUCATION)
  @Field(() => InstructionLanguage, { nullable: true, description: `Language of instruction. ${SHIELDED}` })
  language(): InstructionLanguage {
    return this.whereabouts().language;
  }

  @Directive(EDUCATION)
  @Field(() => Int, { nullable: true, description: `The shift in which the class is taught: 1, 2 or 3. ${SHIELDED}` })
  shift(): number {
    return this.whereabouts().shift;
  }

  @Directive(EDUCATION)
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  validFrom(): string {
    return this.row.validFrom;
  }

  @Directive(EDUCATION)
  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo(): string | null {
    return this.row.validTo ?? null;
  }

  @Directive(EDUCATION)
  @Field(() => LeaveReason, { nullable: true, description: 'Why it ended; null while it holds.' })
  leaveReason(): LeaveReason | null {
    return this.row.leaveReason ?? null;
  }

  @Directive(EDUCATION)
  @Field(() => String, { nullable: true, description: `Where the record comes from. ${SHIELDED}` })
  source(): string {
    return this.whereabouts().source;
  }

  @Directive(EDUCATION)
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the register recorded it.' })
  recordedAt(): Date {
    return this.row.recordedAt;
  }
}

export const toEnrolment = (row: EnrolmentRow, record: OpenedRecord): Enrolment => Object.assign(new Enrolment(), { id: row.publicId, row, record });
