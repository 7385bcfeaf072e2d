import { Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

export const LifeStatusCode = enumType('LifeStatusCode', 'What the civil registry knows of a person\'s life.', {
  ALIVE: 'No other record.',
  DECEASED: 'A death record, or a court\'s declaration of death.',
  MISSING: 'Declared missing by a court.',
});
export type LifeStatusCode = EnumValue<typeof LifeStatusCode>;

@Directive('@authenticated')
@ObjectType({ description: 'A person\'s life status on a day.' })
export class LifeStatus {
  @Field(() => LifeStatusCode, { description: 'The status.' })
  code!: LifeStatusCode;

  @Field(() => DateScalar, { nullable: true, description: 'Since when, for a status other than ALIVE.' })
  since!: string | null;
}

export const Sex = enumType('Sex', 'Sex in the birth record.', {
  FEMALE: 'Female.',
  MALE: 'Male.',
});
export type Sex = EnumValue<typeof Sex>;
