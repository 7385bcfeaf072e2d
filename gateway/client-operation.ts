import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';

/** The bounds that coerced variables are past: how many items a list may have can be theirs to say. */
export type VariablesBound = (variables: Readonly<Record<string, unknown>>) => readonly GraphQLError[];

/** A validated operation of a client. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Hash of the document's text. */
  readonly hash: string;
  /** Of a signed manifest: what was worked out for it is kept apart from what anybody sends. */
  readonly trusted?: true;
  /** Null when its variables may be anything. */
  readonly bound: VariablesBound | null;
}
