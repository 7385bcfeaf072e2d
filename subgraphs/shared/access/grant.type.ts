import { Directive, Field, ObjectType } from 'type-graphql';
import type { AccessGrant, Relation } from './grant.js';
import type { Scope } from './scopes.js';

/** The grant's fields: what registry decides, and the others read back by `requireGrant`. */
@ObjectType()
export class GrantFields implements AccessGrant {
  @Field(() => String, { description: 'SELF, PARENT, REPRESENTATIVE, CASEWORKER, OMBUDSMAN, MINISTRY, AUDITOR, BREAK_GLASS or OWN_RELATIVE, which opens nothing.' })
  relation!: Relation;

  @Field(() => [String], { description: 'Field classes the relation opens for this person.' })
  classes!: Scope[];

  @Field(() => Boolean, { description: 'Whether the place, school, payee and carer are withheld from this viewer.' })
  restricted!: boolean;
}

/** The grant as the programme subgraphs name it: registry's fields, `@external` here. */
@Directive('@external')
@ObjectType('AccessGrant', { description: 'What the viewer is to a person on the day, decided by registry. Internal to the federation.' })
export class ExternalGrant extends GrantFields {}
