import { Directive, Field, ObjectType } from 'type-graphql';
import { DateScalar, IIN } from '../scalars/scalars.js';
import type { AccessGrant } from './grant.js';
import { ExternalGrant } from './grant.type.js';

/** What registry says of its entity, repeated by every subgraph that adds to it. */
export const CHILD =
  'A child the programmes serve: anybody with a birth record of 1 January 2006 or later. Every programme adds its own section. The record stays after majority, because savings are paid then.';

export const CHILD_FACTS = 'Facts of the civil registry that programmes compute with. Internal to the federation: only the planner asks for them.';
export const FACTS = 'What programmes compute with; null for an unknown child. Internal to the federation.';

/**
 * Registry's Child as a programme names it. Each subgraph makes its own `Child` of it, because TypeGraphQL hangs the
 * fields that a subgraph adds on the class.
 */
@ObjectType()
export class GrantedChild {
  @Field(() => IIN, { description: 'Individual identification number: the key of the record.' })
  iin!: string;

  @Directive('@external')
  @Field(() => ExternalGrant, { nullable: true, description: 'The viewer\'s grant for this child; null for a stranger. Internal to the federation.' })
  grant?: AccessGrant | null;
}

/** Those of registry's facts that a programme needs when it needs no more than the birth date. */
@Directive('@external')
@ObjectType('ChildFacts', { description: CHILD_FACTS })
export class ExternalFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;
}

@ObjectType()
export class ExternalChild extends GrantedChild {
  @Directive('@external')
  @Field(() => ExternalFacts, { nullable: true, description: FACTS })
  facts?: ExternalFacts | null;
}

/** What the planner hands in of a child: the key, and what some `@requires` named. */
export type Representation<C extends GrantedChild> = Pick<C, 'iin'> & Partial<C>;

/** How a subgraph makes instances of its own `Child`: by key, and from a representation. */
export const makersOf = <C extends GrantedChild>(child: new () => C) => ({
  childOf: (iin: string): C => Object.assign(new child(), { iin }),
  referencedChild: ({ iin, grant = null, facts = null }: Representation<C> & { readonly facts?: unknown }): C =>
    Object.assign(new child(), { iin, grant, facts }),
});
