import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import type { AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import type { SavingsAccountRow, SavingsClaimRow } from './child-account.entity.js';
import { accountBalance } from './ledger.service.js';

export const ClosingReason = enumType('SavingsClaimClosingReason', 'Why a claim ended.', {
  CONVERTED: 'It became savings on the account opened in the year of majority.',
  VOID: 'Citizenship was lost.',
  HEIRS: 'It was paid to the heirs.',
});
export type ClosingReason = EnumValue<typeof ClosingReason>;

/** What claim and account have in common: an account of the ledger that belongs to a child. */
@ObjectType()
export class ChildAccount {
  iin!: string;
  accountId!: string;
  path!: AccessPath;

  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Child, { description: 'The child.' })
  child(): Child {
    return childOf(this.iin);
  }

  @Field(() => DateScalar, { description: 'The day it was opened.' })
  openedOn!: string;

  @Field(() => Money, { description: 'What stands on it at the end of a day, USD.' })
  balance(@Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined, @Ctx() context: SubgraphContext): Promise<Money> {
    return accountBalance(this.iin, this.accountId, this.path, on ?? context.today, context);
  }
}

@Directive('@authenticated')
@ObjectType({ description: 'A target requirement (ЦТ): the State\'s obligation to a child. No account yet, and nobody\'s to withdraw.' })
export class SavingsClaim extends ChildAccount {
  @Field(() => DateScalar, { nullable: true, description: 'The day it ended; null while it lasts.' })
  closedOn!: string | null;

  @Field(() => ClosingReason, { nullable: true, description: 'Why it ended; null while it lasts.' })
  closingReason!: ClosingReason | null;
}

@Directive('@authenticated')
@ObjectType({ description: 'A target savings account (ЦНС): opened by ЕНПФ in the year the person turns 18.' })
export class SavingsAccount extends ChildAccount {}

const common = (row: SavingsClaimRow | SavingsAccountRow, path: AccessPath) =>
  ({ id: row.publicId, iin: row.iin, accountId: row.accountId, openedOn: row.openedOn, path });

export const toClaim = (row: SavingsClaimRow, path: AccessPath): SavingsClaim =>
  Object.assign(new SavingsClaim(), { ...common(row, path), closedOn: row.closedOn ?? null, closingReason: row.closingReason ?? null });

export const toAccount = (row: SavingsAccountRow, path: AccessPath): SavingsAccount => Object.assign(new SavingsAccount(), common(row, path));
