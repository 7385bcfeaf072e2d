import { Directive, Field, InputType, ID, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ListSize } from '../../../shared/list-size.js';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar } from '../../../shared/scalars/scalars.js';
import { AfterCareClosing, AfterCareHousing, AfterCareOccupation, AfterCareState } from './after-care-codes.type.js';
import type { ContactRow } from './after-care.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'A follow-up of somebody who has left care.' })
export class AfterCareContact {
  @Field(() => DateScalar, { description: 'The day.' })
  contactedOn!: CivilDate;

  @Field(() => Boolean, { description: 'Whether they were reached.' })
  reached!: boolean;

  @Field(() => AfterCareHousing, { nullable: true, description: 'Where they live; null where it is not known.' })
  housing!: AfterCareHousing | null;

  @Field(() => AfterCareOccupation, { nullable: true, description: 'What they do; null where it is not known.' })
  occupation!: AfterCareOccupation | null;

  @Field(() => AfterCareClosing, { nullable: true, description: 'Why they are followed up no more; null where they are.' })
  closing!: AfterCareClosing | null;

  @Field(() => String, { description: 'Where it is written down.' })
  source!: string;

  @Field(() => BIN, { nullable: true, description: 'The body whose official recorded it; null where the token named none.' })
  organisation!: string | null;
}

export const contactOf = ({ placement: _placement, ...row }: ContactRow): AfterCareContact => Object.assign(new AfterCareContact(), row);

@Directive('@authenticated')
@ObjectType({ description: 'How somebody is looked after who left care as an adult: at 18, by marriage, or by full capacity before. Until which age and how often is configuration.' })
export class AfterCare {
  @Field(() => DateScalar, { description: 'The day on which they left care.' })
  leftOn!: CivilDate;

  @Field(() => DateScalar, { nullable: true, description: 'By when they are to be followed up next, counted from the last time they were reached; null once nobody does.' })
  nextBy!: CivilDate | null;

  @Field(() => AfterCareState, { description: 'Where it stands today.' })
  state!: AfterCareState;

  @ListSize(6)
  @Field(() => [AfterCareContact], { description: 'Follow-ups, oldest first.' })
  contacts!: readonly AfterCareContact[];
}

@InputType({ description: 'A follow-up of somebody who has left care, on `occurredOn`; with `closing` the last.' })
export class RecordAfterCareInput extends EventInput {
  @Field(() => ID, { description: '`id` of the placement by which they left care.' })
  placement!: string;

  @Field(() => Boolean, { description: 'Whether they were reached.' })
  reached!: boolean;

  @Field(() => AfterCareHousing, { nullable: true, description: 'Where they live, of somebody who was reached.' })
  housing?: AfterCareHousing | null;

  @Field(() => AfterCareOccupation, { nullable: true, description: 'What they do, of somebody who was reached.' })
  occupation?: AfterCareOccupation | null;

  @Field(() => AfterCareClosing, { nullable: true, description: 'Why they are followed up no more; left out while they are.' })
  closing?: AfterCareClosing | null;
}
