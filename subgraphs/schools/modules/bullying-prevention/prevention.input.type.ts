import type { Decimal } from 'decimal.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { PreventionProgramme, PreventionStage } from './prevention.enums.js';

@InputType()
export abstract class PreventionInput extends EventInput {
  @Field(() => ID, { description: 'The school: `School.id`, of a region that you act in.' })
  schoolId!: string;

  @Field(() => PreventionProgramme, { description: 'The programme.' })
  programme!: PreventionProgramme;
}

@InputType({ description: 'A stage that a school has reached on `occurredOn`.' })
export class RecordPreventionStageInput extends PreventionInput {
  @Field(() => PreventionStage, { description: 'The stage: one that follows the school\'s own; stages may be left out. SELECTED where it has not taken part, or no longer does.' })
  stage!: PreventionStage;
}

@InputType({ description: 'How many of a school\'s staff were trained by `occurredOn`, all together.' })
export class RecordPreventionStaffInput extends PreventionInput {
  @Field(() => Int, { description: 'Staff trained so far, 0 to 1,000.' })
  trained!: number;
}

@InputType({ description: 'What pupils answered on `occurredOn`, as numbers. One survey holds for a school year; recorded again, the later one holds.' })
export class RecordPreventionSurveyInput extends PreventionInput {
  @Field(() => Int, { description: 'Pupils who answered, 1 to 10,000.' })
  respondents!: number;

  @Field(() => Int, { description: 'Those of them who were bullied.' })
  victims!: number;

  @Field(() => Int, { description: 'Those who bullied others.' })
  aggressors!: number;

  @Field(() => Int, { description: 'Those who have an adult whom they trust.' })
  withTrustedAdult!: number;
}

@InputType({ description: 'Cases of a quarter that is over by `occurredOn`. Recorded again, the later numbers hold.' })
export class RecordPreventionCasesInput extends PreventionInput {
  @Field(() => DateScalar, { description: 'First day of the quarter.' })
  quarter!: CivilDate;

  @Field(() => Int, { description: 'Cases opened in it, 0 to 10,000.' })
  opened!: number;

  @Field(() => Int, { description: 'Cases closed in it, 0 to 10,000.' })
  closed!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Median of days from opening to closing of those closed, at most one decimal, up to 9,999.9; left out where none was.' })
  medianDays?: Decimal | null;
}
