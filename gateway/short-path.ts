import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { OperationObserver } from '../subgraphs/shared/observe-operations.js';
import type { ClientOperation } from './client-operation.js';
import type { GatewayContext } from './context.js';
import type { TrustedDocument } from './documents/trusted-document.js';
import type { OperationExecutor } from './executor.js';
import type { KnownDocuments } from './known-documents.js';
import { responseText } from './response/response-text.js';

export interface ShortPathParts {
  readonly executor: OperationExecutor;
  /** Documents that the Apollo Server beside this one has let through. */
  readonly known: KnownDocuments;
  readonly apiSchema: GraphQLSchema;
  readonly observer: OperationObserver;
  readonly formatError: (formatted: GraphQLFormattedError, original: unknown) => GraphQLFormattedError;
}

/** What a client sends, as far as it is looked at here. */
interface Asked {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers documents that were parsed and validated before without Apollo Server's pipeline, which would find nothing new.
 * Whatever is unusual about a request goes there: it is Apollo Server that says what is wrong with it.
 */
export class ShortPath {
  constructor(private readonly parts: ShortPathParts) {}

  /** The response's text; null where Apollo Server is to answer, and nothing has been done. `trusted` is the document that the body has, where a manifest has it. */
  async answer(body: unknown, accept: string | undefined, context: GatewayContext, trusted: TrustedDocument | null = null): Promise<string | null> {
    const asked = acceptsJson(accept) ? askedIn(body) : null;
    const operation = asked === null ? undefined : this.#operation(asked, trusted);
    if (asked === null || operation === undefined) return null;
    const result = await this.parts.executor.execute(operation, asked.variables, context);
    if (result.data === undefined) return null;
    const { observer, apiSchema, formatError } = this.parts;
    const { document, operation: { operation: kind, name } } = operation;
    context.journal.operation(kind, name?.value ?? null);
    observer.resolved(document, operation.operation, apiSchema);
    const errors = result.errors?.map((error) => formatError(withCode(error.toJSON()), error));
    const response = { data: result.data, ...(errors === undefined ? {} : { errors }), ...(result.extensions === undefined ? {} : { extensions: result.extensions }) };
    observer.ended(response);
    return responseText(response);
  }

  /** Whether the document of a body has been let through. */
  knows(body: unknown): boolean {
    const asked = askedIn(body);
    return asked !== null && this.#operation(asked, null) !== undefined;
  }

  #operation({ query, operationName }: Asked, trusted: TrustedDocument | null): ClientOperation | undefined {
    if (trusted === null) return this.parts.known.find(query, operationName);
    return operationName === null || operationName === trusted.name ? trusted.operation : undefined;
  }
}

const acceptsJson = (accept: string | undefined): boolean => accept === undefined || accept === '*/*' || accept === 'application/json';

/** Apollo Server gives every error a code before it is formatted. */
const withCode = (error: GraphQLFormattedError): GraphQLFormattedError => ({ ...error, extensions: { code: 'INTERNAL_SERVER_ERROR', ...error.extensions } });

const MEMBERS: ReadonlySet<string> = new Set(['query', 'operationName', 'variables']);

/** What a body asks, where it is of the usual form and has nothing besides. */
export function askedIn(body: unknown): Asked | null {
  if (typeof body !== 'object' || body === null || Object.keys(body).some((key) => !MEMBERS.has(key))) return null;
  const { query, operationName = null, variables } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || (operationName !== null && typeof operationName !== 'string')) return null;
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  return { query, operationName, variables: (variables ?? {}) as Asked['variables'] };
}
