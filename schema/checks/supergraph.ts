import { Kind, parse, type ConstDirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';

/** The object types of a supergraph, without the machinery of join and link. */
export function objectTypes(supergraphSdl: string): ObjectTypeDefinitionNode[] {
  return parse(supergraphSdl).definitions.filter(
    (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION && !/^(join|link)__/.test(node.name.value),
  );
}

const argument = (directive: ConstDirectiveNode, name: string): string | undefined => {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
};

const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] =>
  directives?.filter((directive) => directive.name.value === name) ?? [];

/** `FOSTER_FAMILIES` of the join enum → `foster-families`. */
const subgraphName = (graph: string | undefined): string => (graph ?? '').toLowerCase().replaceAll('_', '-');

/** The subgraphs that resolve a field. Without `@join__field`, every subgraph that defines the type does. */
export function resolvers(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string[] {
  const joins = named(field.directives, 'join__field').filter((join) => argument(join, 'graph') !== undefined);
  const owners = joins.filter((join) => argument(join, 'external') !== 'true' && argument(join, 'usedOverridden') !== 'true');
  const from = joins.length > 0 ? owners : named(type.directives, 'join__type');
  return [...new Set(from.map((join) => subgraphName(argument(join, 'graph'))))];
}

export const usesOverride = (field: FieldDefinitionNode): boolean =>
  named(field.directives, 'join__field').some((join) => argument(join, 'override') !== undefined);

/** Key fields of an entity, which every subgraph that names it repeats. */
export const keyFields = (type: ObjectTypeDefinitionNode): Set<string> =>
  new Set(named(type.directives, 'join__type').flatMap((join) => argument(join, 'key')?.split(/\s+/) ?? []));

export const hasDirective = (directives: readonly ConstDirectiveNode[] | undefined, ...names: string[]): boolean =>
  names.some((name) => named(directives, name).length > 0);

export const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE);
