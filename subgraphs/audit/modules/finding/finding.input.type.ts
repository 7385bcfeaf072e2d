import { Decimal } from 'decimal.js';
import { Field, InputType, Int } from 'type-graphql';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { DateScalar, DecimalScalar, KATO, UUID } from '../../../shared/scalars/scalars.js';
import { AuditedProgramme } from '../engagement/engagement-rules.js';
import { AuditSeverity } from '../rule/rule-codes.type.js';
import { FindingAnswer, FindingStatus } from './finding-codes.type.js';

@InputType({ description: 'Which findings; what is left out does not narrow them.' })
export class FindingFilter {
  @Field(() => String, { nullable: true, description: 'Id of a rule of `auditRules`, as it is written there. BAD_USER_INPUT for any other.' })
  rule?: string | null;

  @Field(() => AuditSeverity, { nullable: true, description: 'What they say about the world.' })
  severity?: AuditSeverity | null;

  @Field(() => FindingStatus, { nullable: true, description: 'What has become of them.' })
  status?: FindingStatus | null;

  @Field(() => AuditedProgramme, { nullable: true, description: 'The programme whose ministry answers.' })
  answeredBy?: AuditedProgramme | null;

  @Field(() => KATO, { nullable: true, description: 'KATO of a region that answers for some of the rows: it ends with seven zeros. BAD_USER_INPUT for any other, as a district\'s.' })
  region?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a ministry was asked to answer.' })
  assigned?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether an answer waits for a review.' })
  answered?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they were found when the rule was last asked.' })
  present?: boolean | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Least amount, in the currency of each.' })
  minimumAmount?: Decimal | null;
}

@InputType({ description: 'Findings that their ministries are asked to answer: those named, or all of a filter.' })
export class AssignFindingsInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement that they are found in.' })
  engagement!: string;

  @Field(() => [UUID], { nullable: true, description: 'Their ids, 1 to 100. Not together with `filter`.' })
  findings?: string[] | null;

  @Field(() => FindingFilter, { nullable: true, description: 'All that it fits and nobody was asked about yet, or in an engagement that has ended. Not together with `findings`.' })
  filter?: FindingFilter | null;

  @Field(() => DateScalar, { description: 'By when the ministry answers: today or later, within a year.' })
  dueOn!: string;
}

@InputType({ description: 'A ministry\'s answer to a finding.' })
export class AnswerFindingInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement that it is found in.' })
  engagement!: string;

  @Field(() => UUID, { description: 'Its id.' })
  finding!: string;

  @Field(() => Int, { description: '`version` of the finding as it was read.' })
  expectedVersion!: number;

  @Field(() => FindingAnswer, { description: 'What is answered; REMEDIED alone where CONFIRMED was accepted.' })
  answer!: FindingAnswer;

  @Field(() => String, { description: 'Why it is so, why it is no breach, or how it was put right: 1 to 2000 characters, without a number of twelve digits, and without an IIN whose digits stand apart.' })
  text!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of what was remedied: how much was recovered, or paid after all, in the currency of the finding. 0 or more; more than 0 only of a finding that is about money.' })
  recovered?: Decimal | null;
}

@InputType({ description: 'An auditor\'s review of a ministry\'s answer.' })
export class ReviewFindingInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement that it is found in.' })
  engagement!: string;

  @Field(() => UUID, { description: 'Its id.' })
  finding!: string;

  @Field(() => Int, { description: '`version` of the finding as it was read.' })
  expectedVersion!: number;

  @Field(() => Boolean, { description: 'True: the answer is taken, and is the status of the finding; false: it is sent back.' })
  accept!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, at most 2000 characters, without a number of twelve digits, and without an IIN whose digits stand apart. Needed where it is sent back.' })
  text?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Where it is sent back, by when the ministry answers anew: today or later, within a year; as before when left out. BAD_USER_INPUT where the answer is taken.' })
  dueOn?: string | null;
}
