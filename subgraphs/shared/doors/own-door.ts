import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import { isSpecifiedDirective, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import { clientError } from '../errors.js';
import { staffRole, type SubgraphName, type Viewer } from '../access/viewer.js';

const MACHINERY = new Set(['_entities', '_service']);

/** Internal to the federation, or another subgraph's to answer: neither makes sense without the gateway. */
const isForeign = (element: { astNode?: { directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined }): boolean =>
  element.astNode?.directives?.some(({ name }) => ['inaccessible', 'external'].includes(name.value)) ?? false;

/**
 * The schema a ministry sees at its own URL: federation's machinery, its directives and everything `@inaccessible` or
 * `@external` are not there, so there is nothing to refuse.
 */
export function ownDoorSchema(schema: GraphQLSchema): GraphQLSchema {
  const without = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name) => (MACHINERY.has(name) || isForeign(field) ? null : field),
    [MapperKind.ARGUMENT]: (argument) => (isForeign(argument) ? null : argument),
    [MapperKind.DIRECTIVE]: (directive) => (isSpecifiedDirective(directive) ? directive : null),
  });
  return pruneSchema(without);
}

/** Only staff of the body that owns the subgraph come in here; every other role goes through the gateway. */
export function admitToOwnDoor(subgraph: SubgraphName, viewer: Viewer | null): Viewer {
  if (viewer === null) throw clientError('UNAUTHENTICATED', 'This endpoint needs an access token of the ministry.');
  const role = staffRole(subgraph);
  if (viewer.role !== role) {
    throw clientError('ROLE_NOT_ALLOWED', `This endpoint serves ${role}; every other role goes through the gateway.`);
  }
  return viewer;
}
