import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { Counter } from 'prom-client';
import { REFUSAL_CODES } from './errors.js';
import type { Metrics } from './metrics/metrics.js';
import { operationHash } from './operation-hash.js';
import { requestFacts, roleOf, type OperationOutcome } from './request-facts.js';

const REFUSALS: ReadonlySet<unknown> = new Set(REFUSAL_CODES);

function outcomeOf({ response: { body } }: GraphQLRequestContextWillSendResponse<object>): OperationOutcome {
  if (body.kind !== 'single') return 'ok';
  const { data, errors = [] } = body.singleResult;
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
 * Writes down, for the log and the metrics, which operation a request was and how it ended; one plugin for all Apollo
 * Servers of a process. `names` are the operations' names that may be told: any other is the client's own, and may be a
 * person's.
 */
export function observeOperations(metrics: Metrics, names: ReadonlySet<string> = new Set()): ApolloServerPlugin {
  const operations = operationCounter(metrics);
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, operation, operationName, schema }) {
          const facts = requestFacts.getStore();
          const name = operationName !== null && names.has(operationName) ? operationName : null;
          // Absent for an unknown operation name, with which Apollo Server goes on to its executor.
          const type = operation?.operation;
          if (facts !== undefined && type !== undefined) facts.operation = { type, hash: operationHash(document, schema), name };
          return Promise.resolve();
        },
        willSendResponse(context) {
          const facts = requestFacts.getStore();
          if (facts === undefined) return Promise.resolve();
          facts.outcome = outcomeOf(context);
          operations.inc({ type: facts.operation?.type ?? 'none', outcome: facts.outcome, role: roleOf(facts) });
          return Promise.resolve();
        },
      }),
  };
}
