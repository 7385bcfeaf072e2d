import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Counter } from 'prom-client';
import { REFUSAL_CODES } from './errors.js';
import type { Metrics } from './metrics/metrics.js';
import { operationHash } from './operation-hash.js';
import { requestFacts, roleOf, type OperationOutcome } from './request-facts.js';

const REFUSALS: ReadonlySet<unknown> = new Set(REFUSAL_CODES);

/** A response as far as it says how an operation ended. */
export interface Ended {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
}

function outcomeOf({ data, errors = [] }: Ended): OperationOutcome {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.length === 0) return 'ok';
  if (data === undefined || data === null) return codes.includes('INTERNAL_SERVER_ERROR') ? 'failed' : 'rejected';
  return codes.every((code) => REFUSALS.has(code)) ? 'refused' : 'partial';
}

const operationCounter = (metrics: Metrics) =>
  new Counter({
    name: 'balagraph_graphql_operations_total',
    help: 'GraphQL requests by how they ended; type "none" is a document that has no operation to run.',
    labelNames: ['type', 'outcome', 'role'],
    registers: [metrics],
  });

/**
 * Writes down, for the log and the metrics, which operation a request was and how it ended; one for all ways to answer of a
 * process. `names` are the operations' names that may be told: any other is the client's own, and may be a person's.
 */
export class OperationObserver {
  readonly #operations: Counter;

  constructor(
    metrics: Metrics,
    private readonly names: Pick<ReadonlySet<string>, 'has'> = new Set(),
  ) {
    this.#operations = operationCounter(metrics);
  }

  /** Which operation it is. */
  resolved(document: DocumentNode, { operation: type, name }: Pick<OperationDefinitionNode, 'operation' | 'name'>, schema: GraphQLSchema): void {
    const facts = requestFacts.getStore();
    if (facts === undefined) return;
    const given = name?.value;
    facts.operation = { type, hash: operationHash(document, schema), name: given !== undefined && this.names.has(given) ? given : null };
  }

  ended(response: Ended): void {
    const facts = requestFacts.getStore();
    if (facts === undefined) return;
    facts.outcome ??= outcomeOf(response);
    this.#operations.inc({ type: facts.operation?.type ?? 'none', outcome: facts.outcome, role: roleOf(facts) });
  }

  /** For an Apollo Server. */
  plugin(): ApolloServerPlugin {
    return {
      requestDidStart: () =>
        Promise.resolve({
          didResolveOperation: ({ document, operation, schema }) => {
            // Absent for an unknown operation name, with which Apollo Server goes on to its executor.
            if (operation !== undefined) this.resolved(document, operation, schema);
            return Promise.resolve();
          },
          willSendResponse: ({ response: { body } }) => {
            this.ended(body.kind === 'single' ? body.singleResult : {});
            return Promise.resolve();
          },
        }),
    };
  }
}
