import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { PersonName } from '../person/name.js';
import { Child } from '../person/person.type.js';

@Directive('@authenticated')
@ObjectType({ description: 'A brother or sister: what belongs to the child\'s own family data. The sibling\'s record has access rules of its own.' })
export class Sibling {
  @Field(() => Child, { description: 'The sibling\'s own record.' })
  child!: Child;

  @Field(() => PersonName, { description: 'The sibling\'s name.' })
  name!: PersonName;

  @Field(() => DateScalar, { description: 'The sibling\'s birth date.' })
  birthDate!: string;

  @Field(() => Int, { description: 'How many parents they have in common: 1 or 2.' })
  commonParents!: number;
}
