import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { openedToOfficials } from '../access/officials.js';
import { CARE } from '../access/scope.js';
import { PlacementStage } from '../life/placement-stage.type.js';
import { stageOf } from '../life/placement-stages.js';
import { ruleOf } from '../placement/placement-change.js';
import { PlacementBreakdown } from '../placement/placement-reason.type.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { Placement } from '../placement/placement.type.js';
import { beginReview, decideReview } from './record-review.js';
import { ReviewState } from './review-codes.type.js';
import { BeginReviewInput, DecideReviewInput } from './review.input.type.js';
import { reviewsOf } from './review.repository.js';
import { nextReviewOf, reviewStateOf } from './review.service.js';
import { PlacementReview, reviewOf } from './review.type.js';

const BEGIN = ruleOf('beginReview');
const DECIDE = ruleOf('decideReview');

const SHIELDED = 'For officials: the authority, of the region, ombudsman and auditors. Withheld while a placement is shielded.';

@Resolver(() => Placement)
export class ReviewResolver {
  @Directive(CARE)
  @FieldResolver(() => PlacementStage, { nullable: true, description: `Where it stands in its life, reviews and breakdowns included. ${SHIELDED}` })
  async stage(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<PlacementStage> {
    const { row, path } = openedToOfficials(held, context);
    const reviews = await reviewsOf(context, path).load(row.id);
    return stageOf(row, reviews.at(-1)?.decidedOn === null);
  }

  @Directive(CARE)
  @FieldResolver(() => PlacementBreakdown, { nullable: true, description: `Why it did not hold; null where it did. ${SHIELDED}` })
  breakdown(@Root() { held }: Placement, @Ctx() context: SubgraphContext): PlacementBreakdown | null {
    return openedToOfficials(held, context).row.breakdown ?? null;
  }

  @Directive(CARE)
  @ListSize(4)
  @FieldResolver(() => [PlacementReview], { nullable: true, description: `Its reviews, oldest first. ${SHIELDED}` })
  async reviews(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<PlacementReview[]> {
    const { row, path } = openedToOfficials(held, context);
    return (await reviewsOf(context, path).load(row.id)).map(reviewOf);
  }

  @Directive(CARE)
  @FieldResolver(() => DateScalar, { nullable: true, description: `When it is to be reviewed next, by the interval of its form (configuration); at once since a visit that found the child in danger, and to the authority since a severe incident. Null of what has ended, and of a guest stay but for those. ${SHIELDED}` })
  nextReview(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<string | null> {
    return nextReviewOf(openedToOfficials(held, context), context);
  }

  @Directive(CARE)
  @FieldResolver(() => ReviewState, { nullable: true, description: `Where that review stands today; null where none will be. ${SHIELDED}` })
  reviewState(@Root() { held }: Placement, @Ctx() context: SubgraphContext): Promise<ReviewState | null> {
    return reviewStateOf(openedToOfficials(held, context), context);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description: 'Begins a review of a placement, due or not. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_IN_THIS_STATE (pending, ended, under review already), NOT_ON_RECORD (before its first day), WRONG_AGE (the child is of age), DOES_NOT_FIT_FORM (a guest stay, unless a severe incident or a visit that found danger asks for it).',
  })
  beginReview(@Arg('input', () => BeginReviewInput, { description: 'The review.' }) input: BeginReviewInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return beginReview(context, BEGIN, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description: 'Decides a review: the placement goes on, its contract is extended, or it ends. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_IN_THIS_STATE (not under review), OUT_OF_ORDER (before the review began), with EXTEND those of `extendPlacement`, with END those of `endPlacement`; then the review goes on.',
  })
  decideReview(@Arg('input', () => DecideReviewInput, { description: 'The decision.' }) input: DecideReviewInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return decideReview(context, DECIDE, input);
  }
}
