import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import type { TransferRow } from './transfer.entity.js';

export const TransferKind = enumType('SavingsTransferKind', 'Why money moved between two accounts of the ledger.', {
  ACCRUAL: 'The sum of a reporting year, the same for every child on its list.',
  YIELD: 'What earlier sums earned, by the reporting year\'s average yield.',
  YIELD_CORRECTION: 'What the yield of a reporting year was too little, because a sum was credited late.',
  ROUNDING: 'What the published total of a year and the sums credited differ by.',
  OPENING: 'The claim became savings on the account opened in the year of majority.',
  VOID: 'The claim lapsed with citizenship and went back to the Fund.',
  CLAWBACK: 'A sum that was credited wrongly went back to the Fund.',
  PAYOUT: 'Sent to an operator, to be paid for housing or education.',
  PAID: 'The operator paid it: it is used.',
  RETURN: 'The operator sent it back unused, and it is on the account again.',
  PENSION: 'Unclaimed for ten years after the 18th birthday: moved to the person\'s pension account.',
  HEIRS: 'Paid to the heirs.',
  REVERSAL: 'Takes back another transfer, which was wrong.',
});
export type TransferKind = EnumValue<typeof TransferKind>;

@Directive('@authenticated')
@ObjectType({ description: 'A sum that was added to a child\'s claim.' })
export class SavingsAccrual {
  @Field(() => Int, { description: 'The reporting year it is for.' })
  reportingYear!: number;

  @Field(() => TransferKind, { description: 'ACCRUAL, YIELD, or YIELD_CORRECTION: what a yield was too little, because a sum was credited late.' })
  kind!: TransferKind;

  @Field(() => DateScalar, { description: 'The day on which it was credited; later than the year\'s own day where a child was put on the list late.' })
  creditedOn!: string;

  @Field(() => Money, { description: 'The amount, USD.' })
  amount!: Money;
}

export const toAccrual = (row: TransferRow): SavingsAccrual =>
  Object.assign(new SavingsAccrual(), {
    reportingYear: row.reportingYear,
    kind: row.kind,
    creditedOn: row.occurredOn,
    amount: new Money(row.amount, Currency.USD),
  });
