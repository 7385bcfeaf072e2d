import { Field, ID, InputType } from 'type-graphql';
import { EventInput } from '../../../shared/mutation/input.type.js';

@InputType({ description: 'A part of a district.' })
export class MicrodistrictInput {
  @Field(() => String, { description: 'Its code: 1 to 20 letters of any alphabet, digits, hyphens.' })
  code!: string;

  @Field(() => String, { description: 'Its name or bounds, 1 to 200 characters.' })
  name!: string;
}

@InputType({ description: 'What a school serves from a day on. `occurredOn` is the day, `source` the akimat\'s act.' })
export class SetCatchmentInput extends EventInput {
  @Field(() => ID, { description: '`id` of the school.' })
  school!: string;

  @Field(() => [MicrodistrictInput], { description: 'All of it, at most 100; what the school serves already stays as it is, what is left out ends.' })
  microdistricts!: MicrodistrictInput[];
}
