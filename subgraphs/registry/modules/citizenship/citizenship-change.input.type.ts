import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

export const CitizenshipChange = enumType('CitizenshipChange', 'What happened to a citizenship.', {
  ACQUIRED: 'Acquired, other than by naturalisation: by recognition, by treaty, with a parent\'s.',
  NATURALISED: 'Acquired by naturalisation, kandas included.',
  LOST: 'Lost.',
  RENOUNCED: 'Renounced.',
});
export type CitizenshipChange = EnumValue<typeof CitizenshipChange>;

@InputType({ description: 'A change of citizenship. A citizenship that comes in place of another is two changes.' })
export class ChangeCitizenshipInput extends ChangeInput {
  @Field(() => IIN, { description: 'Whose citizenship.' })
  iin!: string;

  @Field(() => CitizenshipChange, { description: 'What happened.' })
  change!: CitizenshipChange;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 country of the citizenship, e.g. KZ.' })
  country!: string;
}
