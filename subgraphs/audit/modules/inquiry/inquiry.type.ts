import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { BIN } from '../../../shared/scalars/scalars.js';

@Directive('@requiresScopes(scopes: [["audit"]])')
@ObjectType({ description: 'An inquiry whose look-ups the children\'s logs do not show for as long as it is open.' })
export class Inquiry {
  @Field(() => String, { nullable: true, description: 'Case number: what the look-ups of the inquiry named (X-Case-Number).' })
  caseNumber!: string;

  @Field(() => BIN, { nullable: true, description: 'BIN of the body whose auditor opened it; null where the token names none.' })
  organisation!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was opened.' })
  openedAt!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed, and the logs began to show its look-ups; null while it is open.' })
  closedAt!: string | null;
}

@InputType({ description: 'An inquiry to be opened or closed.' })
export class InquiryInput extends MutationInput {
  @Field(() => String, { description: 'Case number, as X-Case-Number takes it: 1 to 64 Latin letters, digits and / . _ -, of which the first is a letter or a digit; without a number of twelve digits.' })
  caseNumber!: string;
}

export const InquiryOutcome = outcomeType('InquiryOutcome', Inquiry);
export type InquiryOutcome = typeof InquiryOutcome;
