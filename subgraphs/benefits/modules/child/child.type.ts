import { Directive, Field, ObjectType } from 'type-graphql';
import { CHILD, CHILD_FACTS, FACTS, GrantedChild, makersOf, type Representation } from '../../../shared/access/external-child.type.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';

/** Those of registry's facts that benefits are computed with. */
@Directive('@external')
@ObjectType('ChildFacts', { description: CHILD_FACTS })
export class ExternalFacts {
  @Field(() => DateScalar, { description: 'Birth date.' })
  birthDate!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of death.' })
  deathDate!: string | null;
}

/** Registry's entity; this subgraph adds `benefits`. */
@Directive('@key(fields: "iin")')
@ObjectType({ description: CHILD })
export class Child extends GrantedChild {
  @Directive('@external')
  @Field(() => ExternalFacts, { nullable: true, description: FACTS })
  facts?: ExternalFacts | null;
}

export type ChildRepresentation = Representation<Child>;

export const { childOf, referencedChild } = makersOf(Child);
