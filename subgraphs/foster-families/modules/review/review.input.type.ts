import { Field, InputType } from 'type-graphql';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { PlacementEndReason } from '../placement/placement-reason.type.js';
import { ReviewDecision } from './review-codes.type.js';

@InputType({ description: 'A review of a placement to be begun, on `occurredOn`.' })
export class BeginReviewInput extends PlacementChangeInput {}

@InputType({ description: 'A decision on the review that is under way. An extension is agreed on, and an end takes effect, on `occurredOn`.' })
export class DecideReviewInput extends PlacementChangeInput {
  @Field(() => ReviewDecision, { description: 'The decision.' })
  decision!: ReviewDecision;

  @Field(() => PlacementEndReason, { nullable: true, description: 'Why it ends, with END and only then.' })
  endReason?: PlacementEndReason | null;
}
