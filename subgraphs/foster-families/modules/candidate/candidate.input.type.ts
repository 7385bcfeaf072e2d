import type { Decimal } from 'decimal.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, DecimalScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { PlacementFormCode } from '../form/placement-form.type.js';
import { SpecialNeed, SpokenLanguage } from '../need/matching-codes.type.js';
import { CandidateEvidenceKind, CandidateSex, CarerCandidateClosing, CarerConditionCode, SuitabilityDecision } from './candidate-codes.type.js';

@InputType({ description: 'Somebody who wants to take a child in. `occurredOn` is the day of the application.' })
export class RegisterCandidateInput extends EventInput {
  @Field(() => IIN, { description: 'The person.' })
  iin!: string;

  @Field(() => DateScalar, { description: 'Birth date, as the identity document has it.' })
  birthDate!: string;

  @Field(() => CandidateSex, { description: 'Sex, as the identity document has it.' })
  sex!: CandidateSex;

  @Field(() => [PlacementFormCode], { description: 'The forms that they apply for; every one but INSTITUTION.' })
  forms!: PlacementFormCode[];

  @Field(() => BIN, { description: 'The guardianship body that keeps the record.' })
  body!: string;

  @Field(() => KATO, { description: 'The district or city where they live; in a region that you act in.' })
  district!: string;

  @Field(() => ID, { nullable: true, description: '`id` of the spouse\'s record, where both apply: they become one family.' })
  partner?: string | null;

  @Field(() => [SpokenLanguage], { defaultValue: [], description: 'The languages that are spoken at home.' })
  languages!: SpokenLanguage[];

  @Field(() => [SpecialNeed], { defaultValue: [], description: 'What special needs of a child they are prepared for.' })
  preparedFor!: SpecialNeed[];
}

/** What the inputs that change a candidate have in common. */
@InputType()
export abstract class CandidateChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the candidate.' })
  candidate!: string;
}

@InputType({ description: 'What a paper says. The paper itself is not kept.' })
export class CandidateEvidenceInput {
  @Field(() => CandidateEvidenceKind, { description: 'What about.' })
  kind!: CandidateEvidenceKind;

  @Field(() => Boolean, { description: 'Yes or no.' })
  holds!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'Square metres, for HOUSING; tenge a month, for INCOME_SUFFICES.' })
  amount?: Decimal | null;

  @Field(() => Int, { nullable: true, description: 'Who lives in the home already, the candidate included and children placed there not; for HOUSING.' })
  people?: number | null;

  @Field(() => IIN, { nullable: true, description: 'The child, for RAISED_THREE_YEARS, RELATIVE_OF_CHILD, CLOSE_RELATIVE and AGE_GAP_EXCUSED, which count for that child alone.' })
  child?: string | null;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer does, e.g. of a certificate that runs out; null without one.' })
  validTo?: string | null;
}

@InputType({ description: 'Papers about a candidate. Of several about one thing the one that began last is heard; but what bars is heard until a paper that was recorded later, and began no earlier, says no. A listed offence, a removal as guardian and a cancelled adoption bar for good; a mistake is taken back by a no of the same first day.' })
export class RecordCandidateEvidenceInput extends CandidateChangeInput {
  @Field(() => [CandidateEvidenceInput], { description: 'What they say; 1 to 40. May be empty where languages or needs are given.' })
  evidence!: CandidateEvidenceInput[];

  @Field(() => [SpokenLanguage], { nullable: true, description: 'All languages that are spoken at home, in place of those on record.' })
  languages?: SpokenLanguage[] | null;

  @Field(() => [SpecialNeed], { nullable: true, description: 'All special needs of a child that they are prepared for, in place of those on record.' })
  preparedFor?: SpecialNeed[] | null;
}

@InputType({ description: 'A decision on suitability. `occurredOn` is its day.' })
export class DecideSuitabilityInput extends CandidateChangeInput {
  @Field(() => SuitabilityDecision, { description: 'The decision.' })
  decision!: SuitabilityDecision;

  @Field(() => [PlacementFormCode], { description: 'In which forms; every one but INSTITUTION.' })
  forms!: PlacementFormCode[];

  @Field(() => [CarerConditionCode], { defaultValue: [], description: 'The conditions that are not met, for UNSUITABLE: at least one.' })
  grounds!: CarerConditionCode[];
}

@InputType({ description: 'The yearly check of somebody who was found suitable. `occurredOn` is its day.' })
export class CheckCandidateInput extends CandidateChangeInput {
  @Field(() => Boolean, { description: 'Whether they still are. Refused where the papers say otherwise.' })
  passed!: boolean;

  @Field(() => [CarerConditionCode], { defaultValue: [], description: 'The conditions that are not met, where it was not passed: at least one.' })
  grounds!: CarerConditionCode[];
}

@InputType({ description: 'The end of a candidate\'s record. `occurredOn` is its day.' })
export class CloseCandidateInput extends CandidateChangeInput {
  @Field(() => CarerCandidateClosing, { description: 'Why.' })
  closing!: CarerCandidateClosing;
}
