import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { MutationInput } from '../../../shared/mutation/input.type.js';
import { outcomeType } from '../../../shared/mutation/refusal.type.js';
import { DateScalar, UUID } from '../../../shared/scalars/scalars.js';
import { AuditedProgramme } from '../engagement/engagement-rules.js';
import { IdentificationState } from './identification-rules.js';

@Directive('@requiresScopes(scopes: [["audit"]])')
@ObjectType({ description: 'A request of an auditor to be told whom a finding is about. Audit itself never learns it: the civil registry tells those who asked.' })
export class Identification {
  @Field(() => UUID, { nullable: true, description: 'Its id, by which the civil registry is asked (`identified`).' })
  id!: string;

  @Field(() => UUID, { nullable: true, description: 'The finding, under the engagement\'s key; null after the engagement.' })
  finding!: string | null;

  @Field(() => IdentificationState, { nullable: true, description: 'What has become of it.' })
  state!: IdentificationState;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever asked.' })
  reason!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was asked.' })
  requestedAt!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether you asked.' })
  requestedByYou!: boolean;

  @Field(() => String, { nullable: true, description: 'Account of whoever asked. A number that may be somebody\'s is left out.' })
  requestedBy!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which it may be decided.' })
  decideBy!: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When a second auditor decided; null until then.' })
  decidedAt!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether you decided.' })
  decidedByYou!: boolean;

  @Field(() => String, { nullable: true, description: 'Account of whoever decided, likewise; null until then.' })
  decidedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'What the second auditor said; null until then.' })
  note!: string | null;

  @Field(() => AuditedProgramme, { nullable: true, description: 'The programme whose ministry may read the answer as well, since the finding was assigned to it on the day of the decision; null without one.' })
  ministry!: AuditedProgramme | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which the answer may be read; null where nothing was approved.' })
  until!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the civil registry had looked; null until then.' })
  answeredAt!: string | null;
}

@InputType({ description: 'A request to be told whom a finding is about.' })
export class RequestIdentificationInput extends MutationInput {
  @Field(() => UUID, { description: 'The engagement.' })
  engagement!: string;

  @Field(() => UUID, { description: 'The finding, as the engagement names it.' })
  finding!: string;

  @Field(() => String, { description: 'The engagement\'s case number: whoever is found is looked up under it (X-Case-Number).' })
  caseNumber!: string;

  @Field(() => String, { description: 'Why, in 20 to 1000 characters. It must hold no number of twelve digits, and nobody\'s IIN with its digits apart.' })
  reason!: string;
}

@InputType({ description: 'A second auditor\'s word on a request to identify somebody.' })
export class DecideIdentificationInput extends MutationInput {
  @Field(() => UUID, { description: 'The request.' })
  request!: string;

  @Field(() => Boolean, { description: 'Yes or no.' })
  approve!: boolean;

  @Field(() => String, { description: 'Why, in 3 to 1000 characters. It must hold no number of twelve digits, and nobody\'s IIN with its digits apart.' })
  note!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The last day on which the answer may be read: today or later, within 30 days and the engagement\'s term; as late as may be when left out.' })
  until?: string | null;
}

export const IdentificationOutcome = outcomeType('IdentificationOutcome', Identification);
export type IdentificationOutcome = typeof IdentificationOutcome;
