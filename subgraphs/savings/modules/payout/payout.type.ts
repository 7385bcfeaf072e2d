import { Decimal } from 'decimal.js';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import { PayoutRefusalReason, PayoutState, PayoutUse } from './payout-codes.type.js';
import { payoutEventOf, SavingsPayoutEvent } from './payout-event.type.js';
import { eventsOfPayout, type PayoutRow } from './payout.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An application for savings after majority, from the first day until the money is used or back on the account.' })
export class SavingsPayout {
  row!: PayoutRow;
  path!: AccessPath;

  @Field(() => ID, { description: 'Opaque id of the application.' })
  id!: string;

  @Field(() => Child, { description: 'Whose savings they are.' })
  child(): Child {
    return childOf(this.row.iin);
  }

  @Field(() => PayoutState, { description: 'Where it stands.' })
  state!: PayoutState;

  @Field(() => Int, { description: 'Version of the application, for `expectedVersion`.' })
  version!: number;

  @Field(() => PayoutUse, { description: 'What the money is for.' })
  use!: PayoutUse;

  @Field(() => String, { description: 'Where it is used, ISO 3166-1 alpha-2; housing in KZ only.' })
  country!: string;

  @Field(() => Money, { description: 'What is asked for, USD.' })
  amount!: Money;

  @Field(() => Money, { nullable: true, description: 'What was used of it, USD: all, a part, or 0 where all came back. Null before that is known.' })
  used!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What came back unused and is on the account again, USD. Null before that is known.' })
  returned!: Money | null;

  @Field(() => BIN, { description: 'The authorised operator that it goes through.' })
  operator!: string;

  @Field(() => String, { description: 'The operator\'s name.' })
  operatorName!: string;

  @Field(() => Boolean, { description: 'Whether a guardian applied, for somebody whose legal capacity is limited.' })
  byRepresentative!: boolean;

  @Field(() => DateScalar, { description: 'The day on which it was received.' })
  submittedOn!: string;

  @Field(() => DateScalar, { description: 'Last day for the check: ten working days after the receipt (not confirmed by an act).' })
  checkBy!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day for sending the money: five working days after the check (from memory); null before it.' })
  payBy!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day for using it: 45 working days after it was sent (not confirmed by an act); then what was not used goes back. Null before.' })
  useBy!: string | null;

  @Field(() => PayoutRefusalReason, { nullable: true, description: 'Why it was refused.' })
  reason!: PayoutRefusalReason | null;

  @ListSize(4)
  @Field(() => [SavingsPayoutEvent], { description: 'Its journal, oldest first.' })
  async history(@Ctx() context: SubgraphContext): Promise<SavingsPayoutEvent[]> {
    return (await eventsOfPayout(context, this.path).load(this.row.id)).map(payoutEventOf);
  }
}

const usd = (amount: Decimal.Value): Money => new Money(new Decimal(amount), Currency.USD);

export function payoutOf(row: PayoutRow, path: AccessPath): SavingsPayout {
  const { publicId: id, state, version, use, country, amount, operatorBin: operator, operatorName, representativeIin, submittedOn, checkBy, payBy, useBy, reason, usedAmount } = row;
  const shown = { id, state, version, use, country, operator, operatorName, submittedOn, checkBy, payBy, useBy, reason };
  const settled = usedAmount === null ? { used: null, returned: null } : { used: usd(usedAmount), returned: usd(new Decimal(amount).minus(usedAmount)) };
  return Object.assign(new SavingsPayout(), { row, path, ...shown, ...settled, amount: usd(amount), byRepresentative: representativeIin !== null });
}
