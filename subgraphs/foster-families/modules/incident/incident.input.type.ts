import { Field, ID, InputType } from 'type-graphql';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { IncidentKind, IncidentMeasure, IncidentOutcome, IncidentReporter, IncidentSeverity } from './incident-codes.type.js';

@InputType({ description: 'Something that happened to a child in its placement, on `occurredOn`; `receivedOn` is the day on which the body was told, `source` where it is written down.' })
export class RecordIncidentInput extends EventInput {
  @Field(() => ID, { description: '`id` of the placement.' })
  placement!: string;

  @Field(() => IncidentKind, { description: 'What happened.' })
  kind!: IncidentKind;

  @Field(() => IncidentSeverity, { description: 'How grave it is.' })
  severity!: IncidentSeverity;

  @Field(() => IncidentReporter, { description: 'In what role somebody told of it.' })
  reporter!: IncidentReporter;

  @Field(() => [IncidentMeasure], { description: 'What was done at once. 1 to 11, each once, or NOTHING_YET alone.' })
  measures!: IncidentMeasure[];
}

@InputType({ description: 'What was done about an incident, on `occurredOn`.' })
export class FollowUpIncidentInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the incident.' })
  incident!: string;

  @Field(() => [IncidentMeasure], { description: 'What was done. 1 to 11, each once, or NOTHING_YET alone: it is to be looked after by the same day then, and not closed.' })
  measures!: IncidentMeasure[];

  @Field(() => IncidentOutcome, { nullable: true, description: 'How it is closed by this; left out while it is to be looked after again.' })
  outcome?: IncidentOutcome | null;
}
