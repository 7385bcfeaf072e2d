import { Directive, Field, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { ReviewDecision } from './review-codes.type.js';
import type { ReviewRow } from './review.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'A review of a placement: whether it still is the best for the child.' })
export class PlacementReview {
  @Field(() => DateScalar, { nullable: true, description: 'The day for which it was due by the interval of the form; null where none was due.' })
  dueOn!: CivilDate | null;

  @Field(() => DateScalar, { description: 'The day on which it began.' })
  beganOn!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was decided; null before.' })
  decidedOn!: CivilDate | null;

  @Field(() => ReviewDecision, { nullable: true, description: 'What it led to; null before it was decided.' })
  decision!: ReviewDecision | null;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => String, { nullable: true, description: 'What the decision is based on; null before.' })
  decisionSource!: string | null;
}

export const reviewOf = ({ placement: _placement, ...row }: ReviewRow): PlacementReview => Object.assign(new PlacementReview(), row);
