import { Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BuildingKind, BuildingProgramme } from '../project/project-codes.type.js';
import { ProgrammeTarget } from './programme-target.type.js';

@ObjectType({ description: 'What was stated, planned and delivered for a year.' })
export class BuildingYear {
  @Field(() => Int, { nullable: true, description: 'The year; null for all of them together.' })
  year!: number | null;

  @Field(() => Int, { nullable: true, description: 'Objects that were stated as the target; null where none were.' })
  statedObjects!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places that were stated as the target, as the source counts them; null where none were.' })
  statedPlaces!: number | null;

  @Field(() => Int, { description: 'Projects to be commissioned then by their last plan, delivered ones among them.' })
  plannedObjects!: number;

  @Field(() => Int, { description: 'Their places, in the shifts counted.' })
  plannedPlaces!: number;

  @Field(() => Int, { description: 'Projects commissioned then.' })
  deliveredObjects!: number;

  @Field(() => Int, { description: 'Their places, in the shifts counted.' })
  deliveredPlaces!: number;
}

@ObjectType({ description: 'A programme by what was stated, what its projects plan and what they have delivered, as one could know it on a day.' })
export class BuildingProgress {
  @Field(() => DateScalar, { description: 'The day.' })
  asOf!: CivilDate;

  @Field(() => BuildingProgramme, { nullable: true, description: 'The programme; null for all of them together.' })
  programme!: BuildingProgramme | null;

  @Field(() => BuildingKind, { description: 'What is built.' })
  kind!: BuildingKind;

  @Field(() => Int, { description: 'Shifts in which places of schools are counted (Query.schoolNorms); 1 for centres.' })
  shiftsCounted!: number;

  @Field(() => Int, { description: 'Projects on record by that day, without those that had been cancelled.' })
  projects!: number;

  @ListSize(10)
  @Field(() => [ProgrammeTarget], { description: 'What had been stated last by that day.' })
  targets!: ProgrammeTarget[];

  @ListSize(10)
  @Field(() => [BuildingYear], { description: 'All years together, then each year that has a figure.' })
  years!: BuildingYear[];
}
