import { Field, InputType, Int } from 'type-graphql';
import { badInput } from '../../../shared/errors.js';
import { KATO } from '../../../shared/scalars/scalars.js';
import type { SchoolConditions } from './school-conditions.js';
import { BuildingState, InstructionLanguage, SchoolOwnership, SchoolProgramme, SchoolType } from './school.enums.js';

@InputType({ description: 'Narrows a list of schools; every condition given must hold.' })
export class SchoolFilter {
  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => KATO, { nullable: true, description: 'In this district or city (KATO).' })
  districtKato?: string;

  @Field(() => SchoolType, { nullable: true, description: 'Of this type.' })
  type?: SchoolType;

  @Field(() => InstructionLanguage, { nullable: true, description: 'Teaching in this language, among others or alone.' })
  language?: InstructionLanguage;

  @Field(() => Boolean, { nullable: true, description: 'In a rural district, or not.' })
  rural?: boolean;

  @Field(() => BuildingState, { nullable: true, description: 'With a building in this state.' })
  buildingState?: BuildingState;

  @Field(() => SchoolOwnership, { nullable: true, description: 'Of this owner.' })
  ownership?: SchoolOwnership;

  @Field(() => SchoolProgramme, { nullable: true, description: 'From this building programme.' })
  programme?: SchoolProgramme;

  @Field(() => Int, { nullable: true, description: 'Working in so many shifts.' })
  shifts?: number;

  @Field(() => Boolean, { nullable: true, description: 'To be relieved by a project that goes on (School.relievedBy, neither OPENED nor CANCELLED), or by none.' })
  relieved?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'With more pupils than places in the shifts counted, or not. A school that tells no number of pupils is in neither list.' })
  deficit?: boolean;

  @Field(() => Int, { nullable: true, description: 'With at least so many places left in the shifts counted, 1 or more. A school that tells no number of pupils is not in the list.' })
  freePlaces?: number;
}

/** A filter as conditions. */
export function schoolConditions(filter: SchoolFilter | undefined): SchoolConditions {
  if (filter?.freePlaces != null && filter.freePlaces < 1) throw badInput('filter.freePlaces', 'must be 1 or more.');
  return filter ?? {};
}
