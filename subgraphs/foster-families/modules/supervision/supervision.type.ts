import { Directive, Field, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { CareDeadlineState } from '../need/care-need-codes.type.js';
import { VisitFinding } from './supervision-codes.type.js';
import type { DueReport } from './due.js';
import type { VisitRow } from './supervision.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'A visit of the guardianship body to a child in its placement.' })
export class PlacementVisit {
  @Field(() => DateScalar, { description: 'The day.' })
  visitedOn!: CivilDate;

  @Field(() => Boolean, { description: 'Whether the family knew of it before.' })
  announced!: boolean;

  @Field(() => Boolean, { description: 'Whether the child was seen.' })
  childSeen!: boolean;

  @Field(() => Boolean, { description: 'Whether the child was spoken with alone.' })
  seenAlone!: boolean;

  @Field(() => VisitFinding, { description: 'What was found.' })
  finding!: VisitFinding;

  @Field(() => String, { description: 'Where it is written down.' })
  source!: string;
}

export const visitOf = ({ visitedOn, announced, childSeen, seenAlone, finding, source }: VisitRow): PlacementVisit =>
  Object.assign(new PlacementVisit(), { visitedOn, announced, childSeen, seenAlone, finding, source });

@Directive('@authenticated')
@ObjectType({ description: 'A report on a child that the form of its placement asks for, and what became of it.' })
export class PlacementReport {
  @Field(() => DateScalar, { description: 'The day on which it is, or was, due.' })
  dueOn!: CivilDate;

  @Field(() => CareDeadlineState, { description: 'Where it stands on the day asked about.' })
  state!: CareDeadlineState;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which the body received it; null before.' })
  receivedOn!: CivilDate | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the child\'s health passport came with it; null before it came.' })
  healthPassport!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where it is kept; null before it came.' })
  source!: string | null;
}

export const reportOf = ({ dueOn, state, received }: DueReport): PlacementReport =>
  Object.assign(new PlacementReport(), { dueOn, state, receivedOn: received?.receivedOn ?? null, healthPassport: received?.healthPassport ?? null, source: received?.source ?? null });
