import type { FieldDefinitionNode } from 'graphql';
import { namedTypeOf } from '../../gateway/schema/named-type.js';
import { hasDirective, isList, objectTypes } from './supergraph.js';

/**
 * Every list of objects that clients may ask says how long it is, so that the gateway can tell what an operation may cost;
 * the items of a connection are sized by the fields that return it. Composition has checked that what `@listSize` names is
 * there.
 */
export function listSizeProblems(supergraphSdl: string): string[] {
  const types = objectTypes(supergraphSdl).filter((type) => !hasDirective(type.directives, 'inaccessible'));
  const objects = new Set(types.map((type) => type.name.value));
  return types.flatMap((type) => (type.fields ?? []).flatMap((field) => {
    const inConnection = isConnection(type.name.value) && field.name.value === 'edges';
    return inConnection ? [] : problemOf(`${type.name.value}.${field.name.value}`, field, objects);
  }));
}

const isConnection = (type: string): boolean => type.endsWith('Connection');

function problemOf(coordinate: string, { type, directives }: FieldDefinitionNode, objects: ReadonlySet<string>): string[] {
  if (hasDirective(directives, 'listSize', 'inaccessible')) return [];
  if (isConnection(namedTypeOf(type))) return [`cost: ${coordinate} returns a connection and does not say of what size (@listSize)`];
  return isList(type) && objects.has(namedTypeOf(type)) ? [`cost: ${coordinate} is a list and does not say of what size (@listSize)`] : [];
}
