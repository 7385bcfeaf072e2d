import { Field, InputType } from 'type-graphql';
import { EventInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { ParentInput } from '../family/parent.input.type.js';
import { Sex } from '../person/life-status.type.js';
import { PersonNameInput } from '../person/name.input.type.js';
import { HomeInput } from '../residence/home.js';

@InputType({ description: 'A birth to be registered, on the day or years later. `occurredOn` is the day of birth, `receivedOn` the day of registration.' })
export class RegisterBirthInput extends EventInput {
  @Field(() => IIN, { description: 'The IIN that the national register of IINs has given. The register here makes none up.' })
  iin!: string;

  @Field(() => Sex, { description: 'Sex.' })
  sex!: Sex;

  @Field(() => PersonNameInput, { description: 'The child\'s name.' })
  name!: PersonNameInput;

  @Field(() => [ParentInput], { description: 'The parents on record: none, one or both. Somebody who is on no record is left out.' })
  parents!: ParentInput[];

  @Field(() => [String], { description: 'Citizenships from birth, ISO 3166-1 alpha-2, e.g. ["KZ"]; empty for a stateless child.' })
  citizenships!: string[];

  @Field(() => HomeInput, { nullable: true, description: 'Where the child is registered from birth; left out for a child without a residence in the country. Regional staff must give one in their regions.' })
  home?: HomeInput | null;
}
