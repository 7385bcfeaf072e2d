import { Field, ID, InputType, Int } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { PlacementBreakdown, PlacementEndReason, PlacementReason, SiblingsApart } from './placement-reason.type.js';

@InputType({ description: 'A brother or sister who goes to the same home with the child: in the same form, by the same decision, from the same day on.' })
export class PlacedSiblingInput {
  @Field(() => IIN, { description: 'The brother or sister, as the databank has it.' })
  iin!: string;

  @Field(() => String, { nullable: true, description: 'Number of its own act or contract; that of the child when left out. 1 to 200 characters.' })
  act?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it consents, as of the child.' })
  childConsent?: boolean | null;

  @Field(() => ID, { nullable: true, description: '`id` of the placement that it leaves; left out where it is in none.' })
  placement?: string | null;

  @Field(() => Int, { nullable: true, description: '`version` of that placement as it was read; with `placement`.' })
  expectedVersion?: number | null;
}

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

  @Field(() => Boolean, { nullable: true, description: 'Whether the child consents: asked of a child of ten or older in PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER and GUEST.' })
  childConsent?: boolean | null;

  @Field(() => SiblingsApart, { nullable: true, description: 'Why the child, and whoever of `siblings` goes along, is parted from another brother or sister: one who is with another family, in an institution or in need of a home.' })
  siblingsApart?: SiblingsApart | null;

  @Field(() => [PlacedSiblingInput], { defaultValue: [], description: 'Brothers and sisters who go to the same home with the child. At most 20.' })
  siblings!: PlacedSiblingInput[];

  @Field(() => DateScalar, { nullable: true, description: 'First day after the term of the contract, for PATRONAGE and FOSTER_FAMILY, which go on by a new contract only (132-2(1), 134(1)): nothing is due by it from then on. The term of PROFESSIONAL_FOSTER is the law\'s.' })
  plannedUntil?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the placement is shielded. It is then PENDING, and nobody but the authority sees it, until the registry, benefits and the schools have applied the shielding.',
  })
  shielded!: boolean;
}

@InputType({ description: 'A move: `placement` ends on `occurredOn`, and the next one, which the rest says, holds from that day on. Also a new contract with the same family.' })
export class MovePlacementInput extends RecordPlacementInput {
  @Field(() => ID, { description: '`id` of the placement that ends.' })
  placement!: string;

  @Field(() => Int, { description: '`version` of that placement as it was read.' })
  expectedVersion!: number;
}

@InputType({ description: 'A placement that did not hold: `placement` ends on `occurredOn`, and the next one, which the rest says, holds from that day on.' })
export class BreakDownPlacementInput extends MovePlacementInput {
  @Field(() => PlacementBreakdown, { description: 'Why it did not hold.' })
  breakdown!: PlacementBreakdown;

  @Field(() => PlacementEndReason, { description: 'Why it ends by the Code: ENDED_BY_CARER or ENDED_BY_BODY of a contract, CARER_RELEASED or CARER_REMOVED of guardianship and trusteeship.' })
  endReason!: PlacementEndReason;
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

@InputType({ description: 'A contract to be extended by the term of its form. `occurredOn` is the day of the agreement, within the term that runs.' })
export class ExtendPlacementInput extends PlacementChangeInput {}

@InputType({ description: 'A placement to be shielded from `occurredOn` on.' })
export class ShieldPlacementInput extends PlacementChangeInput {}

@InputType({ description: 'A shielding to be lifted. `occurredOn` is the first day on which it no longer holds.' })
export class LiftShieldingInput extends PlacementChangeInput {}
