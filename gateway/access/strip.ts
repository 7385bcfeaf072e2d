import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import type { ClientOperation } from '../client-operation.js';
import { distinguish } from '../plan/planned-key.js';
import type { Graph } from '../schema/graph.js';
import type { Access, Refusal } from './refusal.js';
import { selectionSetOf, Stripper } from './stripper.js';

/** An operation without what its viewer may not ask. */
export interface StrippedOperation {
  /** What is planned, under keys of the plan's own (planned-key.ts); null when nothing is left to ask. */
  readonly planned: DocumentNode | null;
  /** What the response is shaped by: the client's operation, in which the nodes of `refused` come out as null. */
  readonly shaped: DocumentNode;
  /** The operation of `shaped`. */
  readonly operation: OperationDefinitionNode;
  /**
   * Nodes that must be answered with null even where data for them was fetched, as a key or for a `@requires`: to take
   * them out of the plan alone would hand out what the plan fetches for its own use.
   */
  readonly refused: ReadonlySet<FieldNode>;
  readonly refusals: readonly Refusal[];
}

/** At the root every fragment applies. The planner would put those on one type together, and so change the order of mutations. */
const withoutFragments = (selection: SelectionNode): readonly SelectionNode[] => (selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet.selections.flatMap(withoutFragments) : [selection]);

const documentOf = (operation: OperationDefinitionNode): DocumentNode => ({ kind: Kind.DOCUMENT, definitions: [operation] });

/**
 * Takes out of an operation every selection whose rules the viewer does not meet, and settles its `@skip` and `@include`:
 * the planner does not fetch what a conditional field requires when the condition is not met, but still requires it of the
 * call that brings that field's neighbours, which then come out null without a word.
 */
export function stripOperation(
  graph: Graph,
  access: Access,
  { document, operation }: ClientOperation,
  variables: Readonly<Record<string, unknown>>,
): StrippedOperation {
  distinguish(document);
  const first = new Stripper(graph, access, variables, document);
  const whole = first.operation(operation);
  const stripper = first.torn.size === 0 ? first : new Stripper(graph, access, variables, document, first.torn);
  const { planned, shaped } = first.torn.size === 0 ? whole : stripper.operation(operation);
  const { refused, refusals } = stripper;
  const toPlan = planned.length === 0 ? null : documentOf({ ...operation, selectionSet: selectionSetOf(planned.flatMap(withoutFragments)) });
  if (refusals.length === 0) return { planned: toPlan, shaped: document, operation, refused, refusals };
  const left = { ...operation, selectionSet: selectionSetOf(shaped) };
  return { planned: toPlan, shaped: documentOf(left), operation: left, refused, refusals };
}
