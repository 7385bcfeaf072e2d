import { Directive, Field, ObjectType } from 'type-graphql';
import { IIN } from '../../../shared/scalars/scalars.js';

/** Registry's entity, named here by its key only. */
@Directive('@key(fields: "iin", resolvable: false)')
@ObjectType({ description: 'A person on the civil registry: a parent, a carer, or a child grown up.' })
export class Person {
  @Field(() => IIN, { description: 'Individual identification number: the key of the record.' })
  iin!: string;
}

export const personOf = (iin: string): Person => Object.assign(new Person(), { iin });
