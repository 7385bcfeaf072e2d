import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics, type Metrics } from '../../subgraphs/shared/metrics/metrics.js';
import { readLedger } from '../ledger/read-ledger.js';
import { FAMILY } from './support/family.js';
import { hanging } from './support/faults.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';
import type { Behaviour, SubgraphSource } from './support/subgraph.js';

const PROFILE = `{ child(iin: "${CHILD_ONE}") { name benefits { total } schooling } }`;
const PATIENCE = { timeout: 30_000, interval: 10 };

let federation: Federation;
let metrics: Metrics;
/** Answers what was held. */
let held: ((data: object) => void)[];

/** Calls may take longer than any test; only requests have a limit. */
async function start(sources: readonly SubgraphSource[], requestTimeoutMs: number): Promise<void> {
  metrics = createMetrics('test');
  federation = await Federation.start(sources, { requestTimeoutMs, timeoutMs: 60_000, metrics, readiness: { firstPingMs: 60_000, pingMs: 60_000, patienceMs: 0 } });
}
beforeEach(() => {
  held = [];
});
afterEach(() => federation.close());

const hold = (name: string): void => {
  const holding: Behaviour = (_request, response) => void held.push((data) => void response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })));
  federation.subgraph(name).behaviour = holding;
};
const counted = async (metric: string): Promise<string[]> => {
  const { values } = (await metrics.getSingleMetric(metric)?.get()) ?? { values: [] };
  return values.filter(({ value }) => value > 0).map(({ labels }) => Object.values(labels).join(' '));
};
const outcomes = (): Promise<string[]> => counted('balagraph_graphql_operations_total');

/** Asks, and hangs up as soon as something is held. */
async function askAndLeave(query: string, claims: Record<string, unknown> = {}): Promise<void> {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${await federation.token(claims)}`, 'x-purpose': 'CHILD_PROFILE', 'content-type': 'application/json' };
  const asked = fetch(`${federation.url}/graphql`, { method: 'POST', body: JSON.stringify({ query }), headers, signal: leaving.signal });
  await expect.poll(() => held.length, PATIENCE).toBe(1);
  leaving.abort();
  await expect(asked).rejects.toThrow('aborted');
}

describe('when the time of a request is up', () => {
  it('what has come is answered, and the rest is named where it is missing', async () => {
    await start(GUARDED, 500);
    federation.subgraph('benefits').behaviour = hanging;
    const { status, body } = await federation.ask(PROFILE);
    expect([status, body.data]).toEqual([200, { child: { name: 'Aru', benefits: null, schooling: 'No. 4' } }]);
    expect(body.errors).toMatchObject([{ path: ['child', 'benefits'], extensions: { code: 'UNAVAILABLE', programme: 'benefits' } }]);
    expect(body.extensions?.programmes).toEqual({ registry: 'OK', benefits: 'UNAVAILABLE', schools: 'OK' });
    federation.subgraph('benefits').behaviour = null;
    expect((await federation.ask(PROFILE)).body.data).toMatchObject({ child: { benefits: { total: '10.00' } } });
  });

  it('nobody is asked any more', async () => {
    await start(GUARDED, 500);
    hold('registry');
    const { body } = await federation.ask(PROFILE);
    expect(body).toMatchObject({ data: { child: null }, errors: [{ path: ['child'], extensions: { code: 'UNAVAILABLE', programme: 'registry' } }] });
    held[0]?.({ child: { iin: CHILD_ONE, name: 'Aru', grant: { classes: ['benefits'] } } });
    await delay(50);
    expect(['benefits', 'schools'].flatMap((name) => federation.subgraph(name).calls)).toEqual([]);
  });
});

describe('a question over a snapshot', () => {
  const AUDIT: SubgraphSource = {
    name: 'audit',
    typeDefs: `type Query { cohort: Int @authenticated log: Int @authenticated }`,
    resolvers: { Query: { cohort: () => 5, log: () => 7 } },
  };
  const late: Behaviour = (_request, response) => void setTimeout(() => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { cohort: 5 } })), 600);
  const begin = async (): Promise<void> => {
    federation = await Federation.start([AUDIT], { timeoutMs: 200, requestTimeoutMs: 400 });
    federation.subgraph('audit').behaviour = late;
  };

  it('is waited for longer than anything else', async () => {
    await begin();
    const auditor = { claims: { role: 'auditor', scope: 'audit' }, purpose: 'AUDIT_ANALYSIS' };
    expect((await federation.ask('{ cohort }', auditor)).body).toMatchObject({ data: { cohort: 5 } });
    expect((await federation.ask('{ cohort }', { ...auditor, purpose: 'AUDIT_CASE', headers: { 'x-case-number': 'GA-7' } })).body).toMatchObject({ data: { cohort: null }, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });

  it('has a connection of its own, behind which nobody waits', async () => {
    await begin();
    const ports = new Set<number | undefined>();
    federation.subgraph('audit').behaviour = (request, response, body) => {
      ports.add(request.socket.remotePort);
      late(request, response, body);
    };
    const asked = Array.from({ length: 6 }, () => federation.ask('{ cohort }', { claims: { role: 'auditor', scope: 'audit' }, purpose: 'AUDIT_ANALYSIS' }));
    await Promise.all(asked);
    expect(ports.size).toBe(asked.length);
  });
});

describe('when the client has gone', () => {
  it('the next steps are not asked, and what was refused is on record', async () => {
    await start(GUARDED, 60_000);
    hold('registry');
    await askAndLeave(PROFILE, { scope: 'identity benefits' });
    await expect.poll(outcomes, PATIENCE).toEqual(['query gone caseworker']);
    held[0]?.({ child: { iin: CHILD_ONE, name: 'Aru', grant: { classes: ['benefits'] } } });
    await delay(50);
    expect(['benefits', 'schools'].flatMap((name) => federation.subgraph(name).calls)).toEqual([]);
    await expect.poll(() => readLedger(federation.database.adminUrl), PATIENCE).toMatchObject([{ reason: 'SCOPE_MISSING', fields: ['Child.schooling'], account: 'subject' }]);
    expect(await counted('balagraph_programme_states_total')).toEqual([]);
  });

  it('a mutation that is on its way goes on, and the one after it is not begun', async () => {
    await start(FAMILY, 60_000);
    hold('registry');
    await askAndLeave('mutation { countRegistry countBenefits }');
    await delay(50);
    expect(await outcomes()).toEqual([]);
    held[0]?.({ countRegistry: 1 });
    await expect.poll(outcomes, PATIENCE).toEqual(['mutation gone caseworker']);
    expect(federation.subgraph('benefits').calls).toEqual([]);
    expect(await counted('balagraph_subgraph_call_duration_seconds')).toContainEqual(expect.stringContaining('registry answered'));
  });
});
