import { Directive, Field, ObjectType } from 'type-graphql';
import type { AccessGrant } from '../../../shared/access/grant.js';
import { ExternalGrant } from '../../../shared/access/grant.type.js';
import { DateScalar, IIN } from '../../../shared/scalars/scalars.js';

/** Those of registry's facts that benefits are computed with. */
@Directive('@external')
@ObjectType('ChildFacts', { description: 'Facts of the civil registry that programmes compute with. Internal to the federation: only the planner asks for them.' })
export class ExternalFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;
}

/** Registry's entity; this subgraph adds `benefits`. */
@Directive('@key(fields: "iin")')
@ObjectType({
  description: 'A child the programmes serve: anybody with a birth record of 1 January 2006 or later. Every programme adds its own section. The record stays after majority, because savings are paid then.',
})
export class Child {
  @Field(() => IIN, { description: 'Individual identification number: the key of the record.' })
  iin!: string;

  @Directive('@external')
  @Field(() => ExternalGrant, { nullable: true, description: 'The viewer\'s grant for this child; null for a stranger. Internal to the federation.' })
  grant?: AccessGrant | null;

  @Directive('@external')
  @Field(() => ExternalFacts, { nullable: true, description: 'What programmes compute with; null for an unknown child. Internal to the federation.' })
  facts?: ExternalFacts | null;
}

/** What the planner hands in of a child: the key, and what some `@requires` named. */
export type ChildRepresentation = Pick<Child, 'iin'> & Partial<Child>;

export const childOf = (iin: string): Child => Object.assign(new Child(), { iin });

export const referencedChild = ({ iin, grant, facts }: ChildRepresentation): Child =>
  Object.assign(new Child(), { iin, grant: grant ?? null, facts: facts ?? null });
