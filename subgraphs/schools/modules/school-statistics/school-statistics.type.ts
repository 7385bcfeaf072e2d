import { Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { District, districtOf, Region, regionOf } from '../place/place.type.js';
import type { SchoolGroup } from './school-statistics.repository.js';

export const SchoolGrouping = enumType('SchoolGrouping', 'What schools are counted by.', {
  NATION: 'All of them together.',
  REGION: 'Region (KATO).',
  DISTRICT: 'District or city (KATO) of the region that the filter names.',
  TYPE: 'SchoolType.',
  OWNERSHIP: 'SchoolOwnership.',
  LANGUAGE: 'InstructionLanguage; a school that teaches in several is counted in each.',
  RURAL: 'RURAL or URBAN.',
  BUILDING_STATE: 'BuildingState.',
  SHIFTS: 'Shifts that they work in: 1, 2 or 3.',
  PROGRAMME: 'SchoolProgramme, or NONE.',
});
export type SchoolGrouping = EnumValue<typeof SchoolGrouping>;

const TOLD = 'of the schools that tell how many pupils they have';

@ObjectType({ description: 'Schools at work of one group, counted. Pupils are of the first day of the current school year, and only of schools that tell how many they have (five at least): so no sum tells more than its schools do. Children whose whereabouts are withheld are not counted.' })
export class SchoolStatistics {
  @Field(() => String, { description: 'What the schools have in common: a KATO code, a code of the enum, or a number, as the grouping says.' })
  group!: string;

  @Field(() => Int, { description: 'Schools.' })
  schools!: number;

  @Field(() => Int, { description: 'Their places by design, in one shift.' })
  designCapacity!: number;

  @Field(() => Int, { description: 'Places in the shifts counted (Query.schoolNorms, SHIFTS_COUNTED).' })
  places!: number;

  @Field(() => Int, { description: 'Schools that work in three shifts.' })
  threeShiftSchools!: number;

  @Field(() => Int, { description: 'Schools in a building declared unsafe.' })
  emergencySchools!: number;

  @Field(() => Int, { description: 'Schools that a project which goes on is to relieve.' })
  relievedSchools!: number;

  @Field(() => Int, { description: 'Schools that tell how many pupils they have.' })
  schoolsTold!: number;

  @Field(() => Int, { description: `Pupils, ${TOLD}.` })
  pupils!: number;

  @Field(() => Int, { description: `Places missing, school by school, ${TOLD}.` })
  deficit!: number;

  @Field(() => Int, { description: `Schools with more pupils than places, ${TOLD}.` })
  crowdedSchools!: number;

  @Field(() => Int, { description: `Places left, school by school, ${TOLD}.` })
  freePlaces!: number;

  grouping!: SchoolGrouping;

  @Field(() => Region, { nullable: true, description: 'The region, where schools are counted by region or district.' })
  region(): Region | null {
    return this.grouping === 'REGION' || this.grouping === 'DISTRICT' ? regionOf(`${this.group.slice(0, 2)}0000000`) : null;
  }

  @Field(() => District, { nullable: true, description: 'The district or city, where schools are counted by it.' })
  district(): District | null {
    return this.grouping === 'DISTRICT' ? districtOf(this.group) : null;
  }
}

export const toStatistics = (group: SchoolGroup, grouping: SchoolGrouping, shifts: number): SchoolStatistics =>
  Object.assign(new SchoolStatistics(), { ...group, grouping, places: group.designCapacity * shifts });
