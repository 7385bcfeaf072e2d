import { Decimal } from 'decimal.js';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Currency, Money } from '../../../shared/money.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { Prepared, preparedOf } from '../access/prepared.type.js';
import { Child, childOf } from '../child/child.type.js';
import { SavingsDestination, SettlementStatus } from './settlement-codes.type.js';
import type { SettlementRow } from './settlement.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'Somebody\'s savings that go to the pension account or the heirs, all at once: prepared by one official and released by another.' })
export class SavingsSettlement extends Prepared {
  row!: SettlementRow;

  @Field(() => Child, { description: 'Whose savings they are.' })
  child(): Child {
    return childOf(this.row.iin);
  }

  @Field(() => SettlementStatus, { description: 'Where it stands.' })
  status!: SettlementStatus;

  @Field(() => SavingsDestination, { description: 'Where they go.' })
  destination!: SavingsDestination;

  @Field(() => Money, { nullable: true, description: 'What went there, USD: all that stood there on the day of the release. Null before it.' })
  amount!: Money | null;
}

export const SavingsSettlementOutcome = outcomeType('SavingsSettlementOutcome', SavingsSettlement);
export type SavingsSettlementOutcome = typeof SavingsSettlementOutcome;

export const settlementOf = (row: SettlementRow): SavingsSettlement =>
  Object.assign(new SavingsSettlement(), preparedOf(row), { row, status: row.status, destination: row.destination, amount: row.amount === null ? null : new Money(new Decimal(row.amount), Currency.USD) });
