import { Directive, Field, ObjectType } from 'type-graphql';
import type { AccessGrant, Relation } from '../../../shared/access/grant.js';
import { requireGrant } from '../../../shared/access/grant.js';
import type { OpenedRecord } from '../../../shared/access/path.js';
import { IIN } from '../../../shared/scalars/scalars.js';
import { Person, personOf } from './person.type.js';

@Directive('@authenticated')
@ObjectType({ description: 'What somebody receives from the Ministry of Labour and Social Protection, for themselves and for children.' })
export class PersonBenefits {
  @Field(() => IIN, { description: 'Individual identification number of the recipient.' })
  iin!: string;

  @Field(() => Person, { description: 'The recipient.' })
  person(): Person {
    return personOf(this.iin);
  }

  record!: OpenedRecord;

  /** What the viewer is to the recipient: themselves see what they receive for a shielded child, nobody else does. */
  relation!: Relation;
}

export function personSection(iin: string, grant: AccessGrant | null | undefined): PersonBenefits {
  const authorised = requireGrant(iin, grant, 'benefits');
  return Object.assign(new PersonBenefits(), { iin, record: { ...authorised, path: 'relation' }, relation: grant?.relation });
}
