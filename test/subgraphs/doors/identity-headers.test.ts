import type { OutgoingHttpHeaders } from 'node:http';
import { beforeAll, expect, it } from 'vitest';
import { seal } from '../../../subgraphs/shared/doors/envelope.js';
import { staffRole, type Role, type SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { envelopeFor, viewerAs } from '../../support/gateway-call.js';
import { identityHeaders } from '../../support/identity-headers.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { ONE_BY_ONE, onEverySubgraph, REGISTERS } from './every-subgraph.js';

const bodyFor = (at: TestSubgraph): string => JSON.stringify({ query: REGISTERS[at.subgraph].query });

const fromGateway = (at: TestSubgraph, role: Role | null, headers: OutgoingHttpHeaders): Promise<RawAnswer> => {
  const viewer = role === null ? null : viewerAs(role);
  const body = bodyFor(at);
  return rawRequest(at.url, { body, headers: { ...headers, ...seal(at.key, envelopeFor(at, { query: '', viewer, purpose: REGISTERS[at.subgraph].purpose }), body) } });
};

const fromOutside = async (at: TestSubgraph, role: Role | null, headers: OutgoingHttpHeaders): Promise<RawAnswer> => {
  const authorization = role === null ? {} : { authorization: `Bearer ${await at.issuer.token(role)}` };
  return rawRequest(at.url, { body: bodyFor(at), headers: { ...headers, ...authorization, 'x-purpose': REGISTERS[at.subgraph].purpose } });
};

/** An answer but for what differs from one to the next. */
const gist = ({ status, codes, data }: RawAnswer) => ({ status, codes, data });

type Headers = readonly (readonly [string, OutgoingHttpHeaders])[];

/** As many of them at once as have different names. */
function together(headers: Headers): Headers {
  const all: OutgoingHttpHeaders[] = [{}];
  for (const [, one] of headers) {
    const free = all.find((others) => Object.keys(one).every((name) => !(name in others)));
    if (free === undefined) all.push({ ...one });
    else Object.assign(free, one);
  }
  return all.map((one) => [Object.keys(one).join(', '), one]);
}

/** Each header by itself at one subgraph; at the others all of them at once. */
const headersAt = (name: SubgraphName, role: Role): Headers => (name === ONE_BY_ONE ? identityHeaders(role) : together(identityHeaders(role)));

onEverySubgraph((subgraph, name) => {
  const role = staffRole(name);
  let outside: RawAnswer;
  let gateway: RawAnswer;
  beforeAll(async () => {
    [outside, gateway] = await Promise.all([fromOutside(subgraph(), role, {}), fromGateway(subgraph(), role, {})]);
  });

  it.each(headersAt(name, role))('%s makes nobody somebody, at either door', async (_name, headers) => {
    const at = subgraph();
    expect(gist(await fromOutside(at, null, headers))).toEqual({ status: 401, codes: ['UNAUTHENTICATED'], data: undefined });
    expect(gist(await fromOutside(at, 'operator', headers))).toEqual({ status: 403, codes: ['ROLE_NOT_ALLOWED'], data: undefined });
    expect(await fromGateway(at, null, headers)).toMatchObject({ status: 200, codes: ['UNAUTHENTICATED'] });
    expect(await fromGateway(at, 'operator', headers)).toMatchObject({ status: 200, codes: ['SCOPE_MISSING'] });
  });

  it.each(headersAt(name, 'citizen'))('%s takes nothing from who may, at either door', async (_name, headers) => {
    const at = subgraph();
    expect(outside).toMatchObject({ status: 200, codes: [] });
    expect(gist(await fromOutside(at, role, headers))).toEqual(gist(outside));
    expect(gist(await fromGateway(at, role, headers))).toEqual(gist(gateway));
    expect(gateway).toMatchObject({ status: 200, codes: [] });
  });
}, { households: 3 });
