import { Arg, Ctx, Directive, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { changePlacement, ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { decideAdoptionPayment } from './decide-adoption-payment.js';

@InputType({ description: 'A decision on the one-off payment for an adoption, as of `occurredOn`: its index counts. `placement` is the one that the adoption ended.' })
export class DecideAdoptionPaymentInput extends PlacementChangeInput {
  @Field(() => IIN, { description: 'The adopter who is paid: a parent by adoption, as the civil registry has told.' })
  adopterIin!: string;

  @Field(() => String, { description: 'Number of the act. 1 to 200 characters.' })
  act!: string;

  @Field(() => Boolean, { description: 'Whether the body has seen that the adopter is a citizen who lives in Kazakhstan; without that there is no right.' })
  residentCitizen!: boolean;
}

const RULE = ruleOf('decideAdoptionPayment');

@Resolver()
export class AdoptionPaymentResolver {
  @Directive('@requiresScopes(scopes: [["care"]])')
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Decides what is due once for the adoption of a child that was placed (Code on Marriage and Family, 86(2)); benefits pays it. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, NOT_ON_RECORD (no adoption; not by this person), OUT_OF_ORDER (before the adoption), NO_RIGHT (no resident citizen), ALREADY_RECORDED (decided already).',
  })
  decideAdoptionPayment(
    @Arg('input', () => DecideAdoptionPaymentInput, { description: 'The decision.' }) input: DecideAdoptionPaymentInput,
    @Ctx() context: SubgraphContext,
  ): Promise<PlacementOutcome> {
    return changePlacement(context, RULE, input, 'ADOPTION_PAYMENT_DECIDED', (change) => decideAdoptionPayment(change, input));
  }
}
