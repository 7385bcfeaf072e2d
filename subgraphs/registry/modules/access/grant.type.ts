import { Directive, Field, ObjectType } from 'type-graphql';
import type { AccessGrant, Relation } from '../../../shared/access/grant.js';
import type { Scope } from '../../../shared/access/scopes.js';

@Directive('@inaccessible')
@ObjectType('AccessGrant', { description: 'What the viewer is to a person on the day. Internal to the federation: only the planner asks for it.' })
export class AccessGrantType implements AccessGrant {
  @Field(() => String, { description: 'SELF, PARENT, REPRESENTATIVE, CASEWORKER, OMBUDSMAN or MINISTRY.' })
  relation!: Relation;

  @Field(() => [String], { description: 'Field classes the relation opens for this person.' })
  classes!: Scope[];

  @Field(() => Boolean, { description: 'Whether the place, school, payee and carer are withheld from this viewer.' })
  restricted!: boolean;
}
