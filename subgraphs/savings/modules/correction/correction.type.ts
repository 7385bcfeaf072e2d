import { Decimal } from 'decimal.js';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { Currency, Money } from '../../../shared/money.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { Prepared, preparedOf } from '../access/prepared.type.js';
import { Child, childOf } from '../child/child.type.js';
import { transferIdOf } from '../ledger/transfer-id.js';
import { TransferKind } from '../ledger/transfer.type.js';
import { CorrectionKind, CorrectionReason, CorrectionStatus } from './correction-codes.type.js';
import type { CorrectionRow } from './correction.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'A correction of an entry of the ledger, prepared by one official and released by another.' })
export class SavingsCorrection extends Prepared {
  row!: CorrectionRow;

  @Field(() => Child, { description: 'Whose entry it is.' })
  child(): Child {
    return childOf(this.row.iin);
  }

  @Field(() => CorrectionStatus, { description: 'Where it stands.' })
  status!: CorrectionStatus;

  @Field(() => CorrectionKind, { description: 'How the entry is corrected.' })
  kind!: CorrectionKind;

  @Field(() => CorrectionReason, { description: 'Why.' })
  reason!: CorrectionReason;

  @Field(() => ID, { description: 'The entry that it corrects: `id` of one of `ChildSavings.transfers`.' })
  transfer(@Ctx() { database }: SubgraphContext): string {
    return transferIdOf(database.relation, this.row.transferId);
  }

  @Field(() => TransferKind, { description: 'What kind of entry that is; ACCRUAL for a year\'s sum together with its yield.' })
  transferKind!: TransferKind;

  @Field(() => Int, { nullable: true, description: 'The reporting year of that entry; null where it is of none.' })
  reportingYear!: number | null;

  @Field(() => Money, { description: 'What is to be taken back, USD.' })
  amount!: Money;

  @Field(() => Money, { nullable: true, description: 'What was taken back, USD: no more than stood there. Null before it is released.' })
  taken!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What of it is still owed because it had been paid out, USD: a receivable, of which the ledger has no entry. Of an entry it is the most that was ever to be taken back less all that was, and its last correction says it: a smaller one lowers no debt, a REVERSAL of the entry does. Nothing once the claw-back is taken back itself. Null before it is released.' })
  owed!: Money | null;
}

export const SavingsCorrectionOutcome = outcomeType('SavingsCorrectionOutcome', SavingsCorrection);
export type SavingsCorrectionOutcome = typeof SavingsCorrectionOutcome;

const usd = (amount: string): Money => new Money(new Decimal(amount), Currency.USD);

export function correctionOf(row: CorrectionRow): SavingsCorrection {
  const { status, kind, reason, transferKind, reportingYear } = row;
  const sums = { amount: usd(row.amount), taken: row.taken === null ? null : usd(row.taken), owed: row.owed === null ? null : usd(row.owed) };
  return Object.assign(new SavingsCorrection(), preparedOf(row), { row, status, kind, reason, transferKind, reportingYear, ...sums });
}
