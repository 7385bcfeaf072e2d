import { Field, ID, InputType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { ChangeInput, EventInput } from '../../../shared/mutation/input.type.js';
import { BIN, DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { AdoptedChildEducation, AdoptedChildHealth, AdoptedChildLiving, AdoptionEnding, AdoptionHome } from './adoption-codes.type.js';

@InputType({ description: 'An adoption whose decision came into force on `occurredOn`, and on which the adopters will report.' })
export class RecordAdoptionInput extends EventInput {
  @Field(() => IIN, { description: 'The adopted child, by the IIN of today: never one of before.' })
  iin!: string;

  @Field(() => [IIN], { description: 'Who adopted it: one, or two who are married (91(3)).' })
  adopters!: string[];

  @Field(() => AdoptionHome, { description: 'Where they live.' })
  home!: AdoptionHome;

  @Field(() => BIN, { description: 'The guardianship body of the place of the decision (86(4)).' })
  body!: string;

  @Field(() => KATO, { description: 'Its district or city, in a region that you act in.' })
  district!: string;
}

/** What the inputs that change an adoption's record have in common. */
@InputType()
export abstract class AdoptionChangeInput extends ChangeInput {
  @Field(() => ID, { description: '`id` of the adoption.' })
  adoption!: string;
}

@InputType({ description: 'A report of the adopters, received on `receivedOn`; `occurredOn` is the day of the report.' })
export class RecordAdoptionReportInput extends AdoptionChangeInput {
  @Field(() => DateScalar, { description: 'Which of the reports it is: the day on which that falls due.' })
  dueOn!: CivilDate;

  @Field(() => AdoptedChildLiving, { description: 'How the child lives.' })
  living!: AdoptedChildLiving;

  @Field(() => AdoptedChildEducation, { description: 'Where the child learns.' })
  education!: AdoptedChildEducation;

  @Field(() => AdoptedChildHealth, { description: 'How the child\'s health is.' })
  health!: AdoptedChildHealth;
}

@InputType({ description: 'A court has ended an adoption; from `occurredOn` on it no longer holds, and no report is owed.' })
export class EndAdoptionInput extends AdoptionChangeInput {
  @Field(() => AdoptionEnding, { description: 'How.' })
  ending!: AdoptionEnding;
}
