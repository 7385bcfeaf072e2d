import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BIN, DateScalar, KATO, UUID } from '../../../shared/scalars/scalars.js';
import { AuditedProgramme } from '../engagement/engagement-rules.js';
import { AuditSubject } from '../rule/rule-codes.type.js';
import { AuditRule } from '../rule/rule.type.js';
import { FindingAnswer, FindingEventKind, FindingStatus } from './finding-codes.type.js';

const SHARED = '@requiresScopes(scopes: [["audit"], ["findings"]])';

@Directive(SHARED)
@ObjectType({ description: 'What a run of the rule on one snapshot found of it.' })
export class FindingSight {
  @Field(() => UUID, { nullable: true, description: 'The snapshot.' })
  snapshot!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'The moment that the snapshot is of.' })
  asOf!: string;

  @Field(() => Int, { nullable: true, description: 'Version of the rule that was asked.' })
  ruleVersion!: number;

  @Field(() => Int, { nullable: true, description: 'Rows; 0 where it was not found any more. Null, as the other figures, where the run is of before they were kept by region, the finding lies in several, and not all of them are shown: what was found then is not computed again.' })
  rows!: number;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the first month; null where it is about no time.' })
  firstMonth!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the last month; null where it is about no time.' })
  lastMonth!: string | null;

  @Field(() => Money, { nullable: true, description: 'Sum of its rows\' amounts; null where it is about no money.' })
  amount!: Money | null;
}

@Directive(SHARED)
@ObjectType({ description: 'Something that happened to a finding, besides being found.' })
export class FindingEvent {
  @Field(() => FindingEventKind, { nullable: true, description: 'What happened.' })
  kind!: FindingEventKind;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When.' })
  at!: string;

  @Field(() => FindingStatus, { nullable: true, description: 'Its status since.' })
  status!: FindingStatus;

  @Field(() => BIN, { nullable: true, description: 'BIN of the body whose official did it; null where the token named none, or a rule did.' })
  organisation!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when an answer was asked for; null where none was.' })
  dueOn!: string | null;

  @Field(() => FindingAnswer, { nullable: true, description: 'What was answered, taken or sent back; null of all else.' })
  answer!: FindingAnswer | null;

  @Field(() => String, { nullable: true, description: 'What the ministry or the auditor wrote.' })
  text!: string | null;

  @Field(() => Money, { nullable: true, description: 'What the ministry says was recovered, or paid after all; null where it said nothing of that.' })
  recovered!: Money | null;
}

@Directive(SHARED)
@ObjectType({ description: 'That two auditors agreed that somebody may be told whom a finding is about. Audit never learns whom: the civil registry tells it (`identified`).' })
export class FindingIdentification {
  @Field(() => UUID, { nullable: true, description: 'Its id, `request` of `identified`: under AUDIT_CASE and the engagement\'s case number for the two auditors, under the purpose of its own work for the ministry that was asked about the finding. Seconds to two minutes pass between the approval and the answer; until then `identified` is WITHHELD.' })
  id!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which the civil registry tells it.' })
  until!: string;
}

@Directive(SHARED)
@ObjectType({ description: 'All rows of one rule about one person, school and so on. It goes on from snapshot to snapshot.' })
export class Finding {
  @Field(() => UUID, { nullable: true, description: 'Its id within the engagement: under another it has another.' })
  id!: string;

  @Field(() => UUID, { nullable: true, description: 'The engagement under whose key its id and pseudonym are.' })
  engagement!: string;

  @Field(() => AuditRule, { nullable: true, description: 'The rule, as it is now.' })
  rule!: AuditRule;

  @Field(() => FindingStatus, { nullable: true, description: 'What has become of it.' })
  status!: FindingStatus;

  @Field(() => AuditSubject, { nullable: true, description: 'What `about` is.' })
  aboutKind!: AuditSubject;

  @Field(() => String, { nullable: true, description: 'Whom or what it is about: of people and families a pseudonym, the same in all findings of the engagement; of all else the name that the views give it.' })
  about!: string;

  @ListSize(2)
  @Field(() => [KATO], { nullable: true, description: 'KATO of the regions that answer for its rows, of those that it is shown for: an engagement\'s, or an official\'s. Empty where the views withhold them, or there are none.' })
  regions!: string[];

  @Field(() => Int, { nullable: true, description: 'Rows, when it was last found. As all figures of a finding, of what belongs to the regions that it is shown for: others may have more of it. Null where that was not kept by region: a finding of several regions that no rule of this version has been asked about yet. The rule asked of the next snapshot (`takeSnapshot`, `runAuditRule`) gives its figures; asked again of the same, it moves nothing.' })
  rows!: number;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the first month that is wrong; null where it is about no time.' })
  firstMonth!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the last month that is wrong; null where it is about no time.' })
  lastMonth!: string | null;

  @Field(() => Money, { nullable: true, description: 'Sum of what went out, or did not, against the rule; null where it is about no money.' })
  amount!: Money | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was found when the rule was last asked.' })
  present!: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Moment of the snapshot since which it is not found any more; null while it is.' })
  goneSince!: string | null;

  @Field(() => AuditedProgramme, { nullable: true, description: 'The programme whose ministry was asked to answer; null before.' })
  assignedTo!: AuditedProgramme | null;

  @Field(() => DateScalar, { nullable: true, description: 'By when; null before it was assigned.' })
  dueOn!: string | null;

  @Field(() => FindingAnswer, { nullable: true, description: 'What the ministry has answered and no auditor has reviewed yet; null where there is no such answer.' })
  answer!: FindingAnswer | null;

  @Field(() => FindingIdentification, { nullable: true, description: 'The newest request to be told whom it is about that was approved in this engagement and is in force. A ministry sees it where the request names it: it was asked about the finding when the request was approved. Null while there is none, of what is about no person, and after its last day.' })
  identification!: FindingIdentification | null;

  @Field(() => Int, { nullable: true, description: 'Version of what was decided about it, for `expectedVersion`.' })
  version!: number;

  @ListSize(10)
  @Field(() => [FindingSight], { nullable: true, description: 'What each run found of it, oldest first; the last hundred.' })
  history!: FindingSight[];

  @ListSize(5)
  @Field(() => [FindingEvent], { nullable: true, description: 'What else happened to it in this engagement, or by a rule, oldest first; the last hundred. What auditors asked and were answered in another one is told there alone.' })
  events!: FindingEvent[];
}
