import { Field, ID, InputType } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { PlacementReason } from '../placement/placement-reason.type.js';
import { SpecialNeed, SpokenLanguage } from './matching-codes.type.js';
import { CareDocumentKind, CareNeedClosing, CareNeedMove, CareNeedNotifier } from './care-need-codes.type.js';

@InputType({ description: 'A paper that a child\'s record refers to.' })
export class CareDocumentInput {
  @Field(() => CareDocumentKind, { description: 'What kind of paper.' })
  kind!: CareDocumentKind;

  @Field(() => String, { description: 'Its number, and who issued it; nothing of what stands in it. 1 to 200 characters, without a number of twelve digits.' })
  reference!: string;

  @Field(() => DateScalar, { description: 'The day on which it was issued.' })
  issuedOn!: string;
}

@InputType({ description: 'A child without parental care. `occurredOn` is the day on which it was found to be so, `receivedOn` the day on which the body was told.' })
export class RecordCareNeedInput extends EventInput {
  @Field(() => IIN, { description: 'The child.' })
  iin!: string;

  @Field(() => CareNeedNotifier, { description: 'Who told of it. Not REGISTER.' })
  notifier!: CareNeedNotifier;

  @Field(() => [PlacementReason], { description: 'Why the child is without parental care; at least one.' })
  reasons!: PlacementReason[];

  @Field(() => BIN, { description: 'The guardianship body that keeps the record.' })
  body!: string;

  @Field(() => KATO, { description: 'The district or city where the child was found; in a region that you act in.' })
  district!: string;

  @Field(() => [IIN], { defaultValue: [], description: 'Brothers and sisters. At most 20.' })
  siblings!: string[];

  @Field(() => [CareDocumentInput], { defaultValue: [], description: 'Papers. At most 20.' })
  documents!: CareDocumentInput[];

  @Field(() => SpokenLanguage, { nullable: true, description: 'The language that the child speaks at home.' })
  language?: SpokenLanguage | null;

  @Field(() => [SpecialNeed], { defaultValue: [], description: 'What a family must be prepared for.' })
  needs!: SpecialNeed[];
}

/** What the inputs that change a record have in common. */
@InputType()
export abstract class CareNeedChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the record.' })
  need!: string;
}

@InputType({ description: 'A step of a record towards a family.' })
export class MoveCareNeedInput extends CareNeedChangeInput {
  @Field(() => CareNeedMove, { description: 'The step.' })
  move!: CareNeedMove;

  @Field(() => BIN, { nullable: true, description: 'The hospital, for ADMIT.' })
  hospital?: string | null;
}

@InputType({ description: 'What is added to a record.' })
export class AmendCareNeedInput extends CareNeedChangeInput {
  @Field(() => [PlacementReason], { nullable: true, description: 'All reasons, in place of those on record.' })
  reasons?: PlacementReason[] | null;

  @Field(() => [IIN], { defaultValue: [], description: 'Further brothers and sisters. At most 20.' })
  siblings!: string[];

  @Field(() => [CareDocumentInput], { defaultValue: [], description: 'Further papers. At most 20.' })
  documents!: CareDocumentInput[];

  @Field(() => SpokenLanguage, { nullable: true, description: 'The language that the child speaks at home, in place of the one on record.' })
  language?: SpokenLanguage | null;

  @Field(() => [SpecialNeed], { nullable: true, description: 'All that a family must be prepared for, in place of what is on record.' })
  needs?: SpecialNeed[] | null;
}

@InputType({ description: 'The end of a record. `occurredOn` is its day.' })
export class CloseCareNeedInput extends CareNeedChangeInput {
  @Field(() => CareNeedClosing, { description: 'Why. PLACED_IN_FAMILY comes of itself, with the placement.' })
  closing!: CareNeedClosing;
}
