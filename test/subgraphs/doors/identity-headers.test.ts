import type { OutgoingHttpHeaders } from 'node:http';
import { expect, it } from 'vitest';
import { seal } from '../../../subgraphs/shared/doors/envelope.js';
import { staffRole, type Role } from '../../../subgraphs/shared/access/viewer.js';
import { envelopeFor, viewerAs } from '../../support/gateway-call.js';
import { identityHeaders } from '../../support/identity-headers.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { onEverySubgraph, REGISTERS } from './every-subgraph.js';

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

onEverySubgraph((subgraph, name) => {
  it.each(identityHeaders(staffRole(name)))('%s makes nobody somebody, at either door', async (_name, headers) => {
    const at = subgraph();
    expect(gist(await fromOutside(at, null, headers))).toEqual({ status: 401, codes: ['UNAUTHENTICATED'], data: undefined });
    expect(gist(await fromOutside(at, 'operator', headers))).toEqual({ status: 403, codes: ['ROLE_NOT_ALLOWED'], data: undefined });
    expect(await fromGateway(at, null, headers)).toMatchObject({ status: 200, codes: ['UNAUTHENTICATED'] });
    expect(await fromGateway(at, 'operator', headers)).toMatchObject({ status: 200, codes: ['SCOPE_MISSING'] });
  });

  it.each(identityHeaders('citizen'))('%s takes nothing from who may, at either door', async (_name, headers) => {
    const at = subgraph();
    const role = staffRole(name);
    expect(gist(await fromOutside(at, role, headers))).toEqual(gist(await fromOutside(at, role, {})));
    expect(gist(await fromGateway(at, role, headers))).toEqual(gist(await fromGateway(at, role, {})));
    expect(await fromGateway(at, role, headers)).toMatchObject({ status: 200, codes: [] });
  });
}, { households: 3 });
