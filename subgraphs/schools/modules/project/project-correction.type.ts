import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { ProjectFact } from './project-codes.type.js';
import type { CorrectionRow } from './project-correction.repository.js';

@ObjectType({ description: 'A fact of a project that was recorded by mistake: what it was, and what it should have been. The project shows the last one; nothing is ever changed.' })
export class ProjectCorrection {
  @Field(() => ProjectFact, { description: 'Which fact.' })
  fact!: ProjectFact;

  @Field(() => String, { description: 'What was on record: a number, a KATO or BIN, true or false, or a name, by the fact.' })
  was!: string;

  @Field(() => String, { description: 'What it should have been, likewise.' })
  corrected!: string;

  @Field(() => String, { description: 'Why it was corrected.' })
  reason!: string;

  @Field(() => DateScalar, { description: 'The day on which the mistake was found.' })
  occurredOn!: CivilDate;

  @Field(() => String, { description: 'What the correction is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null where the record names none.' })
  organisation!: string | null;

  @Field(() => Int, { description: 'The version that the record got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;
}

export const correctionOf = ({ fact, was, corrected, reason, occurredOn, source, organisation, version, recordedAt }: CorrectionRow): ProjectCorrection =>
  Object.assign(new ProjectCorrection(), { fact, was, corrected, reason, occurredOn, source, organisation, version, recordedAt: new Date(recordedAt) });
