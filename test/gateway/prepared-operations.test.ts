import { parse, type OperationDefinitionNode } from 'graphql';
import { expect, it, vi } from 'vitest';
import type { ClientOperation } from '../../gateway/client-operation.js';
import type { GatewayAdmission } from '../../gateway/context.js';
import { gatewayMetrics } from '../../gateway/metrics.js';
import { OperationPreparer } from '../../gateway/operation.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { NO_TRACING } from '../../subgraphs/shared/tracing/tracing.js';
import { loadGraph } from '../../gateway/schema/graph.js';
import type { Scope } from '../../subgraphs/shared/access/scopes.js';
import { compose } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

/** A graph with its planner watched, and what prepares operations for it. */
function prepared() {
  const graph = loadGraph(compose(GUARDED));
  const plan = vi.spyOn(graph.planner, 'plan');
  return { plan, preparer: new OperationPreparer(graph, { metrics: gatewayMetrics(createMetrics('test')), tracing: NO_TRACING }) };
}

const operationOf = (query: string, hash: string): ClientOperation => {
  const document = parse(query);
  return { document, operation: document.definitions[0] as OperationDefinitionNode, hash };
};

const QUERY = `query ($a: Boolean!, $b: Boolean!) { child(iin: "${CHILD_ONE}") { name benefits @include(if: $a) { total } } __typename @skip(if: $a) } fragment unused on Child { name @skip(if: $b) }`;

it('plans once for a document, an access and a set of conditions', () => {
  const { plan, preparer } = prepared();
  const client = operationOf(QUERY, 'h');
  const context = (scopes: readonly Scope[], subject: string): GatewayAdmission => ({
    viewer: { subject, role: 'caseworker', client: 'c', iin: null, organisation: null, regions: [], scopes, documents: 'free' },
    purpose: 'CHILD_PROFILE',
    scopes: new Set(scopes),
    language: 'KK',
    today: '2026-11-22',
    correlationId: subject,
  });
  const prepare = (scopes: readonly Scope[], variables: Record<string, boolean>, subject = 's') => preparer.prepare(client, variables, context(scopes, subject));

  const first = prepare(['identity', 'benefits'], { a: true, b: true });
  expect(prepare(['benefits', 'identity'], { a: true, b: true }, 'another')).toBe(first);
  expect(plan).toHaveBeenCalledTimes(1);
  expect(first.refusals).toEqual([]);
  expect(prepare(['identity'], { a: true, b: true }).refusals).toMatchObject([{ code: 'SCOPE_MISSING' }]);
  expect(prepare(['identity', 'benefits'], { a: false, b: true })).not.toBe(first);
  expect(plan).toHaveBeenCalledTimes(3);
});

it('what anybody sends does not push out the plan of a trusted document', () => {
  const { plan, preparer } = prepared();
  const nobody = { viewer: null, purpose: null, scopes: new Set<Scope>() };
  const trusted = { ...operationOf('{ regions { kato } }', 'trusted'), trusted: true } as const;
  const first = preparer.prepare(trusted, {}, nobody);
  for (let number = 0; number < 1_100; number += 1) preparer.prepare(operationOf('{ __typename }', String(number)), {}, nobody);
  plan.mockClear();
  expect(preparer.prepare(trusted, {}, nobody)).toBe(first);
  expect(preparer.prepare(operationOf('{ __typename }', '0'), {}, nobody)).not.toBe(first);
  expect(plan).toHaveBeenCalledTimes(1);
});
