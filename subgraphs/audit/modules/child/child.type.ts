import { Directive, ObjectType } from 'type-graphql';
import { CHILD, GrantedChild, makersOf } from '../../../shared/access/external-child.type.js';

/** Registry's entity; this subgraph adds `accessLog`. */
@Directive('@key(fields: "iin")')
@ObjectType({ description: CHILD })
export class Child extends GrantedChild {}

export const { childOf, referencedChild } = makersOf(Child);
