import { parse, type OperationDefinitionNode } from 'graphql';
import { expect, it, vi } from 'vitest';
import type { ClientOperation } from '../../gateway/client-operation.js';
import type { GatewayAdmission } from '../../gateway/context.js';
import { gatewayMetrics } from '../../gateway/metrics.js';
import { OperationPreparer } from '../../gateway/operation.js';
import type { Planning } from '../../gateway/plan/planner.js';
import { loadGraph } from '../../gateway/schema/graph.js';
import type { Scope } from '../../subgraphs/shared/access/scopes.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { NO_TRACING } from '../../subgraphs/shared/tracing/tracing.js';
import { compose } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

const graph = loadGraph(compose(GUARDED));

/** What prepares operations, with its planner watched. */
function prepared() {
  const plan = vi.fn<Planning['plan']>(async (given, name) => graph.planner.plan(given, name));
  return { plan, preparer: new OperationPreparer(graph, { plan }, { metrics: gatewayMetrics(createMetrics('test')), tracing: NO_TRACING }) };
}

const operationOf = (query: string, hash: string): ClientOperation => {
  const document = parse(query);
  return { document, operation: document.definitions[0] as OperationDefinitionNode, hash, bound: null };
};

const QUERY = `query ($a: Boolean!, $b: Boolean!) { child(iin: "${CHILD_ONE}") { name benefits @include(if: $a) { total } } __typename @skip(if: $a) } fragment unused on Child { name @skip(if: $b) }`;

const context = (scopes: readonly Scope[], subject: string): GatewayAdmission => ({
  viewer: { subject, role: 'caseworker', client: 'c', iin: null, organisation: null, regions: [], scopes, documents: 'free' },
  purpose: 'CHILD_PROFILE',
  caseNumber: null,
  scopes: new Set(scopes),
  language: 'KK',
  today: '2026-11-22',
  correlationId: subject,
});

function preparing() {
  const { plan, preparer } = prepared();
  const client = operationOf(QUERY, 'h');
  const prepare = (scopes: readonly Scope[], variables: Record<string, boolean>, subject = 's') => preparer.prepare(client, variables, context(scopes, subject));
  return { plan, prepare };
}

it('plans once for a document, an access and a set of conditions', async () => {
  const { plan, prepare } = preparing();
  const first = await prepare(['identity', 'benefits'], { a: true, b: true });
  // At once, without a promise.
  expect(prepare(['benefits', 'identity'], { a: true, b: true }, 'another')).toBe(first);
  expect(plan).toHaveBeenCalledTimes(1);
  expect(first.refusals).toEqual([]);
  expect((await prepare(['identity'], { a: true, b: true })).refusals).toMatchObject([{ code: 'SCOPE_MISSING' }]);
  expect(await prepare(['identity', 'benefits'], { a: false, b: true })).not.toBe(first);
  expect(plan).toHaveBeenCalledTimes(3);
});

it('plans once for those who ask at the same time, and again after a failure', async () => {
  const { plan, prepare } = preparing();
  plan.mockRejectedValueOnce(new Error('no thread'));
  const ask = (): ReturnType<typeof prepare> => prepare(['identity', 'benefits'], { a: true, b: true });
  const failed = await Promise.allSettled([ask(), ask()]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(plan).toHaveBeenCalledTimes(1);
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(one).toBe(other);
  expect(plan).toHaveBeenCalledTimes(2);
});

it('what anybody sends does not push out the plan of a trusted document', async () => {
  const { plan, preparer } = prepared();
  const nobody = { viewer: null, purpose: null, scopes: new Set<Scope>() };
  const trusted = { ...operationOf('{ regions { kato } }', 'trusted'), trusted: true } as const;
  const first = await preparer.prepare(trusted, {}, nobody);
  for (let number = 0; number < 1_100; number += 1) await preparer.prepare(operationOf('{ __typename }', String(number)), {}, nobody);
  plan.mockClear();
  expect(preparer.prepare(trusted, {}, nobody)).toBe(first);
  expect(await preparer.prepare(operationOf('{ __typename }', '0'), {}, nobody)).not.toBe(first);
  expect(plan).toHaveBeenCalledTimes(1);
});
