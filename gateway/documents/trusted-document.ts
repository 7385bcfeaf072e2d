import { createHash } from 'node:crypto';
import { GraphQLError, Kind, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { redact } from '../../subgraphs/shared/errors.js';
import { MAX_SELECTIONS, MAX_TOKENS } from '../../subgraphs/shared/http.js';
import type { ClientOperation } from '../client-operation.js';
import { DOCUMENT_RULES } from '../schema/document-rules.js';
import { selectionsRule } from '../schema/selections-rule.js';
import type { ManifestOperation } from './manifest.js';
import { ManifestError } from './manifest-error.js';

/** A document that a client may send by its id, parsed and validated. */
export interface TrustedDocument {
  /** SHA-256 of its text, in hexadecimal. */
  readonly id: string;
  /** Of its only operation. */
  readonly name: string;
  readonly text: string;
  readonly operation: ClientOperation;
}

export const documentHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same as for a document that a closed client would send as text, which a trusted one may also be sent as. */
const RULES = [...specifiedRules, ...DOCUMENT_RULES, NoSchemaIntrospectionCustomRule, selectionsRule(MAX_SELECTIONS)];

/** Checks one operation of a manifest against the schema that clients see; throws `ManifestError`. */
export function trustDocument({ id, name, type, body }: ManifestOperation, apiSchema: GraphQLSchema): TrustedDocument {
  const refuse = (reason: string): never => {
    throw new ManifestError(`${name}: ${redact(reason)}`);
  };
  if (documentHash(body) !== id) refuse('its id is not the SHA-256 of its body');
  const document = parsed(body, refuse);
  const [operation, ...others] = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined || others.length > 0) return refuse('its body is not one operation');
  if (`${operation.operation} ${operation.name?.value}` !== `${type} ${name}`) refuse('its body is another operation than it says');
  const [problem] = validate(apiSchema, document, RULES, { maxErrors: 1 });
  if (problem !== undefined) refuse(problem.message);
  return { id, name, text: body, operation: clientOperation(document, operation, id) };
}

function parsed(body: string, refuse: (reason: string) => never): DocumentNode {
  try {
    return parse(body, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return error instanceof GraphQLError ? refuse(error.message) : refuse('it cannot be parsed');
  }
}

const clientOperation = (document: DocumentNode, operation: OperationDefinitionNode, hash: string): ClientOperation => ({ document, operation, hash, trusted: true });
