import { Field, ID, Int, ObjectType } from 'type-graphql';
import { InstructionLanguage } from '../school/school.enums.js';
import type { IntakeRow } from './intake.repository.js';

@ObjectType({ description: 'How many children a school takes into a class with one school year, in one language. Besides, every intake keeps a place for children who come by a guardianship body\'s decision (Query.schoolAdmissionRules); they are in no count.' })
export class SchoolIntake {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Int, { description: 'The year in which the school year begins.' })
  schoolYear!: number;

  @Field(() => Int, { description: 'The class: 1 to 11, or 0 for the pre-school class.' })
  classNumber!: number;

  @Field(() => InstructionLanguage, { description: 'Language of instruction.' })
  language!: InstructionLanguage;

  @Field(() => Int, { description: 'Places.' })
  places!: number;

  @Field(() => Int, { nullable: true, description: 'Places that are taken: accepted, or on the roll. Null where they are fewer than five and not none.' })
  taken!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places that are free; some may be kept for children of the catchment. Null where `taken` is.' })
  free!: number | null;
}

export function intakeOf({ publicId: id, schoolYear, classNumber, language, places, taken }: IntakeRow, smallest: number): SchoolIntake {
  const told = taken === 0 || taken >= smallest;
  return Object.assign(new SchoolIntake(), { id, schoolYear: Number(schoolYear.slice(0, 4)), classNumber, language, places, taken: told ? taken : null, free: told ? places - taken : null });
}
