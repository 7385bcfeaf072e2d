import { Field, InputType } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { VisitFinding } from './supervision-codes.type.js';

@InputType({ description: 'A visit to a child in its placement. `occurredOn` is its day, `source` where it is written down.' })
export class RecordVisitInput extends PlacementChangeInput {
  @Field(() => Boolean, { description: 'Whether the family knew of it before. Professional foster families may be visited unannounced by the Code (132-6(3)).' })
  announced!: boolean;

  @Field(() => Boolean, { description: 'Whether the child was seen.' })
  childSeen!: boolean;

  @Field(() => Boolean, { description: 'Whether the child was spoken with alone.' })
  seenAlone!: boolean;

  @Field(() => VisitFinding, { description: 'What was found.' })
  finding!: VisitFinding;
}

@InputType({ description: 'A report on a child. `receivedOn` is the day on which it came, `source` where it is kept.' })
export class RecordReportInput extends PlacementChangeInput {
  @Field(() => DateScalar, { description: 'Which report: the day on which it was due, of `Placement.reports`.' })
  dueOn!: string;

  @Field(() => Boolean, { description: 'Whether the child\'s health passport came with it.' })
  healthPassport!: boolean;
}
