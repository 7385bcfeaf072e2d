import { Directive, Field, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DatedFact } from '../../../shared/dated.js';
import { BIN } from '../../../shared/scalars/scalars.js';
import { Person } from '../person/person.type.js';

export const GuardianshipForm = enumType('GuardianshipForm', 'In what form somebody represents a child instead of the parents (Code on Marriage and Family). A guest host never does.', {
  GUARDIANSHIP: 'Guardian of a child under 14 (art. 119).',
  TRUSTEESHIP: 'Trustee of a child of 14 to 18; follows guardianship without an act (art. 130).',
  PATRONAGE: 'Patronage carer, by contract (art. 133).',
  FOSTER_FAMILY: 'Foster family, by contract (art. 132-1).',
  PROFESSIONAL_FOSTER: 'Professional foster family, by contract of at most six months (art. 132-6).',
  INSTITUTION: 'Administration of an organisation for orphans (art. 122).',
});
export type GuardianshipForm = EnumValue<typeof GuardianshipForm>;

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the register of guardianships: set by a guardianship body, fed by foster-families. Its end lies ahead where the law ends the form at an age.' })
export class Guardianship extends DatedFact {
  @Field(() => GuardianshipForm, { description: 'Form.' })
  form!: GuardianshipForm;

  @Field(() => Person, { nullable: true, description: 'The representative; null when it is an organisation, or withheld.' })
  representative!: Person | null;

  @Field(() => BIN, { nullable: true, description: 'The organisation that represents the child; null when it is a person, or withheld.' })
  organisation!: string | null;

  @Field(() => BIN, { nullable: true, description: 'The guardianship body that decided: that of a district, so it tells the place. Null while withheld.' })
  body!: string | null;
}
