import { Field, InputType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { ChangeInput } from '../../../shared/mutation/input.type.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';
import { PersonNameInput } from '../person/name.input.type.js';
import { ParentInput } from './parent.input.type.js';

export const ParentageChange = enumType('ParentageChange', 'What happened to a parentage.', {
  ESTABLISHED: 'Paternity (or maternity) was established, by declaration or by a court. `parents` names the one parent.',
  ADOPTED: 'The child was adopted. `parents` names the adopter or adopters. All other parentages end, but for `keptParents` (Code on Marriage and Family, art. 100(2), (3), (5)).',
  ADOPTION_CANCELLED: 'A court cancelled an adoption: the parentage of `endedParents` ends that day (art. 107), and that of `parents`, whose rights the court restores, begins anew (art. 109(1)).',
  ANNULLED: 'A parentage was declared void (art. 103, or contested in court): that of `endedParents` never was (art. 105(1)), and that of `parents`, which it had ended, goes on (art. 105(2)).',
});
export type ParentageChange = EnumValue<typeof ParentageChange>;

@InputType({ description: 'A change of who is a child\'s parent. `expectedVersion` is that of the child\'s record.' })
export class RegisterParentageInput extends ChangeInput {
  @Field(() => IIN, { description: 'The child.' })
  childIin!: string;

  @Field(() => ParentageChange, { description: 'What happened. For court decisions `occurredOn` is the day on which they took effect (art. 88, 107(3)).' })
  change!: ParentageChange;

  @Field(() => [ParentInput], { description: 'Who becomes a parent, or is one again. Empty only where an adoption is cancelled or a parentage annulled and nobody takes the place.' })
  parents!: ParentInput[];

  @Field(() => [IIN], { nullable: true, description: 'For ADOPTED: parents whose rights the court\'s decision keeps. None when left out.' })
  keptParents?: string[] | null;

  @Field(() => [IIN], { nullable: true, description: 'For ADOPTION_CANCELLED and ANNULLED: the parents whose parentage ends or is void.' })
  endedParents?: string[] | null;

  @Field(() => PersonNameInput, { nullable: true, description: 'The child\'s name from now on, where the decision changes it (art. 97, 105(3), 109(3)); a child of ten or older has consented to it in court.' })
  name?: PersonNameInput | null;

  @Field(() => DateScalar, { nullable: true, description: 'The child\'s birth date from now on, where the decision changes it. An adoption moves it by at most six months, and only that of a child under three (art. 98(1)); its end may move it back.' })
  birthDate?: string | null;
}
