import type { Decimal } from 'decimal.js';
import { Arg, Ctx, Directive, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { DecimalScalar } from '../../../shared/scalars/scalars.js';
import { changePlacement, ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { recordMeans } from './record-means.js';

@InputType({ description: 'What a ward has of their own from `occurredOn` on, until another record says otherwise.' })
export class RecordWardMeansInput extends PlacementChangeInput {
  @Field(() => DecimalScalar, { description: 'Tenge a month, 0 to 1,000,000,000, at most two decimals: wages, alimony, social payments, income from property.' })
  monthlyIncome!: Decimal;
}

const RULE = ruleOf('recordWardMeans');

@Resolver()
export class MeansResolver {
  @Directive('@requiresScopes(scopes: [["care"]])')
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Records a ward\'s own means: the guardian\'s allowance is what they lack from `occurredOn` on, and nothing where they suffice (Code on Marriage and Family, 125(2)). While nothing is recorded the allowance is due in full. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (ended; before its first day), DOES_NOT_FIT_FORM (no guardianship or trusteeship).',
  })
  recordWardMeans(@Arg('input', () => RecordWardMeansInput, { description: 'The means.' }) input: RecordWardMeansInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return changePlacement(context, RULE, input, 'MEANS_RECORDED', (change) => recordMeans(change, input.monthlyIncome));
  }
}
