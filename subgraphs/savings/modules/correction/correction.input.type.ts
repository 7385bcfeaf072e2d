import type { Decimal } from 'decimal.js';
import { Field, ID, InputType } from 'type-graphql';
import { EventInput, MutationInput } from '../../../shared/mutation/input.type.js';
import { DecimalScalar, IIN, UUID } from '../../../shared/scalars/scalars.js';
import { CorrectionKind, CorrectionReason, CorrectionStatus } from './correction-codes.type.js';

@InputType({ description: 'A correction of an entry of the ledger. `occurredOn` is the day of the decision.' })
export class PrepareSavingsCorrectionInput extends EventInput {
  @Field(() => IIN, { description: 'Whose entry it is.' })
  iin!: string;

  @Field(() => ID, { description: 'The entry: `id` of one of `ChildSavings.transfers`. A PAYOUT stands for what an operator reported of it.' })
  transfer!: string;

  @Field(() => CorrectionKind, { description: 'CLAWBACK of what was credited for a reporting year, REVERSAL of anything else, and of what is owed of a sum.' })
  kind!: CorrectionKind;

  @Field(() => CorrectionReason, { description: 'Why.' })
  reason!: CorrectionReason;

  @Field(() => DecimalScalar, { nullable: true, description: 'For CLAWBACK: US dollars to be taken back now; all of the entry that has not been taken back when left out. Needed where the entry is a sum together with its yield.' })
  amount?: Decimal | null;
}

@InputType({ description: 'A correction that waits.' })
export class WaitingCorrectionInput extends MutationInput {
  @Field(() => UUID, { description: 'The correction.' })
  id!: string;
}

@InputType({ description: 'Narrows a list of corrections; every condition given must hold.' })
export class SavingsCorrectionFilter {
  @Field(() => CorrectionStatus, { nullable: true, description: 'In this state.' })
  status?: CorrectionStatus;

  @Field(() => Boolean, { nullable: true, description: 'True: something is owed of it; false: nothing is.' })
  owed?: boolean;
}
