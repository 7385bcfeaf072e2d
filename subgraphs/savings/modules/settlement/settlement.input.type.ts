import { Field, InputType } from 'type-graphql';
import { EventInput, MutationInput } from '../../../shared/mutation/input.type.js';
import { IIN, UUID } from '../../../shared/scalars/scalars.js';
import { SavingsDestination, SettlementStatus } from './settlement-codes.type.js';

@InputType({ description: 'All that stands on somebody\'s account or claim is to go where the law sends it. `occurredOn` is the day of the decision; the money moves on that of the release.' })
export class PrepareSavingsSettlementInput extends EventInput {
  @Field(() => IIN, { description: 'Whose savings they are.' })
  iin!: string;

  @Field(() => SavingsDestination, { description: 'Where they go.' })
  destination!: SavingsDestination;
}

@InputType({ description: 'A settlement that waits.' })
export class WaitingSettlementInput extends MutationInput {
  @Field(() => UUID, { description: 'The settlement.' })
  id!: string;
}

@InputType({ description: 'Narrows a list of settlements.' })
export class SavingsSettlementFilter {
  @Field(() => SettlementStatus, { nullable: true, description: 'In this state.' })
  status?: SettlementStatus;
}
