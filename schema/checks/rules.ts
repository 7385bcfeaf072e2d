import { Kind, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from 'graphql';
import { GUARDED_FIELDS, NEVER_NULL_ROOT_FIELDS, PUBLIC_FIELDS, PUBLIC_TYPES } from '../public-fields.js';
import { hasDirective, keyFields, objectTypes } from './supergraph.js';

const GUARDS = ['authenticated', 'requiresScopes'] as const;

/**
 * Every field either has an access rule (its own or its type's), is a key, is internal to the federation, or stands in
 * the list of public fields. A guarded field must be nullable, so that taking it away never blanks its parent; so must every
 * root field but those listed, so that a programme that is down never blanks what the others answer.
 */
export function ruleProblems(supergraphSdl: string): string[] {
  const types = objectTypes(supergraphSdl);
  const known = new Set(types.flatMap((type) => (type.fields ?? []).map((field) => `${type.name.value}.${field.name.value}`)));
  const stale = [...PUBLIC_FIELDS, ...GUARDED_FIELDS, ...NEVER_NULL_ROOT_FIELDS].filter((coordinate) => !known.has(coordinate)).map((coordinate) => `access: ${coordinate} in schema/public-fields.ts does not exist`);
  return [...stale, ...types.flatMap((type) => (type.fields ?? []).flatMap((field) => fieldProblem(type, field)))];
}

const isRoot = ({ name }: ObjectTypeDefinitionNode): boolean => ['Query', 'Mutation', 'Subscription'].includes(name.value);

function fieldProblem(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): string[] {
  const coordinate = `${type.name.value}.${field.name.value}`;
  const isPublic = PUBLIC_FIELDS.includes(coordinate) || (PUBLIC_TYPES.includes(type.name.value) && !GUARDED_FIELDS.includes(coordinate));
  const internal = hasDirective(field.directives, 'inaccessible') || hasDirective(type.directives, 'inaccessible');
  const guarded = hasDirective(field.directives, ...GUARDS);
  if (guarded && isPublic) return [`access: ${coordinate} has a rule and is listed as public`];
  if (guarded && field.type.kind === Kind.NON_NULL_TYPE) return [`access: ${coordinate} is guarded and must be nullable`];
  if (isRoot(type) && field.type.kind === Kind.NON_NULL_TYPE && !(isPublic && NEVER_NULL_ROOT_FIELDS.includes(coordinate))) return [`access: ${coordinate} is a root field and must be nullable`];
  if (guarded || isPublic || internal || hasDirective(type.directives, ...GUARDS) || keyFields(type).has(field.name.value)) return [];
  return [`access: ${coordinate} has no rule (@authenticated, @requiresScopes) and is not in schema/public-fields.ts`];
}
