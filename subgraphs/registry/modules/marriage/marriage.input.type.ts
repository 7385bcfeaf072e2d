import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

export const MarriageChange = enumType('MarriageChange', 'What is registered of a marriage.', {
  CONCLUDED: 'Concluded.',
  DISSOLVED: 'Dissolved. Whoever came of age by it stays so.',
  VOID: 'Declared void by a court: it never was, and representation of a minor goes on.',
});
export type MarriageChange = EnumValue<typeof MarriageChange>;

@InputType({ description: 'A civil act on a marriage. `expectedVersion` is that of the record of `iin`.' })
export class RegisterMarriageInput extends ChangeInput {
  @Field(() => IIN, { description: 'One spouse: the minor, where one of them is.' })
  iin!: string;

  @Field(() => IIN, { description: 'The other.' })
  spouseIin!: string;

  @Field(() => MarriageChange, { description: 'What happened. For VOID, `occurredOn` is a day on which the marriage was on record.' })
  change!: MarriageChange;

  @Field(() => String, { nullable: true, description: 'Number and date of the permission to marry before 18; needed where one spouse is 16 or 17 on the day, and left out otherwise. 1 to 200 characters.' })
  permission?: string | null;
}
