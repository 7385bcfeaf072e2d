import { Kind, type FieldNode } from 'graphql';

/** No field of the graph may begin with it: `loadGraph` sees to that. */
export const CLIENT_KEY_PREFIX = 'as__';

/**
 * The key under which a client's field stands in the plan and in the fetched data.
 *
 * The planner adds fields of its own to what a client asks, keys and what `@requires` names, and where the client has
 * given another field that name it takes the client's for its own: `child(iin: …) { grant: somethingElse { … } benefits }`
 * makes `somethingElse` the grant that benefits trusts, and `{ iin: motherIin benefits }` asks for another person. So
 * every name that a client chose, and every field with arguments, gets a key that no field of the graph has.
 */
export function plannedKey({ name, alias, arguments: given = [] }: FieldNode): string {
  const own = given.length === 0 && (alias === undefined || alias.value === name.value);
  return own ? name.value : `${CLIENT_KEY_PREFIX}${(alias ?? name).value}`;
}

/** A client's field as it is planned; its `@skip` and `@include` are settled by then. */
export function plannedField(field: FieldNode): FieldNode {
  const { alias: _chosen, directives: _settled, ...node } = field;
  const key = plannedKey(field);
  return key === node.name.value ? node : { ...node, alias: { kind: Kind.NAME, value: key } };
}
