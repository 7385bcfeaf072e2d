import { executeSync, getNamedType, GraphQLError, isLeafType, isNonNullType, type GraphQLResolveInfo } from 'graphql';
import type { StrippedOperation } from '../../../gateway/access/strip.js';
import { valueAt } from '../../../gateway/plan/missing.js';
import { isObject, type Data } from '../../../gateway/plan/nodes.js';
import { PlanError, unavailable } from '../../../gateway/plan/plan-error.js';
import { plannedKey } from '../../../gateway/plan/planned-key.js';
import type { Graph } from '../../../gateway/schema/graph.js';
import type { Ownership } from '../../../gateway/schema/ownership.js';
import type { Programmes } from '../../../gateway/response/programmes.js';
import { SelectionWalk } from '../../../gateway/response/selection-walk.js';

/** What shapes a response: the graph, the client's operation with its variables as sent, and who wants to know what came. */
export interface Shaping extends Pick<StrippedOperation, 'shaped' | 'operation' | 'refused'> {
  readonly graph: Graph;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly programmes: Programmes;
}

export interface ShapedResponse {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly GraphQLError[];
}

/** Stands in for a refused non-null field: graphql-js propagates the null, and the refusal itself is the error. */
const REFUSED = new Error('refused');

/**
 * Makes the response out of the data that the plan fetched, by letting graphql-js execute the client's operation over
 * it: order, aliases, null propagation and introspection are then what the specification says, and nothing that was
 * fetched for the plan's own use comes along. A `PlanError` in the data becomes the error at its place.
 */
export function shapeResponse(shaping: Shaping, data: Data): ShapedResponse {
  const { data: shapedData = null, errors = [] } = executeSync({
    schema: shaping.graph.apiSchema,
    document: shaping.shaped,
    rootValue: data,
    contextValue: shaping,
    variableValues: shaping.variables,
    operationName: shaping.operation.name?.value ?? null,
    fieldResolver: resolveField,
  });
  const told = errors.filter(({ originalError }) => originalError !== REFUSED);
  return { data: shapedData, errors: told.length === 0 ? told : locate(told, shaping) };
}

function resolveField(source: unknown, _args: unknown, { graph, refused, programmes }: Shaping, info: GraphQLResolveInfo): unknown {
  if (info.fieldNodes.every((node) => refused.has(node))) return isNonNullType(info.returnType) ? REFUSED : null;
  const [node] = info.fieldNodes;
  const value = isObject(source) && node !== undefined ? valueAt(source, plannedKey(node)) : undefined;
  if (value !== null && value !== undefined && isNews(value, info, graph.ownership)) {
    const owner = graph.ownership.ownerOf(info.parentType.name, info.fieldName);
    if (owner !== null) programmes.came(owner);
  }
  return value;
}

/**
 * Whether a value says more than that something exists. Objects are judged by their fields, except those of value types
 * that have no owner; an empty list says that there is none.
 */
function isNews(value: unknown, { parentType, fieldName, returnType }: GraphQLResolveInfo, ownership: Ownership): boolean {
  if (value instanceof PlanError || ownership.isKey(parentType.name, fieldName)) return false;
  const type = getNamedType(returnType);
  return isLeafType(type) || ownership.isShared(type.name) || (Array.isArray(value) && value.length === 0);
}

/** Errors of graphql-js with what the client may know of them: where, which code, which programme. */
function locate(errors: readonly GraphQLError[], { graph, shaped, operation, programmes }: Shaping): readonly GraphQLError[] {
  const walk = new SelectionWalk(graph, shaped, operation);
  return errors.map(({ originalError, path = [] }) => {
    const error = originalError instanceof PlanError ? originalError : malformedAt(path, walk);
    if (error === null) return new GraphQLError('Internal error.', { path });
    programmes.missed(error.affected, error.code);
    return new GraphQLError(error.message, { path: walk.visible(path, error.below), extensions: error.extensions });
  });
}

/** graphql-js could not complete a value: a subgraph sent something that the API schema has no room for. */
function malformedAt(path: readonly (string | number)[], walk: SelectionWalk): PlanError | null {
  const programme = walk.programmeAt(path);
  return programme === null ? null : unavailable(programme);
}
