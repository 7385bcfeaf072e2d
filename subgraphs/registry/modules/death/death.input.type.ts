import { Field, InputType } from 'type-graphql';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

@InputType({ description: 'A death to be registered. `occurredOn` is the day of death, or the day a court says it was.' })
export class RegisterDeathInput extends ChangeInput {
  @Field(() => IIN, { description: 'Who died.' })
  iin!: string;
}
