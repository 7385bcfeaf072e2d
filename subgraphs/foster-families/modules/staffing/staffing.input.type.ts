import type { Decimal } from 'decimal.js';
import { Field, ID, InputType, Int } from 'type-graphql';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DecimalScalar, KATO } from '../../../shared/scalars/scalars.js';

/** What the inputs about a district's guardianship body have in common. */
@InputType()
export abstract class DistrictFigureInput extends EventInput {
  @Field(() => KATO, { description: 'The district or city.' })
  district!: string;

  @Field(() => ID, { nullable: true, description: '`id` of a figure of the same district that was wrong, and whose place this one takes; left out where it has changed.' })
  corrects?: string | null;
}

@InputType({ description: 'Specialists of a district\'s guardianship body, from `occurredOn` on.' })
export class RecordGuardianshipStaffInput extends DistrictFigureInput {
  @Field(() => BIN, { description: 'The guardianship body of the district from that day on.' })
  body!: string;

  @Field(() => DecimalScalar, { description: 'Posts that it has: 0 to 1,000, in quarters.' })
  posts!: Decimal;

  @Field(() => DecimalScalar, { description: 'Of these those that somebody holds, in quarters.' })
  filled!: Decimal;
}

@InputType({ description: 'Children under 18 who live in a district, whoever raises them, as of `occurredOn`.' })
export class RecordDistrictChildrenInput extends DistrictFigureInput {
  @Field(() => Int, { description: 'How many: 0 to 2,000,000.' })
  children!: number;
}
