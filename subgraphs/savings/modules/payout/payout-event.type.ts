import { Directive, Field, ObjectType } from 'type-graphql';
import { JournalEntry, journalEntry } from '../../../shared/mutation/journal-entry.type.js';
import { PayoutAction, PayoutRefusalReason, PayoutState } from './payout-codes.type.js';
import type { PayoutEventRow } from './payout.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an application\'s journal: what was done, when, and by whom. Nobody edits it.' })
export class SavingsPayoutEvent extends JournalEntry {
  @Field(() => PayoutAction, { description: 'What was done.' })
  action!: PayoutAction;

  @Field(() => PayoutState, { nullable: true, description: 'The state before; null for the first entry.' })
  from!: PayoutState | null;

  @Field(() => PayoutState, { description: 'The state after.' })
  to!: PayoutState;

  @Field(() => PayoutRefusalReason, { nullable: true, description: 'Why it was refused; null for other steps.' })
  reason!: PayoutRefusalReason | null;
}

export const payoutEventOf = ({ action, fromState: from, toState: to, reason, ...entry }: PayoutEventRow): SavingsPayoutEvent => Object.assign(new SavingsPayoutEvent(), { action, from, to, reason, ...journalEntry(entry) });
