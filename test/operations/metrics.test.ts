import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { serveMetrics } from '../../subgraphs/shared/metrics/listener.js';
import { Federation } from '../gateway/support/federation.js';
import { CHILD_ONE, GUARDED } from '../gateway/support/guarded.js';
import { startTestSubgraph, type TestSubgraph } from '../support/subgraph.js';

const gatewayMetrics = createMetrics('gateway');
const savingsMetrics = createMetrics('savings');
const LISTENING = { metrics: { host: '127.0.0.1', port: 0 } };
let federation: Federation;
let savings: TestSubgraph;

beforeAll(async () => {
  federation = await Federation.start(GUARDED, { metrics: gatewayMetrics, operations: LISTENING, readiness: { firstPingMs: 10, pingMs: 50, patienceMs: 0 } });
  savings = await startTestSubgraph('savings', { metrics: savingsMetrics, operations: LISTENING });
});
afterAll(() => Promise.all([federation.close(), savings.close()]));

/** `name{labels}` of every series. */
const seriesOf = async (metrics: typeof gatewayMetrics): Promise<string[]> =>
  (await metrics.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.replace(/ [^ ]+$/, ''));

const valueOf = async (metrics: typeof gatewayMetrics, series: string): Promise<number> => {
  const line = (await metrics.metrics()).split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? Number.NaN);
};

const profile = (name = 'Profile'): Promise<unknown> => federation.ask(`query ${name} { child(iin: "${CHILD_ONE}") { name benefits { total } } }`);

describe('where they are', () => {
  it('on a listener of their own', async () => {
    const listener = await serveMetrics(createMetrics('test'), { host: '127.0.0.1', port: 0 });
    const response = await fetch(listener.url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
    const text = await response.text();
    expect(text).toContain('balagraph_build_info{service="test"');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect((await fetch(listener.url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(listener.url, { method: 'POST' })).status).toBe(404);
    await expect(serveMetrics(createMetrics('test'), { host: '127.0.0.1', port: Number(new URL(listener.url).port) })).rejects.toThrow('METRICS_PORT');
    await listener.close();
  });

  it('never on the public port', async () => {
    for (const { url } of [federation, savings]) expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });
});

describe('what they say', () => {
  it('of requests, operations, calls and plans at the gateway', async () => {
    await profile();
    await profile();
    await federation.ask('{ regions { name } }', { claims: null });
    expect(await valueOf(gatewayMetrics, 'balagraph_http_request_duration_seconds_count{route="/graphql",status="200",role="caseworker"}')).toBe(2);
    expect(await valueOf(gatewayMetrics, 'balagraph_graphql_operations_total{type="query",outcome="ok",role="anonymous"}')).toBe(1);
    expect(await valueOf(gatewayMetrics, 'balagraph_subgraph_call_duration_seconds_count{programme="benefits",outcome="answered"}')).toBe(2);
    expect(await valueOf(gatewayMetrics, 'balagraph_programme_states_total{programme="benefits",state="ok"}')).toBe(2);
    expect(await valueOf(gatewayMetrics, 'balagraph_plan_cache_lookups_total{result="hit"}')).toBe(1);
    expect(await valueOf(gatewayMetrics, 'balagraph_plan_cache_lookups_total{result="miss"}')).toBe(2);
    expect(await valueOf(gatewayMetrics, 'balagraph_ready')).toBe(1);
  });

  it('of programmes that are down', async () => {
    await federation.subgraph('benefits').stop();
    await profile();
    expect(await valueOf(gatewayMetrics, 'balagraph_programme_states_total{programme="benefits",state="unavailable"}')).toBe(1);
    expect(await valueOf(gatewayMetrics, 'balagraph_subgraph_call_duration_seconds_count{programme="benefits",outcome="connection"}')).toBe(1);
    expect(await valueOf(gatewayMetrics, 'balagraph_graphql_operations_total{type="query",outcome="partial",role="caseworker"}')).toBe(1);
    await expect.poll(() => valueOf(gatewayMetrics, 'balagraph_programme_ready{programme="benefits"}')).toBe(0);
    await federation.subgraph('benefits').start();
    await expect.poll(() => valueOf(gatewayMetrics, 'balagraph_programme_ready{programme="benefits"}')).toBe(1);
  });

  it('of requests and connections at a subgraph', async () => {
    await savings.call({ query: '{ reportingYears { year } }' });
    await savings.own('{ nothing }', 'no token');
    expect(await valueOf(savingsMetrics, 'balagraph_graphql_operations_total{type="query",outcome="ok",role="anonymous"}')).toBe(1);
    expect(await valueOf(savingsMetrics, 'balagraph_http_request_duration_seconds_count{route="/graphql",status="401",role="none"}')).toBe(1);
    expect(await valueOf(savingsMetrics, 'balagraph_database_pool_max_connections{pool="relation"}')).toBe(10);
    expect(await valueOf(savingsMetrics, 'balagraph_database_pool_waiting_requests{pool="register"}')).toBe(0);
    expect(await valueOf(savingsMetrics, 'balagraph_ready')).toBe(1);
  });
});

describe('how they are made', () => {
  it('keeps the names and units of the convention', async () => {
    const all = [...gatewayMetrics.getMetricsAsArray(), ...savingsMetrics.getMetricsAsArray()];
    expect(all.filter(({ name, help }) => !/^(balagraph|nodejs|process)_[a-z0-9_]+$/.test(name) || help === '')).toEqual([]);
    const named = (type: string): string[] => all.filter((metric) => String(metric.type) === type && metric.name.startsWith('balagraph_')).map(({ name }) => name);
    expect(named('counter').filter((name) => !name.endsWith('_total'))).toEqual([]);
    expect(named('histogram').filter((name) => !/_(seconds|bytes)$/.test(name))).toEqual([]);
  });

  it('keeps no series for what clients make up, and nothing that a person could be told by', async () => {
    await profile('First');
    await Promise.all(['nothing', '{ a', '{ child(iin: "x") { nope } }'].map((query) => federation.ask(query)));
    await federation.ask('{ __typename }', { purpose: 'MADE_UP' });
    await fetch(`${federation.url}/first`);
    const before = await seriesOf(gatewayMetrics);
    for (let i = 0; i < 20; i += 1) {
      await profile(`Child_${CHILD_ONE}_${i}`);
      await federation.ask(`{ a${i}: __typename }`, { purpose: `MADE_UP_${i}` });
      await fetch(`${federation.url}/${CHILD_ONE}/${i}`, { method: 'PUT' });
    }
    const after = await seriesOf(gatewayMetrics);
    expect(after.filter((series) => series.startsWith('balagraph_') && !before.includes(series))).toEqual([]);
    expect([...after, ...(await seriesOf(savingsMetrics))].filter((series) => /\d{9}|MADE_UP|Child_/.test(series))).toEqual([]);
  });
});
