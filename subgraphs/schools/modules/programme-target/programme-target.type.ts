import { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import { BuildingKind, BuildingProgramme } from '../project/project-codes.type.js';
import type { TargetRow } from './programme-target.repository.js';

export const TargetMeasure = enumType('TargetMeasure', 'What a target counts.', {
  OBJECTS: 'Schools, or centres.',
  PLACES: 'Places, as the source counts them: in two shifts, unless it says otherwise.',
  MONEY: 'Tenge.',
});
export type TargetMeasure = EnumValue<typeof TargetMeasure>;

@ObjectType({ description: 'What a programme was to build, as it was stated on a day. Targets were changed often: a later statement stands beside the earlier ones and replaces none of them.' })
export class ProgrammeTarget {
  @Field(() => BuildingProgramme, { nullable: true, description: 'The programme; null for all of them together.' })
  programme!: BuildingProgramme | null;

  @Field(() => BuildingKind, { description: 'What is built.' })
  kind!: BuildingKind;

  @Field(() => TargetMeasure, { description: 'What is counted.' })
  measure!: TargetMeasure;

  @Field(() => Int, { nullable: true, description: 'The year that the figure is of; null for the whole programme.' })
  forYear!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True for rural objects alone, false for urban ones; null for both.' })
  rural!: boolean | null;

  @Field(() => DecimalScalar, { description: 'The figure.' })
  value!: Decimal;

  @Field(() => Int, { nullable: true, description: 'The year by whose end it is to be reached; null where that was not said.' })
  dueYear!: number | null;

  @Field(() => DateScalar, { description: 'The day on which it was stated; the first of the month where the source gives none.' })
  statedOn!: CivilDate;

  @Field(() => String, { description: 'Where it was read.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure the figure is.' })
  certainty!: Certainty;
}

export const toTarget = ({ value, ...row }: TargetRow): ProgrammeTarget => Object.assign(new ProgrammeTarget(), row, { value: new Decimal(value) });
