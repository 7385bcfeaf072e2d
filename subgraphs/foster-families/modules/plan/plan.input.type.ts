import { Field, ID, InputType, Int } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { PlacementReason, SiblingsApart } from '../placement/placement-reason.type.js';
import { PlacedSiblingInput } from '../placement/placement.input.type.js';

@InputType({ description: 'A placement to be planned. `occurredOn` is the day of the decision.' })
export class PlanPlacementInput extends EventInput {
  @Field(() => IIN, { description: 'The child.' })
  iin!: string;

  @Field(() => PlacementFormCode, { description: 'In what form: GUARDIANSHIP, TRUSTEESHIP, PATRONAGE, FOSTER_FAMILY or PROFESSIONAL_FOSTER.' })
  form!: PlacementFormCode;

  @Field(() => ID, { description: '`id` of the family.' })
  family!: string;

  @Field(() => BIN, { description: 'The guardianship body that decided.' })
  body!: string;

  @Field(() => PlacementReason, { description: 'Why the child is without parental care.' })
  reason!: PlacementReason;

  @Field(() => KATO, { description: 'The district or city where the child will live; in a region that you act in.' })
  district!: string;

  @Field(() => DateScalar, { description: 'The day on which it is to begin: `occurredOn` or later, within a year, and not so long ago that it would have lapsed. It holds room in the family until a month after.' })
  plannedFrom!: string;
}

/** What the inputs that change a plan have in common. */
@InputType()
export abstract class PlanChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the plan.' })
  plan!: string;
}

@InputType({ description: 'The contract of a planned placement. `occurredOn` is the day on which it was signed.' })
export class SignPlacementInput extends PlanChangeInput {
  @Field(() => String, { description: 'Number of the contract. 1 to 200 characters.' })
  number!: string;

  @Field(() => BIN, { description: 'The body, or of a foster family the organisation, that signed it beside the carers (132-1(1), 132-6(1), 133(2)).' })
  party!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after its term, after the day of signing and the first day, for PATRONAGE and FOSTER_FAMILY. The term of PROFESSIONAL_FOSTER is the law\'s.' })
  until?: string | null;
}

@InputType({ description: 'A planned placement to be given up.' })
export class WithdrawPlacementInput extends PlanChangeInput {}

@InputType({ description: 'A planned placement to be carried out: it holds from `occurredOn` on.' })
export class ActivatePlacementInput extends PlanChangeInput {
  @Field(() => String, { nullable: true, description: 'Number of the body\'s act, for GUARDIANSHIP and TRUSTEESHIP; of every other form the contract\'s number is on record. 1 to 200 characters.' })
  act?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the child consents, as of `recordPlacement`.' })
  childConsent?: boolean | null;

  @Field(() => SiblingsApart, { nullable: true, description: 'Why the child is parted from a brother or sister, as of `recordPlacement`.' })
  siblingsApart?: SiblingsApart | null;

  @Field(() => [PlacedSiblingInput], { defaultValue: [], description: 'Brothers and sisters who go to the same home with the child; by contract each by one of its own, planned and signed, or named by `act`. At most 20.' })
  siblings!: PlacedSiblingInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'Whether the placement is shielded: it is PENDING then, as of `recordPlacement`.' })
  shielded!: boolean;

  @Field(() => ID, { nullable: true, description: '`id` of the placement that the child leaves for it on the same day; left out where it is in none.' })
  placement?: string | null;

  @Field(() => Int, { nullable: true, description: '`version` of that placement as it was read; with `placement`.' })
  placementVersion?: number | null;
}
