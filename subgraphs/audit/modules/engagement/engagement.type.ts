import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { BIN, DateScalar, IIN, KATO, UUID } from '../../../shared/scalars/scalars.js';
import { AuditedProgramme } from './engagement-rules.js';

@Directive('@requiresScopes(scopes: [["audit"]])')
@ObjectType({ description: 'An audit that some auditors carry out together. Whatever names somebody or something leaves audit under its key alone: ids of one engagement have nothing to do with those of another.' })
export class Engagement {
  @Field(() => UUID, { nullable: true, description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Case number that whoever is found in it is looked up by (X-Case-Number).' })
  caseNumber!: string;

  @Field(() => BIN, { nullable: true, description: 'BIN of the body whose auditor opened it; null where the token named none.' })
  organisation!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people were named as its members. 0: every auditor of the body is one; without a body, the account alone that opened it.' })
  namedMembers!: number;

  @ListSize(5)
  @Field(() => [AuditedProgramme], { nullable: true, description: 'The programmes that it is about.' })
  programmes!: AuditedProgramme[];

  @ListSize(20)
  @Field(() => [KATO], { nullable: true, description: 'The regions that it is about (KATO); empty for the whole country.' })
  regions!: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was opened.' })
  openedAt!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Its last day. After it nothing leaves under its key any more.' })
  endsOn!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed and its key destroyed; null while it is not.' })
  closedAt!: string | null;
}

@InputType({ description: 'An engagement to be opened.' })
export class OpenEngagementInput extends MutationInput {
  @Field(() => String, { description: 'Case number, as X-Case-Number takes it: 1 to 64 Latin letters, digits and / . _ -, of which the first is a letter or a digit; without a number of twelve digits.' })
  caseNumber!: string;

  @Field(() => [AuditedProgramme], { description: 'The programmes that it is about; at least one.' })
  programmes!: AuditedProgramme[];

  @Field(() => [KATO], { nullable: true, description: 'The regions that it is about (KATO of regions), one at least; the whole country when left out.' })
  regions?: string[] | null;

  @Field(() => DateScalar, { description: 'Its last day: today or later, within three years.' })
  endsOn!: string;

  @Field(() => [IIN], { nullable: true, description: 'Its members, 1 to 50, of whatever body; whoever opens it is one. When left out, every auditor of the body of whoever opens it is a member; where the token names no body, nobody but whoever opens it.' })
  members?: string[] | null;
}

@InputType({ description: 'An engagement to be closed.' })
export class CloseEngagementInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement.' })
  engagement!: string;
}

export const EngagementOutcome = outcomeType('EngagementOutcome', Engagement);
export type EngagementOutcome = typeof EngagementOutcome;
