import { Field, ID, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { BenefitFactsInput } from '../amount/amount-facts.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { BenefitRefusalReason } from './case-codes.type.js';

@InputType({ description: 'A child that an application is for.' })
export class CaseChildInput {
  @Field(() => IIN, { description: 'The child.' })
  iin!: string;

  @Field(() => DateScalar, { description: 'Birth date, as the civil registry has it.' })
  birthDate!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a child of 18 to 22 studies full-time: counted for LARGE_FAM wherever it lives.' })
  fullTimeStudent!: boolean;
}

@InputType({ description: 'An application. `occurredOn` is the day of the event that gives the right (a birth, a loss, a disability established), `receivedOn` the day of the application.' })
export class SubmitBenefitCaseInput extends EventInput {
  @Field(() => BenefitProgrammeCode, { description: 'The benefit; none that guardianship bodies decide.' })
  programme!: BenefitProgrammeCode;

  @Field(() => IIN, { description: 'Who applies.' })
  recipientIin!: string;

  @Field(() => [CaseChildInput], { description: 'The children it is for, by the `scope` of the programme: CHILD one, FAMILY all that are to be counted (at most 50), PERSON none.' })
  children!: CaseChildInput[];

  @Field(() => KATO, { description: 'The region that decides and pays; one that you act in.' })
  regionKato!: string;
}

export const SmsReply = enumType('SmsReply', 'A reply to an offer.', { YES: 'Agrees.', NO: 'Declines.' });
export type SmsReply = EnumValue<typeof SmsReply>;

@InputType({ description: 'A reply that came to 1414. `occurredOn` is the day on which it was sent: the day of the consent. The same reply again changes nothing.' })
export class RecordSmsReplyInput extends EventInput {
  @Field(() => ID, { description: '`id` of the case that was offered.' })
  case!: string;

  @Field(() => SmsReply, { description: 'The reply.' })
  reply!: SmsReply;
}

@InputType()
abstract class CaseChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the case.' })
  case!: string;
}

export const CaseMove = enumType('CaseMove', 'A step that decides nothing yet.', {
  CHECK: 'The check begins.',
  REQUEST_DOCUMENTS: 'Missing papers are asked for, by the last day for the notice; the decision is put off by thirty days at most.',
  RECEIVE_DOCUMENTS: 'They came; the term for the decision begins anew, within the thirty days.',
  APPEAL: 'The recipient appeals the decision (Social Code, 74(1)2).',
});
export type CaseMove = EnumValue<typeof CaseMove>;

@InputType({ description: 'A step of a case that decides nothing yet.' })
export class MoveBenefitCaseInput extends CaseChangeInput {
  @Field(() => CaseMove, { description: 'The step.' })
  move!: CaseMove;
}

export const CaseDecision = enumType('CaseDecision', 'A decision on a case, or on its appeal.', {
  ASSIGN: 'The benefit is assigned.',
  REFUSE: 'It is not accepted, or not assigned; with a reason.',
  UPHOLD: 'The appeal changes nothing.',
  OVERTURN: 'The appeal succeeds: the benefit is assigned after all, or its amount computed anew.',
});
export type CaseDecision = EnumValue<typeof CaseDecision>;

@InputType({ description: 'What a right depends on beside the amount. What is left out is not known, and then not what a right fails on.' })
export class BenefitClaimInput {
  @Field(() => Boolean, { nullable: true, description: 'Permanently resident citizen or kandas, or a foreigner with a right.' })
  resident?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the carer (the mother, the lost breadwinner) takes part in social insurance. For CARE_STATE and CARE_GFSS the contributions on record decide; what is said here counts where they do not tell, and must then be said.' })
  insured?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the recipient\'s rights to the child are removed or limited.' })
  rightsRemoved?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the child is on full state support.' })
  fullStateSupport?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the recipient raises the child. DIS_CARER.' })
  raises?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the family is poor by the commission\'s conclusion. ASP.' })
  poor?: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the disability; `occurredOn` of the case when left out. DIS_CHILD, DIS_CARER.' })
  disabilityFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which the disability is no longer confirmed. DIS_CHILD, DIS_CARER.' })
  disabilityTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a child of 18 to 22 studies full-time. SURVIVOR.' })
  fullTimeStudent?: boolean | null;
}

@InputType({ description: 'A decision. `occurredOn` is its day.' })
export class DecideBenefitCaseInput extends CaseChangeInput {
  @Field(() => CaseDecision, { description: 'The decision.' })
  decision!: CaseDecision;

  @Field(() => BenefitRefusalReason, { nullable: true, description: 'The ground, for REFUSE.' })
  reason?: BenefitRefusalReason | null;

  @Field(() => BIN, { nullable: true, description: 'The body that decides; the organisation of your token when left out.' })
  body?: string | null;

  @Field(() => BenefitProgrammeCode, { nullable: true, description: 'CARE_STATE or CARE_GFSS, which are one right: what is assigned, where it is not what was offered or applied for.' })
  programme?: BenefitProgrammeCode | null;

  @Field(() => BenefitFactsInput, { nullable: true, description: 'What the amount depends on, as for Query.benefitAmount; for ASSIGN and OVERTURN.' })
  facts?: BenefitFactsInput | null;

  @Field(() => BenefitClaimInput, { nullable: true, description: 'What the right depends on; for ASSIGN and OVERTURN.' })
  claim?: BenefitClaimInput | null;
}
