import { Field, ID, InputType } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { PlacementEndReason, PlacementReason } from './placement-reason.type.js';

@InputType({ description: 'A placement to be recorded, by the body\'s act or the contract. It holds from `occurredOn` on.' })
export class RecordPlacementInput extends EventInput {
  @Field(() => IIN, { description: 'The child.' })
  iin!: string;

  @Field(() => PlacementFormCode, { description: 'In what form; every one but ADOPTION, which is a court\'s.' })
  form!: PlacementFormCode;

  @Field(() => ID, { nullable: true, description: '`id` of the family, for every form but INSTITUTION. Its carers become the child\'s representatives, except for a guest stay.' })
  family?: string | null;

  @Field(() => BIN, { nullable: true, description: 'The institution, for INSTITUTION. A guest stay is from the one in which the child lives, and need not name it.' })
  institution?: string | null;

  @Field(() => BIN, { description: 'The guardianship body that decided.' })
  body!: string;

  @Field(() => String, { description: 'Number of the body\'s act or of the contract. 1 to 200 characters.' })
  act!: string;

  @Field(() => PlacementReason, { description: 'Why the child is without parental care.' })
  reason!: PlacementReason;

  @Field(() => KATO, { description: 'The district or city where the child lives from then on; in a region that you act in.' })
  district!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the term of the contract, for PATRONAGE and FOSTER_FAMILY, which go on by a new contract only (132-2(1), 134(1)): nothing is due by it from then on. The term of PROFESSIONAL_FOSTER is the law\'s.' })
  plannedUntil?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the placement is shielded. It is then PENDING, and nobody but the authority sees it, until the registry, benefits and the schools have applied the shielding.',
  })
  shielded!: boolean;
}

/** What the inputs that change a placement have in common. */
@InputType()
export abstract class PlacementChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the placement.' })
  placement!: string;
}

@InputType({ description: 'The end of a placement. `occurredOn` is the first day on which it no longer holds.' })
export class EndPlacementInput extends PlacementChangeInput {
  @Field(() => PlacementEndReason, { description: 'Why it ends.' })
  reason!: PlacementEndReason;
}

@InputType({ description: 'A placement to be shielded from `occurredOn` on.' })
export class ShieldPlacementInput extends PlacementChangeInput {}

@InputType({ description: 'A shielding to be lifted. `occurredOn` is the first day on which it no longer holds.' })
export class LiftShieldingInput extends PlacementChangeInput {}
