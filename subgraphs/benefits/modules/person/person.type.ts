import { Directive, Field, ObjectType } from 'type-graphql';
import type { AccessGrant } from '../../../shared/access/grant.js';
import { ExternalGrant } from '../../../shared/access/grant.type.js';
import { IIN } from '../../../shared/scalars/scalars.js';

/** Registry's entity; this subgraph adds `benefits`. */
@Directive('@key(fields: "iin")')
@ObjectType({ description: 'A person on the civil registry: a parent, a carer, or a child grown up.' })
export class Person {
  @Field(() => IIN, { description: 'Individual identification number: the key of the record.' })
  iin!: string;

  @Directive('@external')
  @Field(() => ExternalGrant, { nullable: true, description: 'The viewer\'s grant for this person; null for a stranger. Internal to the federation.' })
  grant?: AccessGrant | null;
}

export const personOf = (iin: string): Person => Object.assign(new Person(), { iin });

export const referencedPerson = ({ iin, grant }: Pick<Person, 'iin' | 'grant'>): Person => Object.assign(new Person(), { iin, grant: grant ?? null });
