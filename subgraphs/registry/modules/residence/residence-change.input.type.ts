import { Field, InputType } from 'type-graphql';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { HomeInput } from './home.js';

@InputType({ description: 'Where somebody is registered from `occurredOn` on, until the next change on record. A residence from the same day as one on record takes its place.' })
export class RegisterResidenceInput extends ChangeInput {
  @Field(() => IIN, { description: 'Whose residence.' })
  iin!: string;

  @Field(() => HomeInput, { nullable: true, description: 'The new home; left out where the person left the country for good.' })
  home?: HomeInput | null;
}
