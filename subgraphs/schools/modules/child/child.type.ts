import { Directive, ObjectType } from 'type-graphql';
import { CHILD, ExternalChild, makersOf, type Representation } from '../../../shared/access/external-child.type.js';

/** Registry's entity; this subgraph adds `schooling`. */
@Directive('@key(fields: "iin")')
@ObjectType({ description: CHILD })
export class Child extends ExternalChild {}

export type ChildRepresentation = Representation<Child>;

export const { childOf, referencedChild } = makersOf(Child);
