import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { withLogin } from '../../local/bootstrap/urls.js';
import type { Credentials } from '../../local/data/credentials.js';
import { readJson } from '../../local/data/files.js';
import { embeddedUrl } from '../../local/postgres/embedded.js';
import { PROGRAMMES } from '../../subgraphs/shared/access/viewer.js';
import type { Answer, RunningFederation } from '../journeys/federation.js';
import { leaksIn, secretsOf, standingIn } from '../../soak/support/secrets.js';
import type { Watched } from './support/telling-all.js';
import type { ReceivedSpan, TraceReceiver } from './support/trace-receiver.js';

const SERVICES = ['gateway', ...PROGRAMMES].map((name) => `balagraph-${name}`);

/** What a receiver of traces gets. */
export function traces(running: () => Watched): void {
  let receiver: TraceReceiver;
  let federation: RunningFederation;
  let token: string;
  beforeAll(async () => {
    ({ receiver, federation } = running());
    token = await federation.token('--role', 'caseworker');
  });

  const profile = (): Promise<Answer> => federation.ask({ operation: 'child-profile.graphql', variables: { iin: federation.state.demo.child }, token, purpose: 'CHILD_PROFILE' });
  const attribute = ({ attributes }: ReceivedSpan, name: string): unknown => Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

  /** The spans of the newest trace of the gateway, once its processes have all told of it. */
  async function newestTrace(): Promise<ReceivedSpan[]> {
    const traceOf = (): ReceivedSpan[] => {
      const root = receiver.spans().findLast(({ service, name }) => service === 'balagraph-gateway' && name === 'POST /graphql');
      return receiver.spans().filter(({ traceId }) => traceId === root?.traceId);
    };
    // A process may tell of statements before it tells of the request that they belong to.
    const isWhole = (spans: readonly ReceivedSpan[]): boolean => spans.filter(({ parentSpanId = '' }) => !spans.some(({ spanId }) => spanId === parentSpanId)).length === 1;
    await expect.poll(() => ({ services: new Set(traceOf().map(({ service }) => service)).size, whole: isWhole(traceOf()) }), { timeout: 10_000 }).toEqual({ services: SERVICES.length, whole: true });
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
    const standing = standingIn(receiver.bodies, secrets);
    expect(receiver.bodies.flatMap((body) => leaksIn(body, standing, 'response'))).toEqual([]);
  });
}
