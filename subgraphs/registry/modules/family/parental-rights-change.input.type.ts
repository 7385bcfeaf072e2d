import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

export const ParentalRightsChange = enumType('ParentalRightsChange', 'What a court decided on a parent\'s rights. Limitation and deprivation are two statuses and not degrees of one: each begins and ends by itself.', {
  LIMITED: 'Rights limited.',
  DEPRIVED: 'Deprived of rights.',
  RESTORED: 'A limitation or deprivation ended.',
});
export type ParentalRightsChange = EnumValue<typeof ParentalRightsChange>;

export const RightsStatus = enumType('ParentalRightsStatus', 'A restriction of a parent\'s rights.', {
  LIMITED: 'Limitation.',
  DEPRIVED: 'Deprivation.',
});
export type RightsStatus = EnumValue<typeof RightsStatus>;

@InputType({ description: 'A court\'s decision on a parent\'s rights towards a child. `source` is the court act, `expectedVersion` that of the child\'s record.' })
export class ChangeParentalRightsInput extends ChangeInput {
  @Field(() => IIN, { description: 'The child.' })
  childIin!: string;

  @Field(() => IIN, { description: 'The parent.' })
  parentIin!: string;

  @Field(() => ParentalRightsChange, { description: 'The decision.' })
  change!: ParentalRightsChange;

  @Field(() => RightsStatus, { nullable: true, description: 'For RESTORED: which of the two ends. Needed where both are in force; otherwise the one that is.' })
  restoredFrom?: RightsStatus | null;
}
