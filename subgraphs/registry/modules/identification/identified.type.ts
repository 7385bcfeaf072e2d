import { Directive, Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, Person } from '../person/person.type.js';

@Directive('@authenticated')
@ObjectType({ description: 'Whom a finding of auditors is about, for those who were allowed to know: either a child or a person is named.' })
export class Identified {
  /** Whom, for the ledger. */
  iin!: string;

  @Field(() => Child, { nullable: true, description: 'The child; null where it is no child of the programmes.' })
  child!: Child | null;

  @Field(() => Person, { nullable: true, description: 'The person; null where it is a child of the programmes.' })
  person!: Person | null;

  @Field(() => DateScalar, { description: 'The last day on which this can be asked.' })
  until!: string;
}
