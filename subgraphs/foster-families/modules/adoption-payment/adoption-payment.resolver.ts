import { Arg, Ctx, Directive, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { BIN, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { changePlacement, ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { decideAdoptionPayment } from './decide-adoption-payment.js';

@InputType({ description: 'A decision on the one-off payment for an adoption, as of `occurredOn`: its index counts. `placement` is the one that the adoption ended.' })
export class DecideAdoptionPaymentInput extends PlacementChangeInput {
  @Field(() => IIN, { description: 'The adopter who is paid: a parent by adoption, as the civil registry has told.' })
  adopterIin!: string;

  @Field(() => BIN, { description: 'The guardianship body that decided: the adopter\'s, never that of the former home.' })
  body!: string;

  @Field(() => KATO, { description: 'The district or city where the adopter lives, whose region pays; in a region that you act in. Where that is another region than the former home\'s, only staff for the whole country decides: neither region is to learn of the other (102).' })
  district!: string;

  @Field(() => String, { description: 'Number of the act. 1 to 200 characters.' })
  act!: string;

  @Field(() => Boolean, { description: 'Whether the body has seen that the adopter is a citizen who lives in Kazakhstan; without that there is no right.' })
  residentCitizen!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the body has seen that nothing was paid for this adoption by a decision of before. Asked for where the adoption is from before decisions are on record here.',
  })
  nothingPaidBefore!: boolean;
}

const RULE = ruleOf('decideAdoptionPayment');

@Resolver()
export class AdoptionPaymentResolver {
  @Directive('@requiresScopes(scopes: [["care"]])')
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description:
      'Decides what is due once for the adoption of a child that was placed (Code on Marriage and Family, 86(2)); benefits pays it. Refusals: UNKNOWN_PLACEMENT, VERSION_CONFLICT, UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, NOT_ON_RECORD (no adoption; not by this person, as the first one from the day on which the placement ended), OUT_OF_ORDER (before the adoption), NO_RIGHT (no resident citizen; an adoption from before decisions are on record here, of which the body has not seen that nothing was paid), ALREADY_RECORDED (decided already, on whichever placement).',
  })
  decideAdoptionPayment(
    @Arg('input', () => DecideAdoptionPaymentInput, { description: 'The decision.' }) input: DecideAdoptionPaymentInput,
    @Ctx() context: SubgraphContext,
  ): Promise<PlacementOutcome> {
    return changePlacement(context, RULE, input, 'ADOPTION_PAYMENT_DECIDED', (change, viewer) => decideAdoptionPayment(change, viewer, input));
  }
}
