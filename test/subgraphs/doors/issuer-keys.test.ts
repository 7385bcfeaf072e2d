import type { ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { staffRole } from '../../../subgraphs/shared/access/viewer.js';
import { KEY_TIMING } from '../../../subgraphs/shared/access/keys.js';
import { CLOCK_SKEW_SECONDS, TokenVerifier } from '../../../subgraphs/shared/access/token.js';
import { signingKey, startTestIssuer, type SigningKey } from '../../support/issuer.js';
import { rawRequest, type RawAnswer } from '../../support/raw-request.js';
import type { SubgraphHandle } from '../../../subgraphs/shared/server.js';
import type { TestSubgraph } from '../../support/subgraph.js';
import { onEverySubgraph, REGISTERS } from './every-subgraph.js';

/** As in operation, but for the wait on an issuer that does not answer. */
const TIMING = { ...KEY_TIMING, timeoutMs: 1_000 };

/** Only the clock is moved, so that no test depends on how fast the machine is. */
const pass = (milliseconds: number): void => void vi.setSystemTime(Date.now() + milliseconds);
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }));
afterEach(() => void vi.useRealTimers());

const LET_IN = { status: 200, codes: [] };
const NOBODY = { status: 401, codes: ['UNAUTHENTICATED'] };
const UNAVAILABLE = { status: 503, codes: ['UNAVAILABLE'], data: undefined };

/** Ways of an issuer to answer nothing of use. */
const FAILURES: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['hangs up', (response) => void response.destroy()],
  ['does not answer', () => undefined],
  ['is broken', (response) => void response.writeHead(500).end('{}')],
  ['is somewhere else', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['answers with a page', (response) => void response.end('<html>')],
  ['answers with no keys', (response) => void response.end('{}')],
  ['answers with keys that are none', (response) => void response.end('{"keys":"none"}')],
];

onEverySubgraph((subgraph, name) => {
  /** An instance that knows no keys yet. */
  let fresh: SubgraphHandle;
  beforeEach(async () => {
    fresh = await subgraph().another();
  });
  afterEach(async () => {
    const { issuer } = subgraph();
    issuer.fail(null);
    issuer.publish(issuer.key);
    await fresh.close();
  });

  const knock = async ({ issuer, subgraph: role }: TestSubgraph, key: SigningKey): Promise<RawAnswer> =>
    rawRequest(fresh.url, {
      headers: { authorization: `Bearer ${await issuer.token(staffRole(role), { key })}`, 'x-purpose': REGISTERS[name].purpose },
      body: JSON.stringify({ query: REGISTERS[name].query }),
    });

  it.each(['RS256', 'PS256', 'ES256', 'EdDSA'])('a new key is taken without a restart: %s', async (algorithm) => {
    const { issuer } = subgraph();
    const added = await signingKey('added', algorithm);
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
    expect(await knock(subgraph(), added)).toMatchObject(NOBODY);
    issuer.publish(issuer.key, added);
    pass(TIMING.pauseMs);
    expect(await knock(subgraph(), added)).toMatchObject(LET_IN);
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
  });

  it('a key that was taken back is refused soon', async () => {
    const { issuer } = subgraph();
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
    issuer.publish(await signingKey('next'));
    pass(TIMING.refreshMs);
    await expect.poll(() => knock(subgraph(), issuer.key), { timeout: 5_000 }).toMatchObject(NOBODY);
  });

  it('an issuer that is down leaves a process without keys unable to tell, until it is back', async () => {
    const { issuer } = subgraph();
    issuer.fail((response) => void response.destroy());
    expect(await knock(subgraph(), issuer.key)).toMatchObject(UNAVAILABLE);
    issuer.fail(null);
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
  });

  it('an issuer that is down keeps nobody out whose key is known, for a while', async () => {
    const { issuer } = subgraph();
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
    issuer.fail((response) => void response.destroy());
    pass(TIMING.refreshMs);
    expect(await knock(subgraph(), issuer.key)).toMatchObject(LET_IN);
    pass(TIMING.keptMs);
    expect(await knock(subgraph(), issuer.key)).toMatchObject(UNAVAILABLE);
  });

  it('a token that is none needs no key to be refused', async () => {
    subgraph().issuer.fail((response) => void response.destroy());
    const answer = await rawRequest(fresh.url, { headers: { authorization: 'Bearer garbage', 'x-purpose': REGISTERS[name].purpose }, body: '{"query":"{ __typename }"}' });
    expect(answer).toMatchObject(NOBODY);
  });
}, { keys: TIMING });

/** Where it is decided; the same for every way of an issuer to be down. */
describe('TokenVerifier', () => {
  it('refuses a key that was taken back long before the known keys are too old', async () => {
    const issuer = await startTestIssuer();
    const verifier = new TokenVerifier(issuer.tokens, TIMING);
    const token = `Bearer ${await issuer.token('citizen')}`;
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    issuer.publish(await signingKey('next'));
    pass(TIMING.refreshMs);
    await expect.poll(() => verifier.viewerOf(token).catch(() => null), { timeout: 5_000 }).toBe(null);
    await issuer.close();
  });

  it('refuses a token whose key has another key in its place', async () => {
    const issuer = await startTestIssuer();
    const verifier = new TokenVerifier(issuer.tokens, TIMING);
    const token = `Bearer ${await issuer.token('citizen')}`;
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    issuer.publish(await signingKey(issuer.key.kid));
    pass(TIMING.refreshMs);
    await expect.poll(() => verifier.viewerOf(token).catch(() => null), { timeout: 5_000 }).toBe(null);
    await issuer.close();
  });

  it.for(FAILURES)('an issuer that %s is waited for no longer than the known keys are good', async ([, failure]) => {
    const issuer = await startTestIssuer();
    const verifier = new TokenVerifier(issuer.tokens, TIMING);
    const token = `Bearer ${await issuer.token('citizen')}`;
    issuer.fail(failure);
    await expect(verifier.viewerOf(token)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    issuer.fail(null);
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    issuer.fail(failure);
    pass(TIMING.refreshMs);
    const began = performance.now();
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    // The keys are fetched behind the answer, not before it.
    expect(performance.now() - began).toBeLessThan(TIMING.timeoutMs);
    pass(TIMING.keptMs);
    await expect(verifier.viewerOf(token)).rejects.toMatchObject({ extensions: { code: 'UNAVAILABLE' } });
    await issuer.close();
  });
});

describe('a token that was verified before', () => {
  it('is refused from the second on in which it is too old', async () => {
    const issuer = await startTestIssuer();
    const verifier = new TokenVerifier(issuer.tokens);
    const token = `Bearer ${await issuer.token('citizen')}`;
    const { exp = 0 } = decodeJwt(token.slice('Bearer '.length));
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    vi.setSystemTime((exp + CLOCK_SKEW_SECONDS) * 1000 - 1);
    await expect(verifier.viewerOf(token)).resolves.toMatchObject({ role: 'citizen' });
    vi.setSystemTime((exp + CLOCK_SKEW_SECONDS) * 1000);
    await expect(verifier.viewerOf(token)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    await issuer.close();
  });
});
