import { Directive, Field, ObjectType } from 'type-graphql';
import { CHILD, FACTS, GrantedChild, makersOf, type Representation } from '../../../shared/access/external-child.type.js';
import { ExternalFacts } from './child-facts.type.js';

/** Registry's entity; this subgraph adds `savings`. */
@Directive('@key(fields: "iin")')
@ObjectType({ description: CHILD })
export class Child extends GrantedChild {
  @Directive('@external')
  @Field(() => ExternalFacts, { nullable: true, description: FACTS })
  facts?: ExternalFacts | null;
}

export type ChildRepresentation = Representation<Child>;

export const { childOf, referencedChild } = makersOf(Child);
