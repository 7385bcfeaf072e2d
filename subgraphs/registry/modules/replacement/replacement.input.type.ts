import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

export const IinReplacementBasis = enumType('IinReplacementBasis', 'Why somebody gets another IIN.', {
  ADOPTION: 'A new birth record after an adoption (Code on Marriage and Family, art. 98(2)).',
  CORRECTION: 'The IIN was formed in error.',
});
export type IinReplacementBasis = EnumValue<typeof IinReplacementBasis>;

@InputType({ description: 'A new IIN for somebody who has one.' })
export class ReplaceIinInput extends ChangeInput {
  @Field(() => IIN, { description: 'The IIN that the person has. From now on it answers like an unknown person\'s, everywhere.' })
  iin!: string;

  @Field(() => IIN, { description: 'The IIN that the national register of IINs has given instead.' })
  newIin!: string;

  @Field(() => IinReplacementBasis, { description: 'Why.' })
  basis!: IinReplacementBasis;
}
