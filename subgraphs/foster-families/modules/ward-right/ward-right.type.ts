import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { PlacementChangeInput } from '../placement/placement.input.type.js';
import { WardRightKind, WardRightStanding } from './ward-right-codes.type.js';
import type { StatementRow } from './ward-right.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'What a guardianship body has put on record about the housing or the alimony of a child.' })
export class WardRightStatement {
  @Field(() => ID, { description: 'Opaque id, to correct it by.' })
  id!: string;

  @Field(() => WardRightStanding, { description: 'What it says.' })
  standing!: WardRightStanding;

  @Field(() => DateScalar, { description: 'Since when that is so.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the body learnt of it.' })
  receivedOn!: CivilDate;

  @Field(() => Boolean, { description: 'Whether another statement says that it was wrong: then it counts no more.' })
  corrected!: boolean;

  @Field(() => String, { description: 'What it is based on.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null where the token named none.' })
  organisation!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;
}

export const statementOf = ({ publicId: id, standing, occurredOn, receivedOn, corrected, source, organisation, recordedAt }: StatementRow): WardRightStatement =>
  Object.assign(new WardRightStatement(), { id, standing, occurredOn, receivedOn, corrected, source, organisation, recordedAt: new Date(recordedAt) });

@Directive('@authenticated')
@ObjectType({ description: 'How the housing, or the alimony, of a child in care stands: by the last word on it, on whichever of the child\'s placements it was recorded, until an adoption.' })
export class WardRight {
  @Field(() => WardRightKind, { description: 'Which of the two.' })
  kind!: WardRightKind;

  @Field(() => WardRightStanding, { nullable: true, description: 'The last word; null where nothing is on record.' })
  standing!: WardRightStanding | null;

  @Field(() => DateScalar, { nullable: true, description: 'Since when that is so; null where nothing is on record.' })
  since!: CivilDate | null;

  @Field(() => Boolean, { description: 'Whether nothing is left to be done.' })
  settled!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'The last day for it, three months from the first day in care or from a refusal; null once it is settled. No act that was read sets the term: it is configuration.' })
  dueBy!: CivilDate | null;

  @Field(() => Int, { description: 'How many statements on it are on record in the country, those that were corrected too: `recordWardRight` names it as `expectedVersion`.' })
  version!: number;

  @ListSize(4)
  @Field(() => [WardRightStatement], { description: 'The statements in sight, in the order in which they were recorded: by the register of a region those of placements in it.' })
  history!: readonly WardRightStatement[];
}

@InputType({ description: 'What is so of a child\'s housing or alimony from `occurredOn` on, which may lie before the placement. `expectedVersion` is that of the right, `WardRight.version`.' })
export class RecordWardRightInput extends PlacementChangeInput {
  @Field(() => WardRightStanding, { description: 'What is so; it says whether it is about housing or alimony.' })
  standing!: WardRightStanding;

  @Field(() => ID, { nullable: true, description: '`id` of a statement on the same right that was wrong, and whose place this one takes; left out where something new has happened.' })
  corrects?: string | null;
}
