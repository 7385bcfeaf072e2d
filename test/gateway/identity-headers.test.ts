import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAC_HEADER, ENVELOPE_HEADER, seal } from '../../subgraphs/shared/doors/envelope.js';
import { envelopeFor, viewerAs } from '../support/gateway-call.js';
import { identityHeaders } from '../support/identity-headers.js';
import { rawRequest, type RawAnswer } from '../support/raw-request.js';
import { Federation } from './support/federation.js';
import { CHILD_ONE, GUARDED } from './support/guarded.js';

let federation: Federation;
beforeAll(async () => {
  federation = await Federation.start(GUARDED);
});
afterAll(() => federation.close());

const body = JSON.stringify({ query: `{ child(iin: "${CHILD_ONE}") { name benefits { total } } }` });
const post = (headers: OutgoingHttpHeaders): Promise<RawAnswer> => rawRequest(federation.url, { body, headers });
const token = async (claims = {}): Promise<OutgoingHttpHeaders> => ({ authorization: `Bearer ${await federation.token(claims)}`, 'x-purpose': 'CHILD_PROFILE' });

/** The headers of the last call that a subgraph got. */
const lastCall = () => {
  const call = federation.subgraph('benefits').calls.at(-1);
  if (call === undefined) throw new Error('not called');
  return call;
};

describe('headers that tell who asks', () => {
  it.each(identityHeaders('caseworker'))('%s makes nobody somebody', async (_name, headers) => {
    const { codes } = await post(headers);
    expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it.each(identityHeaders('auditor'))('%s is neither believed nor handed on', async (_name, headers) => {
    expect(await post({ ...headers, ...(await token()) })).toMatchObject({ status: 200, codes: [], data: { child: { name: 'Aru', benefits: { total: '10.00' } } } });
    const call = lastCall();
    expect(call.envelope.viewer).toEqual(viewerAs('caseworker', { subject: 'subject' }));
    expect(call.envelope.correlationId).not.toBe('forged');
    expect(Object.keys(call.headers).sort()).toEqual(['accept', 'content-length', 'content-type', 'host', ENVELOPE_HEADER, MAC_HEADER].sort());
  });

  it('an envelope from outside opens nothing here', async () => {
    const key = federation.subgraph('registry').key;
    const sealed = seal(key, envelopeFor({ subgraph: 'registry', url: '', key }, { query: '', viewer: viewerAs('caseworker'), purpose: 'CHILD_PROFILE' }), body);
    expect(new Set((await post(sealed)).codes)).toEqual(new Set(['UNAUTHENTICATED']));
    await post({ ...sealed, ...(await token({ client_id: 'another' })) });
    expect(lastCall().envelope.viewer).toMatchObject({ client: 'another' });
    expect(lastCall().headers[ENVELOPE_HEADER]).not.toBe(sealed[ENVELOPE_HEADER]);
  });

  it.each(['authorization', 'x-purpose', 'x-case-number'])('%s sent twice is refused', async (name) => {
    const headers: OutgoingHttpHeaders = { 'x-case-number': 'K-7', ...(await token()) };
    const value = String(headers[name]);
    const answer = await post({ ...headers, [name]: [value, value] as never });
    expect(answer).toMatchObject({ status: 400, codes: ['BAD_REQUEST'], data: undefined });
  });
});
