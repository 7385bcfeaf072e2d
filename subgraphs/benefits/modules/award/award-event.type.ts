import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { CircumstanceCode } from '../circumstance/circumstance-code.type.js';
import type { AwardEventRow } from './award-event.repository.js';

export const AwardEventKind = enumType('AwardEventKind', 'What happened to an award.', {
  ASSIGNED: 'It was assigned.',
  SUSPENDED: 'It was suspended, for good or until somebody else receives it.',
  RESUMED: 'It was resumed.',
  RECALCULATED: 'Its amount was computed anew.',
  RECALCULATION_DUE: 'It must be computed anew, and the facts for that are not known yet.',
  CHILD_LEFT: 'A child is no longer in it.',
  RECIPIENT_CHANGED: 'Somebody else receives it from then on, by another award.',
  CONTINUES: 'Something happened, and by the law it goes on.',
  TERMINATED: 'It ended.',
  NEVER_DUE: 'It was found never to have been due.',
});
export type AwardEventKind = EnumValue<typeof AwardEventKind>;

@Directive('@authenticated')
@ObjectType({ description: 'An entry of an award\'s journal, kept since awards are decided on this register.' })
export class BenefitAwardEvent {
  @Field(() => AwardEventKind, { description: 'What happened to the award.' })
  kind!: AwardEventKind;

  @Field(() => CircumstanceCode, { nullable: true, description: 'The circumstance that led to it; null for a decision.' })
  circumstance!: CircumstanceCode | null;

  @Field(() => DateScalar, { description: 'The day on which it happened in the world.' })
  occurredOn!: CivilDate;

  @Field(() => DateScalar, { description: 'The day on which the programme received it.' })
  receivedOn!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which the award is paid otherwise, or not, because of it; null where nothing changes.' })
  effectiveFrom!: CivilDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day without a right, of an end; what was paid from there until `effectiveFrom` is to be recovered, and is no breach (178(1), 179(3), 237(1), 238(3)).' })
  noRightFrom!: CivilDate | null;

  @Field(() => String, { nullable: true, description: 'Where that stands in the Social Code; of a decision only for childcare, with what it rests on: contributions on record, or what was stated.' })
  article!: string | null;

  @Field(() => Int, { description: 'The version that the award got by it.' })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Directive(BENEFITS)
  @Field(() => String, { nullable: true, description: 'What it is based on.' })
  source!: string;

  @Directive(BENEFITS)
  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null for what a register told of, or where the official\'s token names none.' })
  organisation!: string | null;
}

export const awardEventOf = ({ kind, circumstance, occurredOn, receivedOn, effectiveFrom, noRightFrom, article, version, recordedAt, source, organisation }: AwardEventRow): BenefitAwardEvent =>
  Object.assign(new BenefitAwardEvent(), { kind, circumstance, occurredOn, receivedOn, effectiveFrom, noRightFrom, article, version, recordedAt: new Date(recordedAt), source, organisation });
