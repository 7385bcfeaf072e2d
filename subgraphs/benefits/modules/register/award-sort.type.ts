import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';

export const BenefitAwardOrder = enumType('BenefitAwardOrder', 'What a list of awards is ordered by; awards with the same value by an internal key.', {
  RECORDED: 'The order in which they were recorded.',
  DECIDED_ON: 'Day of the decision.',
  SINCE: 'First day for which they are due.',
  UNTIL: 'Last day for which they are due; those of which no end is known after all others.',
});
export type BenefitAwardOrder = EnumValue<typeof BenefitAwardOrder>;

@InputType({ description: 'The order of a list of awards.' })
export class BenefitAwardSort {
  @Field(() => BenefitAwardOrder, { description: 'By what.' })
  by!: BenefitAwardOrder;

  @Field(() => Boolean, { defaultValue: false, description: 'The other way round: latest first.' })
  descending!: boolean;
}
