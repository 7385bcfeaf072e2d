import { Field, InputType } from 'type-graphql';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { IIN, UUID } from '../../../shared/scalars/scalars.js';
import { Decision, Review } from './approval-status.type.js';

const REASON = 'Why, in 20 to 1000 characters. It must hold no number of twelve digits, and nobody\'s IIN with its digits apart.';
const NOTE = 'Why, in 3 to 1000 characters. It must hold no number of twelve digits, and nobody\'s IIN with its digits apart.';

@InputType({ description: 'An emergency about one child. The case is in the header `X-Case-Number`.' })
export class BreakGlassInput extends MutationInput {
  @Field(() => IIN, { description: 'The child.' })
  childIin!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType({ description: 'A request to open the own record or a relative\'s. A case may be in the header `X-Case-Number`.' })
export class RequestOwnRelativeInput extends MutationInput {
  @Field(() => IIN, { description: 'Whose record.' })
  iin!: string;

  @Field(() => String, { description: REASON })
  reason!: string;
}

@InputType()
abstract class StepInput extends MutationInput {
  @Field(() => UUID, { description: 'The approval.' })
  id!: string;

  @Field(() => String, { description: NOTE })
  note!: string;
}

@InputType({ description: 'A second person\'s word on a request.' })
export class DecideApprovalInput extends StepInput {
  @Field(() => Decision, { description: 'Yes or no.' })
  decision!: Decision;
}

@InputType({ description: 'What somebody else says of an emergency afterwards.' })
export class ReviewApprovalInput extends StepInput {
  @Field(() => Review, { description: 'Whether there was one.' })
  decision!: Review;
}

@InputType({ description: 'The end of an approval before its time.' })
export class RevokeApprovalInput extends StepInput {}
