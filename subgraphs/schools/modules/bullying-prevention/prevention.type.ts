import type { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { PreventionProgramme, PreventionStage } from './prevention.enums.js';

@ObjectType({ description: 'A stage that a school has reached.' })
export class PreventionStep {
  @Field(() => PreventionStage, { description: 'The stage.' })
  stage!: PreventionStage;

  @Field(() => DateScalar, { description: 'When it was reached.' })
  reachedOn!: string;

  @Field(() => String, { description: 'Where that comes from.' })
  source!: string;
}

@ObjectType({ description: 'What pupils of a school answered, without their names, in a school year. A group of one to four pupils is not told, nor is the rest of one.' })
export class PreventionSurvey {
  @Field(() => DateScalar, { description: 'When they were asked.' })
  surveyedOn!: string;

  @Field(() => Int, { nullable: true, description: 'How many answered; null for fewer than five.' })
  respondents!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of those who were bullied, 0 to 1, four decimals; null where it would tell a small group.' })
  victims!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of those who bullied others, likewise.' })
  aggressors!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of those with an adult whom they trust, likewise.' })
  withTrustedAdult!: Decimal | null;
}

@ObjectType({ description: 'Cases of bullying that a school\'s team worked on in a quarter: how many and how long, never whose.' })
export class PreventionCases {
  @Field(() => DateScalar, { description: 'First day of the quarter.' })
  quarter!: string;

  @Field(() => Int, { nullable: true, description: 'Cases opened; null for one to four.' })
  opened!: number | null;

  @Field(() => Int, { nullable: true, description: 'Cases closed; null for one to four.' })
  closed!: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Median of days from opening to closing, of those closed; null where their number is, or is none.' })
  medianDays!: Decimal | null;
}

@ObjectType({ description: 'A programme against bullying at one school.' })
export class SchoolPrevention {
  @Field(() => PreventionProgramme, { description: 'The programme.' })
  programme!: PreventionProgramme;

  @Field(() => PreventionStage, { description: 'How far the school has come.' })
  stage!: PreventionStage;

  @Field(() => DateScalar, { description: 'Since when.' })
  since!: string;

  @Field(() => Int, { nullable: true, description: 'Staff trained so far; null where it was not reported.' })
  staffTrained!: number | null;

  @ListSize(8)
  @Field(() => [PreventionStep], { description: 'The last eight stages reached, in that order.' })
  stages!: PreventionStep[];

  @ListSize(6)
  @Field(() => [PreventionSurvey], { description: 'The last six yearly surveys, oldest first.' })
  surveys!: PreventionSurvey[];

  @ListSize(8)
  @Field(() => [PreventionCases], { description: 'Cases of the last eight quarters reported, oldest first.' })
  cases!: PreventionCases[];
}

@ObjectType({ description: 'How far a programme against bullying has come in the country, a region or a district.' })
export class PreventionCoverage {
  @Field(() => PreventionProgramme, { description: 'The programme.' })
  programme!: PreventionProgramme;

  @Field(() => Int, { description: 'Schools that take part.' })
  schools!: number;

  @Field(() => DecimalScalar, { description: 'Their share of all schools there, 0 to 1, four decimals.' })
  share!: Decimal;

  @Field(() => Int, { description: 'Those of them that were chosen, and no further.' })
  selected!: number;

  @Field(() => Int, { description: 'Those whose team is trained, and no further.' })
  trained!: number;

  @Field(() => Int, { description: 'Those that have asked their pupils before it begins, and no further.' })
  baselineSurvey!: number;

  @Field(() => Int, { description: 'Those that carry it out, and have not asked again.' })
  delivering!: number;

  @Field(() => Int, { description: 'Those that have asked their pupils again.' })
  followUpSurvey!: number;

  @Field(() => Int, { description: 'Those for which it is part of the school\'s life.' })
  sustained!: number;

  @Field(() => Int, { description: 'Staff trained so far.' })
  staffTrained!: number;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of pupils who were bullied, by each school\'s last survey; of the schools that tell it, null where none does.' })
  victims!: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Share of pupils who bullied others, likewise.' })
  aggressors!: Decimal | null;
}

@ObjectType({ description: 'What was said of a programme against bullying on a day. Numbers moved; none replaces another.' })
export class PreventionStatement {
  @Field(() => PreventionProgramme, { description: 'The programme.' })
  programme!: PreventionProgramme;

  @Field(() => DateScalar, { description: 'The day of which it was said.' })
  statedOn!: string;

  @Field(() => String, { description: 'What is counted, e.g. `PILOT_SCHOOLS`.' })
  code!: string;

  @Field(() => DecimalScalar, { description: 'The figure, in `unit`.' })
  value!: Decimal;

  @Field(() => String, { description: 'Its unit.' })
  unit!: string;

  @Field(() => String, { description: 'Where it was read.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure it is.' })
  certainty!: Certainty;
}
