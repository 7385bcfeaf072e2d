import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** A validated operation of a client. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Hash of the document's text. */
  readonly hash: string;
  /** Of a signed manifest: what was worked out for it is kept apart from what anybody sends. */
  readonly trusted?: true;
}
