import { Field, ID, InputType, Int } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput, EventInput, MutationInput } from '../../../shared/mutation/input.type.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { InstructionLanguage } from '../school/school.enums.js';
import { RefusalReason, SchoolPaper } from './application-codes.type.js';

@InputType({ description: 'What is asked of a school for a child.' })
export class SchoolApplicationInput {
  @Field(() => IIN, { description: 'The child.' })
  childIin!: string;

  @Field(() => ID, { description: '`id` of the school.' })
  school!: string;

  @Field(() => Int, { description: 'The year in which the school year begins: that of the running one, or of the next.' })
  schoolYear!: number;

  @Field(() => Int, { description: 'The class: 1 to 11, or 0 for the pre-school class. Of a pupil the class that the child is in, or with the next school year the next one.' })
  classNumber!: number;

  @Field(() => InstructionLanguage, { description: 'The language of instruction.' })
  language!: InstructionLanguage;

  @Field(() => String, { nullable: true, description: 'Code of the microdistrict where the child lives (School.catchment). The catchment comes first: where it is the school\'s, and the registered residence lies in the school\'s district.' })
  microdistrict?: string | null;

  @Field(() => [SchoolPaper], { description: 'The papers that are handed in.' })
  papers!: SchoolPaper[];

  @Field(() => String, { nullable: true, description: 'Where special conditions are needed: number and date of the conclusion of the consultation (ПМПК), 1 to 200 characters.' })
  specialConditions?: string | null;
}

@InputType({ description: 'An application of a parent or representative for a child of theirs.' })
export class ApplyForSchoolInput extends MutationInput {
  @Field(() => SchoolApplicationInput, { description: 'What is asked for.' })
  application!: SchoolApplicationInput;
}

@InputType({ description: 'An application that was brought to the school. `occurredOn` is its day, `receivedOn` that of its receipt, from which the term for the answer runs.' })
export class RecordSchoolApplicationInput extends EventInput {
  @Field(() => IIN, { description: 'Who applies: a parent with full rights, or a representative of the child.' })
  applicantIin!: string;

  @Field(() => SchoolApplicationInput, { description: 'What is asked for.' })
  application!: SchoolApplicationInput;
}

@InputType({ description: 'The withdrawal of an application by whoever may act for the child.' })
export class WithdrawSchoolApplicationInput extends MutationInput {
  @Field(() => ID, { description: '`id` of the application.' })
  application!: string;
}

export const ApplicationDecision = enumType('SchoolApplicationDecision', 'A decision on an application for a school.', {
  ACCEPT: 'A place is kept for the child: in the order of the catchment, while there is one.',
  WAIT: 'There is none, or those left are kept for the catchment; the child waits for it.',
  REFUSE: 'It is refused, on a ground that holds.',
  WITHDRAW: 'The family has withdrawn it at the school.',
});
export type ApplicationDecision = EnumValue<typeof ApplicationDecision>;

@InputType({ description: 'A decision on an application. `occurredOn` is its day.' })
export class DecideSchoolApplicationInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the application.' })
  application!: string;

  @Field(() => ApplicationDecision, { description: 'The decision.' })
  decision!: ApplicationDecision;

  @Field(() => RefusalReason, { nullable: true, description: 'The ground, for REFUSE and for nothing else.' })
  reason?: RefusalReason | null;

  @Field(() => String, { nullable: true, description: 'Code of the microdistrict that the papers show, where the application names another, or none: by it the child comes from the catchment or does not.' })
  microdistrict?: string | null;

  @Field(() => [SchoolPaper], { nullable: true, description: 'Papers that came after the application; those that it had already need not be named.' })
  papers?: SchoolPaper[] | null;
}

@InputType({ description: 'Puts a child on the roll whose application was accepted. `occurredOn` is the day of the order.' })
export class EnrolPupilInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the application.' })
  application!: string;

  @Field(() => String, { description: 'Letter of the parallel class, 1 to 3 characters.' })
  letter!: string;

  @Field(() => Int, { description: 'The shift: 1, up to as many as the school works in.' })
  shift!: number;

  @Field(() => DateScalar, { description: 'First day in the class, within the school year; it may lie ahead.' })
  startsOn!: string;
}
