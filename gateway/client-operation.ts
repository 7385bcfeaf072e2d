import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** A validated operation of a client. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Hash of the document's text. */
  readonly hash: string;
}
