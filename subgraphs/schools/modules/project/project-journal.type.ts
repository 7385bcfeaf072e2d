import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { ExpertiseVerdict, ProjectDocumentKind, ProjectStage, ProjectStop } from './project-codes.type.js';
import type { ConclusionRow, DocumentRow, StageRow } from './project-journal.repository.js';
import type { PlanStatement, StageTimes } from './timeline.js';

@ObjectType({ description: 'A planned day, as it was stated. A later statement stands beside it and does not replace it.' })
export class ProjectPlanStatement {
  @Field(() => DateScalar, { description: 'The day on which the stage was to be reached.' })
  plannedOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which that was stated.' })
  statedOn!: CivilDate;

  @Field(() => String, { description: 'What the statement is based on.' })
  source!: string;
}

@ObjectType({ description: 'A stage of a project: planned and actual day.' })
export class ProjectStageTimes {
  @Field(() => ProjectStage, { description: 'The stage.' })
  stage!: ProjectStage;

  @Field(() => DateScalar, { nullable: true, description: 'The day by the first plan; null where none was stated.' })
  firstPlannedOn!: CivilDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day by the last plan.' })
  plannedOn!: CivilDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was reached; null while it was not.' })
  actualOn!: CivilDate | null;

  @Field(() => Int, { nullable: true, description: 'Days from the first plan to the actual day, or to today where that day has passed without it; negative where it was early. Null without a plan, and of what a cancelled project did not reach.' })
  slippageDays!: number | null;

  @ListSize(3)
  @Field(() => [ProjectPlanStatement], { description: 'All plans, in the order in which they were stated.' })
  statements!: ProjectPlanStatement[];
}

const statementOf = ({ plannedOn, statedOn, source }: PlanStatement): ProjectPlanStatement => Object.assign(new ProjectPlanStatement(), { plannedOn, statedOn, source });

export const stageTimesOf = ({ statements, ...times }: StageTimes): ProjectStageTimes => Object.assign(new ProjectStageTimes(), times, { statements: statements.map(statementOf) });

@ObjectType({ description: 'A step of a project, as it was recorded. Nothing of it is ever changed.' })
export class ProjectStep {
  @Field(() => ProjectStage, { nullable: true, description: 'The stage before; null for the first step.' })
  from!: ProjectStage | null;

  @Field(() => ProjectStage, { description: 'The stage after.' })
  to!: ProjectStage;

  @Field(() => DateScalar, { description: 'The day on which it happened.' })
  occurredOn!: CivilDate;

  @Field(() => ProjectStop, { nullable: true, description: 'Why the project was suspended or cancelled.' })
  reason!: ProjectStop | null;

  @Field(() => BIN, { nullable: true, description: 'The contractor, or seller, where this step names one.' })
  contractor!: string | null;

  @Field(() => Money, { nullable: true, description: 'What it costs, where this step says so.' })
  cost!: Money | null;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null where the record names none.' })
  organisation!: string | null;

  @Field(() => Int, { description: 'The version that the record got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;
}

export const stepOf = ({ from, stage: to, occurredOn, stopReason: reason, contractorBin: contractor, costKzt, source, organisation, version, recordedAt }: StageRow): ProjectStep =>
  Object.assign(new ProjectStep(), { from, to, occurredOn, reason, contractor, cost: costKzt === null ? null : new Money(costKzt, 'KZT'), source, organisation, version, recordedAt: new Date(recordedAt) });

@ObjectType({ description: 'A conclusion of the State expertise on a project. Of several the last one counts.' })
export class ExpertiseConclusion {
  @Field(() => String, { description: 'Its number.' })
  number!: string;

  @Field(() => ExpertiseVerdict, { description: 'What it says.' })
  verdict!: ExpertiseVerdict;

  @Field(() => DateScalar, { description: 'Its day.' })
  concludedOn!: CivilDate;

  @Field(() => String, { description: 'Where the record comes from.' })
  source!: string;
}

export const conclusionOf = ({ number, verdict, concludedOn, source }: ConclusionRow): ExpertiseConclusion => Object.assign(new ExpertiseConclusion(), { number, verdict, concludedOn, source });

@ObjectType({ description: 'A paper or picture of a project: where it lies, and what it must be to be the same.' })
export class ProjectDocument {
  @Field(() => ProjectDocumentKind, { description: 'What it is.' })
  kind!: ProjectDocumentKind;

  @Field(() => String, { description: 'Where it lies: an https address.' })
  uri!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes, 64 hexadecimal digits.' })
  sha256!: string;

  @Field(() => DateScalar, { description: 'The day on which it was made or signed.' })
  datedOn!: CivilDate;
}

export const documentOf = ({ kind, uri, sha256, datedOn }: DocumentRow): ProjectDocument => Object.assign(new ProjectDocument(), { kind, uri, sha256, datedOn });
