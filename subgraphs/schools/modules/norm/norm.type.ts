import { Field, Int, ObjectType } from 'type-graphql';
import { Certainty } from '../../../shared/certainty.type.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import type { NormRow } from './norm.entity.js';

export const SchoolNormCode = enumType('SchoolNormCode', 'What schools are counted and enrolled by.', {
  SHIFTS_COUNTED: 'Shifts in which the places of a building are counted.',
  CLASS_1_AGE: 'Age from which a child enters class 1.',
  LAST_CLASS: 'The last class of general secondary education.',
  LAST_BASIC_CLASS: 'The last class of basic secondary education, after which pupils may go to a college; the last of a BASIC school.',
  LAST_PRIMARY_CLASS: 'The last class of a PRIMARY school.',
  SCHOOL_AGE_LAST: 'Last age of school.',
  SCHOOL_YEAR_MONTH: 'Month whose first day begins the school year.',
  SMALLEST_COUNT: 'The smallest count of pupils that is published.',
});
export type SchoolNormCode = EnumValue<typeof SchoolNormCode>;

@ObjectType({ description: 'A norm or convention in a period: dated data, with its source.' })
export class SchoolNorm {
  @Field(() => SchoolNormCode, { description: 'Which norm.' })
  code!: SchoolNormCode;

  @Field(() => Int, { description: 'The value, in `unit`.' })
  value!: number;

  @Field(() => String, { description: 'Unit of the value.' })
  unit!: string;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo!: string | null;

  @Field(() => String, { description: 'Act, service standard or convention.' })
  legalBasis!: string;

  @Field(() => String, { description: 'Where it was read.' })
  source!: string;

  @Field(() => Certainty, { description: 'How sure it is.' })
  certainty!: Certainty;
}

export const toNorm = ({ code, value, unit, validFrom, validTo, legalBasis, source, certainty }: NormRow): SchoolNorm =>
  Object.assign(new SchoolNorm(), { code, value, unit, validFrom, validTo: validTo ?? null, legalBasis, source, certainty });
