import { Ctx, Directive, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { opened } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { SAVINGS } from '../access/scope.js';
import { ChildSavings } from '../savings/savings.type.js';
import { accountsOf, claimsOf, transfersOf } from './ledger.repository.js';
import { balanceOf } from './ledger.service.js';
import type { TransferRow } from './transfer.entity.js';
import { transferIdOf } from './transfer-id.js';
import { TransferKind } from './transfer.type.js';

export const TransferDirection = enumType('SavingsTransferDirection', 'Which way money moved, as the child\'s claim and account see it.', {
  IN: 'It was added.',
  OUT: 'It left.',
  WITHIN: 'It went from the claim to the account, or from one account of the child to another.',
});
export type TransferDirection = EnumValue<typeof TransferDirection>;

@Directive('@authenticated')
@ObjectType({ description: 'An entry of the ledger on a child\'s claim or account. Entries are never changed: a correction is another one.' })
export class SavingsTransfer {
  @Field(() => ID, { description: 'Opaque id of the entry, by which a correction names it; a year\'s sum and the yield that came with it have one.' })
  id!: string;

  @Field(() => TransferKind, { description: 'Why money moved.' })
  kind!: TransferKind;

  @Field(() => TransferDirection, { description: 'Which way it moved.' })
  direction!: TransferDirection;

  @Field(() => Int, { nullable: true, description: 'The reporting year it is for; null where it is for none.' })
  reportingYear!: number | null;

  @Field(() => DateScalar, { description: 'The day on which it moved.' })
  occurredOn!: string;

  @Field(() => Money, { description: 'The amount, USD, above zero.' })
  amount!: Money;

  @Field(() => Money, { description: 'Claim and account together after it, USD.' })
  balanceAfter!: Money;
}

function directionOf(own: ReadonlySet<string>, { creditAccount, debitAccount }: TransferRow): TransferDirection {
  if (!own.has(creditAccount)) return 'OUT';
  return own.has(debitAccount) ? 'WITHIN' : 'IN';
}

/** Entries in the order they were made, each with the balance after it. */
function historyOf({ database }: SubgraphContext, own: ReadonlySet<string>, all: readonly TransferRow[]): SavingsTransfer[] {
  // What an operator does with money that left the account is an entry on other accounts.
  const rows = all.filter(({ creditAccount, debitAccount }) => own.has(creditAccount) || own.has(debitAccount));
  return rows.map((row, i) =>
    Object.assign(new SavingsTransfer(), {
      id: transferIdOf(database.relation, row.id),
      kind: row.kind,
      direction: directionOf(own, row),
      reportingYear: row.reportingYear ?? null,
      occurredOn: row.occurredOn,
      amount: new Money(row.amount, Currency.USD),
      balanceAfter: balanceOf(own, rows.slice(0, i + 1)),
    }));
}

@Resolver(() => ChildSavings)
export class HistoryResolver {
  @Directive(SAVINGS)
  @ListSize(10)
  @FieldResolver(() => [SavingsTransfer], { nullable: true, description: 'Every entry of the ledger on the child\'s claims and accounts, in the order they were made.' })
  async transfers(@Root() { iin, record }: ChildSavings, @Ctx() context: SubgraphContext): Promise<SavingsTransfer[]> {
    const { path } = opened(record);
    const [claims, accounts, rows] = await Promise.all([claimsOf(context, path).load(iin), accountsOf(context, path).load(iin), transfersOf(context, path).load(iin)]);
    return historyOf(context, new Set([...claims, ...accounts].map(({ accountId }) => accountId)), rows);
  }
}
