import type { Decimal } from 'decimal.js';
import { Field, InputType } from 'type-graphql';
import { BIN, DateScalar, DecimalScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { AwardComponent, AwardEndReason, AwardStatus } from '../award/award-codes.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';

@InputType({ description: 'Narrows a list of awards, or what is counted; every condition given must hold. Days include themselves.' })
export class BenefitAwardFilter {
  @Field(() => BenefitProgrammeCode, { nullable: true, description: 'Of this programme.' })
  programme?: BenefitProgrammeCode;

  @Field(() => AwardComponent, { nullable: true, description: 'This part of a programme.' })
  component?: AwardComponent;

  @Field(() => AwardStatus, { nullable: true, description: 'In this status now.' })
  status?: AwardStatus;

  @Field(() => Boolean, { nullable: true, description: 'Suspended now, or not.' })
  suspended?: boolean;

  @Field(() => AwardEndReason, { nullable: true, description: 'Ended for this reason.' })
  endReason?: AwardEndReason;

  @Field(() => KATO, { nullable: true, description: 'Paid by this region (KATO).' })
  regionKato?: string;

  @Field(() => BIN, { nullable: true, description: 'Decided by this body.' })
  decidingBody?: string;

  @Field(() => IIN, { nullable: true, description: 'For this child, now or in the past.' })
  childIin?: string;

  @Field(() => IIN, { nullable: true, description: 'Received by this person.' })
  recipientIin?: string;

  @Field(() => BIN, { nullable: true, description: 'Received by this organisation.' })
  recipientBin?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided on this day or later.' })
  decidedFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided on this day or earlier.' })
  decidedTo?: string;

  @Field(() => DateScalar, { nullable: true, description: 'The programme learnt of the event on this day or later.' })
  receivedFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'The programme learnt of the event on this day or earlier.' })
  receivedTo?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Due from this day or a later one.' })
  sinceFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Due from this day or an earlier one.' })
  sinceTo?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Its last day is this one or later; not those of which no end is known.' })
  untilFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Its last day is this one or earlier.' })
  untilTo?: string;

  @Field(() => String, { nullable: true, description: 'Its amount now, or when it ended, is of this case of the programme, e.g. CHILDREN_5.' })
  tier?: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'The recipient gets this much now, or got when it ended, or more; in tenge.' })
  amountFrom?: Decimal;

  @Field(() => DecimalScalar, { nullable: true, description: 'The recipient gets this much now, or got when it ended, or less; in tenge.' })
  amountTo?: Decimal;
}
