import type { Decimal } from 'decimal.js';
import { Field, ID, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DecimalScalar, IIN } from '../../../shared/scalars/scalars.js';
import { PayoutRefusalReason, PayoutUse } from './payout-codes.type.js';

@InputType({ description: 'An application for savings, as the operator hands it on. `occurredOn` is the day of the application, `receivedOn` that of its receipt, from which the terms run.' })
export class ApplyForPayoutInput extends EventInput {
  @Field(() => IIN, { description: 'Whose savings they are.' })
  iin!: string;

  @Field(() => PayoutUse, { description: 'What the money is for.' })
  use!: PayoutUse;

  @Field(() => String, { defaultValue: 'KZ', description: 'Where it is used, ISO 3166-1 alpha-2: KZ for housing.' })
  country!: string;

  @Field(() => DecimalScalar, { description: 'US dollars, above zero, at most two decimals.' })
  amount!: Decimal;

  @Field(() => BIN, { description: 'The authorised operator with whom the person has a dollar account.' })
  operator!: string;

  @Field(() => IIN, { nullable: true, description: 'The guardian who applies, where the person\'s legal capacity is limited; the person when left out.' })
  representativeIin?: string | null;

  @Field(() => String, { nullable: true, description: 'With `representativeIin`: number and date of the court decision and of the guardian\'s appointment, 1 to 200 characters.' })
  representationAct?: string | null;
}

export const PayoutMove = enumType('SavingsPayoutMove', 'A step of an application.', {
  CHECK: 'The papers were checked and are in order; by another official than the one who is to pay.',
  REFUSE: 'It is refused, or withdrawn; with a reason.',
  PAY: 'The money is sent to the operator, in US dollars: by another official than the one who checked.',
  USE: 'The operator paid the seller or the school; what it sent back of the sum with it is on the account again in the same step.',
  RETURN: 'The operator sent all of the money back unused.',
});
export type PayoutMove = EnumValue<typeof PayoutMove>;

@InputType({ description: 'A step of an application. `occurredOn` is its day.' })
export class MovePayoutInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the application.' })
  payout!: string;

  @Field(() => PayoutMove, { description: 'The step.' })
  move!: PayoutMove;

  @Field(() => PayoutRefusalReason, { nullable: true, description: 'The reason, for REFUSE and for nothing else.' })
  reason?: PayoutRefusalReason | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'For USE: the US dollars that were used, where that is less than was sent; the rest goes back to the account. All of it when left out.' })
  used?: Decimal | null;
}
