import type { FetchNode as PlannedFetch, PlanNode as PlannedNode, QueryPlan } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, type ASTNode, type OperationDefinitionNode } from 'graphql';
import { contextArguments } from './contexts.js';
import type { EntitiesField, FetchNode, PlanNode } from './nodes.js';
import { shapeOf } from './shape.js';

/** Turns the planner's JSON into the nodes that run; null when there is nothing to fetch. Throws on what the gateway does not do. */
export function preparePlan({ node }: QueryPlan): PlanNode | null {
  if (node?.kind === 'Subscription') throw new Error('Subscriptions are not executed.');
  return node === undefined ? null : prepareNode(node);
}

function prepareNode(node: PlannedNode): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map(prepareNode) };
    case 'Flatten':
      return { kind: 'Flatten', path: node.path.map(String), node: prepareNode(node.node) };
    case 'Condition':
      throw new Error('Conditions are settled before planning (access/strip.ts).');
    case 'Fetch':
      return prepareFetch(node);
    case 'Defer':
      throw new Error('@defer is not executed.');
    default:
      return node satisfies never;
  }
}

function prepareFetch(fetch: PlannedFetch): FetchNode {
  const contexts = contextArguments(fetch.contextRewrites ?? []);
  const operation = operationOf(fetch.operation);
  return {
    kind: 'Fetch',
    programme: fetch.serviceName,
    operation: fetch.operation,
    operationName: fetch.operationName ?? null,
    readOnly: fetch.operationKind === OperationTypeNode.QUERY,
    variables: (fetch.variableUsages ?? []).filter((name) => !contexts.some(({ variable }) => variable === name)),
    contexts,
    entities: fetch.requires === undefined || contexts.length > 0 ? null : entitiesFieldOf(operation),
    requires: fetch.requires ?? null,
    inputRewrites: fetch.inputRewrites ?? [],
    shape: shapeOf(operation, fetch.requires !== undefined, fetch.outputRewrites ?? []),
  };
}

function operationOf(text: string): OperationDefinitionNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The planner made a fetch without an operation.');
  return definition;
}

/** Null where the operation says more than what it selects. */
function entitiesFieldOf({ selectionSet, variableDefinitions = [], directives = [] }: OperationDefinitionNode): EntitiesField | null {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== '_entities' || selectionSet.selections.length > 1 || directives.length > 0) return null;
  const definitions = variableDefinitions.filter(({ variable }) => variable.name.value !== 'representations').map((definition) => textOf(definition));
  return field.selectionSet === undefined ? null : { selection: textOf(field.selectionSet), definitions };
}

const textOf = ({ loc }: ASTNode): string => loc?.source.body.slice(loc.start, loc.end) ?? '';
