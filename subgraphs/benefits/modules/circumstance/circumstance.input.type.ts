import { Field, ID, InputType } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { IIN, KATO } from '../../../shared/scalars/scalars.js';
import { BenefitFactsInput } from '../amount/amount-facts.type.js';
import { CircumstanceCode } from './circumstance-code.type.js';

@InputType({ description: 'A change of circumstance. It concerns the awards that fit all of `award`, `childIin` and `recipientIin`, one of which must be given. `occurredOn` is the day on which it happened, `receivedOn` the day on which the programme learnt of it: many effects run from the second.' })
export class ReportCircumstanceInput extends EventInput {
  @Field(() => CircumstanceCode, { description: 'What happened.' })
  circumstance!: CircumstanceCode;

  @Field(() => ID, { nullable: true, description: '`id` of an award: that one alone.' })
  award?: string | null;

  @Field(() => IIN, { nullable: true, description: 'The child to whom it happened: every award for the child. Of a family\'s benefit it says which child leaves it.' })
  childIin?: string | null;

  @Field(() => IIN, { nullable: true, description: 'The recipient to whom it happened: every award that they receive.' })
  recipientIin?: string | null;

  @Field(() => BenefitFactsInput, { nullable: true, description: 'What the amount depends on afterwards, where it is recalculated; without them the award is marked RECALCULATION_DUE, unless its amount tells enough.' })
  facts?: BenefitFactsInput | null;
}

@InputType()
abstract class AwardChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the award.' })
  award!: string;
}

@InputType({ description: 'The end of what suspended an award; `occurredOn` is its day.' })
export class ResumeAwardInput extends AwardChangeInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether a re-examination was missed with good cause: up to three years are paid back then, and not one month (178(4)).' })
  goodCause!: boolean;
}

@InputType({ description: 'Facts that an award is computed anew with, from `occurredOn` on, and not from before its first day (74(2)2).' })
export class RecalculateAwardInput extends AwardChangeInput {
  @Field(() => CircumstanceCode, { nullable: true, description: 'What made it necessary.' })
  circumstance?: CircumstanceCode | null;

  @Field(() => BenefitFactsInput, { description: 'What the amount depends on, as for Query.benefitAmount.' })
  facts!: BenefitFactsInput;
}

@InputType({ description: 'Another recipient for the same children: the legal representative, or who was appointed guardian (75, 186). `occurredOn` is the day from which they represent the children, or were appointed. Where the award is suspended they receive it from the suspension; a guardian of some benefits from the guardianship.' })
export class ChangeRecipientInput extends AwardChangeInput {
  @Field(() => IIN, { description: 'Who receives it from then on.' })
  recipientIin!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether they were appointed guardian or trustee, and were no representative before.' })
  guardian!: boolean;

  @Field(() => KATO, { nullable: true, description: 'The region that pays from then on; the same as before when left out.' })
  regionKato?: string | null;
}
