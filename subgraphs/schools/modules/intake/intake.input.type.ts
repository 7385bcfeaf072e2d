import { Field, ID, InputType, Int } from 'type-graphql';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { InstructionLanguage } from '../school/school.enums.js';

@InputType({ description: 'How many children a school takes into a class. `occurredOn` is the day of the order.' })
export class SetIntakeInput extends EventInput {
  @Field(() => ID, { description: '`id` of the school.' })
  school!: string;

  @Field(() => Int, { description: 'The year in which the school year begins: that of the running one, or of the next.' })
  schoolYear!: number;

  @Field(() => Int, { description: 'The class: 1 to the last one that the school teaches, or 0 for the pre-school class.' })
  classNumber!: number;

  @Field(() => InstructionLanguage, { description: 'Language of instruction; one that the school teaches in.' })
  language!: InstructionLanguage;

  @Field(() => Int, { description: 'Places, not fewer than are taken already. With the other intakes and those who stay, not more than the building has in the shifts it works in.' })
  places!: number;
}
