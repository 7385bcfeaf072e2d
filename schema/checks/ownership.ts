import { ADDED, OWNERS, SHARED_TYPES } from '../owners.js';
import { isList, keyFields, objectTypes, resolvers, usesOverride } from './supergraph.js';

/**
 * A subgraph could take another's field with `@override`, or serve forged grants by defining `Child.grant` too, and
 * composition would only hint. So every field's owner is checked against the table the ministries agreed on.
 */
export function ownershipProblems(supergraphSdl: string): string[] {
  return objectTypes(supergraphSdl).flatMap((type) => {
    const name = type.name.value;
    const keys = keyFields(type);
    if (keys.size > 0 && OWNERS[name] === undefined) return [`ownership: the entity ${name} has no owner in schema/owners.ts`];
    return (type.fields ?? []).flatMap((field) => {
      const coordinate = `${name}.${field.name.value}`;
      if (usesOverride(field)) return [`ownership: ${coordinate} is taken from its owner by @override`];
      if (keys.has(field.name.value)) return [];
      const found = resolvers(type, field);
      const shared = SHARED_TYPES.includes(name);
      if (shared) return isList(field.type) ? [`ownership: the shared ${coordinate} must not be a list`] : [];
      if (found.length > 1) return [`ownership: ${coordinate} is resolved by ${found.join(' and ')}; one subgraph must own it`];
      const owner = ADDED[coordinate] ?? OWNERS[name] ?? found[0];
      return found[0] === owner ? [] : [`ownership: ${coordinate} belongs to ${owner}, not to ${found[0]}`];
    });
  });
}
