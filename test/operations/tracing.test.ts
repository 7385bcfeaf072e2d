import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLogin } from '../../local/bootstrap/urls.js';
import type { Credentials } from '../../local/data/credentials.js';
import { readJson } from '../../local/data/files.js';
import { embeddedUrl } from '../../local/postgres/embedded.js';
import { PROGRAMMES } from '../../subgraphs/shared/access/viewer.js';
import { createMetrics } from '../../subgraphs/shared/metrics/metrics.js';
import { projectRoot } from '../../subgraphs/shared/project.js';
import { Federation } from '../gateway/support/federation.js';
import { CHILD_ONE, GUARDED } from '../gateway/support/guarded.js';
import { startFederation, type Answer, type RunningFederation } from '../journeys/federation.js';
import { leaksIn, secretsOf } from '../../soak/support/secrets.js';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from './support/trace-receiver.js';

const SERVICES = ['gateway', ...PROGRAMMES].map((name) => `balagraph-${name}`);

describe('with a receiver', () => {
  let receiver: TraceReceiver;
  let federation: RunningFederation;
  let token: string;
  beforeAll(async () => {
    receiver = await startTraceReceiver();
    federation = await startFederation({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' });
    token = await federation.token('--role', 'caseworker');
  });
  afterAll(async () => {
    await federation.stop();
    await receiver.close();
  });

  const profile = (): Promise<Answer> => federation.ask({ operation: 'child-profile.graphql', variables: { iin: federation.state.demo.child }, token, purpose: 'CHILD_PROFILE' });
  const attribute = ({ attributes }: ReceivedSpan, name: string): unknown => Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

  /** The spans of the newest trace of the gateway, once its processes have all told of it. */
  async function newestTrace(): Promise<ReceivedSpan[]> {
    const traceOf = (): ReceivedSpan[] => {
      const root = receiver.spans().findLast(({ service, name }) => service === 'balagraph-gateway' && name === 'POST /graphql');
      return receiver.spans().filter(({ traceId }) => traceId === root?.traceId);
    };
    await expect.poll(() => new Set(traceOf().map(({ service }) => service)).size, { timeout: 10_000 }).toBe(SERVICES.length);
    return traceOf();
  }

  it('one request is one trace, from the gateway through every subgraph to its statements', async () => {
    expect((await profile()).errors).toEqual([]);
    const spans = await newestTrace();
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const parentOf = ({ parentSpanId = '' }: ReceivedSpan): ReceivedSpan | undefined => byId.get(parentSpanId);
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(SERVICES));
    const roots = spans.filter((span) => parentOf(span) === undefined);
    expect(roots.map(({ service, name }) => [service, name])).toEqual([['balagraph-gateway', 'POST /graphql']]);
    for (const name of PROGRAMMES) {
      const [served] = spans.filter((span) => span.service === `balagraph-${name}` && span.name === 'POST /graphql');
      expect(served === undefined ? undefined : parentOf(served)?.name).toBe(`call ${name}`);
      const statements = spans.filter((span) => span.service === `balagraph-${name}` && span.name === 'postgresql SELECT');
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.filter((statement) => parentOf(statement)?.service !== `balagraph-${name}`)).toEqual([]);
    }
    expect(roots.map((root) => ['http.response.status_code', 'balagraph.role', 'balagraph.operation', 'balagraph.outcome'].map((name) => attribute(root, name)))).toEqual([[200, 'caseworker', 'ChildProfile', 'ok']]);
  });

  it('a client does not choose its trace', async () => {
    const theirs = 'a'.repeat(32);
    await fetch(`${federation.state.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': 'CHILD_PROFILE', traceparent: `00-${theirs}-${'b'.repeat(16)}-01` },
      body: JSON.stringify({ query: 'query ($iin: IIN!) { child(iin: $iin) { iin benefits { monthlyTotal { amount } } savings { phase } care { inCare } schooling { ofSchoolAge } } }', variables: { iin: federation.state.demo.child } }),
    });
    await newestTrace();
    const ministry = await federation.token('--role', 'ministry:savings');
    const own = { 'content-type': 'application/json', authorization: `Bearer ${ministry}`, 'x-purpose': 'SAVINGS_ADMINISTRATION', traceparent: `00-${theirs}-${'b'.repeat(16)}-01` };
    await fetch(`${federation.state.subgraphs.savings}/graphql`, { method: 'POST', headers: own, body: JSON.stringify({ query: '{ reportingYears { year } }' }) });
    await expect.poll(() => receiver.spans().some((span) => span.service === 'balagraph-savings' && attribute(span, 'balagraph.role') === 'ministry:savings')).toBe(true);
    expect(receiver.spans().filter(({ traceId }) => traceId === theirs)).toEqual([]);
  });

  it('nothing of anybody is in it', async () => {
    const { superuser } = readJson(path.join(federation.folder, 'credentials.json')) as Credentials;
    const url = embeddedUrl({ port: Number(federation.state.database.split(':')[1]), password: superuser });
    const secrets = await secretsOf(federation.folder, withLogin(url, 'registry', 'postgres', superuser));
    expect(secrets.iins.has(federation.state.demo.child)).toBe(true);
    expect(receiver.bodies.flatMap((body) => leaksIn(body, secrets, 'response'))).toEqual([]);
  });
});

describe('without one', () => {
  const QUERY = `{ child(iin: "${CHILD_ONE}") { name benefits { total } } }`;

  it('that is configured and down: requests are answered as ever, and a counter tells', async () => {
    const metrics = createMetrics('gateway');
    const federation = await Federation.start(GUARDED, { metrics, operations: { traces: 'http://127.0.0.1:1/v1/traces' } });
    for (let i = 0; i < 20; i += 1) expect((await federation.ask(QUERY)).body.errors).toBeUndefined();
    const began = performance.now();
    await federation.close();
    expect(performance.now() - began).toBeLessThan(4_000);
    const text = await metrics.metrics();
    expect(text).toMatch(/^balagraph_trace_spans_ended_total [1-9]\d+$/m);
    expect(text).toMatch(/^balagraph_trace_spans_exported_total 0$/m);
  });

  it('that is configured: nothing of it is loaded', () => {
    const script = `
      const { createRequire } = await import('node:module');
      await import('./dist/gateway/server.js');
      await import('./dist/subgraphs/savings/server.js');
      const loaded = Object.keys(createRequire(process.cwd() + '/x.js').cache).filter((file) => file.includes('@opentelemetry/'));
      console.log(JSON.stringify([...new Set(loaded.map((file) => /@opentelemetry\\/([^/]+)/.exec(file)[1]))]));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: projectRoot(), encoding: 'utf8' });
    // prom-client brings the types of the API along.
    expect((JSON.parse(output) as string[]).filter((name) => name !== 'api')).toEqual([]);
  });
});
